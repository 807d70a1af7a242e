import * as vscode from "vscode";

import { attendance, sentences } from "../counts";
import type { Edge, Network, Spot } from "../contract";
import type { Server } from "../server";
import { html, type Html } from "./html";
import { besideArticle, Panel } from "./panel";

/** How many actors a picture shows: more of them cannot be told apart. */
const NODES = 40;

/** From a circle's lower end to the line that the name stands on; see editors/README.md. */
const BASELINE = 16;

/** The network of actors, in one tab. */
export class NetworkPage implements vscode.Disposable {
  private open: Panel | undefined;

  constructor(
    private readonly server: Server,
    private readonly extension: vscode.Uri,
  ) {}

  /** Shows who has to do with an actor, or the actors mentioned most often and what lies between them. */
  async show(actor: string | undefined): Promise<void> {
    const network = await this.server.ask<Network>("uradori.network", { actor, limit: NODES });
    if (network === undefined) {
      return;
    }
    if (this.open === undefined) {
      const opened = new Panel("uradori.network", this.extension, besideArticle());
      opened.panel.onDidDispose(() => {
        this.open = undefined;
      });
      this.open = opened;
    } else {
      this.open.panel.reveal();
    }
    const centre = network.nodes.find((node) => node.actor === network.centre)?.name;
    const title = centre === undefined ? vscode.l10n.t("Network") : vscode.l10n.t("Network: {0}", centre);
    this.open.draw(title, picture(network, title), []);
  }

  dispose(): void {
    this.open?.panel.dispose();
  }
}

/** The picture with a card for each actor; page/page.ts shows the card of the one that is chosen. */
export function picture(network: Network, title: string): Html {
  const t = vscode.l10n.t;
  if (network.nodes.length === 0) {
    return html`<main><p>${t("No actors are known yet.")}</p></main>`;
  }
  const numbers = new Map(network.nodes.map((node, n) => [node.actor, n]));
  const labels = new Map(network.nodes.map(({ type, typeLabel }) => [type, typeLabel]));
  const nodes = network.nodes.map((node, n) => {
    const { x, y, radius } = node;
    return html`<g class="node type-${node.type}" data-node="${n}" tabindex="0" role="button" aria-label="${`${node.name}: ${attendance(node)}`}" aria-pressed="false"><circle cx="${x}" cy="${y}" r="${radius}"/><text x="${x}" y="${y + radius + BASELINE}">${node.label}</text></g>`;
  });
  return html`<main class="network">
<h1>${title}</h1>
<p class="quiet">${t("Lines: named in one sentence. Arrows: one speaks about the other. Tab and Enter choose an actor, Escape lets go.")}</p>
<ul class="row quiet">${[...labels].map(([type, label]) => html`<li><svg class="sample" viewBox="0 0 10 10" aria-hidden="true"><g class="node type-${type}"><circle cx="5" cy="5" r="4.5"/></g></svg> ${label}</li>`)}</ul>
<div class="columns">
<svg class="picture" viewBox="0 0 ${network.width} ${network.height}" role="group" aria-label="${title}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8Z"/></marker></defs>
<g>${network.edges.map((edge) => line(edge, numbers))}</g>
<g>${nodes}</g>
</svg>
<aside aria-live="polite">${network.nodes.map((node, n) => card(network, node, n))}</aside>
</div>
</main>`;
}

function line(edge: Edge, numbers: ReadonlyMap<string, number>): Html {
  const width = Math.min(1 + Math.log2(edge.count), 6).toFixed(1);
  const arrow = edge.kind === "speaks-about" ? html` marker-end="url(#arrow)"` : undefined;
  return html`<path class="edge ${edge.kind}" data-from="${numbers.get(edge.from)}" data-to="${numbers.get(edge.to)}" stroke-width="${width}" d="${edge.path}"${arrow}/>`;
}

/** What is said of a chosen actor, with whom it has to do and what can be opened. */
function card(network: Network, node: Spot, number: number): Html {
  const t = vscode.l10n.t;
  const names = new Map(network.nodes.map((each) => [each.actor, each.name]));
  const near = network.edges.flatMap((edge) => {
    const other = edge.from === node.actor ? edge.to : edge.to === node.actor ? edge.from : undefined;
    if (other === undefined) {
      return [];
    }
    const name = names.get(other) ?? other;
    const [sign, said] =
      edge.kind === "beside"
        ? ["—", t("in one sentence with {0}: {1}", name, sentences(edge.count))]
        : edge.from === node.actor
          ? ["→", t("speaks about {0}: {1}", name, edge.count)]
          : ["←", t("{0} speaks about it: {1}", name, edge.count)];
    return [html`<li title="${said}">${sign} <button class="link" data-dossier="${other}" aria-label="${said}">${name}</button> <span class="quiet">${edge.count}</span></li>`];
  });
  return html`<section data-card="${number}" hidden>
<h2>${node.name}</h2>
<p class="quiet">${attendance(node)}</p>
<p><button data-dossier="${node.actor}">${t("Open the dossier")}</button> <button data-network="${node.actor}">${t("Put in the middle")}</button></p>
<ul class="list">${near}</ul>
</section>`;
}
