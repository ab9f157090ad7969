//! What the system gives and refuses: threads, files, signals, an editor.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, getuid, kill_process};

use crate::terminal::Setting;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");

/// A chronology of one event.
const SMALL: &str =
    "Chronology(title:\"t\",events:[(id:\"a\",date:\"2023\",title:\"x\",status:Reported)])";

/// A chronology that is read on all cores.
fn large() -> String {
    let mut events = String::new();
    for nth in 0..12_000 {
        writeln!(
            events,
            "(id:\"e{nth}\",date:\"2023\",title:\"title {nth}\",status:Reported),"
        )
        .unwrap();
    }
    format!("Chronology(title:\"t\",events:[\n{events}])")
}

/// The program in `folder`, without what its environment says.
fn dateline(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder)
        .env_remove("DATELINE_FILE")
        .env("XDG_CONFIG_HOME", folder)
        .env("TERM", "xterm")
        .stdin(Stdio::null());
    command
}

fn run(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    said(dateline(folder).args(words).output().unwrap())
}

/// The exit code, and all that was said.
fn said(output: Output) -> (Option<i32>, String) {
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn leftovers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with(".dateline-"))
        .collect()
}

// ------------------------------------------------------------------ threads

#[test]
fn one_thread_is_enough_for_a_command() {
    let folder = folder_with(&[("x.ron", &large())]);
    // Somebody whom the limit holds for must reach both.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = folder.path().join("dateline");
    fs::copy(PROGRAM, &program).unwrap();
    let script = format!(
        "ulimit -u 1; exec '{}' find 'title 11999' '{}'",
        program.display(),
        folder.path().join("x.ron").display()
    );
    let mut command = if getuid().is_root() {
        let mut command = Command::new("setpriv");
        command.args([
            "--reuid",
            "65534",
            "--regid",
            "65534",
            "--clear-groups",
            "bash",
        ]);
        command
    } else {
        Command::new("bash")
    };
    let output = command
        .args(["-c", &script])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let (code, told) = said(output);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("title 11999"), "{told}");
}

#[test]
fn a_variable_makes_no_more_threads_than_there_are_cores() {
    let folder = folder_with(&[("x.ron", &large())]);
    let mut child = dateline(folder.path())
        .args(["find", "title", "x.ron"])
        .env("RAYON_NUM_THREADS", "100000")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let tasks = format!("/proc/{}/task", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(fs::read_dir(&tasks).map_or(0, Iterator::count));
    }
    assert!(most >= 2, "it was seen at work");
    // Besides them, the main thread, the one that reads the file and the one that takes in its blocks.
    assert!(most <= available_parallelism().unwrap().get() + 3, "{most}");
}

// ------------------------------------------------------------------ files that are written

#[test]
fn an_interrupted_export_leaves_nothing_half_written() {
    let folder = folder_with(&[("x.ron", &large())]);
    let output = folder.path().join("out.html");
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let mut child = dateline(folder.path())
            .args(["export", "", "x.ron", "-o", "out.html"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while leftovers(folder.path()).is_empty() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        // It may be done by now.
        let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
        let _ = kill_process(pid, signal);
        let status = child.wait().unwrap();
        assert_eq!(leftovers(folder.path()), Vec::<String>::new(), "{status}");
        if status.success() || output.exists() {
            let text = fs::read_to_string(&output).unwrap();
            assert!(text.trim_end().ends_with("</html>"), "{status}");
            fs::remove_file(&output).unwrap();
        }
    }
}

#[test]
fn several_may_force_a_new_file_at_once() {
    let folder = folder_with(&[("x.ron", SMALL)]);
    let start = || {
        dateline(folder.path())
            .args(["export", "", "x.ron", "-o", "out.md", "--force"])
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..8).map(|_| start()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let text = fs::read_to_string(folder.path().join("out.md")).unwrap();
    assert!(text.contains('x'), "{text}");
    assert_eq!(leftovers(folder.path()), Vec::<String>::new());
}

#[test]
fn owner_mode_and_links_stay() {
    let folder = folder_with(&[("x.ron", SMALL), ("out.md", "old")]);
    let at = |name: &str| folder.path().join(name);
    fs::set_permissions(at("out.md"), fs::Permissions::from_mode(0o640)).unwrap();
    if getuid().is_root() {
        std::os::unix::fs::chown(at("out.md"), Some(65534), Some(65534)).unwrap();
    }
    let before = fs::metadata(at("out.md")).unwrap();
    symlink("out.md", at("link.md")).unwrap();
    symlink("new.md", at("dangling.md")).unwrap();
    fs::create_dir(at("below")).unwrap();
    symlink("../far.md", at("below/far.md")).unwrap();
    for (output, force, written) in [
        ("out.md", true, "out.md"),
        ("link.md", true, "out.md"),
        ("dangling.md", true, "new.md"),
        ("below/far.md", false, "far.md"),
    ] {
        let words = ["export", "", "x.ron", "-o", output, "--force"];
        let words = if force {
            &words[..]
        } else {
            words.split_last().unwrap().1
        };
        assert_eq!(
            run(folder.path(), words),
            (Some(0), String::new()),
            "{output}"
        );
        let text = fs::read_to_string(at(written)).unwrap();
        assert!(
            text.starts_with('#') || text.starts_with("---"),
            "{output}: {text}"
        );
    }
    let after = fs::metadata(at("out.md")).unwrap();
    let about = |about: &fs::Metadata| (about.mode(), about.uid(), about.gid());
    assert_eq!(about(&after), about(&before));
    for link in ["link.md", "dangling.md", "below/far.md"] {
        assert!(
            fs::symlink_metadata(at(link)).unwrap().is_symlink(),
            "{link}"
        );
    }
}

#[test]
fn what_was_read_is_never_written_over() {
    let noted = SMALL.replace(
        "events:",
        "sources:[(id:\"s\",title:\"S\",file:\"note.md\")],events:",
    );
    let folder = folder_with(&[("x.ron", &noted), ("note.md", "# N\n"), ("other.md", "old")]);
    let at = |name: &str| folder.path().join(name);
    symlink("x.ron", at("link.md")).unwrap();
    fs::hard_link(at("x.ron"), at("hard.md")).unwrap();
    for output in ["x.ron", "./x.ron", "link.md", "hard.md", "note.md"] {
        let words = ["export", "", "x.ron", "-o", output, "--to", "md", "--force"];
        let (code, told) = run(folder.path(), &words);
        assert_eq!(code, Some(2), "{output}: {told}");
        assert!(told.contains("is not written over"), "{told}");
        assert_eq!(fs::read_to_string(at("x.ron")).unwrap(), noted);
        assert_eq!(fs::read_to_string(at("note.md")).unwrap(), "# N\n");
    }
    let words = ["export", "", "x.ron", "-o", "other.md", "--force"];
    assert_eq!(run(folder.path(), &words).0, Some(0));
}

#[test]
fn what_cannot_be_written_is_told_by_its_own_name() {
    let folder = folder_with(&[("x.ron", SMALL)]);
    for (output, told) in [
        (
            "none/out.md",
            "dateline: can't write `none/out.md`: there is no such folder\n",
        ),
        (
            "/dev/full",
            "dateline: can't write `/dev/full`: no storage space\n",
        ),
    ] {
        let words = ["export", "", "x.ron", "-o", output, "--to", "md"];
        assert_eq!(run(folder.path(), &words), (Some(2), told.to_owned()));
    }
}

// ------------------------------------------------------------------ files that are read

#[test]
fn entries_of_a_folder_that_cannot_be_read_are_named() {
    let folder = folder_with(&[("x.ron", SMALL)]);
    let at = |name: &str| folder.path().join(name);
    symlink("nowhere", at("gone.ron")).unwrap();
    let pipe = at("pipe.ron");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let (code, told) = run(folder.path(), &["check", "."]);
    assert_eq!(code, Some(2), "{told}");
    for name in ["gone.ron", "pipe.ron"] {
        assert!(told.contains(name), "{told}");
    }
    assert!(told.contains("opens with 1 event"), "{told}");
}

/// A pipe that nobody writes to would never end.
#[test]
fn a_pipe_in_place_of_a_file_hangs_nothing() {
    let folder = folder_with(&[
        ("marked", "\u{FEFF}Config(style: \"apa\")\r\n"),
        ("empty", ""),
    ]);
    let pipe = folder.path().join("events.ron");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let (code, told) = run(folder.path(), &["find", "China"]);
    assert_eq!(code, Some(0), "{told}");
    fs::remove_file(&pipe).unwrap();
    fs::write(&pipe, SMALL).unwrap();
    let config = folder.path().join("config.ron");
    assert!(
        Command::new("mkfifo")
            .arg(&config)
            .status()
            .unwrap()
            .success()
    );
    for (config, wanted, says) in [
        ("config.ron", Some(2), "it is not a file"),
        ("/dev/zero", Some(2), "it is not a file"),
        ("/dev/null", Some(0), "2023"),
        ("empty", Some(0), "2023"),
        ("marked", Some(0), "2023"),
    ] {
        let output = dateline(folder.path())
            .env("DATELINE_CONFIG", config)
            .output();
        let (code, told) = said(output.unwrap());
        assert_eq!(code, wanted, "{config}: {told}");
        assert!(told.contains(says), "{config}: {told}");
    }
}

// ------------------------------------------------------------------ the terminal

#[test]
fn picking_without_a_terminal_says_what_to_do() {
    let mut command = Command::new("setsid");
    let output = command
        .args(["-w", PROGRAM, "pick"])
        .stdin(Stdio::null())
        .output();
    let (code, told) = said(output.unwrap());
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.contains("needs a terminal") && told.contains("dateline find"),
        "{told}"
    );
}

/// The editor is the shell's to find, the path is nobody's to read, and the line is that of the file as it is now.
#[test]
fn the_editor_opens_the_event_where_it_stands_now() {
    let name = "a `touch b` $(touch c) 'd\" e.ron";
    let folder = folder_with(&[(name, &large())]);
    let told = folder.path().join("told");
    let editor = format!(
        "sh -c 'printf \"%s|\" \"$@\" > \"{}\"' \"an editor\"",
        told.display()
    );
    let path = folder.path().join(name);
    let mut terminal = Setting::default()
        .arguments(&[path.to_str().unwrap(), "--query", "id:e700"])
        .with("EDITOR", Box::leak(editor.into_boxed_str()))
        .with("VISUAL", "")
        .start();
    terminal.wait_for("title 700");
    terminal.settle();
    for (before, line) in [
        ("", 702),
        (
            "\n\n// earlier\n(id:\"new\",date:\"1\",title:\"n\"),\n",
            706,
        ),
    ] {
        let text = large().replace("events:[\n", &format!("events:[\n{before}"));
        fs::write(&path, text).unwrap();
        let _ = fs::remove_file(&told);
        terminal.type_keys("e");
        let started = Instant::now();
        while !told.exists() && started.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(5));
        }
        terminal.settle();
        let arguments = fs::read_to_string(&told).unwrap();
        assert_eq!(arguments, format!("+{line}|{}|", path.display()));
    }
    for made in ["b", "c"] {
        assert!(!folder.path().join(made).exists() && !Path::new(made).exists());
    }
}

/// Each letter of a paste that the terminal does not mark as one would ask anew.
#[test]
fn a_long_paste_that_is_not_marked_is_one_question() {
    let mut terminal = Setting::default().start();
    terminal.wait_for("Chronology");
    terminal.settle();
    terminal.type_keys("/");
    terminal.settle();
    let started = Instant::now();
    terminal.type_keys(&"a word ".repeat(300_000 / 7));
    terminal.type_keys("\x15zzz");
    terminal.wait_for("zzz");
    let taken = started.elapsed();
    assert!(taken < Duration::from_secs(15), "{taken:?}");
}
