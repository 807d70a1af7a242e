// Runs suite.js inside VS Code's real extension host.
//
// node host.js    with URADORI_VSCODE (from setup_vscode.sh), URADORI_SERVER, URADORI_SEEDS, URADORI_EXTENSION and
// URADORI_SCRATCH set. Starts VS Code's server, opens it in headless Chromium with the extension loaded from its folder,
// waits for the result file that the suite writes, and prints one line a test and `N passed, N failed`.
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");

const need = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};
const parts = need("URADORI_VSCODE");
const server = need("URADORI_SERVER");
const seeds = need("URADORI_SEEDS");
const extension = need("URADORI_EXTENSION");
const scratch = need("URADORI_SCRATCH");
const result = path.join(scratch, "result.json");
const TIMEOUT = 240_000;

const { chromium } = require(path.join(parts, "driver/node_modules/playwright-core"));

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const until = async (what, condition) => {
  const deadline = Date.now() + TIMEOUT;
  while (Date.now() < deadline) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
};

const main = async () => {
  const log = fs.openSync(path.join(scratch, "code.log"), "w");
  const port = await freePort();
  const authority = `127.0.0.1:${port}`;
  const code = spawn(
    process.execPath,
    [
      path.join(parts, "code/node_modules/code-server/lib/vscode/out/server-main.js"),
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
      ...["--disable-telemetry", "--disable-workspace-trust", "--enable-smoke-test-driver"],
      ...["--user-data-dir", path.join(scratch, "data"), "--extensions-dir", path.join(scratch, "extensions")],
    ],
    {
      // A group of its own: VS Code leaves children behind when only its first process ends.
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, URADORI_RESULT: result },
    },
  );
  let browser;
  try {
    await until("VS Code to listen", () => fetch(`http://${authority}/version`).then((r) => r.ok, () => false));
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });
    const page = await (await browser.newContext({ locale: "ja-JP" })).newPage();
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
  } finally {
    await browser?.close();
    try {
      process.kill(-code.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  }
  const { version, tests } = JSON.parse(fs.readFileSync(result, "utf8"));
  console.log(`VS Code ${version}, ${server}`);
  let failed = 0;
  for (const { name, problem, took } of tests) {
    failed += problem ? 1 : 0;
    console.log(`${problem ? "FAIL" : "ok  "} ${String(took).padStart(7)} ms  ${name}${problem ? `\n      ${problem}` : ""}`);
  }
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  process.exitCode = tests.length > 0 && failed === 0 ? 0 : 1;
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
