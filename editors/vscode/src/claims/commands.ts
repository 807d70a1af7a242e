import * as vscode from "vscode";

import type { Server } from "../server";
import { codeName, type Finding, findingsAt } from "./findings";
import type { ClaimNode, ClaimsView } from "./tree";

/** The commands on findings. From the view they are about its line, from the palette about the cursor's place. */
export function claimCommands(server: Server, view: ClaimsView): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("uradori.acceptFinding", (node?: ClaimNode, reason?: string) =>
      accept(server, view, node, reason),
    ),
    vscode.commands.registerCommand("uradori.reopenFinding", (node?: ClaimNode) => reopen(server, view, node)),
    vscode.commands.registerCommand("uradori.refreshClaims", () => view.refresh()),
    vscode.commands.registerCommand("uradori.findSimilar", () => similar(server)),
  );
}

/** Asks why a finding is accepted. An empty answer is one; `undefined` where the user thinks better of it. */
export function askReason(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Accept: {0}", title),
    prompt: vscode.l10n.t("Why is this in order? The reason is written into uradori.accepted.toml."),
    placeHolder: vscode.l10n.t("Confirmed with the ministry by telephone"),
    ignoreFocusOut: true,
  });
}

async function accept(
  server: Server,
  view: ClaimsView,
  node: ClaimNode | undefined,
  given: string | undefined,
): Promise<void> {
  const finding = await chosen(node, (each) => each.approval === undefined, atCursor());
  if (finding?.range === undefined) {
    return;
  }
  const reason = given ?? (await askReason(finding.title));
  if (reason === undefined) {
    return;
  }
  const wish = { uri: finding.uri.toString(), range: finding.range, code: finding.code, reason };
  if (await server.ask("uradori.accept", wish)) {
    await view.refresh();
  }
}

async function reopen(server: Server, view: ClaimsView, node: ClaimNode | undefined): Promise<void> {
  await view.refresh();
  const finding = await chosen(node, (each) => each.approval !== undefined, view.accepted);
  if (finding?.approval === undefined) {
    return;
  }
  const wish = { uri: finding.uri.toString(), code: finding.code, fingerprint: finding.approval.fingerprint };
  if (await server.ask("uradori.reopen", wish)) {
    await view.refresh();
  }
}

async function similar(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  const place = { uri: editor.document.uri.toString(), range: editor.selection, show: true };
  const answer = await server.ask<{ similar: unknown[] }>("uradori.similar", {
    ...place,
    range: { start: editor.selection.start, end: editor.selection.end },
  });
  if (answer?.similar.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No other article claims the like."));
  }
}

/** The findings at the cursor, else those on its line. */
function atCursor(): readonly Finding[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return [];
  }
  const { uri } = editor.document;
  const there = findingsAt(uri, editor.selection);
  return there.length > 0 ? there : findingsAt(uri, editor.document.lineAt(editor.selection.active).range);
}

/** The finding of a line of the view, else the only one of the `others`, else the one that the user picks of them. */
async function chosen(
  node: ClaimNode | undefined,
  fits: (finding: Finding) => boolean,
  others: readonly Finding[],
): Promise<Finding | undefined> {
  if (node?.kind === "finding" && fits(node.finding)) {
    return node.finding;
  }
  const [only, second] = others;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no such finding here."));
    return undefined;
  }
  if (second === undefined) {
    return only;
  }
  const items = others.map((finding) => ({ label: finding.title, description: codeName(finding.code), finding }));
  const picked = await vscode.window.showQuickPick(items, { matchOnDescription: true });
  return picked?.finding;
}
