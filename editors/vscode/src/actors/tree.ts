import * as vscode from "vscode";

import type { Actor, Actors, Attendance, Attended, Dossier } from "../contract";
import { articles, attendance } from "../counts";
import { Later } from "../later";
import { nameOf, rangeOf, showing } from "../places";
import { isArticle, type Server } from "../server";

/** A line of the Actors view. */
export type ActorNode =
  | { readonly kind: "type"; readonly type: string; readonly label: string; readonly actors: readonly ActorNode[] }
  | { readonly kind: "actor"; readonly actor: Actor; readonly type: string }
  | { readonly kind: "article"; readonly actor: string; readonly article: Attended }
  | { readonly kind: "mention"; readonly uri: vscode.Uri; readonly range: vscode.Range };

/** The most that the server gives in one answer; beyond that the view asks for a filter. */
const MOST = 2000;

/** How long nothing must happen before the view is drawn anew, and before it follows the cursor. */
const PAUSE_MS = 400;

const ICONS: Record<string, string> = {
  person: "person",
  organization: "organization",
  place: "location",
  facility: "home",
  event: "calendar",
  work: "book",
  product: "package",
  law: "law",
};

/** The Actors view: kind, actor, article, mention. It follows the cursor as long as it can be seen. */
export class ActorsView implements vscode.TreeDataProvider<ActorNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  private roots: readonly ActorNode[] = [];
  private drawn = "";
  private query = "";
  private readonly redraw = new Later(PAUSE_MS, () => this.refresh());
  private readonly catchUp = new Later(PAUSE_MS, () => this.follow());
  private readonly view: vscode.TreeView<ActorNode>;
  private readonly parts: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.view = vscode.window.createTreeView("uradori.actors", { treeDataProvider: this, showCollapseAll: true });
    this.parts = vscode.Disposable.from(
      this.changed,
      this.view,
      this.redraw,
      this.catchUp,
      server.onDidChangeRunning(this.redraw.ask),
      server.onDidProgress(this.redraw.ask),
      vscode.languages.onDidChangeDiagnostics(this.redraw.ask),
      vscode.workspace.onDidChangeWorkspaceFolders(this.redraw.ask),
      vscode.window.onDidChangeTextEditorSelection(this.catchUp.ask),
      this.view.onDidChangeVisibility(this.catchUp.ask),
    );
  }

  /** What the view is narrowed to; all actors where it is empty. */
  get filter(): string {
    return this.query;
  }

  /** The actor that the view has selected, by the user or by the cursor. */
  get selected(): Actor | undefined {
    const [node] = this.view.selection;
    return node?.kind === "actor" ? node.actor : undefined;
  }

  /** Narrows the view to the actors that a query finds, by name, alias or reading. */
  async setFilter(query: string): Promise<void> {
    this.query = query.trim();
    this.view.description = this.query === "" ? "" : vscode.l10n.t("filter: {0}", this.query);
    void vscode.commands.executeCommand("setContext", "uradori.actorsFiltered", this.query !== "");
    await this.refresh();
  }

  /** Asks the server for the actors and draws the view anew, if they are others. */
  async refresh(): Promise<void> {
    const { query } = this;
    const answer = await this.server.ask<Actors>("uradori.actors", { query, limit: MOST }, { quiet: true });
    if (query !== this.query) {
      return;
    }
    const drawn = JSON.stringify(answer ?? null);
    if (drawn === this.drawn) {
      return;
    }
    this.drawn = drawn;
    this.roots = answer ? byType(answer) : [];
    const left = (answer?.total ?? 0) - (answer?.actors.length ?? 0);
    this.view.message = left > 0 ? vscode.l10n.t("{0} more actors: narrow the list by a filter.", left) : "";
    this.changed.fire(undefined);
  }

  async getChildren(node?: ActorNode): Promise<ActorNode[]> {
    switch (node?.kind) {
      case undefined:
        return [...this.roots];
      case "type":
        return [...node.actors];
      case "actor": {
        const { actor } = node.actor;
        const answer = await this.server.ask<Attendance>("uradori.actors", { actor, limit: MOST });
        return (answer?.articles ?? []).map((article) => ({ kind: "article", actor, article }));
      }
      case "article": {
        const uri = vscode.Uri.parse(node.article.uri);
        return node.article.mentions.map(({ range }) => ({ kind: "mention", uri, range: rangeOf(range) }));
      }
      case "mention":
        return [];
    }
  }

  /** Only actors are ever revealed; their kind is above them. */
  getParent(node: ActorNode): ActorNode | undefined {
    return node.kind === "actor"
      ? this.roots.find((root) => root.kind === "type" && root.type === node.type)
      : undefined;
  }

  getTreeItem(node: ActorNode): vscode.TreeItem {
    switch (node.kind) {
      case "type": {
        const item = new vscode.TreeItem(capital(node.label), vscode.TreeItemCollapsibleState.Collapsed);
        // Another id where there is a filter: what is left is shown unfolded.
        item.id = `${node.type}?${this.query}`;
        if (this.query !== "") {
          item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
        }
        item.contextValue = "type";
        item.description = String(node.actors.length);
        item.iconPath = new vscode.ThemeIcon(ICONS[node.type] ?? "symbol-misc");
        return item;
      }
      case "actor":
        return actorItem(node.actor);
      case "article":
        return articleItem(node.article);
      case "mention": {
        const { line, character } = node.range.start;
        const item = new vscode.TreeItem(vscode.l10n.t("line {0}", line + 1));
        item.contextValue = "mention";
        item.description = vscode.l10n.t("column {0}", character + 1);
        item.command = showing(node.uri, node.range);
        return item;
      }
    }
  }

  dispose(): void {
    this.parts.dispose();
  }

  /** The article whose cursor the view follows: none while the view is hidden. */
  private get followed(): vscode.TextEditor | undefined {
    const editor = vscode.window.activeTextEditor;
    return this.view.visible && editor !== undefined && isArticle(editor.document) ? editor : undefined;
  }

  /** Shows the actor at the cursor, if the view lists it. */
  private async follow(): Promise<void> {
    const editor = this.followed;
    if (editor === undefined) {
      return;
    }
    const there = await actorAt(this.server, editor.document.uri, editor.selection.active);
    const node = this.roots
      .flatMap((root) => (root.kind === "type" ? root.actors : []))
      .find((each) => each.kind === "actor" && each.actor.actor === there?.actor);
    // It may have been hidden meanwhile, and must not be opened.
    if (node !== undefined && this.followed === editor) {
      await this.view.reveal(node, { select: true, focus: false, expand: false });
    }
  }
}

/** A line's first letter as a list has it. */
function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** The dossier of the actor that is mentioned at a place; `undefined` where none is. */
export function actorAt(server: Server, uri: vscode.Uri, position: vscode.Position): Promise<Dossier | undefined> {
  const { line, character } = position;
  const place = { uri: uri.toString(), position: { line, character } };
  return server.ask<Dossier>("uradori.dossier", place, { quiet: true });
}

function byType({ types, actors }: Actors): ActorNode[] {
  return types.map(({ type, label }) => ({
    kind: "type",
    type,
    label,
    actors: actors.filter((actor) => actor.type === type).map((actor) => ({ kind: "actor", actor, type })),
  }));
}

function actorItem(actor: Actor): vscode.TreeItem {
  const item = new vscode.TreeItem(actor.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `actor:${actor.actor}`;
  item.contextValue = "actor";
  item.description = vscode.l10n.t("{0} in {1}", actor.mentions, articles(actor.articles));
  item.tooltip = `${actor.name}\n${attendance(actor)}`;
  item.iconPath = new vscode.ThemeIcon(ICONS[actor.type] ?? "symbol-misc");
  return item;
}

function articleItem(article: Attended): vscode.TreeItem {
  const uri = vscode.Uri.parse(article.uri);
  const item = new vscode.TreeItem(article.title ?? nameOf(uri), vscode.TreeItemCollapsibleState.Collapsed);
  item.contextValue = "article";
  item.description = [article.date, String(article.mentions.length)].filter(Boolean).join(" · ");
  item.iconPath = new vscode.ThemeIcon("file-text");
  item.tooltip = nameOf(uri);
  return item;
}
