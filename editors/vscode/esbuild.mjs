// Bundles the extension into one file and collects the licences of what the bundle carries.
// `--minify` for what is shipped, plain with a source map for development.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const minify = process.argv.includes("--minify");

const { metafile } = await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  // The Node of the oldest VS Code named in package.json.
  target: "node20",
  format: "cjs",
  // Given by VS Code at run time.
  external: ["vscode"],
  minify,
  sourcemap: minify ? false : "linked",
  metafile: true,
  logLevel: "info",
});

// The script of the pages, which carries no code of others.
await build({
  entryPoints: ["page/page.ts"],
  outfile: "dist/page.js",
  bundle: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  minify,
  logLevel: "info",
});

const packages = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const folder = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  if (folder) {
    packages.add(folder[0]);
  }
}
const notices = [];
for (const folder of [...packages].sort()) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) {
    throw new Error(`${name} is bundled but brings no licence text`);
  }
  const text = await readFile(join(folder, file), "utf8");
  notices.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
}
await writeFile("dist/ThirdPartyNotices.txt", notices.join(`\n${"-".repeat(80)}\n\n`));
