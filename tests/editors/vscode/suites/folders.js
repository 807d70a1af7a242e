// A window with two folders of articles. Each has its own uradori.toml: in the first hearsay is an error, in the second it is
// switched off, and each registers an actor of its own under the same name.
"use strict";

const assert = require("node:assert/strict");
const vscode = require("vscode");
const { eventually, extension, file, finish, test } = require("../testing.js");

const NAME = "久慈冬子";
const open = async (name, folder) => {
  const document = await vscode.workspace.openTextDocument(file(name, folder));
  await vscode.window.showTextDocument(document);
  return document;
};
const find = (document, text) => document.positionAt(document.getText().indexOf(text) + 1);

exports.run = async () => {
  await test("each folder has its own configuration", async () => {
    const [strict, mild] = [await open("port.txt", 0), await open("port.txt", 1)];
    const reported = (document) => vscode.languages.getDiagnostics(document.uri);
    const error = await eventually("the error", () =>
      reported(strict).find((each) => each.severity === vscode.DiagnosticSeverity.Error),
    );
    assert.match(JSON.stringify(error.code), /hearsay/);
    assert.ok(reported(mild).every((each) => !/hearsay/.test(JSON.stringify(each.code))));
  });

  await test("the Actors view lists the actors of both, the Claims view names the folder", async () => {
    const { actors, claims } = await extension().activate();
    const names = async () => {
      await actors.refresh();
      const kinds = await actors.getChildren();
      const nodes = (await Promise.all(kinds.map((kind) => actors.getChildren(kind)))).flat();
      return nodes.map((node) => node.actor.name);
    };
    await eventually("both mayors", async () => {
      const all = await names();
      return all.includes("鐘崎弥生") && all.includes("都築礼");
    });
    await claims.refresh();
    const labels = (await claims.getChildren()).map((node) => claims.getTreeItem(node).label);
    assert.ok(labels.some((label) => label.startsWith("north/")), labels.join());
  });

  await test("a name leads to the articles of its own folder, and to its own dossier", async () => {
    for (const folder of [0, 1]) {
      const document = await open("port.txt", folder);
      const position = find(document, NAME);
      const root = vscode.workspace.workspaceFolders[folder].uri.path;
      const places = await eventually("references", async () => {
        const list = await vscode.commands.executeCommand("vscode.executeReferenceProvider", document.uri, position);
        return list.length > 1 && list;
      });
      for (const { uri } of places) assert.ok(uri.path.startsWith(`${root}/`), uri.path);
      const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, position);
      const text = hovers.flatMap((hover) => hover.contents.map((part) => part.value)).join("\n");
      assert.ok(text.includes(["北の市長", "南の詩人"][folder]), text);
    }
  });

  await test("a folder that is taken away takes its findings along", async () => {
    // One that nobody has open: what somebody reads is listed wherever it lies.
    const uri = file("closed.txt", 1);
    const { claims } = await extension().activate();
    const listed = async () => (await claims.getChildren()).some((node) => node.uri.path === uri.path);
    await eventually("its findings", listed);
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1), "VS Code keeps the folder");
    await eventually("one folder", () => vscode.workspace.workspaceFolders.length === 1);
    await eventually("their end", async () => !(await listed()));
  });

  finish();
};
