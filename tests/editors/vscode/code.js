// Starts VS Code's server, as setup_vscode.sh has unpacked it, and opens it in headless Chromium.
"use strict";

const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");

const need = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};
const parts = need("URADORI_VSCODE");
const scratch = need("URADORI_SCRATCH");
const TIMEOUT = 600_000;

const main = path.join(parts, "code/node_modules/code-server/lib/vscode/out/server-main.js");
const folders = ["--user-data-dir", path.join(scratch, "data"), "--extensions-dir", path.join(scratch, "extensions")];

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Polls until `condition` gives something true, and gives that back. */
const until = async (what, condition, patience = TIMEOUT) => {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Installs a .vsix as a user does. */
const install = (vsix) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...folders, "--install-extension", vsix], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the package cannot be installed: ${stdout}${stderr}`);
};

/** A script that stands for the command `code` of this VS Code. */
const launcher = () => `#!/bin/sh\nexec '${process.execPath}' '${main}' ${folders.map((each) => `'${each}'`).join(" ")} "$@"\n`;

/** Writes the user's settings, before the start. */
const configure = (settings) => {
  const folder = path.join(scratch, "data/Machine");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "settings.json"), JSON.stringify(settings));
};

/** Runs `body` with an empty browser page and the server's address, and ends both. */
const withCode = async (flags, environment, body) => {
  const { chromium } = require(path.join(parts, "driver/node_modules/playwright-core"));
  const log = fs.openSync(path.join(scratch, "code.log"), "a");
  const port = await freePort();
  const authority = `127.0.0.1:${port}`;
  const code = spawn(
    process.execPath,
    [
      main,
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
      ...["--disable-telemetry", ...flags, ...folders],
    ],
    {
      // A group of its own: VS Code leaves children behind when only its first process ends.
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, ...environment },
    },
  );
  let browser;
  try {
    await until("VS Code to listen", () => fetch(`http://${authority}/version`).then((r) => r.ok, () => false));
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      timeout: TIMEOUT,
    });
    const context = await browser.newContext({ locale: "ja-JP", viewport: { width: 1400, height: 900 } });
    context.setDefaultTimeout(TIMEOUT);
    context.setDefaultNavigationTimeout(TIMEOUT);
    await body(await context.newPage(), authority);
  } finally {
    await browser?.close();
    try {
      process.kill(-code.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  }
};

/** Prints one line a test and `N passed, N failed`, and sets the exit status. */
const report = (title, tests) => {
  console.log(title);
  let failed = 0;
  for (const { name, problem, took } of tests) {
    failed += problem ? 1 : 0;
    console.log(`${problem ? "FAIL" : "ok  "} ${String(took).padStart(7)} ms  ${name}${problem ? `\n      ${problem}` : ""}`);
  }
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  if (tests.length === 0 || failed > 0) process.exitCode = 1;
};

module.exports = { configure, install, launcher, need, report, scratch, until, withCode };
