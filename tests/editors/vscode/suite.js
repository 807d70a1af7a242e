// Loaded by VS Code's extension host, which calls run(): the tests see the same API as the extension.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const vscode = require("vscode");

const PATIENCE = 20_000;
const tests = [];

const test = async (name, body) => {
  const began = Date.now();
  let problem;
  try {
    await body();
  } catch (error) {
    problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  tests.push({ name, problem, took: Date.now() - began });
};

/** Polls until `ask` gives something true, and gives that back. */
const eventually = async (what, ask) => {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const article = (name) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);

/** The articles that are not UTF-8; VS Code takes every file for UTF-8 unless it is told otherwise. */
const ENCODINGS = { "blog-02-senkyo-saiban.txt": "eucjp", "wire-03-sokai-cable-leak.txt": "shiftjis" };

const read = (uri) => {
  const encoding = ENCODINGS[uri.path.split("/").pop()];
  return vscode.workspace.openTextDocument(uri, encoding && { encoding });
};

const open = async (name) => {
  const document = await read(article(name));
  await vscode.window.showTextDocument(document);
  return document;
};

const positionOf = (document, text) => {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} does not stand in ${document.uri.path}`);
  return document.positionAt(offset);
};

const ask = (command, document, position) => vscode.commands.executeCommand(command, document.uri, position);

const target = (place) => ({ uri: place.targetUri ?? place.uri, range: place.targetSelectionRange ?? place.range });

const references = (document, position) => ask("vscode.executeReferenceProvider", document, position);

const PLEDGE = "wire-02-caressa-pledge.txt";
const GRID = "wire-01-kirigaura-grid.txt";
const LEAK = "wire-03-sokai-cable-leak.txt";
const REPORT = "mt-02-kestrel-report.txt";
// Other articles have her surname alone, and she is not in uradori.toml.
const PREMIER = "イレーナ・ヴォルク";
const RESEARCHER = "モニカ・デルガ";
const UNVOUCHED = "同集団はエストヴァルの情報機関の指揮下にあるとされる";

/** Waits until the server, which reads the folder in the background, knows the name from `files` articles. */
const indexed = (document, name, files) =>
  eventually(`${name} in ${files} articles`, async () => {
    const places = await references(document, positionOf(document, name));
    return new Set(places.map((place) => place.uri.path)).size >= files && places;
  });

exports.run = async () => {
  await test("a folder with a uradori.toml activates the extension by itself", async () => {
    const extension = vscode.extensions.getExtension("uradori.uradori");
    assert.ok(extension, "the extension is not there");
    await eventually("the activation", () => extension.isActive);
  });

  await test("the commands are there", async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const command of ["uradori.restart", "uradori.showLog"]) assert.ok(commands.includes(command), command);
  });

  await test("hover tells who a name is", async () => {
    const document = await open(PLEDGE);
    await indexed(document, PREMIER, 3);
    const hovers = await ask("vscode.executeHoverProvider", document, positionOf(document, PREMIER));
    const text = hovers.flatMap((hover) => hover.contents.map((part) => part.value ?? part)).join("\n");
    assert.match(text, /イレーナ・ヴォルク/);
    assert.match(text, /首相/);
  });

  await test("definition leads to other articles, onto the name", async () => {
    const document = await open(PLEDGE);
    await indexed(document, PREMIER, 3);
    const places = (await ask("vscode.executeDefinitionProvider", document, positionOf(document, PREMIER))).map(target);
    assert.ok(places.length > 0, "no definition");
    for (const { uri, range } of places) {
      assert.notEqual(uri.path, document.uri.path);
      const other = await read(uri);
      assert.match(other.getText(range), /ヴォルク/, uri.path);
    }
  });

  await test("references stand on mentions, the article at hand first", async () => {
    const document = await open(PLEDGE);
    const places = await indexed(document, PREMIER, 3);
    assert.ok(places.some((place) => place.uri.path === document.uri.path));
    for (const place of places.filter((each) => each.uri.path === document.uri.path)) {
      assert.notEqual(document.getText(place.range).trim(), "");
    }
  });

  await test("findings appear, with a code and a reason", async () => {
    const document = await open(GRID);
    const findings = await eventually("findings", () => {
      const list = vscode.languages.getDiagnostics(document.uri);
      return list.length > 0 && list;
    });
    const sentence = positionOf(document, UNVOUCHED);
    const span = new vscode.Range(sentence, sentence.translate(0, UNVOUCHED.length));
    assert.ok(findings.some((finding) => finding.range.intersection(span)), `no finding on ${UNVOUCHED}`);
    for (const finding of findings) {
      assert.notEqual(finding.message, "");
      assert.ok(finding.code, "a finding without a code");
    }
  });

  await test("a claim typed in is found, and gone when deleted", async () => {
    const document = await open(GRID);
    const editor = vscode.window.activeTextEditor;
    const place = positionOf(document, "停電の翌朝には");
    const claim = "東稜州の𠮷田橋が壊されたと言われている。";
    const onLine = () => vscode.languages.getDiagnostics(document.uri).filter((each) => each.range.start.line === place.line);
    await editor.edit((edit) => edit.insert(place, `${claim}\n\n`));
    await eventually("the new finding", () => onLine().some((finding) => /hearsay/.test(JSON.stringify(finding.code))));
    await editor.edit((edit) => edit.delete(new vscode.Range(place, place.translate(2, 0))));
    await eventually("its end", () => !onLine().some((finding) => /hearsay/.test(JSON.stringify(finding.code))));
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  await test("the Shift_JIS article: positions fit its decoded text", async () => {
    const leak = await open(LEAK);
    assert.ok(leak.getText().includes(RESEARCHER));
    const report = await open(REPORT);
    const places = (await indexed(report, RESEARCHER, 3)).filter((place) => place.uri.path === leak.uri.path);
    assert.ok(places.length > 0, `${LEAK} is not among the references`);
    assert.ok(places.some((place) => leak.getText(place.range).includes("デルガ")));
  });

  await test("restart gives a server that answers", async () => {
    const document = await open(PLEDGE);
    await vscode.commands.executeCommand("uradori.restart");
    await indexed(document, PREMIER, 3);
  });

  // In one step, so that nobody reads half of it.
  const file = process.env.URADORI_RESULT;
  fs.writeFileSync(`${file}.part`, JSON.stringify({ version: vscode.version, tests }));
  fs.renameSync(`${file}.part`, file);
};
