//! The viewer's editor at a line of a file: `$VISUAL`, then `$EDITOR`, as git and crontab run them.
//!
//! A name alone is run as it is; what has blanks, quotes or other signs of the shell is a piece of shell, which gets the
//! place as its arguments. So quotes work, and nothing in a file's name is run.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Editors that take `file:line`.
const WITH_COLON: [&str; 4] = ["hx", "helix", "zed", "subl"];

/// Editors that take `-g file:line`.
const WITH_GOTO: [&str; 4] = ["code", "codium", "cursor", "code-insiders"];

/// An editor, ready to start.
#[derive(Debug)]
pub struct Editor {
    /// Its name, to tell how it ended.
    pub name: String,
    /// What starts it.
    pub command: Command,
}

/// The editor `wish` at `line` (from 1) of `file`, or why there is none.
pub fn editor(wish: &str, file: &Path, line: u32) -> Result<Editor, String> {
    let program = first_word(wish);
    if program.is_empty() {
        return Err("no editor is set: put its name into $VISUAL or $EDITOR".into());
    }
    let name = Path::new(&program)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut command = if wish.trim().chars().all(is_plain) {
        Command::new(wish.trim())
    } else {
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(format!("{wish} \"$@\"")).arg(&name);
        shell
    };
    // A name that starts with a dash is no option.
    let file = if file.is_relative() {
        Path::new(".").join(file)
    } else {
        file.to_path_buf()
    };
    let mut with_line = OsString::from(&file);
    with_line.push(format!(":{line}"));
    if WITH_COLON.contains(&name.as_str()) {
        command.arg(with_line);
    } else if WITH_GOTO.contains(&name.as_str()) {
        command.arg("-g").arg(with_line);
    } else {
        command.arg(format!("+{line}")).arg(file);
    }
    Ok(Editor { name, command })
}

/// What means nothing to a shell.
fn is_plain(character: char) -> bool {
    character.is_alphanumeric() || "/._-+@:,".contains(character)
}

/// The first word, without its quotes.
fn first_word(wish: &str) -> String {
    let mut word = String::new();
    let mut quote = None;
    for character in wish.trim().chars() {
        match (quote, character) {
            (None, '\'' | '"') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None, blank) if blank.is_whitespace() => break,
            (_, other) => word.push(other),
        }
    }
    word
}

/// What the environment says: `$VISUAL`, else `$EDITOR`.
pub fn wish() -> String {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(std::env::var_os)
        .map(|value| value.to_string_lossy().into_owned())
        .find(|value| !value.trim().is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line() {
        for (wish, name, told) in [
            ("vi", "vi", vec!["+7", "./a.ron"]),
            ("/usr/bin/hx", "hx", vec!["./a.ron:7"]),
            (
                "/usr/bin/nvim -p",
                "nvim",
                vec!["-c", "/usr/bin/nvim -p \"$@\"", "nvim", "+7", "./a.ron"],
            ),
            (
                "'/opt/a b/code' --wait",
                "code",
                vec![
                    "-c",
                    "'/opt/a b/code' --wait \"$@\"",
                    "code",
                    "-g",
                    "./a.ron:7",
                ],
            ),
            (
                "sh -c 'exit 0'",
                "sh",
                vec!["-c", "sh -c 'exit 0' \"$@\"", "sh", "+7", "./a.ron"],
            ),
        ] {
            let editor = editor(wish, Path::new("a.ron"), 7).unwrap();
            let arguments = editor.command.get_args();
            let arguments: Vec<_> = arguments.map(|a| a.to_string_lossy()).collect();
            assert_eq!(arguments, told, "{wish}");
            assert_eq!(editor.name, name);
        }
        let dashed = editor("vi", Path::new("-x"), 1).unwrap();
        assert_eq!(dashed.command.get_args().last().unwrap(), "./-x");
    }

    #[test]
    fn no_editor_is_told() {
        assert!(editor("  ", Path::new("a.ron"), 1).is_err());
    }
}
