import * as vscode from "vscode";

import { Server } from "./server";

let server: Server | undefined;

/** Called by VS Code on the first of the events that package.json names. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = new Server(context.extension);
  server = started;
  context.subscriptions.push(
    started,
    vscode.commands.registerCommand("uradori.restart", () => started.restart()),
    vscode.commands.registerCommand("uradori.showLog", () => {
      started.log.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("uradori.server.path")) {
        void started.restart();
      }
    }),
    // Only now may the workspace say which program to run.
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
  );
  await started.restart();
}

/** Called by VS Code when the window closes; it waits for the promise. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
