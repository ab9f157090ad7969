# Dateline in zsh: Alt-i puts the ids of picked events on the command line, at the cursor.
# Source it from ~/.zshrc. Zsh itself does nothing with Alt-i. In vi mode no key is bound; bind one to the
# widget dateline-insert.

dateline-insert() {
    local picked
    if picked=$(dateline pick); then
        local -a ids=("${(@f)picked}")
        LBUFFER+="${(j: :)${(@q)ids}} "
    fi
    zle reset-prompt
}

zle -N dateline-insert
bindkey -M emacs '^[i' dateline-insert
