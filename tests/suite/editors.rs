//! The integrations with editors: Vim, Neovim and Emacs run them, in a terminal where someone picks and without one
//! otherwise. What an editor does not come with is skipped, and said; `.ci/run` demands it.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::documents::{Document, root};
use crate::terminal::processes::has_tool;
use crate::terminal::{Setting, Terminal};
use dateline::format::cite::{KEYS, STYLES};

/// What `cite --style md-link` says of the only event about police.
const CITATION: &str =
    "Thailand and Myanmar collaborate to combat cybercrime amidst surging online scams, ¶6";

/// An editor that reads Vim's language, and how it starts with nothing of the user's.
const VIMS: [&[&str]; 2] = [
    &["vim", "-Nu", "NONE", "-i", "NONE", "-n"],
    &["nvim", "-u", "NONE", "-i", "NONE", "-n"],
];

const PLUGIN: &str = "integrations/vim/plugin/dateline.vim";

/// The search path, the built program first.
fn path() -> OsString {
    let programs = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let mut path = vec![PathBuf::from(programs)];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    std::env::join_paths(path).unwrap()
}

/// Runs to the end, without a terminal.
fn run(words: &[&str], home: &Path) -> Output {
    Command::new(words[0])
        .args(&words[1..])
        .current_dir(root())
        .env("PATH", path())
        .env("HOME", home)
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm")
        .env_remove("DATELINE_FILE")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Starts on a terminal.
fn start(words: &[&str], home: &Path) -> Terminal {
    let mut setting = Setting {
        program: words.iter().map(|word| (*word).to_owned()).collect(),
        ..Setting::default()
    };
    let home = home.to_str().unwrap().to_owned();
    setting = setting.with("HOME", home.leak());
    let path = path().into_string().unwrap();
    setting.with("PATH", path.leak()).sized(100, 44).start()
}

/// Runs a script in Vim's language once the plugin is there; the lines that it leaves in `g:told`.
fn told(vim: &[&str], script: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("script.vim"), folder.path().join("out"));
    let whole = format!(
        "let g:told = []\ntry\nsource {PLUGIN}\n{script}\ncatch\ncall add(g:told, v:throwpoint . ': ' . v:exception)\n\
         endtry\ncall writefile(g:told, '{}')\nqall!\n",
        out.display()
    );
    fs::write(&file, whole).unwrap();
    let headless = if vim[0] == "nvim" {
        &["--headless"][..]
    } else {
        &["-es"]
    };
    let words = [vim, headless, &["-S", file.to_str().unwrap()]].concat();
    let output = run(&words, folder.path());
    let told = fs::read_to_string(&out);
    assert!(told.is_ok(), "{output:?}");
    told.unwrap().lines().map(str::to_owned).collect()
}

/// A file that is read in part, which has an event with a source.
fn torn(folder: &Path) -> String {
    let file = folder.join("torn.ron");
    let text = "Chronology(title: \"x\", sources: [(id: \"s\", title: \"A  source. And more\")], events: [(id: \"a\", date: \"2023\", title: \"One raid\", status: Reported, cites: [(source: \"s\", at: \"p. 2\")]), (id: \"b\", title: 3)])";
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

/// What `cite` says of its event, with its blanks and stops.
const TORN_CITATION: &str = "One raid (2023; reported). A source. And more, p. 2";

/// The line, from 1, where the record with that id begins.
fn line_of(id: &str) -> usize {
    let text = fs::read_to_string(root().join("events.ron")).unwrap();
    let (before, _) = text.split_once(&format!(" id: \"{id}\"")).unwrap();
    before.rsplit_once('(').unwrap().0.lines().count()
}

#[test]
fn vim_jumps_from_an_id_to_its_event() {
    let script = "
edit events.ron
call search('event: \"police-\\zscentre\", note')
DatelineJump
call add(g:told, expand('%:t') . ' ' . line('.'))
execute \"normal! \\<C-o>\"
call add(g:told, matchstr(getline('.'), 'event: \"[^\"]*\"'))
enew
call setline(1, '“Été” (see saw-chit-thu).')
call search('chit')
DatelineJump
call add(g:told, expand('%:t') . ' ' . line('.'))
DatelineJump laukkai
call add(g:told, expand('%:t') . ' ' . line('.'))
enew
let g:dateline_files = ['examples/handovers.ron']
DatelineJump us-listing
call add(g:told, expand('%:t') . ' ' . getline(line('.') + 1)[12:27])
DatelineJump no-such-id
call add(g:told, expand('%:t'))";
    let expected = [
        format!("events.ron {}", line_of("police-centre")),
        "event: \"police-centre\"".to_owned(),
        format!("events.ron {}", line_of("saw-chit-thu")),
        format!("events.ron {}", line_of("laukkai")),
        "handovers.ron id: \"us-listing\"".to_owned(),
        "handovers.ron".to_owned(),
    ];
    for vim in VIMS.into_iter().filter(|vim| has_tool(vim[0])) {
        assert_eq!(told(vim, script), expected, "{}", vim[0]);
    }
}

#[test]
fn vim_lists_what_a_query_finds() {
    let script = "
function! Told()
  call map(getqflist(), 'add(g:told, bufname(v:val.bufnr) . \":\" . v:val.lnum . \":\" . v:val.col . \": \" . v:val.text)')
endfunction
DatelineFind shwe kok | is:undated
call Told()
call add(g:told, &buftype)
DatelineFind actr:nobody
call add(g:told, len(getqflist()) > 0)
DatelineFind no such thing at all
call add(g:told, len(getqflist()))";
    let folder = tempfile::tempdir().unwrap();
    let find = [
        "dateline",
        "find",
        "shwe kok | is:undated",
        "--format",
        "vimgrep",
    ];
    let found = run(&find, folder.path()).stdout;
    let mut expected: Vec<String> = String::from_utf8(found)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    assert!(expected.len() > 3, "{expected:?}");
    expected.extend(["quickfix", "1", "0"].map(str::to_owned));
    for vim in VIMS.into_iter().filter(|vim| has_tool(vim[0])) {
        assert_eq!(told(vim, script), expected, "{}", vim[0]);
    }
}

/// Exit code 3: what could be read is listed, and the rest is told.
#[test]
fn a_file_that_is_read_in_part_is_listed_in_part_in_vim() {
    for vim in VIMS.into_iter().filter(|vim| has_tool(vim[0])) {
        let folder = tempfile::tempdir().unwrap();
        let script = format!(
            "
let g:dateline_files = ['{}']
DatelineFind raid
call add(g:told, len(getqflist()))
cclose
DatelineJump a
call add(g:told, expand('%:t'))",
            torn(folder.path())
        );
        assert_eq!(told(vim, &script), ["1", "torn.ron"], "{}", vim[0]);
    }
}

#[test]
fn vim_puts_a_citation_with_its_blanks_and_stops() {
    for vim in VIMS.into_iter().filter(|vim| has_tool(vim[0])) {
        let folder = tempfile::tempdir().unwrap();
        let torn = torn(folder.path());
        let file = folder.path().join("draft");
        fs::write(&file, "As it says:  here.\n").unwrap();
        let words = [vim, &["-S", PLUGIN, file.to_str().unwrap()]].concat();
        let mut editor = start(&words, folder.path());
        editor.wait_for("As it says");
        editor.type_keys(&format!(":let g:dateline_files = ['{torn}']\r"));
        editor.type_keys("0f:l:DatelineCite raid\r");
        editor.wait_for("1 of 1");
        editor.type_keys("\r");
        editor.wait_for("As it says: One raid");
        wait_for_normal_mode(&mut editor);
        // Then by key.
        editor.type_keys("$:DatelineCite pandoc raid\r");
        editor.wait_for("1 of 1");
        editor.type_keys("\r");
        editor.wait_for("[@s, p. 2]");
        wait_for_normal_mode(&mut editor);
        editor.type_keys(":wq\r");
        editor.end();
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(
            text,
            format!("As it says: {TORN_CITATION} here.[@s, p. 2]\n"),
            "{}",
            vim[0]
        );
    }
}

/// The name of a file is data, in a buffer and in the setting alike.
#[test]
fn the_name_of_a_file_runs_nothing_in_vim() {
    for vim in VIMS.into_iter().filter(|vim| has_tool(vim[0])) {
        let folder = tempfile::tempdir().unwrap();
        let names = [
            "a`touch pwned`.ron",
            "b$(touch pwned).ron",
            "c;touch pwned;.ron",
            "d|touch pwned.ron",
            "e %# <cfile> '\"\\.ron",
            "+touch pwned.ron",
        ];
        for (at, name) in names.iter().enumerate() {
            let text = format!(
                "Chronology(title: \"t\", events: [(id: \"id-{at}\", date: \"2023\", title: \"x\", status: Reported)])"
            );
            fs::write(folder.path().join(name), text).unwrap();
        }
        let script = format!(
            "
execute 'lcd' fnameescape('{}')
for name in readdir('.')
  execute 'edit' fnameescape(name)
  DatelineFind x
  call add(g:told, len(getqflist()) . ' ' . (bufname(getqflist()[0].bufnr) ==# fnamemodify(name, ':p') || bufname(getqflist()[0].bufnr) ==# name))
  cclose
  enew
  let g:dateline_files = [name]
  DatelineJump id
  execute 'DatelineJump' 'id-' . index(readdir('.'), name)
  unlet g:dateline_files
endfor
call add(g:told, filereadable('pwned'))",
            folder.path().display()
        );
        let mut expected = vec!["1 1"; names.len()];
        expected.push("0");
        assert_eq!(told(vim, &script), expected, "{}", vim[0]);
    }
}

#[test]
fn vim_puts_the_citation_that_was_picked_after_the_cursor() {
    for vim in VIMS.into_iter().filter(|vim| has_tool(vim[0])) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("draft");
        fs::write(&file, "As it says: .\n").unwrap();
        let words = [vim, &["-S", PLUGIN, file.to_str().unwrap()]].concat();
        let mut editor = start(&words, folder.path());
        editor.wait_for("As it says");
        editor.type_keys(":let @\" = 'kept'\r$h");
        editor.type_keys(":DatelineCite md-link police\r");
        editor.wait_for("1 of 12");
        editor.type_keys("\r");
        editor.wait_for(&format!("As it says: {CITATION}."));
        wait_for_normal_mode(&mut editor);
        // Esc puts nothing.
        editor.type_keys(":DatelineCite\r");
        editor.wait_for("Enter choose");
        editor.type_keys("\x1b");
        editor.wait_until("the text alone", |editor| {
            let contents = editor.contents();
            contents
                .lines()
                .filter(|line| line.trim_end() == "~")
                .count()
                > 35
        });
        wait_for_normal_mode(&mut editor);
        editor.type_keys(":call append('$', [@\", winnr('$')])\r:wq\r");
        editor.end();
        let text = fs::read_to_string(&file).unwrap();
        let expected = format!("As it says: {CITATION}.\nkept\n1\n");
        assert_eq!(text, expected, "{}", vim[0]);
    }
}

/// The window of a job that ended closes before the editor leaves its mode: what is typed then would be text.
fn wait_for_normal_mode(editor: &mut Terminal) {
    editor.wait_until("normal mode", |editor| {
        let contents = editor.contents();
        !contents.contains("-- TERMINAL --") && !contents.contains("-- INSERT --")
    });
}

#[test]
fn the_plugin_and_its_help_name_what_there_is() {
    let plugin = fs::read_to_string(root().join(PLUGIN)).unwrap();
    let names: Vec<String> = STYLES
        .iter()
        .map(|style| format!("'{}'", style.name))
        .collect();
    let keys: Vec<String> = KEYS
        .iter()
        .map(|style| format!("'{}'", style.name))
        .collect();
    for (list, names) in [("styles", names), ("keys", keys)] {
        let line = format!("let s:{list} = [{}]\n", names.join(", "));
        assert!(plugin.contains(&line), "it should have {line}");
    }
    let help = fs::read_to_string(root().join("integrations/vim/doc/dateline.txt")).unwrap();
    let commands = plugin.lines().filter(|line| line.starts_with("command! "));
    let names = commands.map(|line| line.split(' ').find(|word| word.starts_with("Dateline")));
    let settings = ["files", "style", "program"].map(|name| format!("*g:dateline_{name}*"));
    let tags = names.map(|name| format!("*:{}*", name.unwrap()));
    for tag in tags.chain(settings) {
        assert!(help.contains(&tag), "the help lacks {tag}");
    }
}

// ------------------------------------------------------------------ the guide's page

/// The only block in that language.
fn block(language: &str) -> String {
    let page = Document::open("docs/guide/src/editors.md");
    let mut blocks = page.blocks(language);
    assert_eq!(blocks.len(), 1, "{language}");
    blocks.remove(0).text
}

#[test]
fn settings_of_the_guide_are_taken() {
    let script = format!(
        "{}\nenew\nDatelineJump us-listing\ncall add(g:told, expand('%:t'))",
        block("vim")
    );
    for vim in VIMS.into_iter().filter(|vim| has_tool(vim[0])) {
        assert_eq!(told(vim, &script), ["handovers.ron"], "{}", vim[0]);
    }
}

#[test]
fn emacs_inserts_the_citation_that_was_completed() {
    if !has_tool("emacs") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dateline.el");
    fs::write(&file, block("elisp")).unwrap();
    let test = "(progn
        (setq completing-read-function (lambda (_ events &rest _) (princ (caar events)) (terpri) (caar events)))
        (setq dateline-style \"md-link\")
        (insert \"As it says: .\")
        (backward-char)
        (dateline-cite \"police\")
        (princ (buffer-string))
        (terpri)
        (condition-case told (dateline-cite \"no such thing at all\") (user-error (princ (cadr told))))
        (terpri)
        (condition-case told (dateline-cite \"actr:x\") (user-error (princ (cadr told))))
        (terpri)
        (setenv \"DATELINE_FILE\" torn)
        (erase-buffer)
        (setq dateline-style nil)
        (dateline-cite \"raid\")
        (princ (buffer-string)))";
    let words = [
        "emacs",
        "-Q",
        "--batch",
        "-l",
        file.to_str().unwrap(),
        "--eval",
        &format!("(setq torn {:?})", torn(folder.path())),
        "--eval",
        test,
    ];
    let output = run(&words, folder.path());
    let said = String::from_utf8_lossy(&output.stdout);
    let expected = format!(
        "[Aug 2023?]  China, Thailand, Laos and Myanmar agree on a joint police centre  [police-centre]\nAs it says: {CITATION}.\nNothing was found\ndateline: the query, column 1: there is no field `actr`; did you mean `actor:`?\n\
         2023  One raid  [a]\n{TORN_CITATION}"
    );
    assert_eq!(said, expected, "{output:?}");
}

#[test]
fn what_helix_is_told_to_run_works() {
    let block = block("toml");
    let command = |start: &str| {
        let (_, rest) = block.split_once(start).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let folder = tempfile::tempdir().unwrap();
    let pipe = format!("echo police-centre | {}", command(":pipe "));
    let output = run(&["sh", "-c", &pipe], folder.path());
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim_end(),
        CITATION,
        "{output:?}"
    );
    let out = folder.path().join("out");
    let pick = format!(
        "{} < /dev/null > {}",
        command(":insert-output "),
        out.display()
    );
    let mut picking = start(&["sh", "-c", &pick], folder.path());
    picking.wait_for("Enter choose");
    picking.type_keys("police");
    picking.wait_for("1 of 12");
    picking.type_keys("\r");
    picking.end();
    assert_eq!(fs::read_to_string(out).unwrap().trim_end(), CITATION);
}
