import * as vscode from "vscode";

/** How often an actor is mentioned. */
export function mentions(count: number): string {
  return count === 1 ? vscode.l10n.t("1 mention") : vscode.l10n.t("{0} mentions", count);
}

/** A number of articles. */
export function articles(count: number): string {
  return count === 1 ? vscode.l10n.t("1 article") : vscode.l10n.t("{0} articles", count);
}

/** A number of sentences. */
export function sentences(count: number): string {
  return count === 1 ? vscode.l10n.t("1 sentence") : vscode.l10n.t("{0} sentences", count);
}

/** How often an actor is mentioned, and in how many articles. */
export function attendance(actor: { readonly mentions: number; readonly articles: number }): string {
  return vscode.l10n.t("{0} in {1}", mentions(actor.mentions), articles(actor.articles));
}
