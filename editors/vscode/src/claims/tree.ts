import * as vscode from "vscode";

import type { Acceptance } from "../contract";
import { nameOf, showing } from "../places";
import type { Server } from "../server";
import { acceptedFindings, codeName, type Finding, reportedFindings } from "./findings";

/** A line of the Claims view. */
export type ClaimNode =
  | { readonly kind: "article"; readonly uri: vscode.Uri; readonly children: readonly ClaimNode[] }
  | { readonly kind: "code"; readonly uri: vscode.Uri; readonly code: string; readonly children: readonly ClaimNode[] }
  | { readonly kind: "finding"; readonly finding: Finding };

/** The scheme of what is greyed; nothing is ever opened under it. */
const GREYED = "uradori-accepted";

/** Diagnostics arrive article by article; the view is drawn once for those of a moment. */
const PAUSE_MS = 150;

/** The Claims view: article, code, finding. What is accepted is greyed and stands below what is reported. */
export class ClaimsView implements vscode.TreeDataProvider<ClaimNode>, vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  private roots: readonly ClaimNode[] = [];
  private acceptances: readonly Acceptance[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly view: vscode.TreeView<ClaimNode>;
  private readonly parts: { dispose(): unknown }[];

  constructor(private readonly server: Server) {
    this.view = vscode.window.createTreeView("uradori.claims", { treeDataProvider: this, showCollapseAll: true });
    this.parts = [
      this.changed,
      this.view,
      vscode.window.registerFileDecorationProvider(this),
      vscode.languages.onDidChangeDiagnostics(() => {
        this.soon();
      }),
      server.onDidChangeRunning(() => {
        this.soon();
      }),
    ];
  }

  /** Asks the server what is accepted and draws the view anew. */
  async refresh(): Promise<void> {
    const answer = await this.server.ask<{ acceptances: Acceptance[] }>("uradori.acceptances", {});
    this.acceptances = answer?.acceptances ?? [];
    const open = reportedFindings();
    this.roots = arrange([...open, ...acceptedFindings(this.acceptances)]);
    this.view.badge =
      open.length === 0
        ? undefined
        : { value: open.length, tooltip: vscode.l10n.t("{0} claims that nobody vouches for", open.length) };
    if (this.roots.length > 0) {
      this.server.sawArticles();
    }
    this.changed.fire(undefined);
  }

  /** What is accepted, as of the last time the server was asked. */
  get accepted(): readonly Finding[] {
    return acceptedFindings(this.acceptances);
  }

  getChildren(node?: ClaimNode): readonly ClaimNode[] & ClaimNode[] {
    const children = node === undefined ? this.roots : node.kind === "finding" ? [] : node.children;
    return [...children];
  }

  getTreeItem(node: ClaimNode): vscode.TreeItem {
    switch (node.kind) {
      case "article":
        return articleItem(node.uri, node.children);
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
    clearTimeout(this.timer);
    for (const part of this.parts) {
      part.dispose();
    }
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }
}

/** Findings by article and code, each in the order of the text; what is accepted after what is reported. */
function arrange(findings: readonly Finding[]): ClaimNode[] {
  const articles = new Map<string, { uri: vscode.Uri; codes: Map<string, Finding[]> }>();
  for (const finding of findings) {
    const key = finding.uri.toString();
    const article = articles.get(key) ?? { uri: finding.uri, codes: new Map<string, Finding[]>() };
    articles.set(key, article);
    article.codes.set(finding.code, [...(article.codes.get(finding.code) ?? []), finding]);
  }
  const sorted = [...articles.values()].sort((a, b) => compare(nameOf(a.uri), nameOf(b.uri)));
  return sorted.map(({ uri, codes }) => ({
    kind: "article",
    uri,
    children: [...codes].sort(([a], [b]) => compare(a, b)).map(([code, list]) => ({
      kind: "code",
      uri,
      code,
      children: list.sort(byPlace).map((finding) => ({ kind: "finding", finding })),
    })),
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(a: Finding, b: Finding): number {
  const accepted = Number(a.acceptance !== undefined) - Number(b.acceptance !== undefined);
  const line = (finding: Finding): number => finding.range?.start.line ?? Number.MAX_SAFE_INTEGER;
  const character = (finding: Finding): number => finding.range?.start.character ?? 0;
  return accepted || line(a) - line(b) || character(a) - character(b);
}

function findingsOf(node: ClaimNode): readonly Finding[] {
  return node.kind === "finding" ? [node.finding] : node.children.flatMap(findingsOf);
}

/** How many are reported and, where there are any, how many accepted. */
function counts(nodes: readonly ClaimNode[]): string {
  const findings = nodes.flatMap(findingsOf);
  const accepted = findings.filter((finding) => finding.acceptance !== undefined).length;
  const open = String(findings.length - accepted);
  return accepted === 0 ? open : vscode.l10n.t("{0}, {1} accepted", open, accepted);
}

function articleItem(uri: vscode.Uri, children: readonly ClaimNode[]): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(uri), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = uri.toString();
  item.contextValue = "article";
  item.description = counts(children);
  item.iconPath = new vscode.ThemeIcon("file-text");
  item.tooltip = uri.fsPath;
  return item;
}

function codeItem(uri: vscode.Uri, code: string, children: readonly ClaimNode[]): vscode.TreeItem {
  const item = new vscode.TreeItem(codeName(code), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${uri.toString()}#${code}`;
  item.contextValue = "code";
  item.description = `${code} · ${counts(children)}`;
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
  const { acceptance, range } = finding;
  const line = range && vscode.l10n.t("line {0}", range.start.line + 1);
  if (acceptance === undefined) {
    const [icon, color] = ICONS[finding.severity];
    item.contextValue = "finding";
    item.description = line ?? "";
    item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
    item.tooltip = [finding.title, finding.details].filter(Boolean).join("\n\n");
  } else {
    item.contextValue = "accepted";
    item.description = [acceptance.reason, line].filter(Boolean).join(" · ");
    // An acceptance with a remark is to be looked at by somebody: its sentence is gone, or it has no reason.
    item.iconPath = new vscode.ThemeIcon(
      acceptance.remark === null ? "pass" : "question",
      new vscode.ThemeColor("disabledForeground"),
    );
    item.resourceUri = finding.uri.with({ scheme: GREYED, fragment: acceptance.fingerprint });
    const who = vscode.l10n.t("Accepted by {0} on {1}", acceptance.by, acceptance.on);
    item.tooltip = [finding.title, who, acceptance.reason, finding.details].filter(Boolean).join("\n\n");
  }
  item.accessibilityInformation = {
    label: [acceptance && vscode.l10n.t("accepted"), codeName(finding.code), finding.title, line].filter(Boolean).join(", "),
  };
  if (range !== undefined || acceptance?.standing !== "no-article") {
    item.command = showing(finding.uri, range);
  }
  return item;
}
