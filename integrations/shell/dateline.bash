# Dateline in bash 4 and later: Alt-i puts the ids of picked events on the command line, at the cursor.
# Source it from ~/.bashrc. Bash itself does nothing with Alt-i. In vi mode no key is bound; bind one to
# __dateline_insert with `bind -m vi-insert -x`.

__dateline_insert() {
    local picked id ids=''
    picked=$(dateline pick) || return 0
    while IFS= read -r id; do
        printf -v id '%q' "$id"
        ids+="$id "
    done <<<"$picked"
    READLINE_LINE=${READLINE_LINE:0:READLINE_POINT}$ids${READLINE_LINE:READLINE_POINT}
    ((READLINE_POINT += ${#ids}))
}

if [[ $- == *i* ]]; then
    bind -m emacs-standard -x '"\ei": __dateline_insert'
fi
