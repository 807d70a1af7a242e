// Makes a .vsix in dist/.
//
//   node package.mjs                    the universal one, which finds `uradori` by the setting or in PATH
//   node package.mjs TARGET PROGRAM     one for a platform (linux-x64, darwin-arm64, win32-x64, …) with the program inside
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const [target, program] = process.argv.slice(2);
if ((target === undefined) !== (program === undefined)) {
  throw new Error("a platform's package wants both: node package.mjs TARGET PROGRAM");
}
process.chdir(fileURLToPath(new URL(".", import.meta.url)));

// Left from a run that was broken off, it would end in a package it is not for.
await rm("server", { recursive: true, force: true });
// VS Code shows no pictures from inside a package: there the README has none.
const readme = join("dist", "README.md");
await mkdir("dist", { recursive: true });
await writeFile(readme, (await readFile("README.md", "utf8")).replace(/^!\[.*\n\n/gm, ""));
const vsix = join("dist", target ? `uradori-${target}.vsix` : "uradori.vsix");
const wanted = ["package", "--readme-path", readme, "--no-dependencies", "--out", vsix];
try {
  if (target) {
    const inside = join("server", target.startsWith("win32") ? "uradori.exe" : "uradori");
    await mkdir("server");
    await copyFile(program, inside);
    await chmod(inside, 0o755);
    wanted.push("--target", target);
  }
  const vsce = join("node_modules", "@vscode", "vsce", "vsce");
  execFileSync(process.execPath, [vsce, ...wanted], { stdio: "inherit" });
} finally {
  await rm("server", { recursive: true, force: true });
}
console.log(`${basename(vsix)} is in dist/`);
