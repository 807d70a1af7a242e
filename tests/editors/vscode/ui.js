// Drives the packed extension as a user does, with mouse and keys, in headless Chromium.
//
// node ui.js    with URADORI_VSCODE (from setup_vscode.sh), URADORI_SERVER, URADORI_SEEDS, URADORI_VSIX, URADORI_SCRATCH and
// URADORI_PICTURES set. Installs the .vsix, opens the folder of articles, prints one line a step and leaves a picture of
// each in URADORI_PICTURES. The steps follow one another; after one that fails the rest are not tried.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { configure, install, need, until, withCode } = require("./code.js");
const { PATIENCE, SETTINGS, stepsOf, windowOf } = require("./window.js");

const seeds = need("URADORI_SEEDS");
const pictures = need("URADORI_PICTURES");

const PLEDGE = "wire-02-caressa-pledge.txt";
const GRID = "wire-01-kirigaura-grid.txt";
const PREMIER = "イレーナ・ヴォルク";
const REASON = "担当記者が電話で確かめた";

/** Themes of VS Code itself, as its list of them writes them; a light one and a dark one by turns, to see when one is there. */
const THEMES = { dark: "Dark Modern", light: "Light Modern", "high-contrast": "Dark High Contrast", "high-contrast-light": "Light High Contrast" };

configure(SETTINGS);

/** The colours of a network: behind it, of its names, and of its circles. */
const colours = (frame) =>
  frame.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("p"));
    probe.style.color = "var(--vscode-editor-background)";
    const background = getComputedStyle(probe).color;
    probe.remove();
    const fill = (node) => getComputedStyle(node).fill;
    const circles = new Set([...document.querySelectorAll("svg.picture circle")].map(fill));
    return { background, text: fill(document.querySelector("svg.picture text")), circles: [...circles] };
  });

/** The contrast of two opaque colours, from 1 to 21 (WCAG 2.2). */
const contrast = (one, other) => {
  const luminance = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    assert.ok(parts.length === 3 || parts[3] === 1, `${colour} lets through what is behind it`);
    const [red, green, blue] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const main = async () => {
  fs.rmSync(pictures, { recursive: true, force: true });
  fs.mkdirSync(pictures, { recursive: true });
  install(need("URADORI_VSIX"));
  await withCode(["--disable-workspace-trust"], {}, async (page, authority) => {
    const ui = windowOf(page, seeds);
    const { step, picture, tell } = stepsOf(page, pictures);
    await step("first start opens the walkthrough", async () => {
      await ui.start(`http://${authority}/?folder=${encodeURIComponent(seeds)}`);
      await page.getByText("Follow an actor").first().waitFor();
      await ui.frame("svg");
    });

    await step("an article shows its findings and its score", async () => {
      await ui.command("View: Close All Editors");
      await ui.open(GRID);
      await ui.found(/claims \d+ · sourced \d+ · findings \d+/);
    });

    await step("hover tells who a name is", async () => {
      await ui.open(PLEDGE);
      await ui.goTo(PLEDGE, PREMIER);
      await ui.hover((card) => /首相/.test(card) && /Open the dossier/.test(card));
      // The link can be seen without scrolling.
      const link = page.locator(".monaco-hover:visible a", { hasText: "Open the dossier" }).first();
      const [card, words] = [await page.locator(".monaco-hover:visible").first().boundingBox(), await link.boundingBox()];
      assert.ok(words.y > card.y && words.y + words.height < card.y + card.height, "the link is out of sight");
    });

    await step("the hover's link opens the dossier", async () => {
      await page.locator(".monaco-hover a:visible", { hasText: "Open the dossier" }).first().click();
      const dossier = await ui.frame("h1");
      assert.equal(await dossier.locator("h1").innerText(), PREMIER);
      const sections = await dossier.locator("h2").allInnerTexts();
      for (const title of ["Names", "Roles over time", "Statements"]) {
        assert.ok(sections.some((each) => each.startsWith(title)), `${title} is not among ${sections.join()}`);
      }
      // Of the theme, not of the browser: the style sheet was let in by the policy.
      const link = dossier.locator("button.link").first();
      assert.equal(await link.evaluate((node) => getComputedStyle(node).borderTopWidth), "0px");
    });

    await step("a statement of the dossier leads to its place by keyboard", async () => {
      const dossier = await ui.frame("h1");
      await dossier.locator("button[data-place]").first().focus();
      await ui.press("Enter");
      await page.waitForFunction(() => /selected/.test(document.querySelector("#status\\.editor\\.selection")?.innerText ?? ""));
    });

    await step("the lens above a name opens its dossier", async () => {
      await ui.command("View: Close All Editors");
      await ui.open(PLEDGE);
      await page.locator(".codelens-decoration a", { hasText: PREMIER }).first().click();
      const dossier = await ui.frame("header .kind");
      assert.equal(await dossier.locator("h1").innerText(), PREMIER);
    });

    await step("definition jumps into another article", async () => {
      await ui.command("View: Close All Editors");
      await ui.open(PLEDGE);
      await ui.goTo(PLEDGE, PREMIER);
      await ui.press("F12");
      await page.waitForSelector(`.tab.active:not([aria-label*="${PLEDGE}"])`);
    });

    await step("the Claims view lists articles, kinds and findings", async () => {
      await ui.command("Uradori: Show the Claims of This Article");
      const row = ui.rows("Claims").filter({ hasText: GRID }).first();
      await row.click();
      await ui.press("ArrowRight");
      await ui.rows("Claims").filter({ hasText: "Hearsay" }).first().waitFor();
    });

    const finding = () => ui.rows("Claims").filter({ has: page.locator("xpath=self::*[@aria-level='3']") });

    await step("a finding is accepted with a reason and greyed", async () => {
      const row = finding().first();
      await row.hover();
      await row.locator("a.action-label[aria-label*='Accept']").click();
      const box = page.locator(".quick-input-widget input[placeholder*='telephone']");
      await box.waitFor();
      await box.fill(REASON);
      await ui.press("Enter");
      const accepted = ui.rows("Claims").filter({ hasText: REASON }).first();
      await accepted.waitFor();
      const colour = (locator) => locator.locator(".label-name").first().evaluate((node) => getComputedStyle(node).color);
      await until("the grey", async () => (await colour(accepted)) !== (await colour(ui.rows("Claims").first())), PATIENCE);
      assert.match(fs.readFileSync(path.join(seeds, "uradori.accepted.toml"), "utf8"), new RegExp(REASON));
    });

    await step("and reopened", async () => {
      const accepted = ui.rows("Claims").filter({ hasText: REASON }).first();
      await accepted.hover();
      await accepted.locator("a.action-label[aria-label*='Reopen']").click();
      await accepted.waitFor({ state: "detached" });
      const file = path.join(seeds, "uradori.accepted.toml");
      await until("its end in the list", () => !fs.existsSync(file) || !fs.readFileSync(file, "utf8").includes(REASON), PATIENCE);
    });

    await step("the Actors view is filtered", async () => {
      const others = ui.rows("Actors").filter({ hasText: "鷹取静馬" });
      await others.first().waitFor();
      await ui.command("Uradori: Filter the Actors");
      const box = page.locator(".quick-input-widget input[placeholder*='alias']");
      await box.waitFor();
      await box.fill("ヴォルク");
      await ui.press("Enter");
      await others.first().waitFor({ state: "detached" });
      await ui.rows("Actors").filter({ hasText: PREMIER }).first().waitFor();
    });

    await step("the network is a picture that can be clicked", async () => {
      const row = ui.rows("Actors").filter({ hasText: PREMIER }).first();
      await row.hover();
      await row.locator("a.action-label[aria-label*='Network']").click();
      const network = await ui.frame("svg.picture .node");
      const nodes = network.locator("svg.picture .node");
      assert.ok((await nodes.count()) > 3, "hardly anybody is drawn");
      assert.equal(await network.locator("section:not([hidden]) h2").innerText(), PREMIER);
      await nodes.nth(2).locator("circle").click();
      const name = await nodes.nth(2).locator("text").textContent();
      assert.equal(await network.locator("section:not([hidden]) h2").innerText(), name);
      assert.ok((await network.locator(".edge.near").count()) > 0, "no line of the chosen actor is brought out");
    });

    await step("no name in the network of all lies on another", async () => {
      await ui.command("View: Close All Editors");
      await ui.command("Uradori: Open the Network of Actors");
      const network = await ui.frame("svg.picture .node:nth-child(20)");
      const boxes = await network.locator("svg.picture .node text").evaluateAll((texts) =>
        texts.map((text) => {
          const { left, top, right, bottom } = text.getBoundingClientRect();
          return { name: text.textContent, left, top, right, bottom };
        }),
      );
      boxes.forEach((a, n) => {
        for (const b of boxes.slice(n + 1)) {
          const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          assert.ok(apart, `${a.name} and ${b.name}`);
        }
      });
    });

    await step("the pages take the colours of every theme", async () => {
      const network = await ui.frame("svg.picture .node");
      let { background } = await colours(network);
      for (const [name, theme] of Object.entries(THEMES)) {
        await ui.theme(theme);
        const before = background;
        background = await until(theme, async () => {
          const now = (await colours(network)).background;
          return now !== before && now;
        }, PATIENCE);
        const { text, circles } = await colours(network);
        assert.ok(contrast(text, background) >= 4.5, `${theme}: names in ${text} on ${background}`);
        for (const circle of circles) assert.ok(contrast(circle, background) >= 2.5, `${theme}: ${circle} on ${background}`);
        await picture(`theme-${name}-network`);
      }
    });

    await step("by keyboard the network leads to a dossier", async () => {
      const network = await ui.frame("svg.picture .node");
      await network.locator("svg.picture .node").nth(1).focus();
      await ui.press("Enter");
      const name = await network.locator("svg.picture .node").nth(1).locator("text").textContent();
      assert.equal(await network.locator("section:not([hidden]) h2").innerText(), name);
      await network.locator("section:not([hidden]) button[data-dossier]").first().focus();
      await ui.press("Enter");
      const dossier = await ui.frame("header .kind");
      assert.equal(await dossier.locator("h1").innerText(), name);
      await picture("theme-high-contrast-light-dossier");
      for (const name of ["high-contrast", "dark", "light"]) {
        await ui.theme(THEMES[name]);
        await page.waitForTimeout(500);
        await picture(`theme-${name}-dossier`);
      }
    });

    await step("a wrong path is told with what to do about it, and a right one starts the server", async () => {
      configure({ ...SETTINGS, "uradori.server.path": "/nowhere/uradori" });
      const toast = page.locator(".notification-toast", { hasText: "/nowhere/uradori" });
      await toast.waitFor();
      for (const button of ["Open Settings", "How to Install"]) {
        await toast.locator(".monaco-button", { hasText: button }).waitFor();
      }
      await page.getByText("The server is not running.").first().waitFor();
      configure(SETTINGS);
      await ui.rows("Claims").filter({ hasText: GRID }).first().waitFor();
    });
    tell("VS Code's window, by mouse and keys");
  });
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
