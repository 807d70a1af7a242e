// Drives the packed extension as a user does, with mouse and keys, in headless Chromium.
//
// node ui.js    with URADORI_VSCODE (from setup_vscode.sh), URADORI_SERVER, URADORI_SEEDS, URADORI_VSIX, URADORI_SCRATCH and
// URADORI_PICTURES set. Installs the .vsix, opens the folder of articles, prints one line a step and leaves a picture of
// each in URADORI_PICTURES. The steps follow one another; after one that fails the rest are not tried.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { configure, install, need, report, until, withCode } = require("./code.js");

const seeds = need("URADORI_SEEDS");
const pictures = need("URADORI_PICTURES");
const PATIENCE = 30_000;

const PLEDGE = "wire-02-caressa-pledge.txt";
const GRID = "wire-01-kirigaura-grid.txt";
const PREMIER = "イレーナ・ヴォルク";
const REASON = "担当記者が電話で確かめた";

const settings = {
  "editor.hover.delay": 100,
  "editor.gotoLocation.multipleDefinitions": "goto",
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "files.autoSave": "off",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
};
configure(settings);

const tests = [];

const steps = (page) => {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  const pick = async (key, text, row) => {
    await press(key);
    await page.waitForSelector(".quick-input-widget:not([style*='display: none']) input");
    await page.keyboard.type(text);
    await page.locator(`.quick-input-list .monaco-list-row[aria-label*="${row}"]`).first().click();
  };

  const ui = {
    press,
    command: (title) => pick("F1", title, title),
    open: async (name) => {
      await pick("Control+P", name, name);
      await page.waitForSelector(`.tab.active[aria-label*="${name}"]`);
    },
    /** Puts the cursor into the first occurrence of a text of the article that is open. */
    goTo: async (name, text, inside = 1) => {
      const lines = fs.readFileSync(path.join(seeds, name), "utf8").split("\n");
      const line = lines.findIndex((each) => each.includes(text));
      assert.notEqual(line, -1, text);
      const before = lines[line].slice(0, lines[line].indexOf(text) + inside);
      // The box counts what is two columns wide as two, the status bar as one.
      const wide = [...before].reduce((sum, character) => sum + (character > "\u00ff" ? 2 : 1), 1);
      await press("Control+G");
      await page.waitForSelector(".quick-input-widget input");
      await page.keyboard.type(`${line + 1}:${wide}`);
      const there = `Ln ${line + 1}, Col ${before.length + 1}`;
      const arrived = async () => (await page.locator("#status\\.editor\\.selection").innerText()).includes(there);
      await until(
        there,
        async () => {
          // A key that comes before the box has its row does nothing; one that comes after it must not reach the article.
          const box = page.locator(".quick-input-widget input:visible");
          if ((await box.count()) > 0) await box.first().press("Enter", { timeout: 1000 }).catch(() => {});
          return arrived();
        },
        PATIENCE,
      );
    },
    /** A page of the extension: a frame within a frame. */
    frame: async (within) => {
      const frame = await until(
        `a page with ${within}`,
        async () => {
          for (const each of page.frames()) {
            if (each.parentFrame()?.parentFrame() && (await each.locator(within).count().catch(() => 0)) > 0) return each;
          }
          return undefined;
        },
        PATIENCE,
      );
      return frame;
    },
    rows: (view) => page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list-row`),
    status: () => page.locator("[id='uradori.uradori.uradori.score']").innerText(),
  };
  return ui;
};

const main = async () => {
  fs.rmSync(pictures, { recursive: true, force: true });
  fs.mkdirSync(pictures, { recursive: true });
  install(need("URADORI_VSIX"));
  await withCode(["--disable-workspace-trust"], {}, async (page, authority) => {
    page.setDefaultTimeout(PATIENCE);
    const ui = steps(page);
    let broken = false;
    const test = async (name, body) => {
      if (broken) return;
      const began = Date.now();
      let problem;
      try {
        await body();
      } catch (error) {
        problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
        broken = true;
      }
      tests.push({ name, problem, took: Date.now() - began });
      const file = `${String(tests.length).padStart(2, "0")}-${name.replace(/[^a-z]+/gi, "-").toLowerCase()}.png`;
      await page.screenshot({ path: path.join(pictures, file) });
    };
    await page.goto(`http://${authority}/?folder=${encodeURIComponent(seeds)}`);

    await test("first start opens the walkthrough", async () => {
      await page.waitForSelector(".gettingStartedContainer", { timeout: 90_000 });
      await page.getByText("Follow an actor through all articles").first().waitFor();
      await ui.frame("svg");
    });

    await test("an article shows its findings and its score", async () => {
      await ui.command("View: Close All Editors");
      await ui.open(GRID);
      await page.waitForSelector(".squiggly-warning, .squiggly-info");
      await until("the score", async () => /claims \d+ · sourced \d+ · findings \d+/.test(await ui.status()), PATIENCE);
    });

    await test("hover tells who a name is", async () => {
      await ui.open(PLEDGE);
      await ui.goTo(PLEDGE, PREMIER);
      await until(
        "the card",
        async () => {
          await ui.press("Control+K", "Control+I");
          const cards = await page.locator(".monaco-hover .hover-contents:visible").allInnerTexts();
          return /首相/.test(cards.join()) && /Open the dossier/.test(cards.join());
        },
        PATIENCE,
      );
    });

    await test("the hover's link opens the dossier", async () => {
      await page.locator(".monaco-hover a:visible", { hasText: "Open the dossier" }).first().click();
      const dossier = await ui.frame("h1");
      assert.equal(await dossier.locator("h1").innerText(), PREMIER);
      const sections = await dossier.locator("h2").allInnerTexts();
      for (const title of ["Names", "Roles over time", "What it said"]) {
        assert.ok(sections.some((each) => each.startsWith(title)), `${title} is not among ${sections.join()}`);
      }
      // Of the theme, not of the browser: the style sheet was let in by the policy.
      const link = dossier.locator("button.link").first();
      assert.equal(await link.evaluate((node) => getComputedStyle(node).borderTopWidth), "0px");
    });

    await test("a statement of the dossier leads to its place by keyboard", async () => {
      const dossier = await ui.frame("h1");
      await dossier.locator("button[data-place]").first().focus();
      await ui.press("Enter");
      await page.waitForFunction(() => /selected/.test(document.querySelector("#status\\.editor\\.selection")?.innerText ?? ""));
    });

    await test("definition jumps into another article", async () => {
      await ui.command("View: Close All Editors");
      await ui.open(PLEDGE);
      await ui.goTo(PLEDGE, PREMIER);
      await ui.press("F12");
      await page.waitForSelector(`.tab.active:not([aria-label*="${PLEDGE}"])`);
    });

    await test("the Claims view lists articles, kinds and findings", async () => {
      await ui.command("Uradori: Show the Claims of This Article");
      const row = ui.rows("Claims").filter({ hasText: GRID }).first();
      await row.click();
      await ui.press("ArrowRight");
      await ui.rows("Claims").filter({ hasText: "Hearsay" }).first().waitFor();
    });

    const finding = () => ui.rows("Claims").filter({ has: page.locator("xpath=self::*[@aria-level='3']") });

    await test("a finding is accepted with a reason and greyed", async () => {
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

    await test("and reopened", async () => {
      const accepted = ui.rows("Claims").filter({ hasText: REASON }).first();
      await accepted.hover();
      await accepted.locator("a.action-label[aria-label*='Reopen']").click();
      await accepted.waitFor({ state: "detached" });
      const file = path.join(seeds, "uradori.accepted.toml");
      await until("its end in the list", () => !fs.existsSync(file) || !fs.readFileSync(file, "utf8").includes(REASON), PATIENCE);
    });

    await test("the Actors view is filtered", async () => {
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

    await test("the network is a picture that can be clicked", async () => {
      const row = ui.rows("Actors").filter({ hasText: PREMIER }).first();
      await row.hover();
      await row.locator("a.action-label[aria-label*='Network']").click();
      const network = await ui.frame("svg .node");
      const nodes = network.locator("svg .node");
      assert.ok((await nodes.count()) > 3, "hardly anybody is drawn");
      assert.equal(await network.locator("section:not([hidden]) h2").innerText(), PREMIER);
      await nodes.nth(2).locator("circle").click();
      const name = await nodes.nth(2).locator("text").textContent();
      assert.equal(await network.locator("section:not([hidden]) h2").innerText(), name);
      assert.ok((await network.locator(".edge.near").count()) > 0, "no line of the chosen actor is brought out");
    });

    await test("by keyboard the network leads to a dossier", async () => {
      const network = await ui.frame("svg .node");
      await network.locator("svg .node").nth(1).focus();
      await ui.press("Enter");
      const name = await network.locator("svg .node").nth(1).locator("text").textContent();
      assert.equal(await network.locator("section:not([hidden]) h2").innerText(), name);
      await network.locator("section:not([hidden]) button[data-dossier]").focus();
      await ui.press("Enter");
      const dossier = await ui.frame("header .kind");
      assert.equal(await dossier.locator("h1").innerText(), name);
    });

    await test("a wrong path is told with what to do about it, and a right one starts the server", async () => {
      configure({ ...settings, "uradori.server.path": "/nowhere/uradori" });
      const toast = page.locator(".notification-toast", { hasText: "/nowhere/uradori" });
      await toast.waitFor();
      for (const button of ["Open Settings", "How to Install"]) {
        await toast.locator(".monaco-button", { hasText: button }).waitFor();
      }
      await page.getByText("The server is not running.").first().waitFor();
      configure(settings);
      await ui.rows("Claims").filter({ hasText: GRID }).first().waitFor();
    });
  });
  report("VS Code's window, by mouse and keys", tests);
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
