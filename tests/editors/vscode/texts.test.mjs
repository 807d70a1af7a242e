// Every text of the extension is there in both languages. URADORI_EXTENSION: the extension's folder.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

const extension = process.env.URADORI_EXTENSION;
const read = (...path) => readFile(join(extension, ...path), "utf8");
const json = async (...path) => JSON.parse(await read(...path));

/** The `{0}`s of a text, in order of their numbers. */
const holes = (text) => [...text.matchAll(/\{\d+\}/g)].map(([hole]) => hole).sort();

test("what package.json names is said in English and Japanese, and nothing else is", async () => {
  const named = [...(await read("package.json")).matchAll(/"%([^%]+)%"/g)].map(([, name]) => name);
  assert.ok(named.length > 20);
  for (const file of ["package.nls.json", "package.nls.ja.json"]) {
    const texts = await json(file);
    assert.deepEqual(Object.keys(texts).sort(), [...new Set(named)].sort(), file);
    for (const [name, text] of Object.entries(texts)) assert.notEqual(text.trim(), "", name);
  }
});

test("what the code says is said in Japanese too, and nothing else is", async () => {
  const said = new Set();
  for (const file of await readdir(join(extension, "src"), { recursive: true })) {
    if (!file.endsWith(".ts")) continue;
    // `vscode.l10n.t("…")`, or `t("…")` where that is its name.
    for (const [, text] of (await read("src", file)).matchAll(/\bt\(\s*("(?:[^"\\]|\\.)*")/g)) said.add(JSON.parse(text));
  }
  assert.ok(said.size > 20);
  const japanese = await json("l10n", "bundle.l10n.ja.json");
  assert.deepEqual(Object.keys(japanese).sort(), [...said].sort());
  for (const [english, text] of Object.entries(japanese)) assert.deepEqual(holes(text), holes(english), english);
});
