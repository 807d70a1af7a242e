// Runs in the pages of dossiers and networks. It passes on what is clicked and shows which actor is chosen; it fetches
// nothing and makes no HTML.

/** Given by VS Code to the script of a page, once. */
declare function acquireVsCodeApi(): { postMessage(message: object): void };

const vscode = acquireVsCodeApi();

function choose(chosen: string | undefined): void {
  for (const node of document.querySelectorAll("[data-node]")) {
    const is = node.getAttribute("data-node") === chosen;
    node.classList.toggle("chosen", is);
    node.setAttribute("aria-pressed", String(is));
  }
  for (const edge of document.querySelectorAll("[data-from]")) {
    const ends = [edge.getAttribute("data-from"), edge.getAttribute("data-to")];
    edge.classList.toggle("near", chosen !== undefined && ends.includes(chosen));
  }
  for (const card of document.querySelectorAll<HTMLElement>("[data-card]")) {
    card.hidden = card.dataset.card !== chosen;
  }
}

document.addEventListener("click", ({ target }) => {
  const element = target instanceof Element ? target.closest("[data-place],[data-dossier],[data-network],[data-node]") : null;
  const wish = (name: string): string | undefined => element?.getAttribute(`data-${name}`) ?? undefined;
  const [place, dossier, network, node] = [wish("place"), wish("dossier"), wish("network"), wish("node")];
  if (node !== undefined) {
    choose(node);
  } else if (place !== undefined) {
    vscode.postMessage({ place: Number(place) });
  } else if (dossier !== undefined) {
    vscode.postMessage({ dossier });
  } else if (network !== undefined) {
    vscode.postMessage({ network });
  }
});

document.addEventListener("keydown", (event) => {
  // Buttons do this by themselves; what is drawn does not.
  const node = event.target instanceof Element ? event.target.closest("[data-node]") : null;
  if (node && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    choose(node.getAttribute("data-node") ?? undefined);
  } else if (event.key === "Escape") {
    choose(undefined);
  }
});

// The actor in the middle, or the one mentioned most often, is chosen to begin with.
choose(document.querySelector("[data-node]")?.getAttribute("data-node") ?? undefined);
