// A repository of code with a README and a list of requirements in it, none of them an article.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const vscode = require("vscode");
const { eventually, extension, file, finish, test, told } = require("../testing.js");

const ARTICLE = `灘原の港の再開
2026年5月2日

灘原市の久慈冬子市長は「港を来月に再開する」と述べた。港湾局は準備を進めている。

港は来月にも再開されるという。
`;

const open = async (name) => vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file(name)));
const moment = () => new Promise((resolve) => setTimeout(resolve, 2000));

exports.run = async () => {
  await test("a repository of code starts no server", async () => {
    await open("src/main.py");
    await moment();
    // VS Code activates what waits for plain text for the sake of its own boxes; that must cost nothing.
    const { server } = await extension().activate();
    assert.equal(server.running, false);
  });

  await test("a README in English and a list of requirements are left alone", async () => {
    const { document: readme } = await open("README.md");
    const { document: list } = await open("requirements.txt");
    const { server, status, claims, actors } = await extension().activate();
    await eventually("the server", () => server.running);
    await moment();
    for (const document of [readme, list]) {
      const { findings, hovers, lenses, hints } = await told(document);
      assert.deepEqual([findings, hovers, lenses, hints].map((each) => each.length), [0, 0, 0, 0], document.uri.path);
    }
    assert.equal(status.text, "");
    assert.deepEqual(await claims.getChildren(), []);
    assert.deepEqual(await actors.getChildren(), []);
  });

  await test("an article in Japanese is read, whatever stands around it", async () => {
    fs.writeFileSync(file("article.txt").fsPath, ARTICLE);
    const { document } = await open("article.txt");
    const { status } = await extension().activate();
    await eventually("a finding", () => vscode.languages.getDiagnostics(document.uri).length > 0);
    await eventually("the score", () => status.text !== "");
  });

  finish();
};
