#!/bin/bash
# Usage: setup_helix.sh
#
# Unpacks the Helix of Debian's sid (older suites have none) under target/editors/helix, and prints the path of a wrapper
# that starts it; see unpack_debian.sh.
#
# Exit status: 0 ready (from the cache when nothing changed), 77 when this machine cannot get the packages, else an error.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$root/target/editors/helix
# The unpacked program holds absolute paths, so a moved checkout unpacks again.
stamp="$dir $(cksum <"${BASH_SOURCE[0]}")"

if [ "$(cat "$dir/stamp" 2>/dev/null)" != "$stamp" ] || ! "$dir/hx" --version >/dev/null 2>&1; then
  PROGRAMS=usr/lib/hx/hx "$here/unpack_debian.sh" "$dir" sid hx
  tree=$dir/root
  cat >"$dir/hx" <<END
#!/bin/sh
export HELIX_RUNTIME='$tree/usr/lib/hx/runtime'
exec '$tree/usr/lib/hx/hx' "\$@"
END
  chmod +x "$dir/hx"
  "$dir/hx" --version >&2
  echo "$stamp" >"$dir/stamp"
fi
echo "$dir/hx"
