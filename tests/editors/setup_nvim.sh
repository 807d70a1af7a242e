#!/bin/bash
# Usage: setup_nvim.sh [SUITE]
#
# Unpacks the Neovim of a Debian suite (sid by default: the newest; trixie: 0.10) under target/editors/nvim-SUITE and
# prints the path of a wrapper that starts it; see unpack_debian.sh.
#
# Exit status: 0 ready (from the cache when nothing changed), 77 when this machine cannot get the packages (no apt, no
# mirror, no network), else a real error.
set -euo pipefail

suite=${1:-sid}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$root/target/editors/nvim-$suite
# The unpacked program holds absolute paths, so a moved checkout unpacks again.
stamp="$dir $(cksum <"${BASH_SOURCE[0]}")"

if [ "$(cat "$dir/stamp" 2>/dev/null)" = "$stamp" ] && "$dir/nvim" --version >/dev/null 2>&1; then
  echo "$dir/nvim"
  exit 0
fi
# Debian ships no compiled Markdown grammar for the newest Neovim, and without one its hover window fails to open. Only
# their sources: to install them would bring a compiler along. Older Neovims carry the grammar.
ALSO="tree-sitter-markdown-src tree-sitter-markdown-inline-src" PROGRAMS=usr/bin/nvim \
  "$here/unpack_debian.sh" "$dir" "$suite" neovim

tree=$dir/root
mkdir -p "$dir/site/parser"
for grammar in "$tree"/usr/src/tree-sitter/*/*/; do
  [ -d "$grammar" ] || continue
  name=$(basename "$(dirname "$grammar")")
  cc -shared -fPIC -O1 -I"$grammar/parser/src" -o "$dir/site/parser/$name.so" "$grammar"/parser/src/*.c
done

libraries=$(dirname "$(find "$tree/usr/lib" -name 'libc.so.6' | head -1)")
# The foreign libc wants its own character sets. It reads GCONV_PATH at the first conversion, after which the variable is
# taken away again so that no program started from Neovim inherits it (the reason, too, why LD_LIBRARY_PATH is not used).
cat >"$dir/nvim" <<END
#!/bin/sh
export VIMRUNTIME='$tree/usr/share/nvim/runtime'
export GCONV_PATH='$libraries/gconv'
exec '$tree/usr/bin/nvim' --cmd 'call iconv("a", "cp932", "utf-8") | unlet \$GCONV_PATH' \\
  --cmd 'set rtp+=$dir/site,$tree/usr/lib/nvim' "\$@"
END
chmod +x "$dir/nvim"
rm -rf "$tree/usr/src"
"$dir/nvim" --version | head -1 >&2
echo "$stamp" >"$dir/stamp"
echo "$dir/nvim"
