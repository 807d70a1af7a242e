// Runs the suites of suites/ inside VS Code's real extension host.
//
// node host.js [SUITE…]    with URADORI_VSCODE (from setup_vscode.sh), URADORI_SERVER, URADORI_SEEDS, URADORI_EXTENSION and
// URADORI_SCRATCH set. For each suite it makes the folders that the suite is about, starts VS Code's server, opens it in
// headless Chromium with the extension loaded from its folder, waits for the result file that the suite writes, and prints
// one line a test and `N passed, N failed`.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { need, report, scratch, until, withCode } = require("./code.js");

const server = need("URADORI_SERVER");
const seeds = need("URADORI_SEEDS");
const extension = need("URADORI_EXTENSION");

const HEARSAY = "港は来月にも再開されるという。\n";

/** Writes files below a folder of its own, and gives that back. */
const folder = (name, files) => {
  const root = path.join(scratch, name);
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(root, file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text, { mode: file.endsWith(".sh") ? 0o755 : 0o644 });
  }
  return root;
};

const mayor = (id, name, description) =>
  `[[actor]]\nid = "${id}"\nname = "${name}"\ntype = "person"\ndescription = "${description}"\n`;

const port = (other) => `灘原の港の再開
2026年5月2日

灘原市の久慈冬子市長は「港を来月に再開する」と述べた。${other}氏は賛成した。

${HEARSAY}
専門家は、再開が早すぎると警鐘を鳴らしている。
`;

/** What each suite opens: the query of the address, and whether every folder is trusted. */
const SCENES = {
  articles: () => ({ query: `folder=${encodeURIComponent(seeds)}`, trusted: true }),
  repository: () => {
    const root = folder("repository", {
      "README.md": "# Widget\n\nA library that turns widgets. It is said to be fast.\n\n```sh\nmake\n```\n",
      "requirements.txt": "attrs==25.4.0\nrich>=14\n",
      "src/main.py": "print('it is said that 42')\n",
    });
    return { query: `folder=${encodeURIComponent(root)}`, trusted: true };
  },
  folders: () => {
    const north = `[severity]\nhearsay = "error"\n\n${mayor("kuji-n", "久慈冬子", "北の市長。")}${mayor("kanesaki", "鐘崎弥生", "議長。")}`;
    const south = `[severity]\nhearsay = "off"\n\n${mayor("kuji-s", "久慈冬子", "南の詩人。")}${mayor("tsuzuki", "都築礼", "編集者。")}`;
    const more = "久慈冬子氏が灘原市で会見した。2026年5月3日の会見は短かった。\n";
    const root = folder("folders", {
      "north/uradori.toml": north,
      "north/port.txt": port("鐘崎弥生"),
      "north/more.txt": more,
      "south/uradori.toml": south,
      "south/port.txt": port("都築礼"),
      "south/more.txt": more,
      "south/closed.txt": port("都築礼"),
      "both.code-workspace": JSON.stringify({ folders: [{ path: "north" }, { path: "south" }] }),
    });
    return { query: `workspace=${encodeURIComponent(path.join(root, "both.code-workspace"))}`, trusted: true };
  },
  restricted: () => {
    const root = path.join(scratch, "restricted");
    folder("restricted", {
      "uradori.toml": "",
      "article.txt": port("鐘崎弥生"),
      "evil.sh": `#!/bin/sh\ntouch '${path.join(root, "was-run")}'\n`,
      ".vscode/settings.json": JSON.stringify({ "uradori.server.path": path.join(root, "evil.sh"), "uradori.hints.dates": false }),
    });
    return { query: `folder=${encodeURIComponent(root)}`, trusted: false };
  },
};

const run = async (suite) => {
  const { query, trusted } = SCENES[suite]();
  const result = path.join(scratch, `${suite}.json`);
  // The driver of VS Code's own tests is what makes a page load an extension's tests.
  const flags = ["--enable-smoke-test-driver", ...(trusted ? ["--disable-workspace-trust"] : [])];
  await withCode(flags, { URADORI_RESULT: result }, async (page, authority) => {
    const remote = (file) => `vscode-remote://${authority}${file}`;
    const payload = [
      ["extensionDevelopmentPath", remote(extension)],
      ["extensionTestsPath", remote(path.join(__dirname, "suites", `${suite}.js`))],
    ];
    await page.goto(`http://${authority}/?${query}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    try {
      await until(`the suite ${suite} to finish`, () => fs.existsSync(result));
    } finally {
      await page.screenshot({ path: path.join(scratch, "last.png") });
    }
  });
  const { version, tests } = JSON.parse(fs.readFileSync(result, "utf8"));
  report(`VS Code ${version}, ${suite}, ${server}`, tests);
};

const main = async () => {
  const wanted = process.argv.slice(2);
  for (const suite of wanted.length > 0 ? wanted : Object.keys(SCENES)) await run(suite);
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
