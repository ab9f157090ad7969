#!/bin/sh
# Opens an HTML export in headless Chromium and looks at what a reader would: whether its script runs and filters,
# whether its policy stops every other script, whether it reads without one, how it looks, and how it prints.
#
#     docs/check-html.sh [FOLDER]      pictures and a PDF go there; else to a folder that is removed
#
# Needs Chromium; where there is none it says so and is content.
set -eu

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ]; then
    echo "skipped: there is no Chromium"
    exit 0
fi

cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${1:-$work}
mkdir -p "$out"
page=$work/page.html
cargo run --quiet -- export '' --format html -f events.ron -f examples/handovers.ron > "$page"
all=$(cargo run --quiet -- find '' -c -f events.ron -f examples/handovers.ron)

# The page is XML too, for the tests' parsers; its title is the chronology's, however long.
if command -v html-validate > /dev/null; then
    html-validate --config docs/html-validate.json "$page"
fi

chrome() {
    "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" \
        --virtual-time-budget=3000 "$@"
}
fail() {
    echo "failed: $1"
    exit 1
}

# The script runs: the filter, hidden in the file, is there.
chrome --enable-logging=stderr --dump-dom "file://$page" > "$work/dom" 2> "$work/log"
grep -q '<form id="filter" role="search">' "$work/dom" || fail "the filter does not appear"
grep -q "$all of $all shown" "$work/dom" || fail "the filter does not count"
grep -E 'Content.Security.Policy|Uncaught' "$work/log" && fail "the page breaks its own policy"

# It filters: in a copy whose policy is taken out, words are typed.
sed -e '/Content-Security-Policy/d' \
    -e 's|</body>|<script>const w = document.getElementById("words"); w.value = "SHWE kokko"; w.dispatchEvent(new Event("input", {bubbles: true}));</script></body>|' \
    "$page" > "$work/typed.html"
chrome --dump-dom "file://$work/typed.html" > "$work/dom" 2> /dev/null
shown=$(sed -n "s/.*>\\([0-9]*\\) of $all shown.*/\\1/p" "$work/dom")
[ "${shown:-0}" -gt 0 ] && [ "$shown" -lt "$all" ] || fail "typing filters nothing (${shown:-?} shown)"

# No other script runs.
sed 's|</body>|<script>document.title = "ran"</script><img src="x" onerror="document.title = 1"></body>|' \
    "$page" > "$work/foreign.html"
chrome --dump-dom "file://$work/foreign.html" > "$work/dom" 2> /dev/null
grep -q '<title>ran</title>\|<title>1</title>' "$work/dom" && fail "a foreign script ran"

# Without its script (changed by a letter, the policy stops it) it is a list, and shows no filter that does nothing.
sed 's|"use strict"|"use  strict"|' "$page" > "$work/plain.html"
chrome --dump-dom "file://$work/plain.html" > "$work/dom" 2> /dev/null
grep -q '<form id="filter" role="search" hidden="">' "$work/dom" || fail "the filter shows without its script"
chrome --screenshot="$out/no-script.png" --window-size=1200,1800 "file://$work/plain.html" 2> /dev/null

# How it looks, light and dark, wide and narrow, and on paper.
chrome --screenshot="$out/light.png" --window-size=1200,1800 "file://$page" 2> /dev/null
chrome --blink-settings=preferredColorScheme=0 --screenshot="$out/dark.png" --window-size=1200,1800 \
    "file://$page" 2> /dev/null
chrome --screenshot="$out/narrow.png" --window-size=500,1800 "file://$page" 2> /dev/null
chrome --no-pdf-header-footer --print-to-pdf="$out/print.pdf" "file://$page" 2> /dev/null
for file in no-script.png light.png dark.png narrow.png print.pdf; do
    [ -s "$out/$file" ] || fail "no $file"
done
echo "passed: the page runs its own script only, filters, reads without one, and prints"
