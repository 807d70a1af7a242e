import * as vscode from "vscode";

import { Later } from "../later";
import type { DossierPages } from "../pages/dossier";
import type { NetworkPage } from "../pages/network";
import type { Server } from "../server";
import { type ActorNode, actorAt, type ActorsView } from "./tree";

/** The view is narrowed while the user types, but not at every key. */
const PAUSE_MS = 200;

/** A place in an article, as links and lenses give it. */
interface Place {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

type Target = ActorNode | Place | undefined;

/** The commands on actors. From the view they are about its line, from the palette about the name at the cursor. */
export function actorCommands(
  server: Server,
  view: ActorsView,
  dossiers: DossierPages,
  network: NetworkPage,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("uradori.openDossier", async (target: Target) => {
      const actor = await actorOf(server, target);
      if (actor === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t("No actor is named here."));
      } else {
        await dossiers.show(actor);
      }
    }),
    vscode.commands.registerCommand("uradori.openNetwork", async (target: Target) => {
      // Without a name at the cursor it is the network of all.
      await network.show(await actorOf(server, target));
    }),
    vscode.commands.registerCommand("uradori.filterActors", async (query?: unknown) => {
      if (typeof query === "string") {
        await view.setFilter(query);
      } else {
        askFilter(view);
      }
    }),
    vscode.commands.registerCommand("uradori.clearActorFilter", () => view.setFilter("")),
  );
}

/** The id of the actor of a line of the view, of a place, or at the cursor. */
async function actorOf(server: Server, target: Target): Promise<string | undefined> {
  if (target !== undefined && "kind" in target) {
    return target.kind === "actor" ? target.actor.actor : undefined;
  }
  if (target !== undefined && "uri" in target) {
    const { line, character } = target.position;
    return (await actorAt(server, vscode.Uri.parse(target.uri), new vscode.Position(line, character)))?.actor;
  }
  const editor = vscode.window.activeTextEditor;
  return editor && (await actorAt(server, editor.document.uri, editor.selection.active))?.actor;
}

function askFilter(view: ActorsView): void {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t("Filter the Actors");
  box.placeholder = vscode.l10n.t("A name, an alias or a reading");
  box.value = view.filter;
  const narrow = new Later(PAUSE_MS, () => view.setFilter(box.value));
  box.onDidChangeValue(narrow.ask);
  box.onDidAccept(() => {
    narrow.dispose();
    void view.setFilter(box.value);
    box.hide();
  });
  box.onDidHide(() => {
    box.dispose();
  });
  box.show();
}
