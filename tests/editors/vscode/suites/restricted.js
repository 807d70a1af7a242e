// A folder that nobody has said to trust. Its settings name a program that would be run if they were believed.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const vscode = require("vscode");
const { eventually, extension, file, finish, test } = require("../testing.js");

exports.run = async () => {
  await test("the window is in restricted mode, and articles are read all the same", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await eventually("the activation", () => extension().isActive);
    const document = await vscode.workspace.openTextDocument(file("article.txt"));
    await vscode.window.showTextDocument(document);
    await eventually("a finding", () => vscode.languages.getDiagnostics(document.uri).length > 0);
  });

  await test("the program that the folder's settings name is not run", async () => {
    // The folder's settings are read, but for this one.
    assert.equal(vscode.workspace.getConfiguration("uradori").get("hints.dates"), false);
    assert.equal(vscode.workspace.getConfiguration("uradori").get("server.path"), "");
    assert.equal(fs.existsSync(file("was-run").fsPath), false);
  });

  finish();
};
