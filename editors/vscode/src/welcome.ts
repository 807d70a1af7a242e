import * as vscode from "vscode";

/** The file by which a folder of articles is known. */
export const CONFIGURATION = "uradori.toml";

const WELCOMED = "uradori.welcomed";

/** The commands of the first steps. */
export function welcomeCommands(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("uradori.openWalkthrough", () => openWalkthrough(context)),
    vscode.commands.registerCommand("uradori.openConfiguration", openConfiguration),
  );
}

function openWalkthrough(context: vscode.ExtensionContext): Thenable<unknown> {
  return vscode.commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`, false);
}

/** Opens the walkthrough with the first folder of articles ever, unless the user wants none of any extension. */
export async function welcomeOnce(context: vscode.ExtensionContext): Promise<void> {
  const wanted = vscode.workspace.getConfiguration("workbench").get<boolean>("welcomePage.walkthroughs.openOnInstall") ?? true;
  if (!wanted || context.extensionMode === vscode.ExtensionMode.Test || context.globalState.get<boolean>(WELCOMED) === true) {
    return;
  }
  await context.globalState.update(WELCOMED, true);
  await openWalkthrough(context);
}

/** Opens a folder's `uradori.toml`; where there is none, an unsaved one, since an empty one will do. */
async function openConfiguration(): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (folder === undefined) {
    return;
  }
  const uri = vscode.Uri.joinPath(folder.uri, CONFIGURATION);
  const there = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  await vscode.window.showTextDocument(there ? uri : uri.with({ scheme: "untitled" }));
}
