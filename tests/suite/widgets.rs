//! The shell widgets: a key, the explorer over the command line, and the ids at the cursor. The shells that are not
//! there are skipped, and said; `.ci/run` demands them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::documents::{Document, root};
use crate::terminal::processes::has_tool;
use crate::terminal::{Setting, Terminal};

/// Where the guide says that the checkout is.
const CHECKOUT: &str = "/path/to/dateline";

/// A shell on a terminal, with the guide's line for it in its configuration, and a short prompt.
fn start(shell: &str, home: &Path) -> Terminal {
    let page = Document::open("docs/guide/src/shells.md");
    let blocks = page.blocks(shell);
    let source = blocks[0].text.replace(CHECKOUT, root().to_str().unwrap());
    start_with(shell, home, &source)
}

/// A shell on a terminal, with `source` in its configuration, and a short prompt.
fn start_with(shell: &str, home: &Path, source: &str) -> Terminal {
    let (file, prompt, words): (_, _, &[&str]) = match shell {
        "bash" => (".bashrc", "PS1='% '\n", &["bash", "--noprofile", "-i"]),
        "zsh" => (".zshrc", "PS1='%% '\n", &["zsh", "-d", "-i"]),
        _ => (
            ".config/fish/config.fish",
            "function fish_prompt; echo -n '% '; end\nset fish_greeting\nset -g fish_autosuggestion_enabled 0\n",
            &["fish", "-i"],
        ),
    };
    let file = home.join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, format!("{prompt}{source}")).unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let setting = Setting {
        program: words.iter().map(|word| (*word).to_owned()).collect(),
        ..Setting::default()
    };
    let home = home.to_str().unwrap().to_owned();
    let mut terminal = setting
        .with("PATH", path.leak())
        .with("HOME", home.leak())
        .with("INPUTRC", "/dev/null")
        .with("SHELL", "/bin/sh")
        .sized(100, 30)
        .start();
    terminal.wait_for("% ");
    terminal.settle();
    terminal
}

/// The same, with completion in place of the widget, as `completions --help` has it installed.
fn start_completing(shell: &str, home: &Path) -> Terminal {
    let program = env!("CARGO_BIN_EXE_dateline");
    let script = home.join("completions");
    let made = Command::new(program)
        .args(["completions", shell, "-o"])
        .arg(&script)
        .status();
    assert!(made.unwrap().success());
    let script = script.display();
    let source = match shell {
        "zsh" => format!("autoload -U compinit; compinit -u -D; source {script}\n"),
        _ => format!("source {script}\n"),
    };
    start_with(shell, home, &source)
}

/// Each line before Tab is pressed, and after.
const COMPLETED: [(&str, &str); 9] = [
    ("fi", "find"),
    ("cite poli", "cite police-centre"),
    ("open partner", "open partnership-report"),
    ("actor saw", "actor saw-chit-thu"),
    ("brief over", "brief overview"),
    ("find kind:sanct", "find kind:sanctions"),
    (
        "cite police-centre --style chicago-a",
        "cite police-centre --style chicago-author-date",
    ),
    (
        "cite police-centre --form in",
        "cite police-centre --form in-text",
    ),
    (
        "cite -f examples/handovers.ron xinhua-sh",
        "cite -f examples/handovers.ron xinhua-shine-2023-09-08",
    ),
];

#[test]
fn tab_completes_commands_ids_values_and_styles() {
    for shell in ["bash", "zsh", "fish"] {
        if !has_tool(shell) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut terminal = start_completing(shell, folder.path());
        let root = root().display();
        terminal.type_keys(&format!("cd {root}; clear; echo ready\r"));
        wait_for_prompt(&mut terminal);
        for (typed, completed) in COMPLETED {
            terminal.type_keys(&format!("dateline {typed}"));
            wait_for_row(&mut terminal, &format!("% dateline {typed}"));
            terminal.type_keys("\t");
            wait_for_row(&mut terminal, &format!("% dateline {completed}"));
            // To the beginning of the line, and on in the next.
            terminal.type_keys("\x01#\r");
            terminal.wait_for(&format!("% #dateline {completed}"));
            terminal.type_keys("clear; echo ready\r");
            wait_for_prompt(&mut terminal);
        }
        terminal.type_keys("exit\r");
        terminal.end();
    }
}

/// Waits until the shell has said "ready" on an empty screen and asks for the next line: what is typed before goes astray.
fn wait_for_prompt(terminal: &mut Terminal) {
    terminal.wait_until("the next prompt", |terminal| {
        terminal.contents().trim_end().ends_with("ready\n%")
    });
}

/// Waits until a row of the screen is `row`.
fn wait_for_row(terminal: &mut Terminal, row: &str) {
    terminal.wait_until(&format!("the row {row:?}"), |terminal| {
        terminal
            .contents()
            .lines()
            .any(|line| line.trim_end() == row)
    });
}

#[test]
fn alt_i_puts_the_ids_that_were_picked_at_the_cursor() {
    for shell in ["bash", "zsh", "fish"] {
        if !has_tool(shell) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut terminal = start(shell, folder.path());
        // The cursor goes before the last letter.
        terminal.type_keys("echo z\x1b[D");
        wait_for_row(&mut terminal, "% echo z");
        terminal.type_keys("\x1bi");
        terminal.wait_for("Enter choose");
        terminal.type_keys("police");
        terminal.wait_for("1 of 12");
        terminal.type_keys("\r");
        wait_for_row(&mut terminal, "% echo police-centre z");
        // Esc leaves the line as it was.
        terminal.type_keys("\x1bi");
        terminal.wait_for("Enter choose");
        terminal.type_keys("\x1b");
        wait_for_row(&mut terminal, "% echo police-centre z");
        terminal.settle();
        // The cursor stands behind what was put.
        terminal.type_keys("and \r");
        wait_for_row(&mut terminal, "police-centre and z");
        terminal.type_keys("exit\r");
        terminal.end();
    }
}

#[test]
fn the_guides_command_cites_what_was_picked() {
    let page = Document::open("docs/guide/src/shells.md");
    let blocks = page.blocks("bash");
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start("bash", folder.path());
    terminal.type_keys(&blocks[1].text.replace('\n', "\r"));
    terminal.wait_for("1 of 12");
    terminal.type_keys("\r");
    wait_for_row(
        &mut terminal,
        "Thailand and Myanmar collaborate to combat cybercrime amidst surging online scams, n.d., para. 6.",
    );
    terminal.type_keys("exit\r");
    terminal.end();
}

/// A chronology whose id and title would run a command wherever they were taken for code.
const HOSTILE: &str = "Chronology(title: \"t\", events: [(id: \"x`touch pwned`$(touch pwned);touch pwned\", date: \"2023\", \
                       title: \"x $(touch pwned)`touch pwned`\", status: Reported)])";

/// What Alt-i puts on the command line is data, whatever an id says.
#[test]
fn a_picked_id_runs_nothing() {
    for shell in ["bash", "zsh", "fish"] {
        if !has_tool(shell) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("hostile.ron"), HOSTILE).unwrap();
        let mut terminal = start(shell, folder.path());
        let folder_name = folder.path().display();
        terminal.type_keys(&format!(
            "cd {folder_name}; export DATELINE_FILE={folder_name}/hostile.ron; clear; echo ready\r"
        ));
        wait_for_row(&mut terminal, "ready");
        terminal.settle();
        terminal.type_keys("dateline show \x1bi");
        terminal.wait_for("Enter choose");
        terminal.type_keys("\r");
        terminal.wait_until("the id on the command line", |terminal| {
            let contents = terminal.contents();
            contents
                .lines()
                .any(|line| line.starts_with("% dateline show ") && line.contains("pwned"))
        });
        terminal.settle();
        terminal.type_keys("\r");
        terminal.wait_for("2023");
        terminal.type_keys("exit\r");
        terminal.end();
        assert!(!folder.path().join("pwned").exists(), "{shell}");
    }
}
