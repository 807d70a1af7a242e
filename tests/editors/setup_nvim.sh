#!/bin/bash
# Usage: setup_nvim.sh [SUITE]
#
# Unpacks the Neovim of a Debian suite (sid by default: the newest; trixie: 0.10) under target/editors/nvim-SUITE and
# prints the path of a wrapper that starts it. Packages of another suite need another libc, so everything Neovim links
# to is unpacked beside it and its program interpreter is set to that loader; the machine's own packages and its apt
# state stay as they are. The mirror is the one the machine's apt already uses.
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

skip() { echo "setup_nvim.sh: $*" >&2; exit 77; }

if [ "$(cat "$dir/stamp" 2>/dev/null)" = "$stamp" ] && "$dir/nvim" --version >/dev/null 2>&1; then
  echo "$dir/nvim"
  exit 0
fi
command -v apt-get >/dev/null || skip "no apt on this machine"

# The first mirror that is not the security archive: "URIs:" of a .sources file, else a "deb" line.
mirror=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '/^URIs:/ && $2 !~ /security/ {print $2; exit}')
if [ -z "$mirror" ]; then
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed 's/\[[^]]*\]//' | awk '$1 == "deb" && $2 !~ /security/ {print $2; exit}')
fi
[ -n "$mirror" ] || skip "no Debian mirror in this machine's apt sources"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keyring" ] || skip "no $keyring"

rm -rf "$dir"
apt=$dir/apt
mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/cache" "$apt/state"
# An empty package database: every dependency counts as missing, libc included, and is downloaded.
: >"$apt/status"
cat >"$apt/suite.sources" <<END
Types: deb
URIs: $mirror
Suites: $suite
Components: main
Signed-By: $keyring
END
cat >"$apt/apt.conf" <<END
Dir::Etc::SourceList "$apt/suite.sources";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$apt/state";
Dir::State::Lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
Dir::Cache::Archives "$apt/archives";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "3";
END
export APT_CONFIG=$apt/apt.conf

apt-get -qq update >&2 || skip "the mirror cannot be reached for $suite"
apt-get -qq install -y --download-only neovim patchelf >&2
# Debian ships no compiled Markdown grammar for the newest Neovim, and without one its hover window fails to open. Only
# downloaded: to install these would bring a compiler along. Older Neovims carry the grammar.
grammars=(tree-sitter-markdown-src tree-sitter-markdown-inline-src)
if apt-cache show "${grammars[@]}" >/dev/null 2>&1; then
  (cd "$apt/archives" && apt-get -qq download "${grammars[@]}" >&2)
fi
unset APT_CONFIG

tree=$dir/root
mkdir -p "$tree" "$dir/site/parser"
for package in "$apt"/archives/*.deb; do
  dpkg-deb -x "$package" "$tree"
done
for grammar in "$tree"/usr/src/tree-sitter/*/*/; do
  [ -d "$grammar" ] || continue
  name=$(basename "$(dirname "$grammar")")
  cc -shared -fPIC -O1 -I"$grammar/parser/src" -o "$dir/site/parser/$name.so" "$grammar"/parser/src/*.c
done

loader=$(find "$tree/usr" -maxdepth 2 -name 'ld-linux*.so*' | sort | head -1)
libraries=$(dirname "$(find "$tree/usr/lib" -name 'libc.so.6' | head -1)")
# patchelf is of the foreign suite too, so it is run through the foreign loader.
"$loader" --library-path "$libraries" "$tree/usr/bin/patchelf" \
  --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$tree/usr/bin/nvim"

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
rm -rf "$apt" "$tree/usr/share/doc" "$tree/usr/share/man" "$tree/usr/src"
"$dir/nvim" --version | head -1 >&2
echo "$stamp" >"$dir/stamp"
echo "$dir/nvim"
