//! The house stands as ARCHITECTURE.md shows it: arrows point down only, a file does one thing, and the folders
//! that know no machine ask none.
//!
//! The sources are read as text: comments, strings and characters are taken out, what is left is cut into words
//! and signs, and every path in it is followed to the folder that it names. That finds `use` lines, groups in
//! them, paths in the midst of code, and ways up by `super::super`. It does not find what a macro puts together.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder or a room, and those that it may use.
type Floor = (&'static str, &'static [&'static str]);

/// The house, from top to bottom: a folder of `src`, and the folders that it may use. This is the only place
/// where that is written for the machine; ARCHITECTURE.md shows the same to people, and is compared with it.
const HOUSE: &[Floor] = &[
    (
        "cli",
        &[
            "serve", "terminal", "wire", "view", "explorer", "query", "format", "axis", "model",
        ],
    ),
    (
        "serve",
        &["wire", "view", "explorer", "query", "axis", "model"],
    ),
    (
        "terminal",
        &[
            "wire", "view", "explorer", "query", "format", "axis", "model",
        ],
    ),
    ("wire", &["explorer", "query", "axis", "model"]),
    ("view", &["explorer", "axis", "query", "model"]),
    ("explorer", &["axis", "query", "model"]),
    ("query", &["model"]),
    ("format", &["axis", "model"]),
    ("axis", &["model"]),
    ("model", &[]),
];

/// The files beside the folders, and what they may use.
const ROOTS: &[Floor] = &[("main.rs", &["cli"]), ("lib.rs", &[])];

/// The folders that know no terminal, no clock, no environment and no file system.
const PURE: &[&str] = &["model", "axis", "format", "query", "explorer", "view"];

/// What a pure folder never names. `env!` and the like are answered by the compiler and are no questions.
const IMPURE: &[&[&str]] = &[
    &["std", "env"],
    &["std", "fs"],
    &["std", "net"],
    &["std", "process"],
    &["time", "Instant"],
    &["time", "SystemTime"],
    &["Local", "now"],
    &["Utc", "now"],
    &["crossterm"],
    &["rustix"],
    &["signal_hook"],
];

/// The rooms within a folder, from top to bottom: a room, and the rooms of the same folder that it may use.
const ROOMS: &[(&str, &[Floor])] = &[
    (
        "query",
        &[
            ("result", &["search", "index", "language", "text"]),
            ("search", &["index", "language", "text"]),
            ("index", &["language", "text"]),
            ("language", &["text"]),
            ("text", &[]),
        ],
    ),
    (
        "explorer",
        &[
            ("command", &["pane", "state", "answer", "base"]),
            ("pane", &["state", "answer", "base"]),
            ("state", &["answer", "base"]),
            ("answer", &["base"]),
            ("base", &[]),
        ],
    ),
];

/// From how many lines on, its tests not counted, a file has to be one thing.
const LONG: usize = 600;

/// Files that are longer, and the one thing that each is.
const ONE_THING: &[(&str, &str)] = &[(
    "format/ron/syntax/parser.rs",
    "one parser: how it recovers at a bracket depends on how it reads fields and values",
)];

/// A file of `src`, ready to be asked.
struct Source {
    /// Its path from `src`, with `/`.
    name: String,
    text: String,
    /// How many of its lines come before its tests.
    lines: usize,
    paths: Vec<Named>,
}

/// A path that a file names, from the first word on.
struct Named {
    line: usize,
    words: Vec<String>,
    /// Whether it stands in tests.
    in_tests: bool,
    /// Whether it is imported, or exported further.
    import: Import,
}

/// What a `use` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Import {
    /// The path stands in code.
    None,
    /// `use`.
    Private,
    /// `pub use`, `pub(crate) use`.
    Exported,
}

impl Source {
    /// The folder of `src` that it is in, or its own name.
    fn home(&self) -> &str {
        self.name.split('/').next().unwrap()
    }

    /// The paths that begin at the root of the package, without that root.
    fn own(&self) -> impl Iterator<Item = (&Named, &[String])> {
        self.paths
            .iter()
            .filter(|path| matches!(path.words[0].as_str(), "crate" | "dateline"))
            .map(|path| (path, &path.words[1..]))
    }
}

// ------------------------------------------------------------------ what is asked

#[test]
fn arrows_point_down_only() {
    let mut wrong = Vec::new();
    for source in sources() {
        let allowed = HOUSE
            .iter()
            .chain(ROOTS)
            .find(|(home, _)| *home == source.home())
            .map_or(Vec::new(), |(_, allowed)| allowed.to_vec());
        for (path, words) in source.own() {
            let Some(to) = words.first() else {
                wrong.push(format!(
                    "src/{}:{}: names the whole package; name what is used",
                    source.name, path.line
                ));
                continue;
            };
            let is_folder = HOUSE.iter().any(|(folder, _)| folder == to);
            if is_folder && to != source.home() && !allowed.contains(&to.as_str()) {
                wrong.push(format!(
                    "src/{}:{}: {} may not use {to}",
                    source.name,
                    path.line,
                    source.home()
                ));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_folder_is_in_the_house() {
    let named: BTreeSet<&str> = HOUSE.iter().chain(ROOTS).map(|(name, _)| *name).collect();
    let wrong: Vec<String> = sources()
        .iter()
        .map(Source::home)
        .filter(|home| !named.contains(home))
        .map(|home| format!("src/{home}: the house does not name it"))
        .collect();
    none(&wrong);
}

#[test]
fn the_house_is_ordered_and_points_at_itself() {
    for (row, (folder, uses)) in HOUSE.iter().enumerate() {
        for used in *uses {
            let at = HOUSE.iter().position(|(name, _)| name == used);
            assert!(at.is_some_and(|at| at > row), "{folder} → {used} points up");
        }
    }
}

#[test]
fn rooms_use_only_those_below() {
    let mut wrong = Vec::new();
    for (folder, rooms) in ROOMS {
        for source in sources() {
            let parts: Vec<&str> = source.name.split('/').collect();
            let [home, room, _, ..] = parts[..] else {
                continue;
            };
            if home != *folder {
                continue;
            }
            let Some((_, allowed)) = rooms.iter().find(|(name, _)| *name == room) else {
                wrong.push(format!("src/{}: ROOMS does not name {room}", source.name));
                continue;
            };
            for (path, words) in source.own().filter(|(path, _)| !path.in_tests) {
                let [first, second, ..] = words else { continue };
                let is_room = rooms.iter().any(|(name, _)| name == second);
                if first == folder
                    && is_room
                    && second != room
                    && !allowed.contains(&second.as_str())
                {
                    wrong.push(format!(
                        "src/{}:{}: {folder}/{room} may not use {folder}/{second}",
                        source.name, path.line
                    ));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles: Vec<String> = circles(&sources())
        .iter()
        .map(|circle| circle.join(" → "))
        .collect();
    none(&circles);
}

#[test]
fn a_circle_is_found_through_an_export() {
    let files = [
        ("a/mod.rs", "mod x; mod y; mod z; pub use y::Y; use z::Z;"),
        ("a/x.rs", "use super::Y; fn f() { crate::b::g() }"),
        ("a/y.rs", "pub struct Y; fn f() { super::x::f() }"),
        ("a/z.rs", "#[cfg(test)] mod tests { use crate::a::x::f; }"),
        ("b.rs", "pub fn g() {}"),
    ];
    let sources: Vec<Source> = files.iter().map(|(name, text)| read(name, text)).collect();
    assert_eq!(circles(&sources), [["a/x.rs", "a/y.rs"]]);
}

#[test]
fn a_long_file_is_one_thing() {
    let mut wrong = Vec::new();
    for source in sources() {
        let is_listed = ONE_THING.iter().any(|(name, _)| *name == source.name);
        if (source.lines > LONG) != is_listed {
            wrong.push(format!(
                "src/{}: {} lines before its tests; from {LONG} on ONE_THING says why it is one thing, below it does not",
                source.name, source.lines
            ));
        }
    }
    none(&wrong);
}

#[test]
fn imports_are_explicit() {
    let mut wrong = Vec::new();
    for source in sources() {
        for path in source.paths.iter().filter(|path| !path.in_tests) {
            if path.words.last().is_some_and(|word| word == "*") {
                wrong.push(format!(
                    "src/{}:{}: {}: name what is used",
                    source.name,
                    path.line,
                    path.words.join("::")
                ));
            }
        }
    }
    none(&wrong);
}

#[test]
fn a_module_says_why_it_exists() {
    let wrong: Vec<String> = sources()
        .iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| format!("src/{}: opens without `//!`", source.name))
        .collect();
    none(&wrong);
}

#[test]
fn pure_folders_ask_no_machine() {
    let mut wrong = Vec::new();
    for source in sources() {
        if !PURE.contains(&source.home()) {
            continue;
        }
        for path in source.paths.iter().filter(|path| !path.in_tests) {
            for impure in IMPURE {
                if path
                    .words
                    .windows(impure.len())
                    .any(|words| words == *impure)
                {
                    wrong.push(format!(
                        "src/{}:{}: {} in {}, which is pure: take it as an argument",
                        source.name,
                        path.line,
                        impure.join("::"),
                        source.home()
                    ));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn architecture_shows_the_same_house() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let shown: Vec<(String, Vec<String>)> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|row| {
            let (folder, rest) = row.split_once("/` |")?;
            let uses = rest.split('|').nth(1)?.trim();
            let uses = uses
                .split(", ")
                .filter(|word| *word != "nothing of ours")
                .map(str::to_owned)
                .collect();
            Some((folder.to_owned(), uses))
        })
        .collect();
    let meant: Vec<(String, Vec<String>)> = HOUSE
        .iter()
        .map(|(folder, uses)| {
            let uses = uses.iter().map(|&word| word.to_owned()).collect();
            ((*folder).to_owned(), uses)
        })
        .collect();
    assert_eq!(
        shown, meant,
        "the table of ARCHITECTURE.md is not the house"
    );
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

// ------------------------------------------------------------------ reading sources

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src`, in the order of their names.
fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    files.sort();
    assert!(
        files.len() > 50,
        "src holds more than {} files",
        files.len()
    );
    files
        .iter()
        .map(|file| {
            let name = file.strip_prefix(&src).unwrap().to_str().unwrap();
            read(&name.replace('\\', "/"), &fs::read_to_string(file).unwrap())
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn read(name: &str, text: &str) -> Source {
    let tokens = tokens(text);
    let is_tests = name.ends_with("/tests.rs") || name.contains("/tests/");
    let tests = tests_begin(&tokens);
    let lines = match tests {
        _ if is_tests => 0,
        Some(token) => tokens[token].line - 1,
        None => text.lines().count(),
    };
    let paths = paths(name, &tokens)
        .into_iter()
        .map(|(token, words)| Named {
            line: tokens[token].line,
            words,
            in_tests: is_tests || tests.is_some_and(|tests| token > tests),
            import: import(&tokens, token),
        })
        .collect();
    Source {
        name: name.to_owned(),
        text: text.to_owned(),
        lines,
        paths,
    }
}

/// What the `use` before a token does.
fn import(tokens: &[Token], path: usize) -> Import {
    let before = |back: usize| path.checked_sub(back).map_or("", |at| &*tokens[at].text);
    match (before(1), before(2)) {
        ("use", "pub" | ")") => Import::Exported,
        ("use", _) => Import::Private,
        _ => Import::None,
    }
}

/// Files that use each other, directly or through others: each circle with its files in order.
fn circles(sources: &[Source]) -> Vec<Vec<String>> {
    let modules: Vec<Vec<String>> = sources
        .iter()
        .map(|source| module_of(&source.name))
        .collect();
    let uses: Vec<BTreeSet<usize>> = sources
        .iter()
        .enumerate()
        .map(|(at, source)| {
            let paths = source.paths.iter().filter(|path| !path.in_tests);
            // What a folder exports is looked through, not used.
            let is_folder = source.name.ends_with("mod.rs");
            let used = paths.filter(|path| !(is_folder && path.import == Import::Exported));
            let used = used.filter_map(|path| {
                let words = match path.words[0].as_str() {
                    "crate" => path.words[1..].to_vec(),
                    _ if path.import == Import::Private => [&modules[at], &path.words[..]].concat(),
                    _ => return None,
                };
                file_of(&words, sources, &modules)
            });
            used.filter(|used| *used != at).collect()
        })
        .collect();
    let reached: Vec<BTreeSet<usize>> = (0..sources.len()).map(|from| reach(from, &uses)).collect();
    let mut circles = BTreeSet::new();
    for from in 0..sources.len() {
        let circle = reached[from]
            .iter()
            .filter(|to| reached[**to].contains(&from));
        let circle: Vec<String> = circle.map(|at| sources[*at].name.clone()).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

/// The files that `from` uses, directly or through others.
fn reach(from: usize, uses: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(at) = next.pop() {
        next.extend(
            uses[at]
                .iter()
                .copied()
                .filter(|used| reached.insert(*used)),
        );
    }
    reached
}

/// The file in which what `words` name stands, through what folders export.
fn file_of(words: &[String], sources: &[Source], modules: &[Vec<String>]) -> Option<usize> {
    let longest = (1..=words.len()).rev().find_map(|length| {
        let at = modules
            .iter()
            .position(|module| **module == words[..length])?;
        Some((at, length))
    });
    let (at, length) = longest?;
    let name = words.get(length);
    let exports = sources[at]
        .paths
        .iter()
        .filter(|path| path.import == Import::Exported);
    let export = exports
        .into_iter()
        .find(|path| path.words.last() == name && name.is_some());
    match export {
        Some(export) if export.words[0] != "crate" => {
            let inner = [&modules[at], &export.words[..]].concat();
            file_of(&inner, sources, modules).or(Some(at))
        }
        Some(export) => file_of(&export.words[1..], sources, modules).or(Some(at)),
        None => Some(at),
    }
}

/// A word or a sign, and the line where it stands.
#[derive(Debug)]
struct Token {
    line: usize,
    text: String,
}

/// The words and signs of a source; `::` is one sign.
fn tokens(source: &str) -> Vec<Token> {
    let text: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < text.len() {
        let end = match text[at] {
            '/' if text.get(at + 1) == Some(&'/') => end_of(&text, at, |rest| rest[0] == '\n'),
            '/' if text.get(at + 1) == Some(&'*') => end_of_comment(&text, at),
            '"' => end_of_string(&text, at),
            '\'' => end_of_character(&text, at),
            letter if letter.is_alphanumeric() || letter == '_' => {
                let end = end_of(&text, at, |rest| {
                    !(rest[0].is_alphanumeric() || rest[0] == '_')
                });
                let word: String = text[at..end].iter().collect();
                if matches!(word.as_str(), "r" | "br" | "cr")
                    && matches!(text.get(end), Some('"' | '#'))
                    && let Some(end) = end_of_raw_string(&text, end)
                {
                    end
                } else {
                    tokens.push(Token { line, text: word });
                    end
                }
            }
            letter if letter.is_whitespace() => at + 1,
            ':' if text.get(at + 1) == Some(&':') => {
                tokens.push(Token {
                    line,
                    text: "::".to_owned(),
                });
                at + 2
            }
            sign => {
                tokens.push(Token {
                    line,
                    text: sign.to_string(),
                });
                at + 1
            }
        };
        line += text[at..end]
            .iter()
            .filter(|letter| **letter == '\n')
            .count();
        at = end;
    }
    tokens
}

fn end_of(text: &[char], from: usize, ends: impl Fn(&[char]) -> bool) -> usize {
    (from..text.len())
        .find(|at| ends(&text[*at..]))
        .unwrap_or(text.len())
}

fn end_of_comment(text: &[char], from: usize) -> usize {
    let mut depth = 0;
    let mut at = from;
    while at < text.len() {
        match text[at..] {
            ['/', '*', ..] => {
                depth += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                at += 2;
            }
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn end_of_string(text: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// The end of a raw string whose `#`s and quote begin at `from`; none if it is a raw name.
fn end_of_raw_string(text: &[char], from: usize) -> Option<usize> {
    let open = end_of(text, from, |rest| rest[0] != '#');
    if text.get(open) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', open - from))
        .collect();
    let at = end_of(text, open + 1, |rest| rest.starts_with(&close));
    Some((at + close.len()).min(text.len()))
}

/// The end of `'a'` or `'\n'`; a lifetime is left at its quote.
fn end_of_character(text: &[char], from: usize) -> usize {
    match text[from..] {
        [_, '\\', ..] => (end_of(text, from + 3, |rest| rest[0] == '\'') + 1).min(text.len()),
        [_, _, '\'', ..] => from + 3,
        _ => from + 1,
    }
}

/// Where the last `#[cfg(test)] mod name {` begins, if nothing but tests follows.
fn tests_begin(tokens: &[Token]) -> Option<usize> {
    let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let opening = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
    (0..texts.len()).rev().find(|at| {
        texts[*at..].starts_with(&opening)
            && texts.get(at + opening.len() + 1) == Some(&"{")
            && closing(&texts, at + opening.len() + 1) == texts.len() - 1
    })
}

/// The brace that closes the one at `open`.
fn closing(texts: &[&str], open: usize) -> usize {
    let mut depth = 0;
    for (at, text) in texts.iter().enumerate().skip(open) {
        match *text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    texts.len()
}

/// Every path: the token where it begins, and its words from the root of the package or of another.
fn paths(name: &str, tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    // Modules within the file: their names, and where they end.
    let mut inside: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        inside.retain(|(_, end)| *end > at);
        if texts[at] == "mod" && texts.get(at + 2) == Some(&"{") {
            inside.push((texts[at + 1].to_owned(), closing(&texts, at + 2)));
        }
        let is_path = is_word(texts[at]) && texts.get(at + 1) == Some(&"::");
        let is_renamed = texts[at] == "crate" && texts.get(at + 1) == Some(&"as");
        if !is_path && !is_renamed {
            at += 1;
            continue;
        }
        let mut here = module_of(name);
        here.extend(inside.iter().map(|(module, _)| module.clone()));
        let mut written = Vec::new();
        let end = tree(&texts, at, &[], &mut written);
        let from_root = written.into_iter().map(|words| resolve(&here, words));
        found.extend(from_root.map(|words| (at, words)));
        at = end.max(at + 1);
    }
    found
}

fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// Reads the tree of a `use`, or a plain path; adds each branch to `found`; returns where it ends.
fn tree(texts: &[&str], from: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut words = before.to_vec();
    let mut at = from;
    loop {
        match texts.get(at) {
            Some(&"{") => {
                at += 1;
                while texts.get(at).is_some_and(|text| *text != "}") {
                    at = match texts[at] {
                        "," => at + 1,
                        _ => tree(texts, at, &words, found).max(at + 1),
                    };
                }
                return at + 1;
            }
            Some(&"*") => {
                words.push("*".to_owned());
                at += 1;
            }
            Some(word) if is_word(word) => {
                words.push((*word).to_owned());
                at += 1;
            }
            _ => {}
        }
        match texts.get(at) {
            Some(&"::") => at += 1,
            Some(&"as") => {
                at += 2;
                break;
            }
            _ => break,
        }
    }
    found.push(words);
    at
}

/// The module that a file is: `model/build/places.rs` is `model::build::places`.
fn module_of(name: &str) -> Vec<String> {
    let name = name.trim_end_matches(".rs");
    let name = name.strip_suffix("/mod").unwrap_or(name);
    match name {
        "lib" | "main" => Vec::new(),
        _ => name.split('/').map(str::to_owned).collect(),
    }
}

/// `words`, written in module `here`, with `self` and `super` at their beginning resolved.
fn resolve(here: &[String], words: Vec<String>) -> Vec<String> {
    let ups = words.iter().take_while(|word| *word == "super").count();
    let is_self = words[0] == "self";
    if ups == 0 && !is_self {
        return words;
    }
    let mut from_root = vec!["crate".to_owned()];
    from_root.extend_from_slice(&here[..here.len().saturating_sub(ups)]);
    from_root.extend(words.into_iter().skip(ups + usize::from(is_self)));
    from_root
}

// ------------------------------------------------------------------ the reader itself

#[test]
fn paths_are_followed_to_the_root() {
    let source = read(
        "model/build/places.rs",
        r##"//! A "quoted" file.
use std::{env::{self, vars}, fmt as f};
use super::super::{text, record::{A, B as C}};
/* use crate::view; /* nested */ */
fn f<'a>(x: &'a str) -> ::ron::Options { crate::cli::run("use crate::view::X", 'x', '\'', r#"crate::view"#) }
#[cfg(test)]
mod tests {
    use super::*;
    use super::super::super::super::query::find;
}
"##,
    );
    let paths: Vec<String> = source
        .paths
        .iter()
        .map(|path| {
            let tests = if path.in_tests { " in tests" } else { "" };
            format!("{} {}{tests}", path.line, path.words.join("::"))
        })
        .collect();
    assert_eq!(
        paths,
        [
            "2 std::env::self",
            "2 std::env::vars",
            "2 std::fmt",
            "3 crate::model::text",
            "3 crate::model::record::A",
            "3 crate::model::record::B",
            "5 ron::Options",
            "5 crate::cli::run",
            "8 crate::model::build::places::* in tests",
            "9 crate::query::find in tests",
        ]
    );
    assert_eq!(source.lines, 5);
}
