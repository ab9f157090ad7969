//! Diagnostics → text for people, in rustc's manner: `error[code]: message`, the place, the line, a
//! caret, help.
//!
//! What is quoted of a file is cut to a window around the caret and cleaned, so
//! neither a line of 50 MB nor an escape sequence gets through.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

use crate::model::text;

use super::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use super::files::{Files, SourceText};

/// How to show diagnostics.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to colour them by escape sequences.
    pub colour: bool,
    /// The most columns of a line to quote; never more than 120.
    pub width: usize,
    /// The most diagnostics to show; the others are counted.
    pub most: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colour: false,
            width: QUOTED,
            most: 100,
        }
    }
}

/// The most columns that are quoted of a line.
const QUOTED: usize = 120;

/// Where the caret stands in a window that is cut on the left.
const BEFORE: usize = 40;

/// The least window.
const LEAST: usize = 20;

/// The diagnostics as text, each followed by an empty line.
pub fn render(diagnostics: &Diagnostics, files: &Files, style: Style) -> String {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Windows are cut here; the renderer must not cut again.
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(usize::MAX / 2);
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(style.most) {
        push_rendered(
            &mut out,
            &renderer.render(&groups(diagnostic, files, style)),
        );
        out.push('\n');
    }
    let shown = diagnostics.len().min(style.most);
    let rest = diagnostics.total().saturating_sub(shown);
    if rest > 0 {
        // Writing to a string can't fail.
        let _ = write!(out, "… and {rest} more\n\n");
    }
    out
}

/// Adds what the renderer made, without the bare `:::` that it puts between a place and a snippet that
/// has no path of its own. (The place can't be the snippet's: its column would be the window's.)
fn push_rendered(out: &mut String, rendered: &str) {
    for line in rendered.lines() {
        let bare = line.split('\u{1b}').enumerate().flat_map(|(nth, part)| {
            // A part behind an escape begins with its parameters, up to `m`.
            let text = if nth == 0 {
                Some(part)
            } else {
                part.split_once('m').map(|(_, text)| text)
            };
            text.unwrap_or_default().chars()
        });
        if !bare.filter(|c| *c != ' ').eq(":::".chars()) {
            out.push_str(line);
            out.push('\n');
        }
    }
}

/// Cleaned, in one line.
fn said(message: &str) -> String {
    text::one_line(&text::cleaned(message)).into_owned()
}

fn groups<'a>(diagnostic: &'a Diagnostic, files: &'a Files, style: Style) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(said(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = match &diagnostic.span {
        Some(span) => quote(
            title,
            span,
            files,
            AnnotationKind::Primary,
            &diagnostic.label,
            style,
        ),
        None => Group::with_title(title),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(said(help)));
    }
    let mut groups = vec![group];
    for (span, label) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(said(label));
        groups.push(quote(
            title,
            span,
            files,
            AnnotationKind::Context,
            "",
            style,
        ));
    }
    groups
}

/// A title with the position and its line.
fn quote<'a>(
    title: annotate_snippets::Title<'a>,
    span: &Span,
    files: &'a Files,
    kind: AnnotationKind,
    label: &str,
    style: Style,
) -> Group<'a> {
    let Some(file) = files.get(span.file) else {
        return Group::with_title(title);
    };
    let position = file.line_column(span.range.start);
    let window = Window::new(file, span.range.clone(), style.width.clamp(LEAST, QUOTED));
    let origin = Origin::path(file.name())
        .line(position.line)
        .char_column(position.column);
    let mut annotation = kind.span(window.caret);
    if !label.is_empty() {
        annotation = annotation.label(said(label));
    }
    title.element(origin).element(
        Snippet::source(window.text)
            .line_start(position.line)
            .annotation(annotation),
    )
}

/// What is seen of a line.
struct Window {
    /// Cleaned.
    text: String,
    /// The bytes of it that are meant.
    caret: Range<usize>,
}

impl Window {
    /// At most `width` columns of the line in which `range` begins.
    fn new(file: &SourceText, range: Range<usize>, width: usize) -> Self {
        let line = file.line(file.line_column(range.start).line);
        let start = range.start.clamp(line.start, line.end);
        let end = range.end.clamp(start, line.end);
        let part = |range: Range<usize>| file.text().get(range).unwrap_or_default();

        // Enough on both sides for any width: a column takes at most a few bytes.
        let before = tail(part(line.start..start), width);
        let meant = head(part(start..end), width);
        let after = head(part(end..line.end), width);
        let is_cut_before = before.len() < start - line.start;
        let (before, meant, after) = (said(before), said(meant), said(after));
        let fits = !is_cut_before && columns(&before) + columns(&meant) + columns(&after) <= width;
        if fits {
            let caret = before.len()..before.len() + meant.len();
            return Self {
                text: before + &meant + &after,
                caret,
            };
        }
        // One column each for an ellipsis on both sides.
        let room = width.saturating_sub(2);
        let right = columns(&meant) + columns(&after);
        let left = room.saturating_sub(right).max(BEFORE.min(room / 2));
        let kept = tail(&before, left);
        let mut text = String::new();
        if is_cut_before || kept.len() < before.len() {
            text.push('…');
        }
        text.push_str(kept);
        let from = text.len();
        let seen = head(&meant, room.saturating_sub(columns(kept)));
        text.push_str(seen);
        let to = text.len();
        let rest = head(&after, room.saturating_sub(columns(kept) + columns(seen)));
        text.push_str(rest);
        if seen.len() < meant.len() || rest.len() < part(end..line.end).len() {
            text.push('…');
        }
        Self {
            text,
            caret: from..to,
        }
    }
}

fn width_of(character: char) -> usize {
    // What has no width here becomes a placeholder of one column, or joins another.
    let uncounted = text::uncounted_cells(character.encode_utf8(&mut [0; 4]));
    character.width().unwrap_or(1) + uncounted
}

fn columns(part: &str) -> usize {
    part.chars().map(width_of).sum()
}

/// As much of the start as fits in `most` columns, and in eight times as many characters.
fn head(part: &str, most: usize) -> &str {
    let mut used = 0;
    let end = part
        .char_indices()
        .enumerate()
        .find_map(|(nth, (at, character))| {
            used += width_of(character);
            (used > most || nth >= most * 8).then_some(at)
        });
    part.get(..end.unwrap_or(part.len())).unwrap_or_default()
}

/// As much of the end as fits in `most` columns, and in eight times as many characters.
fn tail(part: &str, most: usize) -> &str {
    let mut used = 0;
    let start = part
        .char_indices()
        .rev()
        .enumerate()
        .find_map(|(nth, (at, character))| {
            used += width_of(character);
            (used > most || nth >= most * 8).then_some(at + character.len_utf8())
        });
    part.get(start.unwrap_or(0)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::files::SourceText;

    fn window(line: &str, meant: &str, width: usize) -> (String, String) {
        let at = line.find(meant).unwrap();
        let file = SourceText::new("x", line.to_owned());
        let window = Window::new(&file, at..at + meant.len(), width);
        let caret = window.text.get(window.caret).unwrap().to_owned();
        (window.text, caret)
    }

    #[test]
    fn windows_are_cut_around_the_caret() {
        let long = format!("{}|here|{}", "a".repeat(5000), "b".repeat(5000));
        let (text, caret) = window(&long, "|here|", 40);
        assert_eq!(caret, "|here|");
        assert_eq!(
            text,
            format!("…{}|here|{}…", "a".repeat(19), "b".repeat(13))
        );
        let (text, caret) = window(&long, &"b".repeat(5000), 40);
        assert_eq!(columns(&text), 40);
        assert_eq!(columns(&caret), 19);
        assert_eq!(window("short", "o", 40), ("short".into(), "o".into()));
        let (text, _) = window(&"မြန်မာ".repeat(100), "မြ", 40);
        assert!(columns(&text) <= 40);
    }

    #[test]
    fn colour_changes_no_words() {
        let mut files = Files::default();
        files.add(SourceText::new("x.ron", "one\ntwo :::\n".into()));
        let diagnostic = Diagnostic::error("code", "message")
            .at(8..11, "label")
            .related(0..3, "related")
            .help(Some("help".into()));
        let diagnostics = Diagnostics::from_iter([diagnostic]);
        let style = |colour| Style {
            colour,
            ..Style::default()
        };
        let plain = render(&diagnostics, &files, style(false));
        let coloured = render(&diagnostics, &files, style(true));
        assert_eq!(
            plain,
            "error[code]: message\n --> x.ron:2:5\n  |\n2 | two :::\n  |     ^^^ label\n  |\n  = help: help\n\
             note: related\n --> x.ron:1:1\n  |\n1 | one\n  | ---\n\n"
        );
        let stripped: String = coloured
            .split('\u{1b}')
            .enumerate()
            .map(|(nth, part)| match part.split_once('m') {
                Some((_, text)) if nth > 0 => text,
                _ => part,
            })
            .collect();
        assert_eq!(stripped, plain);
    }

    #[test]
    fn windows_are_clean() {
        let (text, caret) = window("a\u{1b}[2J\tb\u{202e}", "b", 40);
        assert_eq!((text.as_str(), caret.as_str()), ("a␛[2J    b\u{FFFD}", "b"));
    }
}
