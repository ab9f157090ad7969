#!/bin/bash
# Holds our citations to other programs: entries to CSL's own styles through Pandoc, the .bib file to biber and BibTeX, the keys to Pandoc.
#
#     docs/check-citations.sh [FOLDER]      what was compared goes there; else to a folder that is removed
#
# Needs pandoc, Debian's citation-style-language-styles (or CSL_STYLES=FOLDER), biber and bibtex with plain.bst (texlive-binaries,
# texlive-bibtex-extra). What is missing is skipped and said. CSL writes titles in capitals of its own, curls apostrophes and has no uncertain dates, so
# letters' case and quotes do not count, and sources whose date CSL can't say are left out.
set -euo pipefail

cd "$(dirname "$0")/.."
styles=${CSL_STYLES:-/usr/share/citation-style-language/styles}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${1:-$work}
mkdir -p "$out"
data=tests/data/citations.ron
cargo build --quiet --locked
dateline() { target/debug/dateline "$@"; }
failed=0
fail() {
    echo "failed: $1"
    failed=1
}

# What differs, and why we are right or as right:
#   book2 inst  Debian's style prints no date of access beside a date; the file gives one, so we do. Reports are books to us, in italics.
#   nodate      CSL names a site twice that is its author's own; the 18th edition and MLA do not.
#   many        Debian's Chicago is the 17th edition: ten authors.
#   inst (mla)  an organisation that is author and publisher is named once (MLA 9).
#   named two   (author-date) the 18th edition names no year twice; CSL's style does.
#   my          CSL has a comma or none by its own rule for names.
#   season list the style sets the title of an unsigned article, or the site of a page, in its own order.
#   span        "present" and "Data set"; season: in lower case after MLA 9.
known_chicago="season list book2 inst nodate many my span three untitled noauth two"
known_chicago_author_date="season named list book2 inst nodate many my span three untitled noauth two"
known_apa="inst nodate season span untitled"
known_mla="inst nodate season span book2 untitled two"
plain_ids="book1 book2 inst noauth named nodate many my season span two three untitled notes list"

if command -v pandoc >/dev/null && [ -d "$styles" ]; then
    bare() { tr '“”‘’"' "'''''" | tr -d "'" | tr '[:upper:]' '[:lower:]' | sed 's/[[:space:]]*$//'; }
    for row in chicago:chicago-fullnote-bibliography chicago-author-date:chicago-author-date apa:apa mla:modern-language-association; do
        ours=${row%%:*} theirs=${row#*:}
        known=known_${ours//-/_}
        for id in $plain_ids; do
            dateline cite -f "$data" -s csl-json "$id" > "$work/one.json"
            printf -- '---\nnocite: "@*"\n---\n' > "$work/one.md"
            right=$(pandoc --citeproc --csl "$styles/$theirs.csl" --bibliography "$work/one.json" -t plain --wrap=none "$work/one.md" | grep . | bare || true)
            said=$(dateline cite -f "$data" -s "$ours" "$id" | bare)
            if [ "$right" != "$said" ]; then
                printf '%s %s\n  CSL:  %s\n  ours: %s\n' "$ours" "$id" "$right" "$said" >> "$out/differences.txt"
                case " ${!known} " in
                    *" $id "*) ;;
                    *) fail "$ours differs on $id: $said / $right" ;;
                esac
            fi
        done
    done
    # The keys that we write are found in the bibliography that we write.
    dateline export '' --format csl-json "$data" > "$work/all.json" 2>/dev/null
    for event in e1 e2 disputed; do dateline cite -f "$data" --key pandoc "$event"; done > "$work/keys.md"
    pandoc --citeproc --bibliography "$work/all.json" -t plain "$work/keys.md" > "$out/keys.txt" 2> "$work/log" || fail "pandoc"
    grep -i 'not found' "$work/log" && fail "pandoc does not find a key"
    grep -q 'but see' "$out/keys.txt" || fail "pandoc loses what contradicts"
else
    echo "skipped: there is no pandoc, or no CSL styles at $styles"
fi

dateline export '' --format bibtex "$data" > "$work/all.bib" 2>/dev/null
dateline cite -f "$data" -s bibtex book1 inst noauth named nodate unc circ betw both mthu yearu span season many my bce two untitled > "$work/sources.bib"
cp "$work/all.bib" "$work/sources.bib" "$out/" 2>/dev/null || true
if command -v biber >/dev/null; then
    for file in all sources; do
        (cd "$work" && biber --tool --output-format=bibtex -O "$file.out" "$file.bib" > "$file.log") || fail "biber does not read $file.bib"
        # That BibTeX's year stands beside the date, and words in place of a year, is meant.
        grep -E 'WARN|ERROR' "$work/$file.log" | grep -vE "Overwriting field 'year'|not an integer|WARNINGS:" && fail "biber has something against $file.bib"
    done
    grep -q 'United Nations Office on Drugs and Crime' "$work/sources.out" || fail "biber loses a corporate name"
else
    echo "skipped: there is no biber"
fi
if command -v bibtex >/dev/null; then
    printf '\\citation{*}\n\\bibstyle{plain}\n\\bibdata{sources}\n' > "$work/b.aux"
    (cd "$work" && bibtex b > b.log) || fail "BibTeX does not read the file"
    cp "$work/b.bbl" "$out/" 2>/dev/null || true
    tr '\n' ' ' < "$work/b.bbl" | grep -q 'Wire News}*, November 2023' || fail "BibTeX has no month"
    tr '\n' ' ' < "$work/b.bbl" | grep -q 'between 10 October and 31  *December 2023' || fail "BibTeX loses words of a date"
else
    echo "skipped: there is no BibTeX"
fi
[ "$failed" = 0 ] && echo "passed: our citations are those of other programs, but for what is listed"
exit "$failed"
