# Dateline in fish 3 and later: Alt-i puts the ids of picked events on the command line, at the cursor.
# Put it into ~/.config/fish/conf.d. Fish itself does nothing with Alt-i.

function __dateline_insert
    set -l picked (dateline pick)
    and commandline --insert -- (string join ' ' (string escape -- $picked))' '
    commandline --function repaint
end

if status is-interactive
    bind \ei __dateline_insert
end
