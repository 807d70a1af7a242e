#!/bin/bash
# Usage: setup_emacs.sh
#
# Unpacks the Emacs of Debian's trixie (30; the oldest that we speak of is 29) under target/editors/emacs, with lsp-mode and
# markdown-mode beside it, and prints the path of a wrapper that starts it; see unpack_debian.sh.
#
# Exit status: 0 ready (from the cache when nothing changed), 77 when this machine cannot get the packages, else an error.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$root/target/editors/emacs
# The wrapper holds absolute paths, so a moved checkout unpacks again.
stamp="$dir $(cksum <"${BASH_SOURCE[0]}")"

if [ "$(cat "$dir/stamp" 2>/dev/null)" != "$stamp" ] || ! "$dir/emacs" --version >/dev/null 2>&1; then
  # Installed, the packages of Emacs Lisp would be compiled; as sources they do.
  lisp="elpa-lsp-mode elpa-dash elpa-f elpa-s elpa-ht elpa-spinner elpa-lv elpa-markdown-mode"
  ALSO=$lisp PROGRAMS=usr/bin/emacs-nox "$here/unpack_debian.sh" "$dir" trixie emacs-nox
  tree=$dir/root
  version=$(basename "$(dirname "$(find "$tree/usr/share/emacs" -maxdepth 2 -name lisp | head -1)")")
  dump=$(find "$tree/usr/libexec" "$tree/usr/lib" -name '*.pdmp' | head -1)
  path=$tree/usr/share/emacs/$version/lisp
  for folder in "$tree"/usr/share/emacs/site-lisp/elpa-src/*/; do
    path=$path:${folder%/}
  done
  # Emacs would compile what it loads to machine code, and there is no linker here that fits.
  plain='(setq native-comp-jit-compilation nil native-comp-enable-subr-trampolines nil)'
  cat >"$dir/emacs" <<END
#!/bin/sh
export EMACSLOADPATH='$path'
export EMACSDATA='$tree/usr/share/emacs/$version/etc'
export EMACSDOC='$tree/usr/share/emacs/$version/etc'
export EMACSPATH='$(dirname "$dump")'
exec '$tree/usr/bin/emacs-nox' --dump-file='$dump' --eval '$plain' "\$@"
END
  chmod +x "$dir/emacs"
  "$dir/emacs" --version | head -1 >&2
  echo "$stamp" >"$dir/stamp"
fi
echo "$dir/emacs"
