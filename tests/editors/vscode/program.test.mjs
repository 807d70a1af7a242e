// Where the extension looks for the server's program. URADORI_PROGRAM: src/program.ts, bundled for Node.
import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";

const { findProgram } = await import(pathToFileURL(process.env.URADORI_PROGRAM).href);

let folder;
const folders = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "uradori-"));
  folders.push(folder);
});

after(() => Promise.all(folders.map((each) => rm(each, { recursive: true }))));

const program = async (...parts) => {
  const path = join(folder, ...parts);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, "#!/bin/sh\n");
  await chmod(path, 0o755);
  return path;
};

test("the setting wins over what is packed and over PATH", async () => {
  const path = await program("mine", "uradori");
  await program("extension", "server", "uradori");
  await program("bin", "uradori");
  const found = await findProgram(path, join(folder, "extension"), { PATH: join(folder, "bin") });
  assert.deepEqual(found, { found: true, path, from: "setting" });
});

test("a wrong setting is an error, whatever else there is", async () => {
  await program("extension", "server", "uradori");
  const wrong = join(folder, "nothing", "uradori");
  const found = await findProgram(wrong, join(folder, "extension"), { PATH: "" });
  assert.deepEqual(found, { found: false, configured: wrong, tried: [wrong] });
});

test("a relative path is refused: it would depend on the folder that is open", async () => {
  const path = relative(process.cwd(), await program("uradori"));
  assert.equal((await findProgram(path, folder, { PATH: "" })).found, false);
});

test("a bare name is looked up in PATH", async () => {
  const path = await program("bin", "uradori-next");
  const found = await findProgram("uradori-next", folder, { PATH: join(folder, "bin") });
  assert.deepEqual(found, { found: true, path, from: "setting" });
});

test("without a setting the packed program comes before PATH", async () => {
  const path = await program("extension", "server", "uradori");
  await program("bin", "uradori");
  const found = await findProgram("", join(folder, "extension"), { PATH: join(folder, "bin") });
  assert.deepEqual(found, { found: true, path, from: "extension" });
});

test("the first in PATH is taken; folders and files that may not be run are passed over", async () => {
  await mkdir(join(folder, "a", "uradori"), { recursive: true });
  await chmod(await program("b", "uradori"), 0o644);
  const path = await program("c", "uradori");
  await program("d", "uradori");
  const search = ["a", "b", "c", "d"].map((name) => join(folder, name)).join(":");
  assert.deepEqual(await findProgram("", folder, { PATH: search }), { found: true, path, from: "PATH" });
});

test("an empty entry of PATH does not stand for the current folder", async () => {
  await program("uradori");
  const before = process.cwd();
  process.chdir(folder);
  try {
    const found = await findProgram("uradori", "/nowhere", { PATH: ":.:" });
    assert.equal(found.found, false);
  } finally {
    process.chdir(before);
  }
});

test("a leading ~ is the home folder", async () => {
  const { tried } = await findProgram("~/no/such/uradori", folder, { PATH: "" });
  assert.deepEqual(tried, [join(homedir(), "no/such/uradori")]);
});

test("when nothing is found, every place is named, cargo's own last", async () => {
  const found = await findProgram("", "/nowhere", { PATH: "/a:/b" });
  if (!found.found) {
    assert.deepEqual(found.tried, [
      "/nowhere/server/uradori",
      "/a/uradori",
      "/b/uradori",
      join(homedir(), ".cargo/bin/uradori"),
    ]);
  } else {
    assert.equal(found.from, "cargo");
  }
});
