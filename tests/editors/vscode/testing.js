// What the suites in VS Code's extension host share: tests that are counted, and waiting without sleeping.
"use strict";

const fs = require("node:fs");
const vscode = require("vscode");

const PATIENCE = 120_000;
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

const extension = () => vscode.extensions.getExtension("uradori.uradori");

/** A file of one of the window's folders. */
const file = (name, folder = 0) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[folder].uri, name);

/** What VS Code is told of a document. */
const told = async (document) => {
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  const ask = (command, ...rest) => vscode.commands.executeCommand(command, document.uri, ...rest);
  return {
    findings: vscode.languages.getDiagnostics(document.uri),
    hovers: await ask("vscode.executeHoverProvider", new vscode.Position(0, 3)),
    lenses: await ask("vscode.executeCodeLensProvider"),
    hints: await ask("vscode.executeInlayHintProvider", everything),
  };
};

/** Hands the results to host.js; in one step, so that nobody reads half of them. */
const finish = () => {
  const result = process.env.URADORI_RESULT;
  fs.writeFileSync(`${result}.part`, JSON.stringify({ version: vscode.version, tests }));
  fs.renameSync(`${result}.part`, result);
};

module.exports = { eventually, extension, file, finish, test, told };
