//! Diagnostics → one line each, for other programs: plain, JSON, and the commands that GitHub shows beside a change.

use std::fmt::Write;

use crate::model::text;

use super::diagnostic::{Diagnostic, Severity};
use super::files::Files;

/// The word for a severity.
pub const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// `file:line:column: error[code]: message; help`, a line each.
pub fn plain(diagnostics: &[Diagnostic], files: &Files) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let mut line = place(diagnostic, files).map_or_else(String::new, |(name, at)| {
            format!("{name}:{}:{}: ", at.line, at.column)
        });
        // Writing to a string can't fail.
        let _ = write!(
            line,
            "{}[{}]: {}",
            word(diagnostic.severity),
            diagnostic.code,
            diagnostic.message
        );
        for more in [Some(&diagnostic.label), diagnostic.help.as_ref()] {
            if let Some(more) = more.filter(|more| !more.is_empty()) {
                line.push_str("; ");
                line.push_str(more);
            }
        }
        out.push_str(&text::one_line(&text::cleaned(&line)));
        out.push('\n');
    }
    out
}

/// An object a line, with `severity`, `code`, `message`, `label`, `help`, `file`, `line`, `column`.
pub fn json(diagnostics: &[Diagnostic], files: &Files) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let mut fields = vec![
            ("severity", string(word(diagnostic.severity))),
            ("code", string(diagnostic.code)),
            ("message", string(&diagnostic.message)),
            ("label", string(&diagnostic.label)),
        ];
        if let Some(help) = &diagnostic.help {
            fields.push(("help", string(help)));
        }
        if let Some((name, at)) = place(diagnostic, files) {
            fields.push(("file", string(name)));
            fields.push(("line", at.line.to_string()));
            fields.push(("column", at.column.to_string()));
        }
        let fields: Vec<String> = fields
            .into_iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        out.extend(["{", &fields.join(","), "}\n"]);
    }
    out
}

/// `::warning file=…,line=…,col=…,title=…::message`, a line each (GitHub Actions, "Workflow commands").
pub fn github(diagnostics: &[Diagnostic], files: &Files) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = String::new();
        if let Some((name, at)) = place(diagnostic, files) {
            let name = property(name);
            // Writing to a string can't fail.
            let _ = write!(
                properties,
                "file={name},line={},col={},",
                at.line, at.column
            );
        }
        let more = [Some(&diagnostic.label), diagnostic.help.as_ref()];
        let more = more.into_iter().flatten().filter(|more| !more.is_empty());
        let told: Vec<&str> = std::iter::once(&diagnostic.message)
            .chain(more)
            .map(String::as_str)
            .collect();
        let told = data(&text::cleaned(&told.join("; ")));
        let _ = writeln!(
            out,
            "::{level} {properties}title={}::{told}",
            diagnostic.code
        );
    }
    out
}

/// The message of a workflow command.
fn data(written: &str) -> String {
    written
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(written: &str) -> String {
    data(&text::cleaned(written))
        .replace(':', "%3A")
        .replace(',', "%2C")
}

fn place<'a>(
    diagnostic: &Diagnostic,
    files: &'a Files,
) -> Option<(&'a str, super::files::LineColumn)> {
    let span = diagnostic.span.as_ref()?;
    let file = files.get(span.file)?;
    Some((file.name(), file.line_column(span.range.start)))
}

/// A JSON string (RFC 8259), cleaned.
fn string(written: &str) -> String {
    let mut string = String::from("\"");
    for character in text::cleaned(written).chars() {
        match character {
            '"' => string.push_str("\\\""),
            '\\' => string.push_str("\\\\"),
            '\n' => string.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(string, "\\u{:04x}", u32::from(c));
            }
            c => string.push(c),
        }
    }
    string.push('"');
    string
}
