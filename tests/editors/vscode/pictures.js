// Makes the pictures of the READMEs: node pictures.js [en] [ja], with URADORI_VSCODE, URADORI_SERVER, URADORI_SEEDS, URADORI_VSIX,
// URADORI_SCRATCH and URADORI_MEDIA set. Drives the packed extension in English and in Japanese and writes hover, claims, dossier
// and network, each once a language (hover.png, hover.ja.png, …), into URADORI_MEDIA.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { configure, install, need, report, scratch, until, withCode } = require("./code.js");
const { PATIENCE, SETTINGS, windowOf } = require("./window.js");

const seeds = need("URADORI_SEEDS");
const media = need("URADORI_MEDIA");

const PLEDGE = "wire-02-caressa-pledge.txt";
const GRID = "wire-01-kirigaura-grid.txt";
const PREMIER = "イレーナ・ヴォルク";

/** What a picture may weigh: it is read over slow lines, too. */
const MOST_BYTES = 250_000;

/** What the extension says in each language where a step waits for it. */
const WORDS = {
  en: { score: /findings \d+/, dossier: "Open the dossier", show: "Show the Claims of This Article", claims: "Claims", actors: "Actors", code: "Hearsay", reason: "Confirmed by telephone", prompt: "telephone", accept: "Accept", network: "Open the Network of Actors" },
  ja: { score: /指摘 \d+/, dossier: "人物・組織の記録を開く", show: "この記事の主張を表示", claims: "主張", actors: "人物・組織", code: "伝聞", reason: "電話で確かめた", prompt: "電話", accept: "受け入れる", network: "人物・組織のつながりを開く" },
};

/** The size of a window that is still to be read in a column of text. */
const SIZE = { width: 1120, height: 700 };

configure({ ...SETTINGS, "editor.fontSize": 13 });

/**
 * Makes Japanese a language of VS Code, without a single translation: its own words stay in English, and extensions speak
 * Japanese. A true language pack cannot be had from the package registries.
 */
const speakJapanese = () => {
  const translations = path.join(scratch, "main.i18n.json");
  fs.writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const pack = { hash: "uradori", label: "日本語", extensions: [{ extensionIdentifier: { id: "none.none" }, version: "1.0.0" }], translations: { vscode: translations } };
  fs.writeFileSync(path.join(scratch, "data/languagepacks.json"), JSON.stringify({ ja: pack }));
};

const draw = (language) =>
  withCode(["--disable-workspace-trust", "--locale", language], {}, async (page, authority) => {
    try {
      await drawIn(language, page, authority);
    } finally {
      await page.screenshot({ path: path.join(scratch, "last.png") });
    }
  });

const drawIn = async (language, page, authority) => {
  const words = WORDS[language];
  const ui = windowOf(page, seeds);
  await page.setViewportSize(SIZE);
  const save = async (name) => {
    const file = path.join(media, language === "en" ? `${name}.png` : `${name}.${language}.png`);
    await page.mouse.move(SIZE.width / 2, SIZE.height - 4);
    await page.screenshot({ path: file });
    assert.ok(fs.statSync(file).size <= MOST_BYTES, `${file} is larger than ${MOST_BYTES} bytes`);
  };
  await ui.start(`http://${authority}/?folder=${encodeURIComponent(seeds)}`);
  await ui.command("View: Close All Editors");

  await ui.open(GRID);
  await ui.found(words.score);
  await ui.command("View: Toggle Primary Side Bar Visibility");
  await ui.goTo(GRID, "鷹取静馬");
  await ui.hover((card) => card.includes(words.dossier));
  await page.waitForTimeout(500);
  await save("hover");
  await ui.press("Escape");

  await ui.command(`Uradori: ${words.show}`);
  // Room for the other view.
  await page.locator(`.pane-header[aria-label*="${words.actors}"]`).click();
  const row = ui.rows(words.claims).filter({ hasText: GRID }).first();
  await row.click();
  await ui.press("ArrowRight");
  await ui.rows(words.claims).filter({ hasText: words.code }).first().waitFor();
  const finding = ui.rows(words.claims).filter({ has: page.locator("xpath=self::*[@aria-level='3']") }).first();
  await finding.hover();
  await finding.locator(`a.action-label[aria-label*='${words.accept}']`).click();
  const box = page.locator(`.quick-input-widget input[placeholder*='${words.prompt}']`);
  await box.waitFor();
  await box.fill(words.reason);
  await ui.press("Enter");
  await ui.rows(words.claims).filter({ hasText: words.reason }).first().waitFor();
  const last = ui.rows(words.claims).filter({ has: page.locator("xpath=self::*[@aria-level='3']") }).last();
  await last.click();
  await page.waitForTimeout(700);
  await save("claims");
  await ui.command("View: Toggle Primary Side Bar Visibility");

  await ui.command("View: Close All Editors");
  await ui.open(PLEDGE);
  await ui.goTo(PLEDGE, PREMIER);
  await until("the lens", async () => (await page.locator(".codelens-decoration a").count()) > 1, PATIENCE);
  await page.locator(".codelens-decoration a", { hasText: PREMIER }).first().click();
  await ui.frame("header .kind");
  await page.waitForTimeout(700);
  await save("dossier");

  await ui.command("View: Close All Editors");
  await ui.command(`Uradori: ${words.network}`);
  await ui.frame("svg.picture .node");
  await page.waitForTimeout(700);
  await save("network");
};

const main = async () => {
  const tests = [];
  install(need("URADORI_VSIX"));
  speakJapanese();
  fs.mkdirSync(media, { recursive: true });
  for (const language of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(WORDS)) {
    const began = Date.now();
    // A first start each time.
    fs.rmSync(path.join(scratch, "data/User"), { recursive: true, force: true });
    fs.rmSync(path.join(seeds, "uradori.accepted.toml"), { force: true });
    let problem;
    try {
      await draw(language);
    } catch (error) {
      problem = error.stack;
    }
    tests.push({ name: `the pictures in ${language}`, problem, took: Date.now() - began });
  }
  report(`Pictures of VS Code in ${media}`, tests);
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
