// VS Code's window as a user has it: by mouse and keys.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { report, until } = require("./code.js");

const PATIENCE = 120_000;

/** What makes a window quiet: nothing but the extension speaks up. */
const SETTINGS = {
  "editor.hover.delay": 100,
  "editor.gotoLocation.multipleDefinitions": "goto",
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "files.autoSave": "off",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
};

/** The window of a page: `folder` is where the articles lie. */
const windowOf = (page, folder) => {
  page.setDefaultTimeout(PATIENCE);
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  const choose = async (key, text, row) => {
    await press(key);
    await page.waitForSelector(".quick-input-widget:not([style*='display: none']) input", { timeout: PATIENCE / 4 });
    await page.keyboard.type(text);
    await page.locator(`.quick-input-list .monaco-list-row[aria-label*="${row}"]`).first().click({ timeout: PATIENCE / 4 });
  };

  // What opens by itself meanwhile, such as the walkthrough, takes the box away: then it is asked for again.
  const pick = async (key, text, row) => {
    const until = Date.now() + PATIENCE;
    for (let chosen = false; !chosen; ) {
      chosen = await choose(key, text, row).then(
        () => true,
        async (error) => {
          if (Date.now() > until) throw error;
          await press("Escape");
          return false;
        },
      );
    }
    // Away from whatever would explain itself under the pointer.
    await page.mouse.move(700, 895);
  };

  return {
    press,
    command: (title, row = title) => pick("F1", title, row),
    theme: async (name) => {
      await pick("F1", "Preferences: Color Theme", "Preferences: Color Theme");
      const row = page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
      await page.waitForSelector(".quick-input-widget input[placeholder*='Theme']");
      await page.keyboard.type(name);
      await row.click();
    },
    open: async (name) => {
      await pick("Control+P", name, name);
      await page.waitForSelector(`.tab.active[aria-label*="${name}"]`);
    },
    /** Puts the cursor into the first occurrence of a text of the article that is open. */
    goTo: async (name, text, inside = 1) => {
      const lines = fs.readFileSync(path.join(folder, name), "utf8").split("\n");
      const line = lines.findIndex((each) => each.includes(text));
      assert.notEqual(line, -1, text);
      const before = lines[line].slice(0, lines[line].indexOf(text) + inside);
      // The box counts what is two columns wide as two, the status bar as one.
      const wide = [...before].reduce((sum, character) => sum + (character > "\u00ff" ? 2 : 1), 1);
      const there = `Ln ${line + 1}, Col ${before.length + 1}`;
      const arrived = async () => (await page.locator("#status\\.editor\\.selection").innerText()).includes(there);
      await until(
        there,
        async () => {
          if (await arrived()) return true;
          // A key that comes before the box has its row does nothing; one that comes after it must not reach the article. Whatever
          // takes the keys away meanwhile closes the box, and it is asked for again.
          const box = page.locator(".quick-input-widget input:visible").first();
          if ((await box.count()) === 0) await press("Control+G");
          await box.fill(`:${line + 1}:${wide}`, { timeout: 2000 }).catch(() => {});
          await box.press("Enter", { timeout: 1000 }).catch(() => {});
          return false;
        },
        PATIENCE,
      );
    },
    /** Opens the hover at the cursor; gives its text once `pleases` is content with that. */
    hover: (pleases) =>
      until(
        "the card",
        async () => {
          await press("Control+K", "Control+I");
          const cards = await page.locator(".monaco-hover .hover-contents:visible").allInnerTexts();
          return pleases(cards.join()) && cards.join();
        },
        PATIENCE,
      ),
    /** A page of the extension: a frame within a frame. */
    frame: (within) =>
      until(
        `a page with ${within}`,
        async () => {
          for (const each of page.frames()) {
            if (each.parentFrame()?.parentFrame() && (await each.locator(within).count().catch(() => 0)) > 0) return each;
          }
          return undefined;
        },
        PATIENCE,
      ),
    rows: (view) => page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list-row`),
    status: () => page.locator("[id='uradori.uradori.uradori.score']").innerText(),
    /** Opens the window. The walkthrough that a first start opens would take the keys away from whatever is typed. */
    start: async (address) => {
      await page.goto(address);
      await page.waitForSelector(".gettingStartedContainer", { timeout: 2 * PATIENCE });
    },
    /** Waits until an article shows a finding and its score. */
    found: async (words) => {
      await page.waitForSelector(".squiggly-warning, .squiggly-info, .squiggly-hint");
      const score = page.locator("[id='uradori.uradori.uradori.score']");
      await until("the score", async () => (await score.count()) > 0 && words.test(await score.innerText()), PATIENCE);
    },
  };
};

/** Steps that follow one another: after one that fails the rest are not tried. Each leaves a picture. */
const stepsOf = (page, pictures) => {
  const steps = [];
  let broken = false;
  const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
  const step = async (name, body) => {
    if (broken) return;
    const began = Date.now();
    let problem;
    try {
      await body();
    } catch (error) {
      problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
      broken = true;
    }
    steps.push({ name, problem, took: Date.now() - began });
    await picture(`${String(steps.length).padStart(2, "0")}-${name.replace(/[^a-z]+/gi, "-").toLowerCase()}`);
  };
  return { step, picture, tell: (title) => report(title, steps) };
};

module.exports = { PATIENCE, SETTINGS, stepsOf, windowOf };
