#!/bin/bash
# Usage: unpack_debian.sh DIR SUITE PACKAGE…
#
# Unpacks packages of a Debian suite with all that they need, libc included, under DIR/root, and has the programs of
# PROGRAMS (paths below it, separated by blanks) started by the loader that came with them. The machine's own packages
# and its apt state stay as they are. The mirror is the one the machine's apt already uses. Packages of ALSO are unpacked
# without what they need, where the suite has them.
#
# Exit status: 0 unpacked, 77 when this machine cannot get the packages (no apt, no mirror, no network), else an error.
set -euo pipefail

dir=$1 suite=$2
shift 2
skip() { echo "unpack_debian.sh: $*" >&2; exit 77; }

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
apt-get -qq install -y --download-only "$@" patchelf >&2
for package in ${ALSO:-}; do
  if apt-cache show "$package" >/dev/null 2>&1; then
    (cd "$apt/archives" && apt-get -qq download "$package" >&2)
  fi
done
unset APT_CONFIG

tree=$dir/root
mkdir -p "$tree"
for package in "$apt"/archives/*.deb; do
  dpkg-deb -x "$package" "$tree"
done

loader=$(find "$tree/usr" -maxdepth 2 -name 'ld-linux*.so*' | sort | head -1)
libraries=$(dirname "$(find "$tree/usr/lib" -name 'libc.so.6' | head -1)")
for program in ${PROGRAMS:-}; do
  # patchelf is of the foreign suite too, so it is run through the foreign loader.
  "$loader" --library-path "$libraries" "$tree/usr/bin/patchelf" \
    --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$tree/$program"
done
rm -rf "$apt" "$tree/usr/share/doc" "$tree/usr/share/man"
