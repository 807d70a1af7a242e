// Installs the extension as the README words it, in a home folder where nothing is.
//
// node install.js    with URADORI_VSCODE, URADORI_SERVER, URADORI_SEEDS, URADORI_EXTENSION, URADORI_SCRATCH and URADORI_PICTURES set.
// Runs the commands that README.md gives under "VS Code", word for word but for two: `code` is the VS Code of these tests, and
// `cargo install` puts the server under test where it would put the one it builds. First without that line, to see what a user
// is told to whom the program is missing; then with it. Last a platform's package, which needs nothing else.
"use strict";

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { configure, launcher, need, scratch, withCode } = require("./code.js");
const { SETTINGS, stepsOf, windowOf } = require("./window.js");

const seeds = need("URADORI_SEEDS");
const server = need("URADORI_SERVER");
const extension = need("URADORI_EXTENSION");
const pictures = need("URADORI_PICTURES");
const root = path.join(extension, "../..");

const GRID = "wire-01-kirigaura-grid.txt";
const PROGRAM = "cargo install --path .";

/** The commands of the first block under a heading of a README. */
const commands = (readme, heading) => {
  const text = fs.readFileSync(path.join(root, readme), "utf8");
  const [, section] = text.split(`\n### ${heading}\n`);
  assert.ok(section, `${readme} has no part about ${heading}`);
  const [, block] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  assert.ok(block, `${readme} gives no commands for ${heading}`);
  return block.split("\n").map((line) => line.replace(/ +#.*/, "").trim()).filter(Boolean);
};

const run = (lines) => {
  const bin = path.join(scratch, "code-bin");
  fs.mkdirSync(bin, { recursive: true });
  fs.writeFileSync(path.join(bin, "code"), launcher(), { mode: 0o755 });
  const script = `set -e\ncd '${root}'\n${lines.join("\n")}\n`;
  execFileSync("bash", ["-c", script], { env: { ...process.env, PATH: `${bin}:${process.env.PATH}` }, stdio: "pipe" });
};

const putProgram = () => {
  const bin = path.join(os.homedir(), ".cargo/bin");
  fs.mkdirSync(bin, { recursive: true });
  fs.copyFileSync(server, path.join(bin, "uradori"));
};

/** PATH without the folders that have a `uradori` of whoever runs this. */
const PATH = process.env.PATH.split(path.delimiter)
  .filter((each) => !fs.existsSync(path.join(each, "uradori")))
  .join(path.delimiter);

const FLAGS = ["--disable-workspace-trust"];

const main = async () => {
  fs.mkdirSync(pictures, { recursive: true });
  configure(SETTINGS);
  assert.equal(fs.existsSync(path.join(os.homedir(), ".cargo")), false, "the home folder is not empty");
  const wanted = commands("README.md", "VS Code");
  assert.deepEqual(commands("README.ja.md", "VS Code"), wanted, "the two READMEs say different things");
  assert.ok(wanted.includes(PROGRAM), wanted.join());

  run(wanted.filter((line) => line !== PROGRAM));
  await withCode(FLAGS, { PATH }, async (page, authority) => {
    const ui = windowOf(page, seeds);
    const { step, tell } = stepsOf(page, pictures);
    await ui.start(`http://${authority}/?folder=${encodeURIComponent(seeds)}`);
    await step("install without the program it is said what to do", async () => {
      const toast = page.locator(".notification-toast", { hasText: "“uradori” was not found" });
      await toast.waitFor();
      await toast.locator(".monaco-button", { hasText: "Open Settings" }).waitFor();
      await toast.locator(".monaco-button", { hasText: "How to Install" }).click();
      const readme = await ui.frame("code");
      await readme.getByText("cargo install --path .").first().waitFor();
    });
    await step("install with the program the view starts it", async () => {
      putProgram();
      await ui.command("View: Close All Editors");
      await ui.open(GRID);
      await page.locator(".activitybar .action-label[aria-label*='Uradori']").first().click();
      await page.locator(".pane-body a, .welcome-view-content a", { hasText: "Start it" }).first().click();
      await ui.found(/findings \d+/);
    });
    tell("Installed by the README's commands, in an empty home folder");
  });

  // A platform's package, in another home where nothing is.
  fs.rmSync(path.join(os.homedir(), ".cargo"), { recursive: true });
  fs.rmSync(path.join(scratch, "extensions"), { recursive: true });
  fs.rmSync(path.join(scratch, "data/User"), { recursive: true, force: true });
  const target = `${process.platform}-${process.arch}`;
  const mine = `dist/uradori-${target}.vsix`;
  run([`cd editors/vscode && npm run package -- ${target} '${server}'`, `code --install-extension ${mine}`]);
  const size = (file) => `${(fs.statSync(path.join(extension, file)).size / 1e6).toFixed(2)} MB`;
  console.log(`dist/uradori.vsix ${size("dist/uradori.vsix")}, ${mine} ${size(mine)}`);
  await withCode(FLAGS, { PATH }, async (page, authority) => {
    const ui = windowOf(page, seeds);
    const { step, tell } = stepsOf(page, pictures);
    await ui.start(`http://${authority}/?folder=${encodeURIComponent(seeds)}`);
    await step("install a platform s package needs nothing else", async () => {
      // The first start opens the walkthrough, over whatever is open until then.
      await page.getByText("Follow an actor").first().waitFor();
      await ui.command("View: Close All Editors");
      await ui.open(GRID);
      await ui.found(/findings \d+/);
    });
    tell(`Installed from the package for ${target}`);
  });
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
