import * as vscode from "vscode";

import type { Acceptance, Claims, Scored, Scores } from "../contract";
import { Later } from "../later";
import { nameOf, showing } from "../places";
import type { Server } from "../server";
import { accepted, claimed, codeName, type Finding } from "./findings";

/** A line of the Claims view. */
export type ClaimNode =
  | ArticleNode
  | { readonly kind: "code"; readonly uri: vscode.Uri; readonly code: string; readonly children: readonly FindingNode[] }
  | FindingNode;

interface ArticleNode {
  readonly kind: "article";
  readonly uri: vscode.Uri;
  readonly title: string;
  /** How many are reported, and how many accepted, those whose sentence is gone included. */
  readonly findings: number;
  readonly accepted: number;
}

interface FindingNode {
  readonly kind: "finding";
  readonly finding: Finding;
}

/** The scheme of what is greyed; nothing is ever opened under it. */
const GREYED = "uradori-accepted";

/** Diagnostics arrive article by article; the view is drawn once for those of a moment. */
const PAUSE_MS = 150;

/** The most that the server gives of an article in one answer. */
const MOST = 2000;

/**
 * The Claims view: article, code, finding. What is accepted is greyed and stands below what is reported. The articles are
 * listed by their counts; what is found in one is asked for when it is unfolded.
 */
export class ClaimsView implements vscode.TreeDataProvider<ClaimNode>, vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  private roots: readonly ArticleNode[] = [];
  private acceptances: readonly Acceptance[] = [];
  private readonly view: vscode.TreeView<ClaimNode>;
  private readonly parts: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.view = vscode.window.createTreeView("uradori.claims", { treeDataProvider: this, showCollapseAll: true });
    const redraw = new Later(PAUSE_MS, () => this.refresh());
    this.parts = vscode.Disposable.from(
      this.changed,
      this.view,
      redraw,
      vscode.window.registerFileDecorationProvider(this),
      vscode.languages.onDidChangeDiagnostics(redraw.ask),
      vscode.workspace.onDidChangeWorkspaceFolders(redraw.ask),
      server.onDidChangeRunning(redraw.ask),
      server.onDidProgress(redraw.ask),
    );
  }

  /** Asks the server how the articles are doing and what is accepted, and draws the view anew. */
  async refresh(): Promise<void> {
    const [scores, answer] = await Promise.all([
      this.server.ask<Scores>("uradori.score", {}, { quiet: true }),
      this.server.ask<{ acceptances: Acceptance[] }>("uradori.acceptances", {}, { quiet: true }),
    ]);
    // One that has expired is reported again.
    this.acceptances = (answer?.acceptances ?? []).filter((each) => each.standing !== "expired");
    this.roots = articles(scores?.articles ?? [], this.acceptances);
    const findings = scores?.total.findings ?? 0;
    this.view.badge =
      findings === 0
        ? undefined
        : { value: findings, tooltip: vscode.l10n.t("{0} claims that nobody vouches for", findings) };
    if (this.roots.length > 0) {
      this.server.sawArticles();
    }
    this.changed.fire(undefined);
  }

  /** What is accepted, as of the last time the server was asked. */
  get accepted(): readonly Finding[] {
    return this.acceptances.map(accepted);
  }

  async getChildren(node?: ClaimNode): Promise<ClaimNode[]> {
    switch (node?.kind) {
      case undefined:
        return [...this.roots];
      case "article":
        return this.codes(node.uri);
      case "code":
        return [...node.children];
      case "finding":
        return [];
    }
  }

  getTreeItem(node: ClaimNode): vscode.TreeItem {
    switch (node.kind) {
      case "article":
        return articleItem(node);
      case "code":
        return codeItem(node.uri, node.code, node.children);
      case "finding":
        return findingItem(node.finding);
    }
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return uri.scheme === GREYED
      ? new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor("disabledForeground"))
      : undefined;
  }

  dispose(): void {
    this.parts.dispose();
  }

  /** What was found in an article, by code, each in the order of the text; what is accepted after what is reported. */
  private async codes(uri: vscode.Uri): Promise<ClaimNode[]> {
    const address = uri.toString();
    const answer = await this.server.ask<Claims>("uradori.claims", { uri: address, limit: MOST }, { quiet: true });
    const here = this.acceptances.filter((each) => vscode.Uri.parse(each.uri).toString() === address);
    const remarks = new Map(here.flatMap(({ fingerprint, remark }) => (remark === null ? [] : [[fingerprint, remark]])));
    const findings = [
      ...(answer?.claims ?? []).map((claim) => claimed(claim, remarks)),
      ...here.filter(isLost).map(accepted),
    ];
    const codes = new Map<string, Finding[]>();
    for (const finding of findings) {
      codes.set(finding.code, [...(codes.get(finding.code) ?? []), finding]);
    }
    return [...codes].sort(([a], [b]) => compare(a, b)).map(([code, list]) => ({
      kind: "code",
      uri,
      code,
      children: list.sort(byPlace).map((finding) => ({ kind: "finding", finding })),
    }));
  }
}

/** The articles of which there is something to list, by name. */
function articles(scores: readonly Scored[], acceptances: readonly Acceptance[]): ArticleNode[] {
  const nodes = new Map<string, ArticleNode>();
  for (const { uri, title, findings, accepted } of scores) {
    if (findings + accepted > 0) {
      const parsed = vscode.Uri.parse(uri);
      nodes.set(parsed.toString(), { kind: "article", uri: parsed, title, findings, accepted });
    }
  }
  for (const lost of acceptances.filter(isLost)) {
    const uri = vscode.Uri.parse(lost.uri);
    const node = nodes.get(uri.toString()) ?? { kind: "article", uri, title: "", findings: 0, accepted: 0 };
    nodes.set(uri.toString(), { ...node, accepted: node.accepted + 1 });
  }
  return [...nodes.values()].sort((a, b) => compare(nameOf(a.uri), nameOf(b.uri)));
}

/** Whether what was accepted is no longer there: its article, its sentence, or the finding. */
function isLost(acceptance: Acceptance): boolean {
  return acceptance.range === null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(one: Finding, other: Finding): number {
  const accepted = Number(one.approval !== undefined) - Number(other.approval !== undefined);
  const line = (finding: Finding): number => finding.range?.start.line ?? Number.MAX_SAFE_INTEGER;
  const character = (finding: Finding): number => finding.range?.start.character ?? 0;
  return accepted || line(one) - line(other) || character(one) - character(other);
}

/** How many are reported and, where there are any, how many accepted. */
function counts(open: number, accepted: number): string {
  return accepted === 0 ? String(open) : vscode.l10n.t("{0}, {1} accepted", open, accepted);
}

function articleItem({ uri, title, findings, accepted }: ArticleNode): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(uri), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = uri.toString();
  item.contextValue = "article";
  item.description = counts(findings, accepted);
  item.iconPath = new vscode.ThemeIcon("file-text");
  item.tooltip = [title, uri.fsPath].filter(Boolean).join("\n");
  return item;
}

function codeItem(uri: vscode.Uri, code: string, children: readonly FindingNode[]): vscode.TreeItem {
  const open = children.filter(({ finding }) => finding.approval === undefined).length;
  const item = new vscode.TreeItem(codeName(code), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${uri.toString()}#${code}`;
  item.contextValue = "code";
  item.description = `${code} · ${counts(open, children.length - open)}`;
  return item;
}

const ICONS: Record<vscode.DiagnosticSeverity, [string, string]> = {
  [vscode.DiagnosticSeverity.Error]: ["error", "problemsErrorIcon.foreground"],
  [vscode.DiagnosticSeverity.Warning]: ["warning", "problemsWarningIcon.foreground"],
  [vscode.DiagnosticSeverity.Information]: ["info", "problemsInfoIcon.foreground"],
  [vscode.DiagnosticSeverity.Hint]: ["lightbulb", "foreground"],
};

function findingItem(finding: Finding): vscode.TreeItem {
  const item = new vscode.TreeItem(finding.title);
  const { approval, range } = finding;
  const line = range && vscode.l10n.t("line {0}", range.start.line + 1);
  if (approval === undefined) {
    const [icon, color] = ICONS[finding.severity];
    item.contextValue = "finding";
    item.description = line ?? "";
    item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
    item.tooltip = [finding.title, finding.details].filter(Boolean).join("\n\n");
  } else {
    item.contextValue = "accepted";
    item.description = [approval.reason, line].filter(Boolean).join(" · ");
    // An acceptance with a remark is to be looked at by somebody: its sentence is gone, or it has no reason.
    item.iconPath = new vscode.ThemeIcon(
      finding.remark === undefined ? "pass" : "question",
      new vscode.ThemeColor("disabledForeground"),
    );
    item.resourceUri = finding.uri.with({ scheme: GREYED, fragment: approval.fingerprint });
    const who = vscode.l10n.t("Accepted by {0} on {1}", approval.by, approval.on);
    item.tooltip = [finding.title, who, approval.reason, finding.remark, finding.details].filter(Boolean).join("\n\n");
  }
  item.accessibilityInformation = {
    label: [approval && vscode.l10n.t("accepted"), codeName(finding.code), finding.title, line].filter(Boolean).join(", "),
  };
  if (range !== undefined) {
    item.command = showing(finding.uri, range);
  }
  return item;
}
