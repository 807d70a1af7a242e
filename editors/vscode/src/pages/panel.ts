import * as vscode from "vscode";

import type { Place } from "../contract";
import { rangeOf } from "../places";
import { type Html, page } from "./html";

/** What a page may ask for; see page/page.ts. Anything else is passed over. */
interface Wish {
  readonly place?: unknown;
  readonly dossier?: unknown;
  readonly network?: unknown;
}

/** One page in an editor tab. What it can lead to is kept here: the page knows places by their number only. */
export class Panel {
  private places: readonly Place[] = [];
  readonly panel: vscode.WebviewPanel;

  constructor(
    viewType: string,
    private readonly extension: vscode.Uri,
    column: vscode.ViewColumn,
  ) {
    const roots = [vscode.Uri.joinPath(extension, "dist"), vscode.Uri.joinPath(extension, "media")];
    this.panel = vscode.window.createWebviewPanel(viewType, "", column, {
      enableScripts: true,
      enableCommandUris: false,
      localResourceRoots: roots,
    });
    const icon = (shade: string): vscode.Uri => vscode.Uri.joinPath(extension, "media", `uradori-${shade}.svg`);
    this.panel.iconPath = { light: icon("light"), dark: icon("dark") };
    this.panel.webview.onDidReceiveMessage((wish: Wish) => this.grant(wish));
  }

  /** Shows a page; `places` are what its `data-place` numbers mean. */
  draw(title: string, body: Html, places: readonly Place[]): void {
    const { webview } = this.panel;
    const part = (...path: string[]): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extension, ...path)).toString();
    this.places = places;
    this.panel.title = title;
    webview.html = page(title, vscode.env.language, part("media", "page.css"), part("dist", "page.js"), body);
  }

  private async grant(wish: Wish): Promise<void> {
    if (typeof wish.place === "number") {
      const place = this.places[wish.place];
      if (place !== undefined) {
        // Beside the page, which stays where it is.
        const beside = this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
        const options = { selection: rangeOf(place.range), viewColumn: beside };
        await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), options);
      }
    } else if (typeof wish.dossier === "string") {
      await vscode.commands.executeCommand("uradori.openDossier", actorNode(wish.dossier));
    } else if (typeof wish.network === "string") {
      await vscode.commands.executeCommand("uradori.openNetwork", actorNode(wish.network));
    }
  }
}

function actorNode(actor: string): object {
  return { kind: "actor", actor: { actor } };
}

/** Where a page opens: beside the article that is being read, or where the last page is. */
export function besideArticle(): vscode.ViewColumn {
  return vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}
