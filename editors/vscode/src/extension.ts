import * as vscode from "vscode";

import { actorCommands } from "./actors/commands";
import { ActorsView } from "./actors/tree";
import { claimCommands } from "./claims/commands";
import { ClaimsView } from "./claims/tree";
import { DossierPages } from "./pages/dossier";
import { NetworkPage } from "./pages/network";
import { isArticle, Server } from "./server";
import { Status } from "./status";
import { CONFIGURATION, welcomeCommands, welcomeOnce } from "./welcome";

/** The settings that hold from the server's start. */
const RESTARTING = ["uradori.server.path", "uradori.accept", "uradori.cache", "uradori.severity"];

let server: Server | undefined;

/** What the extension gives to other extensions, and to its tests: the parts that show something. */
export interface Parts {
  readonly server: Server;
  readonly claims: ClaimsView;
  readonly actors: ActorsView;
  readonly status: Status;
}

/** Called by VS Code on the first of the events that package.json names. */
export async function activate(context: vscode.ExtensionContext): Promise<Parts> {
  const started = new Server(context.extension);
  server = started;
  const claims = new ClaimsView(started);
  const actors = new ActorsView(started);
  const dossiers = new DossierPages(started, context.extensionUri);
  const network = new NetworkPage(started, context.extensionUri);
  const status = new Status(started);
  context.subscriptions.push(
    started,
    claims,
    actors,
    dossiers,
    network,
    status,
    claimCommands(started, claims),
    actorCommands(started, actors, dossiers, network),
    welcomeCommands(context),
    vscode.commands.registerCommand("uradori.restart", () => started.restart()),
    vscode.commands.registerCommand("uradori.showLog", () => {
      started.log.show();
    }),
    vscode.commands.registerCommand("uradori.showMentions", (position?: vscode.Position) => showMentions(position)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (RESTARTING.some((section) => change.affectsConfiguration(section))) {
        void started.restartIfWanted();
      } else if (change.affectsConfiguration("uradori.hints")) {
        void started.tellSettings();
      }
    }),
    // Only now may the workspace say which program to run.
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restartIfWanted()),
  );
  void vscode.commands.executeCommand("setContext", "uradori.started", true);
  const [configured] = await vscode.workspace.findFiles(`**/${CONFIGURATION}`, undefined, 1);
  if (configured !== undefined) {
    started.sawArticles();
    void welcomeOnce(context);
  }
  if (configured !== undefined || vscode.workspace.textDocuments.some(isArticle)) {
    await started.restart();
  } else {
    context.subscriptions.push(startWithArticle(started));
  }
  return { server: started, claims, actors, status };
}

/**
 * Starts the server with the first document that may be an article. VS Code announces plain text for boxes of its own, too:
 * a window in which nobody opens a text has no server.
 */
function startWithArticle(waiting: Server): vscode.Disposable {
  const configurations = vscode.workspace.createFileSystemWatcher(`**/${CONFIGURATION}`);
  const start = (): void => {
    events.dispose();
    void waiting.restart();
  };
  const events = vscode.Disposable.from(
    configurations,
    configurations.onDidCreate(start),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isArticle(document)) {
        start();
      }
    }),
  );
  return events;
}

/** Called by VS Code when the window closes; it waits for the promise. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** Lists all mentions of the actor at a place, else at the cursor. */
async function showMentions(position?: vscode.Position): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  if (position !== undefined) {
    editor.selection = new vscode.Selection(position, position);
  }
  await vscode.commands.executeCommand("editor.action.referenceSearch.trigger");
}
