import * as vscode from "vscode";

import type { Acceptance, Approval, Claim } from "../contract";
import { rangeOf } from "../places";

/** What the server's diagnostics name as their source. */
const SOURCE = "uradori";

/** A finding, reported or accepted. */
export interface Finding {
  readonly uri: vscode.Uri;
  readonly code: string;
  /** Where it stands; `undefined` where an accepted one is no longer found. */
  readonly range: vscode.Range | undefined;
  /** One line: the sentence or, where that is not at hand, the message. */
  readonly title: string;
  /** What is wrong, with the reasons. */
  readonly details: string;
  readonly severity: vscode.DiagnosticSeverity;
  /** Who accepted it, where somebody did. */
  readonly approval: Approval | undefined;
  /** What a reviewer is to be told of the acceptance. */
  readonly remark: string | undefined;
}

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** The code of a diagnostic of ours; `undefined` for those of others. */
export function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  if (diagnostic.source !== SOURCE) {
    return undefined;
  }
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return code === undefined ? undefined : String(code);
}

function reported(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Finding[] {
  const code = codeOf(diagnostic);
  if (code === undefined) {
    return [];
  }
  const [title = "", ...rest] = diagnostic.message.split("\n");
  const details = rest.join("\n").trim();
  const { range, severity } = diagnostic;
  return [{ uri, code, range, title, details, severity, approval: undefined, remark: undefined }];
}

/** A row of the server's list; `remarks` are those of the acceptances, by fingerprint. */
export function claimed(claim: Claim, remarks: ReadonlyMap<string, string>): Finding {
  return {
    uri: vscode.Uri.parse(claim.uri),
    code: claim.code,
    range: rangeOf(claim.range),
    title: claim.text === "" ? claim.message : claim.text,
    details: [claim.message, claim.why].filter(Boolean).join("\n"),
    severity: SEVERITIES[claim.severity],
    approval: claim.accepted ?? undefined,
    remark: claim.accepted ? remarks.get(claim.accepted.fingerprint) : undefined,
  };
}

/** An acceptance as a finding. */
export function accepted(acceptance: Acceptance): Finding {
  return {
    uri: vscode.Uri.parse(acceptance.uri),
    code: acceptance.code,
    range: acceptance.range ? rangeOf(acceptance.range) : undefined,
    title: acceptance.excerpt,
    details: "",
    severity: vscode.DiagnosticSeverity.Hint,
    approval: acceptance,
    remark: acceptance.remark ?? undefined,
  };
}

/** The findings reported at a place. */
export function findingsAt(uri: vscode.Uri, place: vscode.Range): Finding[] {
  const list = vscode.languages.getDiagnostics(uri).filter((each) => each.range.intersection(place) !== undefined);
  return list.flatMap((each) => reported(uri, each));
}

/** A code in the user's language. */
export function codeName(code: string): string {
  switch (code) {
    case "unnamed-source":
      return vscode.l10n.t("Unnamed source");
    case "accusation":
      return vscode.l10n.t("Accusation");
    case "hearsay":
      return vscode.l10n.t("Hearsay");
    case "agentless":
      return vscode.l10n.t("No agent");
    case "figure":
      return vscode.l10n.t("Figure");
    case "quote":
      return vscode.l10n.t("Quote");
    case "inference":
      return vscode.l10n.t("Inference");
    case "judgement":
      return vscode.l10n.t("Judgement");
    default:
      return code;
  }
}
