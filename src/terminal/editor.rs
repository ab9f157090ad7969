//! The viewer's editor at a line of a file: `$VISUAL`, then `$EDITOR`, split at blanks, never through a shell.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Editors that take `file:line`.
const WITH_COLON: [&str; 4] = ["hx", "helix", "zed", "subl"];

/// Editors that take `-g file:line`.
const WITH_GOTO: [&str; 4] = ["code", "codium", "cursor", "code-insiders"];

/// The command that opens `file` at `line` (from 1) in the editor `wish`, or why there is none.
pub fn command(wish: &str, file: &Path, line: u32) -> Result<Command, String> {
    let mut words = wish.split_whitespace();
    let Some(program) = words.next() else {
        return Err("no editor is set: put its name into $VISUAL or $EDITOR".into());
    };
    let name = Path::new(program)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut command = Command::new(program);
    command.args(words);
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
    Ok(command)
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
        for (wish, told) in [
            ("vi", vec!["+7", "./a.ron"]),
            ("/usr/bin/nvim -p", vec!["-p", "+7", "./a.ron"]),
            ("emacs -nw", vec!["-nw", "+7", "./a.ron"]),
            ("hx", vec!["./a.ron:7"]),
            ("code --wait", vec!["--wait", "-g", "./a.ron:7"]),
        ] {
            let command = command(wish, Path::new("a.ron"), 7).unwrap();
            let arguments: Vec<_> = command.get_args().map(|a| a.to_string_lossy()).collect();
            assert_eq!(arguments, told, "{wish}");
        }
        let dashed = command("vi", Path::new("-x"), 1).unwrap();
        assert_eq!(dashed.get_args().last().unwrap(), "./-x");
    }

    #[test]
    fn no_editor_is_told() {
        assert!(command("  ", Path::new("a.ron"), 1).is_err());
    }
}
