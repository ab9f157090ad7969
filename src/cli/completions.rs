//! `dateline completions`: what clap completes, and beside it ids and fields, asked of the program itself.
//!
//! The words are read line by line and never evaluated by the shell.

use std::io;

use clap::{Args, Command};
use clap_complete::Shell;

use super::Outcome;
use super::output::Destination;

const EXAMPLES: &str = "\
Examples:
  dateline completions bash > /dev/null
  dateline completions fish > /dev/null
  dateline completions zsh > /dev/null

Install them with
  bash: dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  fish: dateline completions fish > ~/.config/fish/completions/dateline.fish
  zsh:  dateline completions zsh > a folder of $fpath, in a file _dateline";

/// What `completions` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// For which shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
    #[command(flatten)]
    destination: Destination,
}

/// A subcommand and the words that its arguments take.
const WORDS: [(&str, &str); 10] = [
    ("show", "ids"),
    ("cite", "citable"),
    ("open", "citable"),
    ("actor", "actors"),
    ("path", "nodes"),
    ("source", "sources"),
    ("brief", "briefings"),
    ("find", "query"),
    ("export", "query"),
    ("pick", "query"),
];

/// Asks for the words once clap's own completion is done. Bash parts words at colons; what stands before the last one is there already.
const BASH: &str = r#"
_dateline_words() {
    _dateline "$@"
    local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" kind="" typed word
    local i first=1 is_first files=()
    case "$current" in -*) return 0 ;; esac
    case "$before" in -f|-o|-s|-n|--[a-z]*) return 0 ;; esac
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${COMP_WORDS[i]}" in
            -f|--file)
                ((first == i)) && is_first=1 || is_first=0
                [[ "${COMP_WORDS[i+1]}" == = ]] && ((i++))
                files+=(-f "${COMP_WORDS[i+1]}")
                ((is_first)) && first=$((i + 2)) ;;
        esac
    done
    ((first < COMP_CWORD)) || return 0
    case "${COMP_WORDS[first]}" in
@CASES@    esac
    [[ -n "$kind" ]] || return 0
    typed="${COMP_LINE:0:COMP_POINT}"
    typed="${typed##*[[:space:]]}"
    COMPREPLY=()
    while IFS=$'\t' read -r word _; do
        if [[ "$word" == "$typed"* ]]; then
            [[ "$typed" == *:* && "$COMP_WORDBREAKS" == *:* ]] && word="${word#"${typed%"${typed##*:}"}"}"
            COMPREPLY+=("$word")
        fi
    done < <("${COMP_WORDS[0]}" complete-words "${files[@]}" -- "$kind" "$typed" 2>/dev/null </dev/null)
    [[ "${COMPREPLY[*]}" == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -F _dateline_words -o bashdefault -o default dateline
"#;

/// Asks in fish. The files that are named on the command line are those that are asked.
const FISH: &str = r"
function __dateline_words
    set -l files
    set -l typed (commandline -opc)
    for i in (seq (count $typed))
        switch $typed[$i]
            case -f --file
                set -a files -f $typed[(math $i + 1)]
            case '--file=*'
                set -a files $typed[$i]
        end
    end
    dateline complete-words $files -- $argv[1] (commandline -ct) 2>/dev/null </dev/null
end
";

/// Asks in zsh. The first word may be a command or a file.
const ZSH: &str = r#"
_dateline_first() {
    _dateline_commands
    _files
}

_dateline_words() {
    local -a typed files found
    local -i i
    typed=(${(z)LBUFFER})
    for (( i = 1; i < $#typed; i++ )); do
        case $typed[i] in
            ('|'|'||'|'&&'|';') files=() ;;
            (-f|--file) files+=(-f "${(Q)typed[i+1]}") ;;
            (--file=*) files+=("${(Q)typed[i]}") ;;
        esac
    done
    found=(${(f)"$(dateline complete-words $files -- $argv[-1] "$PREFIX" 2>/dev/null </dev/null)"})
    found=(${found%%$'\t'*})
    # After a colon a value follows.
    compadd -S '' -- ${(M)found:#*:}
    compadd -- ${found:#*:}
}
"#;

/// Prints a script for `program`.
///
/// # Errors
///
/// If output can't be written.
pub fn completions(args: &CompletionsArgs, mut program: Command) -> io::Result<Outcome> {
    // Clap would offer hidden commands too.
    let commands = program.get_subcommands();
    let shown: Vec<Command> = commands.filter(|one| !one.is_hide_set()).cloned().collect();
    program = Command::new("dateline")
        .version("")
        .args(program.get_arguments().cloned())
        .subcommands(shown);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, "dateline", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    match args.shell {
        Shell::Bash => script.push_str(&bash()),
        Shell::Fish => script.push_str(&fish()),
        Shell::Zsh => script = zsh(&script),
        _ => {}
    }
    args.destination.write_apart(&script)
}

fn bash() -> String {
    let cases: Vec<String> = WORDS
        .iter()
        .map(|(command, kind)| format!("        {command}) kind={kind} ;;\n"))
        .collect();
    BASH.replace("@CASES@", &cases.concat())
}

fn fish() -> String {
    let lines: Vec<String> = WORDS
        .iter()
        .map(|(command, kind)| {
            format!(
                "complete -c dateline -n '__fish_seen_subcommand_from {command}' \
                 -a '(__dateline_words {kind})'\n"
            )
        })
        .collect();
    FISH.to_owned() + &lines.concat()
}

/// Puts a function that asks in place of the file names that clap offers for arguments. Clap takes the first word for a file and
/// the second for the command; here the first is either.
fn zsh(script: &str) -> String {
    let script = script
        .replace("\":: :_dateline_commands\"", "\":: :_dateline_first\"")
        .replace("$line[2]", "$line[1]")
        // With two colons options would end at the first argument.
        .replace("\n'*::", "\n'*:");
    let mut patched = String::new();
    let mut is_in_command = false;
    let mut kind = "";
    for line in script.lines() {
        if !is_in_command && line.starts_with("'::files -- ") {
            continue;
        }
        let case = line
            .trim()
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        if let Some(case) = case {
            let known = WORDS.iter().find(|(command, _)| *command == case);
            is_in_command = true;
            kind = known.map_or("", |(_, kind)| kind);
        }
        let argument = line.starts_with("':") || line.starts_with("'*:") || line.starts_with("'::");
        let body = line.strip_suffix(":_default' \\");
        match body {
            Some(body) if argument && !kind.is_empty() => {
                patched.extend([body, ":_dateline_words ", kind, "' \\\n"]);
            }
            _ => patched.extend([line, "\n"]),
        }
    }
    // Before the last lines of the script, which run or register the completion.
    match patched.rfind("if [ \"$funcstack[1]\"") {
        Some(at) => {
            patched.insert_str(at, ZSH.trim_start());
            patched
        }
        None => patched + ZSH,
    }
}
