//! The help: every key from the command table, every mark, every query field.

use super::field::two_columns;
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
    let mut lines = keys(state, width, &Scope::ALL);
    marks(&mut lines, width);
    words(&mut lines, width);
    Page::of(lines)
}

/// The keys of those scopes, each under its heading.
pub(super) fn keys(state: &State, width: u16, scopes: &[Scope]) -> Vec<Line> {
    let mut lines = Vec::new();
    for scope in scopes.iter().copied() {
        lines.push(Line::of(scope.title(), Tone::Strong));
        for command in state
            .commands
            .iter()
            .filter(|command| command.scope == scope)
        {
            let keys = state.keymap.keys(command).join(" ");
            let first = lines.len();
            row(&mut lines, width, &keys, command.help, Tone::Accent);
            if let Some(line) = lines.get_mut(first) {
                line.target = Some(Target::Command(command.name));
            }
        }
        lines.push(Line::blank());
    }
    lines
}

/// A sign or keys, and what they mean.
fn row(lines: &mut Vec<Line>, width: u16, mark: &str, meaning: &str, tone: Tone) {
    let at = [1, MEANING.min(width / 2)];
    let both = [(mark, tone), (meaning, Tone::Plain)];
    lines.extend(two_columns(width, at, both));
}

fn marks(lines: &mut Vec<Line>, width: u16) {
    lines.push(Line::of("Marks in a row", Tone::Strong));
    for status in Status::ALL {
        let meaning = format!("{}: {}", status.word(), status.meaning());
        let tone = Tone::Status(status);
        row(lines, width, status.mark().0, &meaning, tone);
    }
    let disputed = "disputed: its sources claim dates or figures that can't all be right";
    row(lines, width, DISPUTED_MARK.0, disputed, Tone::Conflict);
    let in_period = "with a period asked for: certainly, possibly in it";
    row(lines, width, "█  ░", in_period, Tone::Plain);
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
        row(lines, width, mark, meaning, Tone::Plain);
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
        let mark = letter.letter().to_string();
        row(lines, width, &mark, letter.meaning(), Tone::Plain);
    }
    for figure in 1..=6 {
        if let Some(credibility) = crate::model::Credibility::new(figure) {
            let mark = figure.to_string();
            row(lines, width, &mark, credibility.meaning(), Tone::Plain);
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
        row(lines, width, form, meaning, Tone::Accent);
    }
    for field in query::FIELDS {
        let name = format!("{}:", field.name);
        row(lines, width, &name, field.help, Tone::Accent);
    }
}
