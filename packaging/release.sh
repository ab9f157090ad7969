#!/bin/sh
# Packs Dateline for those who have no Rust: target/dist/dateline-VERSION-SYSTEM.tar.gz, and a .deb where dpkg-deb is there.
# In both are the program, its manual pages and its completions.
#
#     packaging/release.sh                    builds it first
#     packaging/release.sh PROGRAM FOLDER     packs one that is built, into that folder
set -eu

cd "$(dirname "$0")/.."
out=${2:-target/dist}
mkdir -p "$out"
if [ $# -gt 0 ]; then
    program=$1
else
    cargo build --release --locked
    program=target/release/dateline
fi
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
system=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=dateline-$version-$system
root=$work/$name

install -D -m 755 "$program" "$root/bin/dateline"
mkdir -p "$root/share/doc/dateline" "$root/share/bash-completion/completions" \
    "$root/share/zsh/site-functions" "$root/share/fish/vendor_completions.d"
"$program" man --all "$root/share/man"
"$program" completions bash > "$root/share/bash-completion/completions/dateline"
"$program" completions zsh > "$root/share/zsh/site-functions/_dateline"
"$program" completions fish > "$root/share/fish/vendor_completions.d/dateline.fish"
cp README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$root/share/doc/dateline/"
tar -C "$work" -czf "$out/$name.tar.gz" "$name"
echo "$out/$name.tar.gz"

if ! command -v dpkg-deb > /dev/null; then
    echo "no .deb: there is no dpkg-deb" >&2
    exit 0
fi
architecture=$(dpkg --print-architecture)
deb=$work/deb
mkdir -p "$deb/DEBIAN"
cp -R "$root" "$deb/usr"
find "$deb/usr/share/man" -type f -exec gzip -9n {} +
mv "$deb/usr/share/zsh/site-functions" "$deb/usr/share/zsh/vendor-completions"
cat > "$deb/DEBIAN/control" <<END
Package: dateline
Version: $version
Architecture: $architecture
Maintainer: Dateline <nobody@example.invalid>
Depends: libc6, libgcc-s1
Section: utils
Priority: optional
Description: timeline explorer for the terminal
 Opens a file of dated events, with the people, organisations and states in
 them, and lets you scroll, filter and search the chronology beside panes of
 the actors that it links.
END
dpkg-deb --root-owner-group --build "$deb" "$out/dateline_${version}_$architecture.deb" > /dev/null
echo "$out/dateline_${version}_$architecture.deb"
