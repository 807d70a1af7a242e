// Runs suite.js inside VS Code's real extension host.
//
// node host.js    with URADORI_VSCODE (from setup_vscode.sh), URADORI_SERVER, URADORI_SEEDS, URADORI_EXTENSION and
// URADORI_SCRATCH set. Starts VS Code's server, opens it in headless Chromium with the extension loaded from its folder,
// waits for the result file that the suite writes, and prints one line a test and `N passed, N failed`.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { need, report, scratch, until, withCode } = require("./code.js");

const server = need("URADORI_SERVER");
const seeds = need("URADORI_SEEDS");
const extension = need("URADORI_EXTENSION");
const result = path.join(scratch, "result.json");

const main = async () => {
  // The driver of VS Code's own tests is what makes a page load an extension's tests.
  const flags = ["--disable-workspace-trust", "--enable-smoke-test-driver"];
  await withCode(flags, { URADORI_RESULT: result }, async (page, authority) => {
    const remote = (file) => `vscode-remote://${authority}${file}`;
    const payload = [
      ["extensionDevelopmentPath", remote(extension)],
      ["extensionTestsPath", remote(path.join(__dirname, "suite.js"))],
    ];
    const query = `folder=${encodeURIComponent(seeds)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    await page.goto(`http://${authority}/?${query}`);
    try {
      await until("the suite to finish", () => fs.existsSync(result));
    } finally {
      await page.screenshot({ path: path.join(scratch, "last.png") });
    }
  });
  const { version, tests } = JSON.parse(fs.readFileSync(result, "utf8"));
  report(`VS Code ${version}, ${server}`, tests);
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
