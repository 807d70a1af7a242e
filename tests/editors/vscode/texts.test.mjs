// What package.json says: in both languages, and the same as the schema of uradori.toml. URADORI_EXTENSION: the extension's
// folder, URADORI_SCHEMA: what `uradori schema` prints.
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

test("the settings mirror uradori.toml", async () => {
  const schema = JSON.parse(await readFile(process.env.URADORI_SCHEMA, "utf8"));
  const { properties: settings } = (await json("package.json")).contributes.configuration;
  // What a folder says for all who read it; nobody has his own articles and actors.
  const shared = new Set(["articles", "actor", "names"]);
  // `cache` of the file is a single switch; the editor also says where.
  const keys = Object.entries(schema.properties).filter(([key]) => !shared.has(key)).flatMap(([key, { properties }]) =>
    properties ? Object.keys(properties).map((each) => `uradori.${key}.${each}`) : [`uradori.${key}.articles`],
  );
  assert.ok(keys.length >= 13);
  const own = ["uradori.server.path", "uradori.trace.server", "uradori.cache.folder"];
  assert.deepEqual(Object.keys(settings).sort(), [...keys, ...own].sort());
  for (const key of keys.filter((each) => each !== "uradori.cache.articles")) {
    // Not set is a value of its own: the file decides then.
    assert.ok(settings[key].type.includes("null") && settings[key].default === null, key);
  }
  for (const code of Object.keys(schema.properties.severity.properties)) {
    const levels = settings[`uradori.severity.${code}`].enum.filter((level) => level !== null);
    assert.deepEqual(levels, schema.definitions.severity.enum, code);
  }
  for (const hint of Object.keys(schema.properties.hints.properties)) {
    assert.ok(settings[`uradori.hints.${hint}`].type.includes("boolean"), hint);
  }
});

test("an unknown workspace may not choose the program, and nothing else is taken from it either way", async () => {
  const { capabilities, extensionKind, activationEvents } = await json("package.json");
  assert.equal(capabilities.untrustedWorkspaces.supported, "limited");
  assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, ["uradori.server.path"]);
  // Where the articles are: the server reads them from a disk, which is the remote one in a remote window.
  assert.deepEqual(extensionKind, ["workspace"]);
  assert.deepEqual(activationEvents, ["workspaceContains:**/uradori.toml", "onLanguage:plaintext", "onLanguage:markdown"]);
});
