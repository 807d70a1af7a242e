import * as vscode from "vscode";

import type { Actor, Edge, Network } from "../contract";
import type { Server } from "../server";
import { html, Html } from "./html";
import { layout, type Point } from "./layout";
import { besideArticle, Panel } from "./panel";

/** How many actors a picture shows: more of them cannot be told apart. */
const NODES = 40;

const WIDTH = 760;
const HEIGHT = 560;
const MARGIN = 88;

/** The largest circle, in the picture's units, and the smallest. */
const LARGEST = 26;
const SMALLEST = 7;

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
    const centre = actor === undefined ? undefined : network.nodes[0]?.name;
    const title = centre === undefined ? vscode.l10n.t("Network") : vscode.l10n.t("Network: {0}", centre);
    this.open.draw(title, picture(network, centre, title), []);
  }

  dispose(): void {
    this.open?.panel.dispose();
  }
}

/** The picture with a card for each actor; page/page.ts shows the card of the one that is chosen. */
export function picture(network: Network, centre: string | undefined, title: string): Html {
  const t = vscode.l10n.t;
  if (network.nodes.length === 0) {
    return html`<main><p>${t("No actors are known yet.")}</p></main>`;
  }
  const numbers = new Map(network.nodes.map((node, n) => [node.actor, n]));
  const springs = network.edges.map((edge) => ({
    from: numbers.get(edge.from) ?? -1,
    to: numbers.get(edge.to) ?? -1,
    weight: edge.count,
  }));
  const points = layout(network.nodes.length, springs, WIDTH, HEIGHT, MARGIN, centre !== undefined);
  const most = Math.max(...network.nodes.map((node) => node.mentions), 1);
  const radius = (mentions: number): number => Math.round(SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(mentions / most));
  const edges = network.edges.map((edge, n) => line(edge, springs[n], points));
  const nodes = network.nodes.map((node, n) => {
    const { x, y } = points[n] ?? { x: 0, y: 0 };
    const size = radius(node.mentions);
    const label = t("{0}: {1} mentions, {2} articles", node.name, node.mentions, node.articles);
    return html`<g class="node type-${node.type}" data-node="${n}" tabindex="0" role="button" aria-label="${label}" aria-pressed="false"><circle cx="${x}" cy="${y}" r="${size}"/><text x="${x}" y="${y + size + 18}">${node.name}</text></g>`;
  });
  return html`<main class="network">
<h1>${title}</h1>
<p class="quiet">${t("Lines: named in one sentence. Arrows: one speaks about the other. Tab and Enter choose an actor, Escape lets go.")}</p>
<div class="columns">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="${title}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8Z"/></marker></defs>
<g>${edges}</g>
<g>${nodes}</g>
</svg>
<aside aria-live="polite">${network.nodes.map((node, n) => card(network, node, n))}</aside>
</div>
</main>`;
}

function line(edge: Edge, ends: { from: number; to: number } | undefined, points: readonly Point[]): Html {
  const [a, b] = [points[ends?.from ?? -1], points[ends?.to ?? -1]];
  if (ends === undefined || a === undefined || b === undefined) {
    return html``;
  }
  const width = Math.min(1 + Math.log2(edge.count), 6).toFixed(1);
  // Both sorts may lie between the same two: arrows bend, and each of two opposite ones to its own side.
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const bend = edge.kind === "beside" ? 0 : 0.12;
  const middle = { x: Math.round((a.x + b.x) / 2 - dy * bend), y: Math.round((a.y + b.y) / 2 + dx * bend) };
  const length = Math.max(Math.hypot(b.x - middle.x, b.y - middle.y), 1);
  const end = { x: Math.round(b.x - ((b.x - middle.x) / length) * SMALLEST), y: Math.round(b.y - ((b.y - middle.y) / length) * SMALLEST) };
  const arrow = edge.kind === "speaks-about" ? html` marker-end="url(#arrow)"` : undefined;
  return html`<path class="edge ${edge.kind}" data-from="${ends.from}" data-to="${ends.to}" stroke-width="${width}" d="M${a.x} ${a.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}"${arrow}/>`;
}

/** What is said of a chosen actor, with whom it has to do and what can be opened. */
function card(network: Network, node: Actor, number: number): Html {
  const t = vscode.l10n.t;
  const names = new Map(network.nodes.map((each) => [each.actor, each.name]));
  const near = network.edges.flatMap((edge) => {
    const other = edge.from === node.actor ? edge.to : edge.to === node.actor ? edge.from : undefined;
    if (other === undefined) {
      return [];
    }
    const name = names.get(other) ?? other;
    if (edge.kind === "beside") {
      return [html`<li>${t("with {0}: {1} sentences", name, edge.count)}</li>`];
    }
    return edge.from === node.actor
      ? [html`<li>${t("speaks about {0}: {1}", name, edge.count)}</li>`]
      : [html`<li>${t("{0} speaks about it: {1}", name, edge.count)}</li>`];
  });
  return html`<section data-card="${number}" hidden>
<h2>${node.name}</h2>
<p class="quiet">${t("{0} mentions, {1} articles", node.mentions, node.articles)}</p>
<p><button data-dossier="${node.actor}">${t("Open the dossier")}</button> <button data-network="${node.actor}">${t("Put in the middle")}</button></p>
<ul class="list">${near}</ul>
</section>`;
}
