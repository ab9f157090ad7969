//! Citations in a style of the Citation Style Language, which Pandoc's citeproc formats.
//!
//! Pandoc gets the sources as the CSL-JSON that we export, so that a date it can't write as numbers arrives in words and is not
//! narrowed, and the citation in its own notation. It is run without a shell; what it writes is data like any other.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::format::cite::{Form, Options, Subject, by_key, cite_all, style};
use crate::model::Chronology;
use crate::model::text::cleaned;

/// The largest style file that is handed on. The largest of CSL's own has 150 KB.
const MOST_BYTES: u64 = 1 << 20;

/// `subjects` as the style file at `csl` has them: entries of a bibliography, or a line a subject for notes and the text.
///
/// # Errors
///
/// What is to be said to the person, if the style can't be read, Pandoc is not there or refuses, or the style has no such form.
pub(super) fn cite_by_csl(
    csl: &Path,
    chronology: &Chronology,
    subjects: &[Subject],
    options: &Options,
) -> Result<String, String> {
    let name = cleaned(&csl.to_string_lossy());
    let size = std::fs::metadata(csl).map_err(|error| format!("{name}: {error}"))?;
    if !size.is_file() || size.len() > MOST_BYTES {
        return Err(format!("{name}: a style is a file of at most 1 MiB"));
    }
    let failed = |error: io::Error| format!("can't hand the sources to pandoc: {error}");
    let mut bibliography = tempfile::Builder::new()
        .suffix(".json")
        .tempfile()
        .map_err(failed)?;
    let known = |name, styles: Option<_>| styles.ok_or_else(|| format!("no style {name}"));
    let entries = Options {
        form: None,
        ..options.clone()
    };
    let json = cite_all(
        known("csl-json", style("csl-json"))?,
        chronology,
        subjects,
        &entries,
    );
    bibliography.write_all(json.as_bytes()).map_err(failed)?;
    let run = |text: &str| pandoc(csl, bibliography.path(), text);
    let Some(form @ (Form::Note | Form::InText)) = options.form else {
        return run("---\nnocite: \"@*\"\n---\n");
    };
    let keys = known("pandoc", by_key("pandoc"))?;
    let mut lines = String::new();
    for subject in subjects {
        let citation = cite_all(keys, chronology, std::slice::from_ref(subject), &entries);
        if citation.is_empty() {
            continue;
        }
        let text = run(&format!(
            "---\nsuppress-bibliography: true\n---\n\n{citation}"
        ))?;
        let line = match (form, footnote(&text)) {
            (Form::Note, Some(note)) => note,
            (Form::InText, None) => text.trim(),
            (Form::Note, None) => {
                return Err(format!(
                    "{name} cites in the text: --form in-text, or --form entry"
                ));
            }
            (Form::InText | Form::Entry, _) => {
                return Err(format!(
                    "{name} cites in notes: --form note, or --form entry"
                ));
            }
        };
        lines.push_str(line);
        lines.push('\n');
    }
    Ok(lines)
}

/// The note of a text that is nothing but a reference to it: `[1]`, then `[1] Smith, …`.
fn footnote(text: &str) -> Option<&str> {
    let (mark, note) = text.trim().split_once('\n')?;
    note.trim().strip_prefix(mark.trim()).map(str::trim)
}

/// What Pandoc makes of `markdown`.
fn pandoc(csl: &Path, bibliography: &Path, markdown: &str) -> Result<String, String> {
    let started = Command::new("pandoc")
        .args(["--from=markdown", "--to=plain", "--wrap=none", "--citeproc"])
        .arg("--csl")
        .arg(csl)
        .arg("--bibliography")
        .arg(bibliography)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            "--csl needs pandoc 2.11 or later, and none is installed; --style needs nothing"
                .to_owned()
        }
        _ => format!("pandoc: {error}"),
    })?;
    let failed = |error: io::Error| format!("pandoc: {error}");
    // Pandoc reads all of it before it writes, so neither waits for the other.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(markdown.as_bytes()).map_err(failed)?;
    }
    let told = child.wait_with_output().map_err(failed)?;
    if told.status.success() {
        Ok(cleaned(&String::from_utf8_lossy(&told.stdout)))
    } else {
        let reason = cleaned(String::from_utf8_lossy(&told.stderr).trim());
        Err(format!("pandoc: {reason}"))
    }
}
