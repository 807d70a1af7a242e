// A folder of articles. Loaded by VS Code's extension host, which calls run(): the tests see the same API as the extension.
"use strict";

const assert = require("node:assert/strict");
const vscode = require("vscode");
const { eventually, extension, file, finish, test } = require("../testing.js");

const article = (name) => file(name);

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

/** What the extension gives to its tests. */
const parts = () => extension().activate();

/** Waits until the server, which reads the folder in the background, knows the name from `files` articles. */
const indexed = (document, name, files) =>
  eventually(`${name} in ${files} articles`, async () => {
    const places = await references(document, positionOf(document, name));
    return new Set(places.map((place) => place.uri.path)).size >= files && places;
  });

exports.run = async () => {
  await test("a folder with a uradori.toml activates the extension by itself", async () => {
    assert.ok(extension(), "the extension is not there");
    await eventually("the activation", () => extension().isActive);
  });

  await test("the commands are there", async () => {
    const commands = await vscode.commands.getCommands(true);
    const { commands: contributed } = extension().packageJSON.contributes;
    assert.ok(contributed.length > 5);
    for (const { command, category, enablement } of contributed) {
      assert.ok(commands.includes(command), command);
      assert.equal(category, "Uradori");
      assert.ok(enablement, `${command} can always be run`);
    }
  });

  await test("the Claims view lists unopened articles too: article, code, finding", async () => {
    const { claims } = await parts();
    const roots = await eventually("articles in the view", async () => {
      const nodes = await claims.getChildren();
      return nodes.length > 5 && nodes;
    });
    const names = roots.map((node) => claims.getTreeItem(node).label);
    assert.deepEqual(names, [...names].sort(), "the articles are not in order");
    const open = new Set(vscode.workspace.textDocuments.map((document) => document.uri.path));
    assert.ok(roots.some((node) => !open.has(node.uri.path)), "only open articles are listed");
    const grid = await eventually(GRID, async () => (await claims.getChildren()).find((node) => node.uri.path.endsWith(GRID)));
    const codes = await claims.getChildren(grid);
    assert.ok(codes.some((node) => node.code === "hearsay"), codes.map((node) => node.code).join());
    assert.equal(codes.reduce((sum, node) => sum + node.children.length, 0), grid.findings);
    const [finding] = await claims.getChildren(codes.find((node) => node.code === "hearsay"));
    assert.ok(claims.getTreeItem(finding).label.includes(UNVOUCHED), "the line is not the sentence");
    const item = claims.getTreeItem(finding);
    assert.equal(item.contextValue, "finding");
    await vscode.commands.executeCommand(item.command.command, ...item.command.arguments);
    await eventually("the finding's place", () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.path.endsWith(GRID) && editor.selection.isEqual(finding.finding.range);
    });
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
    // Which of the two it is called is not the editor's affair.
    const found = () => onLine().some((finding) => /hearsay|accusation/.test(JSON.stringify(finding.code)));
    await eventually("the new finding", found);
    await editor.edit((edit) => edit.delete(new vscode.Range(place, place.translate(2, 0))));
    await eventually("its end", () => !found());
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

  await test("a finding is accepted with a reason, greyed, and reopened", async () => {
    const { claims } = await parts();
    const document = await open(GRID);
    const sentence = positionOf(document, UNVOUCHED);
    const reported = async () => {
      const here = (await claims.getChildren()).find((node) => node.uri.path === document.uri.path);
      const all = here ? (await claims.getChildren(here)).flatMap((node) => node.children) : [];
      return all.filter(({ finding }) => finding.uri.path === document.uri.path && finding.range?.start.line === sentence.line);
    };
    const node = await eventually("the finding in the view", async () => (await reported()).find((each) => !each.finding.approval));
    await vscode.commands.executeCommand("uradori.acceptFinding", node, "担当記者が電話で確かめた");
    const accepted = await eventually("the acceptance in the view", async () =>
      (await reported()).find((each) => each.finding.approval && each.finding.code === node.finding.code),
    );
    const item = claims.getTreeItem(accepted);
    assert.equal(item.contextValue, "accepted");
    assert.match(String(item.description), /電話で確かめた/);
    const colour = claims.provideFileDecoration(item.resourceUri).color.id;
    assert.equal(colour, "disabledForeground");
    const same = (each) => each.range.isEqual(node.finding.range) && JSON.stringify(each.code).includes(node.finding.code);
    const shown = () => vscode.languages.getDiagnostics(document.uri).some(same);
    await eventually("the end of the diagnostic", () => !shown());
    await vscode.commands.executeCommand("uradori.reopenFinding", accepted);
    await eventually("the diagnostic again", shown);
    await eventually("no acceptance", async () => (await reported()).every((each) => !each.finding.approval));
  });

  await test("the status bar tells how the article is doing", async () => {
    const { status } = await parts();
    await open(GRID);
    await eventually("the three numbers", () => /(\d+)\D+(\d+)\D+(\d+)/.test(status.text));
  });

  await test("the lens above an article runs a command", async () => {
    const document = await open(GRID);
    const lenses = await eventually("lenses", async () => {
      const list = await vscode.commands.executeCommand("vscode.executeCodeLensProvider", document.uri, 20);
      return list.length > 1 && list;
    });
    const commands = new Set(await vscode.commands.getCommands(true));
    for (const lens of lenses) assert.ok(commands.has(lens.command.command), `${lens.command.title}: ${lens.command.command}`);
  });

  await test("the Actors view leads from a kind over actor and article to a mention", async () => {
    const { actors } = await parts();
    await eventually("actors", () => actors.refresh().then(() => actors.getChildren()).then((roots) => roots.length > 2));
    await vscode.commands.executeCommand("uradori.filterActors", "ヴォルク");
    const roots = await actors.getChildren();
    const person = roots.find((node) => node.type === "person");
    assert.ok(person, "no person is found by the filter");
    const found = await actors.getChildren(person);
    const premier = found.find((node) => node.actor.name === PREMIER);
    assert.ok(premier, found.map((node) => node.actor.name).join());
    assert.equal(await actors.getParent(premier), person);
    const articles = await actors.getChildren(premier);
    assert.equal(articles.length, premier.actor.articles);
    assert.ok(articles.length >= 3);
    const [mention] = await actors.getChildren(articles.find((node) => node.article.uri.endsWith(PLEDGE)));
    const item = actors.getTreeItem(mention);
    await vscode.commands.executeCommand(item.command.command, ...item.command.arguments);
    const editor = await eventually("the mention's place", () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.path.endsWith(PLEDGE) && active.selection.isEqual(mention.range) && active;
    });
    assert.match(editor.document.getText(editor.selection), /ヴォルク/);
    await vscode.commands.executeCommand("uradori.clearActorFilter");
    assert.ok((await actors.getChildren()).length >= roots.length);
  });

  await test("the Actors view follows the cursor", async () => {
    const { actors } = await parts();
    await vscode.commands.executeCommand("uradori.actors.focus");
    const document = await open(PLEDGE);
    for (const name of ["霧生万里子", PREMIER]) {
      const cursor = positionOf(document, name).translate(0, 1);
      vscode.window.activeTextEditor.selection = new vscode.Selection(cursor, cursor);
      await eventually(`${name} in the view`, () => actors.selected?.name === name);
    }
    assert.equal(vscode.window.activeTextEditor.document, document, "the view took the focus away");
  });

  await test("dossier and network open as pages, one for an actor", async () => {
    const document = await open(PLEDGE);
    const position = positionOf(document, PREMIER);
    const place = { uri: document.uri.toString(), position: { line: position.line, character: position.character } };
    const tabs = (kind) =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.input?.viewType?.endsWith(kind));
    await vscode.commands.executeCommand("uradori.openDossier", place);
    await eventually("the dossier", () => tabs("uradori.dossier").some((tab) => tab.label === PREMIER));
    await vscode.commands.executeCommand("uradori.openDossier", place);
    assert.equal(tabs("uradori.dossier").length, 1);
    await vscode.commands.executeCommand("uradori.openNetwork", place);
    await eventually("the network", () => tabs("uradori.network").some((tab) => tab.label.includes(PREMIER)));
    await vscode.window.tabGroups.close([...tabs("uradori.dossier"), ...tabs("uradori.network")]);
  });

  await test("restart gives a server that answers", async () => {
    const document = await open(PLEDGE);
    await vscode.commands.executeCommand("uradori.restart");
    await indexed(document, PREMIER, 3);
  });

  finish();
};
