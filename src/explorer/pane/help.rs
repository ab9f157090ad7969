//! The help: every key from the command table, every mark, every query field.

use super::field::text;
use super::page::Page;
use crate::explorer::base::line::{Line, Target, Tone};
use crate::explorer::state::command::Scope;
use crate::explorer::state::current::State;
use crate::model::DISPUTED_MARK;
use crate::model::{Reliability, Status};
use crate::query;

/// The column of what a key does.
const MEANING: u16 = 22;

pub(super) fn title(_: &State) -> String {
    "Help".to_owned()
}

pub(super) fn page(state: &State, width: u16) -> Page<'_> {
    let mut lines = keys(state, &Scope::ALL);
    marks(&mut lines);
    words(&mut lines, width);
    Page::of(lines)
}

/// The keys of those scopes, each under its heading.
pub(super) fn keys(state: &State, scopes: &[Scope]) -> Vec<Line> {
    let mut lines = Vec::new();
    for scope in scopes.iter().copied() {
        lines.push(Line::of(scope.title(), Tone::Strong));
        for command in state
            .commands
            .iter()
            .filter(|command| command.scope == scope)
        {
            let keys = state.keymap.keys(command).join(" ");
            lines.push(
                Line::blank()
                    .with(1, keys, Tone::Accent)
                    .with(MEANING, command.help, Tone::Plain)
                    .to(Target::Command(command.name)),
            );
        }
        lines.push(Line::blank());
    }
    lines
}

fn row(mark: &str, meaning: &str, tone: Tone) -> Line {
    Line::blank()
        .with(1, mark, tone)
        .with(MEANING, meaning, Tone::Plain)
}

fn marks(lines: &mut Vec<Line>) {
    lines.push(Line::of("Marks in a row", Tone::Strong));
    for status in Status::ALL {
        let meaning = format!("{}: {}", status.word(), status.meaning());
        lines.push(row(status.mark().0, &meaning, Tone::Status(status)));
    }
    lines.push(row(
        DISPUTED_MARK.0,
        "disputed: its sources claim dates or figures that can't all be right",
        Tone::Conflict,
    ));
    lines.push(row(
        "█  ░",
        "with a period asked for: certainly, possibly in it",
        Tone::Plain,
    ));
    lines.push(Line::blank());
    lines.push(Line::of("Dates", Tone::Strong));
    for (mark, meaning) in [
        ("10 Oct 2023?", "the year is uncertain"),
        ("c. Oct 2023", "approximate"),
        ("10 Oct ‥ Dec", "once, on some day between"),
        ("Sep – Nov", "lasts throughout"),
        ("Oct – ongoing", "lasts, without an end"),
        ("Oct – ?", "lasts, the end is not known"),
        ("5 ? 2023", "a part is not known"),
    ] {
        lines.push(row(mark, meaning, Tone::Plain));
    }
    lines.push(Line::blank());
    lines.push(Line::of("Grades (the Admiralty code)", Tone::Strong));
    for letter in [
        Reliability::A,
        Reliability::B,
        Reliability::C,
        Reliability::D,
        Reliability::E,
        Reliability::F,
    ] {
        lines.push(row(
            &letter.letter().to_string(),
            letter.meaning(),
            Tone::Plain,
        ));
    }
    for figure in 1..=6 {
        if let Some(credibility) = crate::model::Credibility::new(figure) {
            lines.push(row(&figure.to_string(), credibility.meaning(), Tone::Plain));
        }
    }
    lines.push(Line::blank());
}

fn words(lines: &mut Vec<Line>, width: u16) {
    lines.push(Line::of("Queries", Tone::Strong));
    for (form, meaning) in [
        ("shwe kokko", "both words, in any order, near enough"),
        ("'word ^start end$", "exactly, at the beginning, at the end"),
        ("\"two words\" /regex/", "a phrase, a regular expression"),
        ("a | b   -a   (a b)", "or, not, together"),
    ] {
        lines.push(row(form, meaning, Tone::Accent));
    }
    for field in query::FIELDS {
        let first = lines.len();
        text(lines, width, MEANING, field.help, Tone::Plain);
        if let Some(line) = lines.get_mut(first) {
            let meaning = std::mem::take(line);
            *line = Line::blank().with(1, format!("{}:", field.name), Tone::Accent);
            line.pieces.extend(meaning.pieces);
        }
    }
}
