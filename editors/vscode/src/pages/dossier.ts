import * as vscode from "vscode";

import { codeName } from "../claims/findings";
import { articles, attendance } from "../counts";
import type { Dossier, Place, Said } from "../contract";
import type { Server } from "../server";
import { html, Html } from "./html";
import { besideArticle, Panel } from "./panel";

/** The dossiers that are open: one tab an actor. */
export class DossierPages implements vscode.Disposable {
  private readonly open = new Map<string, Panel>();

  constructor(
    private readonly server: Server,
    private readonly extension: vscode.Uri,
  ) {}

  /** Shows the dossier of an actor, drawn anew where it is open already. */
  async show(actor: string): Promise<void> {
    const dossier = await this.server.ask<Dossier>("uradori.dossier", { actor });
    if (dossier === undefined) {
      return;
    }
    let panel = this.open.get(dossier.actor);
    if (panel === undefined) {
      panel = new Panel("uradori.dossier", this.extension, besideArticle());
      this.open.set(dossier.actor, panel);
      panel.panel.onDidDispose(() => this.open.delete(dossier.actor));
    } else {
      panel.panel.reveal();
    }
    const drawing = new Drawing();
    panel.draw(dossier.name, drawing.dossier(dossier), drawing.places);
  }

  dispose(): void {
    for (const { panel } of [...this.open.values()]) {
      panel.dispose();
    }
  }
}

/** Draws a dossier and collects the places that it leads to. */
class Drawing {
  readonly places: Place[] = [];

  dossier(dossier: Dossier): Html {
    const t = vscode.l10n.t;
    return html`<main>
<header>
<p class="kind">${dossier.typeLabel}</p>
<h1>${dossier.name}</h1>
${dossier.reading === "" ? undefined : html`<p class="quiet">${dossier.reading}</p>`}
${dossier.description === "" ? undefined : html`<p>${dossier.description} <span class="quiet">${dossier.origin}</span></p>`}
<p class="quiet">${attendance(dossier)}</p>
<p><button data-network="${dossier.actor}">${t("Show the network")}</button></p>
</header>
${section(t("Names"), dossier.names.map(({ name, count }) => html`<li>${name} <span class="quiet">${count}</span></li>`), "row")}
${section(
  t("Names that are contested"),
  dossier.contested.map(({ name, relation, origin }) => html`<li>${name} <span class="quiet">${relation} ${origin ?? ""}</span></li>`),
)}
${section(
  t("Roles over time"),
  dossier.roles.map((role) => html`<li><span class="day">${days(role.from, role.to)}</span> ${this.link(role, role.role)} <span class="quiet">${role.mentions}</span></li>`),
)}
${section(t("Statements"), dossier.said.map((said) => this.said(said)))}
${section(t("What others said of this actor"), dossier.told.map((said) => this.said(said)))}
${section(
  t("Where the sources are weak"),
  dossier.weak.map((weak) => html`<li class="${weak.accepted ? "accepted" : "weak"}"><span class="day">${weak.date ?? ""}</span> <span class="code">${codeName(weak.code)}</span> ${this.link(weak, weak.text)}<br><span class="quiet">${weak.message}${weak.accepted ? ` (${t("accepted")})` : ""}</span></li>`),
)}
${section(
  t("Named together with"),
  dossier.company.map(({ actor, name, sentences }) => html`<li><button class="link" data-dossier="${actor}">${name}</button> <span class="quiet">${sentences}</span></li>`),
  "row",
)}
${section(t("Links"), dossier.links.map((link) => html`<li>${link}</li>`))}
</main>`;
  }

  private said(said: Said): Html {
    const { date, text, source, gradeLabel, repeated, title } = said;
    const notes = [
      source,
      gradeLabel ?? "",
      title ?? "",
      repeated > 0 ? vscode.l10n.t("also in {0}", articles(repeated)) : "",
      ...said.findings.map((finding) => finding.message),
      said.vouched || said.findings.length > 0 ? "" : vscode.l10n.t("nobody vouches for it"),
    ];
    return html`<li class="${said.vouched ? "vouched" : "weak"}"><span class="day">${date ?? ""}</span> ${this.link(said, text)}<br><span class="quiet">${notes.filter(Boolean).join(" · ")}</span></li>`;
  }

  private link(place: Place, words: string): Html {
    const number = this.places.push(place) - 1;
    return html`<button class="link" data-place="${number}">${words}</button>`;
  }
}

function section(title: string, items: readonly Html[], kind = "list"): Html | undefined {
  return items.length === 0
    ? undefined
    : html`<section><h2>${title} <span class="quiet">${items.length}</span></h2><ul class="${kind}">${items}</ul></section>`;
}

/** From when to when, as days; one where they are the same. */
function days(from: string | null, to: string | null): string {
  return from === to || to === null || from === null ? (to ?? from ?? "") : `${from} – ${to}`;
}
