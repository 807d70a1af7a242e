import * as vscode from "vscode";

import type { Range } from "./contract";

/** A range of the contract as VS Code's. */
export function rangeOf(range: Range): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

/** The command that shows a place, for tree items. */
export function showing(uri: vscode.Uri, range: vscode.Range | undefined): vscode.Command {
  const options: vscode.TextDocumentShowOptions = range ? { selection: range } : {};
  return { command: "vscode.open", title: vscode.l10n.t("Open"), arguments: [uri, options] };
}

/** An article as a list names it: its path in the workspace, with the folder's name where there are several. */
export function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
