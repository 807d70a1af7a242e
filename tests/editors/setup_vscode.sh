#!/bin/bash
# Usage: setup_vscode.sh
#
# Unpacks VS Code as the npm package code-server carries it, a Node that it runs with and a driver for a browser, under
# target/editors/vscode, and prints that folder. No native code is built. The browser is the system's Chromium; it is
# installed only where this runs as root with CI=true.
#
# Exit status: 0 ready (from the cache when nothing changed), 77 when this machine cannot get the parts, else an error.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$root/target/editors/vscode
stamp="$dir $(cksum <"${BASH_SOURCE[0]}")"

skip() { echo "setup_vscode.sh: $*" >&2; exit 77; }

command -v npm >/dev/null || skip "no npm on this machine"
if ! command -v chromium >/dev/null; then
  if [ "${CI:-}" != true ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    skip "no chromium; install it (on Debian: apt-get install chromium)"
  fi
  { apt-get -qq -o APT::Update::Error-Mode=any update && apt-get -qq install -y --no-install-recommends chromium; } \
    >/dev/null 2>&1 || skip "chromium cannot be installed"
fi
# For the pictures only: without a font, Japanese is drawn as boxes, and every test is the same.
if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && [ -z "$(fc-list :lang=ja 2>/dev/null)" ]; then
  apt-get -qq install -y --no-install-recommends fonts-ipafont-gothic >/dev/null 2>&1 || true
fi
if [ "$(cat "$dir/stamp" 2>/dev/null)" = "$stamp" ]; then
  echo "$dir"
  exit 0
fi

rm -rf "$dir"
mkdir -p "$dir"
log=$dir/setup.log

install() { # FOLDER ARGUMENT…
  mkdir -p "$dir/$1"
  [ -f "$dir/$1/package.json" ] || echo '{ "private": true }' >"$dir/$1/package.json"
  (cd "$dir/$1" && shift && npm install --no-audit --no-fund "$@") >>"$log" 2>&1 && return
  tail -20 "$log" >&2
  if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH' "$log"; then skip "the npm registry cannot be reached"; fi
  exit 1
}

# The server's page needs a newer Node than the one this repository asks for.
install node node@24.21.0
export PATH=$dir/node/node_modules/.bin:$PATH
# Without its install script, which would compile modules that no test here needs; what else that script does follows.
install code code-server@4.139.1 --ignore-scripts
vscode=code/node_modules/code-server/lib/vscode
install $vscode --omit=dev --ignore-scripts
install $vscode/extensions --omit=dev --ignore-scripts
install driver playwright-core@1.65.1 --ignore-scripts
echo "$stamp" >"$dir/stamp"
echo "$dir"
