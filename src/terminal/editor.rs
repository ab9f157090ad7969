//! The viewer's editor at a line of a file: `$VISUAL`, then `$EDITOR`, run by the shell as git runs it.
//!
//! The variable is a piece of shell that the person wrote, so quotes and blanks mean what they mean there. The path is an
//! argument to it, which the shell does not read.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

/// Editors that take `file:line`.
const WITH_COLON: [&str; 4] = ["hx", "helix", "zed", "subl"];

/// Editors that take `-g file:line`.
const WITH_GOTO: [&str; 4] = ["code", "codium", "cursor", "code-insiders"];

/// An editor.
#[derive(Debug)]
pub struct Editor {
    /// What the shell runs.
    wish: OsString,
    /// The program's name, without folders.
    name: String,
}

impl Editor {
    /// The one that the environment names.
    ///
    /// # Errors
    ///
    /// If it names none.
    pub fn of_environment() -> Result<Self, String> {
        let wish = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(std::env::var_os)
            .find(|value| !value.to_string_lossy().trim().is_empty());
        wish.map(Self::new)
            .ok_or_else(|| "no editor is set: put its name into $VISUAL or $EDITOR".to_owned())
    }

    fn new(wish: OsString) -> Self {
        let name = program(&wish.to_string_lossy());
        Self { wish, name }
    }

    /// The program's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The command that opens `file` at `line` (from 1).
    pub fn command(&self, file: &Path, line: u32) -> Command {
        let mut script = self.wish.clone();
        script.push(" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(&self.name);
        // A name that starts with a dash is no option.
        let file = if file.is_relative() {
            Path::new(".").join(file)
        } else {
            file.to_path_buf()
        };
        let mut with_line = OsString::from(&file);
        with_line.push(format!(":{line}"));
        if WITH_COLON.contains(&self.name.as_str()) {
            command.arg(with_line);
        } else if WITH_GOTO.contains(&self.name.as_str()) {
            command.arg("-g").arg(with_line);
        } else {
            command.arg(format!("+{line}")).arg(file);
        }
        command
    }
}

/// The name of the program that a piece of shell runs, without folders, as far as its words tell.
fn program(wish: &str) -> String {
    let mut rest = wish.chars();
    loop {
        let word = word(&mut rest);
        let is_variable = word.split_once('=').is_some_and(|(name, _)| {
            name.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        });
        if !is_variable {
            let name = Path::new(&word).file_name().map(OsStr::to_string_lossy);
            return name.map_or(word.clone(), std::borrow::Cow::into_owned);
        }
    }
}

/// The next word of a piece of shell, without its quotes; empty at the end.
fn word(rest: &mut std::str::Chars<'_>) -> String {
    let mut word = String::new();
    let mut quote = None;
    while let Some(letter) = rest.next() {
        match (quote, letter) {
            (None, ' ' | '\t' | '\n') if word.is_empty() => {}
            (None, ' ' | '\t' | '\n') => break,
            (None, '\'' | '"') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None | Some('"'), '\\') => word.extend(rest.next()),
            _ => word.push(letter),
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line() {
        for (wish, name, told) in [
            ("vi", "vi", vec!["+7", "./a.ron"]),
            ("/usr/bin/nvim -p", "nvim", vec!["+7", "./a.ron"]),
            ("hx", "hx", vec!["./a.ron:7"]),
            ("'/opt/my editors/hx' -x", "hx", vec!["./a.ron:7"]),
            ("/opt/my\\ editors/hx", "hx", vec!["./a.ron:7"]),
            ("LANG=C \"code\" --wait", "code", vec!["-g", "./a.ron:7"]),
        ] {
            let editor = Editor::new(wish.into());
            let command = editor.command(Path::new("a.ron"), 7);
            let arguments: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
            assert_eq!(
                arguments.get(..3),
                Some(&["-c".into(), format!("{wish} \"$@\"").into(), name.into()][..])
            );
            assert_eq!(
                arguments.get(3..),
                Some(&*told.into_iter().map(Into::into).collect::<Vec<_>>()),
                "{wish}"
            );
        }
        let dashed = Editor::new("vi".into()).command(Path::new("-x"), 1);
        assert_eq!(dashed.get_args().last().unwrap(), "./-x");
    }

    /// The shell splits the variable and takes the path as it is, whatever bytes it has.
    #[test]
    fn the_shell_runs_the_variable_and_never_the_path() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let editor = folder.path().join("my editor");
        std::os::unix::fs::symlink("/bin/echo", &editor).unwrap();
        let wish = format!("X=1 '{}' \"two words\"", editor.display());
        let file = OsStr::from_bytes(b"/a `touch x` $(touch x) \"b\" \xff\n;.ron");
        let output = Editor::new(wish.into())
            .command(Path::new(file), 3)
            .output()
            .unwrap();
        let told = [b"two words +3 ", file.as_bytes(), b"\n"].concat();
        assert_eq!(output.stdout, told);
    }
}
