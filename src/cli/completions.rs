//! `dateline completions`: what clap completes, and beside it ids and fields, asked of the program itself.
//!
//! The words are read line by line and never evaluated by the shell.

use std::io;

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Outcome, write};

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
}

/// A subcommand and the words that its arguments take.
const WORDS: [(&str, &str); 6] = [
    ("show", "ids"),
    ("cite", "citable"),
    ("actor", "actors"),
    ("path", "nodes"),
    ("source", "sources"),
    ("find", "fields"),
];

/// Asks for the words once clap's own completion is done.
const BASH: &str = r#"
_dateline_words() {
    _dateline "$@"
    local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" kind="" word
    case "$current" in -*) return 0 ;; esac
    case "$before" in -f|--file|--format|--style|-s|--locator|--accessed|--limit|-n|--sort) return 0 ;; esac
    case "${COMP_WORDS[1]}" in
@CASES@    esac
    [[ -n "$kind" && $COMP_CWORD -gt 1 ]] || return 0
    COMPREPLY=()
    while IFS=$'\t' read -r word _; do
        [[ "$word" == "$current"* ]] && COMPREPLY+=("$word")
    done < <("${COMP_WORDS[0]}" complete-words "$kind" 2>/dev/null)
    return 0
}
complete -F _dateline_words -o bashdefault -o default dateline
"#;

/// Prints a script for `program`.
///
/// # Errors
///
/// If output can't be written.
pub fn completions(args: &CompletionsArgs, mut program: Command) -> io::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, "dateline", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    match args.shell {
        Shell::Bash => script.push_str(&bash()),
        Shell::Fish => script.push_str(&fish()),
        Shell::Zsh => script = zsh(&script),
        _ => {}
    }
    write(&script)?;
    Ok(Outcome::Done)
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
                 -a '(dateline complete-words {kind} 2>/dev/null)'\n"
            )
        })
        .collect();
    lines.concat()
}

/// Puts a function that asks in place of the file names that clap offers for arguments.
fn zsh(script: &str) -> String {
    let mut patched = String::new();
    let mut kind = "";
    for line in script.lines() {
        let case = line
            .trim()
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        if let Some(case) = case {
            let known = WORDS.iter().find(|(command, _)| *command == case);
            kind = known.map_or("", |(_, kind)| kind);
        }
        let argument =
            line.starts_with("':") || line.starts_with("'*::") || line.starts_with("'::");
        let body = line.strip_suffix(":_default' \\");
        match body {
            Some(body) if argument && !kind.is_empty() => {
                patched.extend([body, ":_dateline_words ", kind, "' \\\n"]);
            }
            _ => patched.extend([line, "\n"]),
        }
    }
    let function = "
_dateline_words() {
    local -a words
    words=(${(f)\"$(dateline complete-words $1 2>/dev/null)\"})
    words=(${words%%$'\\t'*})
    compadd -a words
}
";
    // Before the last lines of the script, which run or register the completion.
    match patched.rfind("if [ \"$funcstack[1]\"") {
        Some(at) => {
            patched.insert_str(at, function.trim_start());
            patched
        }
        None => patched + function,
    }
}
