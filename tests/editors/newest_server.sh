#!/bin/bash
# Prints the server to test: $URADORI_SERVER, else the release or debug build of this checkout, whichever is newer.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
server=${URADORI_SERVER:-}
if [ -z "$server" ]; then
  for build in release debug; do
    candidate=$root/target/$build/uradori
    if [ -x "$candidate" ] && [[ -z "$server" || "$candidate" -nt "$server" ]]; then
      server=$candidate
    fi
  done
fi
if [ ! -x "$server" ]; then
  echo "no server to test: run \`cargo build\` first, or set URADORI_SERVER" >&2
  exit 2
fi
realpath "$server"
