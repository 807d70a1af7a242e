import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** The file name of the server's program on this system. */
const FILE_NAME = process.platform === "win32" ? "uradori.exe" : "uradori";

/** Where the program was found, or what was tried in vain. */
export type Program =
  | { readonly found: true; readonly path: string; readonly from: "setting" | "extension" | "PATH" | "cargo" }
  | { readonly found: false; readonly configured: string; readonly tried: readonly string[] };

/** Whether `path` is a file that may be run. Windows has no such permission; there the file must exist. */
async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, process.platform === "win32" ? constants.F_OK : constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function expandHome(path: string): string {
  return path === "~" || /^~[/\\]/.test(path) ? join(homedir(), path.slice(1)) : path;
}

/**
 * Finds the server's program: the one named by the setting `uradori.server.path`, else the one packed with the
 * extension, else the first in `PATH`, else the one that `cargo install` put into the home folder. A path that is set but
 * wrong is never replaced by another program: the user would run a version he did not choose.
 *
 * @param configured the setting's value; a bare name is looked up in `PATH`
 * @param extensionFolder the folder the extension is installed in
 * @param environment where `PATH` is read from
 */
export async function findProgram(
  configured: string,
  extensionFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Program> {
  const wanted = expandHome(configured.trim());
  if (wanted !== "" && /[/\\]/.test(wanted)) {
    return isAbsolute(wanted) && (await isProgram(wanted))
      ? { found: true, path: wanted, from: "setting" }
      : { found: false, configured: wanted, tried: [wanted] };
  }
  const candidates: { path: string; from: "extension" | "PATH" | "cargo" }[] = [];
  if (wanted === "") {
    candidates.push({ path: join(extensionFolder, "server", FILE_NAME), from: "extension" });
  }
  for (const folder of (environment.PATH ?? "").split(delimiter)) {
    // An empty or relative entry means the current folder, which may be a stranger's.
    if (isAbsolute(folder)) {
      candidates.push({ path: join(folder, wanted === "" ? FILE_NAME : wanted), from: "PATH" });
    }
  }
  if (wanted === "") {
    // Where `cargo install` puts it. A window that was opened from a desktop menu may not have that folder in PATH.
    candidates.push({ path: join(homedir(), ".cargo", "bin", FILE_NAME), from: "cargo" });
  }
  for (const candidate of candidates) {
    if (await isProgram(candidate.path)) {
      return { found: true, ...candidate, from: wanted === "" ? candidate.from : "setting" };
    }
  }
  return { found: false, configured: wanted, tried: candidates.map((candidate) => candidate.path) };
}
