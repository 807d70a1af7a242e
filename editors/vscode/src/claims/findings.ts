import * as vscode from "vscode";

import type { Acceptance } from "../contract";
import { rangeOf } from "../places";

/** What the server's diagnostics name as their source. */
const SOURCE = "uradori";

/** A finding, reported or accepted. */
export interface Finding {
  readonly uri: vscode.Uri;
  readonly code: string;
  /** Where it stands; `undefined` where an accepted one is no longer found. */
  readonly range: vscode.Range | undefined;
  /** One line: the message of a reported one, the sentence of an accepted one. */
  readonly title: string;
  /** The reasons in full. */
  readonly details: string;
  readonly severity: vscode.DiagnosticSeverity;
  /** The acceptance, of those that are accepted. */
  readonly acceptance: Acceptance | undefined;
}

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
  return [{ uri, code, range: diagnostic.range, title, details, severity: diagnostic.severity, acceptance: undefined }];
}

function accepted(acceptance: Acceptance): Finding {
  return {
    uri: vscode.Uri.parse(acceptance.uri),
    code: acceptance.code,
    range: acceptance.range ? rangeOf(acceptance.range) : undefined,
    title: acceptance.excerpt,
    details: acceptance.remark ?? "",
    severity: vscode.DiagnosticSeverity.Hint,
    acceptance,
  };
}

/** All findings that VS Code was told of, of all folders. */
export function reportedFindings(): Finding[] {
  return vscode.languages.getDiagnostics().flatMap(([uri, list]) => list.flatMap((each) => reported(uri, each)));
}

/** What is accepted, without the acceptances that have expired: their findings are reported again. */
export function acceptedFindings(acceptances: readonly Acceptance[]): Finding[] {
  return acceptances.filter((each) => each.standing !== "expired").map(accepted);
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
