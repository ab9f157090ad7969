//! Markdown: a briefing note with footnotes (CommonMark, footnotes as GitHub and Pandoc read them).
//!
//! Data is escaped so that it reads as it was written: no markup, no raw HTML, no link that nobody made.

use std::fmt::Write as _;

use super::event::{claim, claims, grade_told, mark, participant, place_path};
use super::{Exported, Exporter, Extract};
use crate::model::date::Meeting;
use crate::model::text::one_line;
use crate::model::{Chronology, Citation, Event};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "md",
    extensions: &["md", "markdown"],
    about: "A briefing note in Markdown, with footnotes",
    write,
};

fn write(extract: &Extract<'_>) -> Exported {
    let mut note = Note {
        chronology: extract.chronology,
        text: String::new(),
        footnotes: Vec::new(),
    };
    note.head(extract);
    for group in extract.groups() {
        note.line(&format!("## {}", inline(&group.heading)));
        for (id, meeting) in group.events {
            note.event(extract.chronology.event(*id), *meeting);
        }
    }
    note.relations(extract);
    note.feet();
    note.text.into()
}

struct Note<'a> {
    chronology: &'a Chronology,
    text: String,
    footnotes: Vec<&'a Citation>,
}

impl<'a> Note<'a> {
    /// A block, and the blank line after it.
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\n\n");
    }

    fn head(&mut self, extract: &Extract<'_>) {
        self.line(&format!("# {}", inline(extract.title())));
        if !self.chronology.about().is_empty() {
            self.line(&block(self.chronology.about()));
        }
        let asked = if extract.asked.is_empty() {
            "everything".to_owned()
        } else {
            code(extract.asked)
        };
        let made = extract
            .made_shown()
            .map(|day| format!(" Made on {day}."))
            .unwrap_or_default();
        self.line(&format!("*Asked:* {asked}: {}.{made}", extract.counts()));
        if extract.has_possible() {
            self.line(
                "Events marked *possible* may, but need not, fall in the period that was asked for.",
            );
        }
    }

    fn event(&mut self, event: &'a Event, meeting: Meeting) {
        let shown = if event.date.is_undated() {
            String::new()
        } else {
            format!("{}: ", inline(&event.date_shown()))
        };
        self.line(&format!("### {shown}{}", inline(&event.title)));
        let mut known = vec![format!(
            "{} **{}** ({})",
            inline(mark(event)),
            event.status.word(),
            event.status.meaning()
        )];
        if event.disputed {
            known.push("**≠ disputed**".to_owned());
        }
        if !event.kind.is_empty() {
            known.push(inline(&event.kind));
        }
        known.push(inline(&event.date_description()));
        if meeting == Meeting::Possible {
            known.push("*possible*".to_owned());
        }
        let feet: String = event.cites.iter().map(|cite| self.footnote(cite)).collect();
        self.line(&format!("{}{feet}", known.join(" · ")));
        if !event.summary.is_empty() {
            self.line(&block(&event.summary));
        }
        let points = self.points(event);
        if !points.is_empty() {
            self.line(&points.join("\n"));
        }
    }

    fn points(&self, event: &Event) -> Vec<String> {
        let mut points = Vec::new();
        let who: Vec<String> = event
            .actors
            .iter()
            .map(|part| inline(&participant(self.chronology, part)))
            .collect();
        if !who.is_empty() {
            points.push(format!("- *Who:* {}", who.join("; ")));
        }
        for part in &event.actors {
            if !part.note.is_empty() {
                let name = inline(&self.chronology.actor(part.actor).name);
                points.push(format!("- *Of {name}:* {}", inline(&part.note)));
            }
        }
        for place in &event.places {
            let place = place_path(self.chronology, *place);
            points.push(format!("- *Where:* {}", inline(&place)));
        }
        if !event.date_note.is_empty() {
            points.push(format!("- *Date:* {}", inline(&event.date_note)));
        }
        if event.inferred {
            points.push("- *Date:* inferred in part, not stated by the source".into());
        }
        for claim in claims(self.chronology, event) {
            points.push(format!("- *≠ Disputed:* {}", inline(&claim)));
        }
        if !event.note.is_empty() {
            points.push(format!("- *Note:* {}", inline(&event.note)));
        }
        points
    }

    fn relations(&mut self, extract: &Extract<'a>) {
        let relations = extract.relations();
        if relations.is_empty() {
            return;
        }
        self.line("## Relations");
        let mut lines = Vec::new();
        for relation in relations {
            let (from, to) = extract.pair(relation);
            let mut line = format!(
                "- {} *{}* {} ({}",
                inline(&from.name),
                inline(&relation.is),
                inline(&to.name),
                relation.status.word()
            );
            if !relation.date.is_undated() {
                line.extend([", ", &inline(&relation.date.shown())]);
            }
            line.push(')');
            for cite in &relation.cites {
                line.push_str(&self.footnote(cite));
            }
            if !relation.note.is_empty() {
                line.extend([": ", &inline(&relation.note)]);
            }
            lines.push(line);
        }
        self.line(&lines.join("\n"));
    }

    /// The mark of a citation's footnote.
    fn footnote(&mut self, cite: &'a Citation) -> String {
        self.footnotes.push(cite);
        format!("[^{}]", self.footnotes.len())
    }

    fn feet(&mut self) {
        let mut feet = String::new();
        for (nth, cite) in self.footnotes.iter().enumerate() {
            let _ = writeln!(feet, "[^{}]: {}", nth + 1, self.foot(cite));
        }
        if feet.is_empty() {
            self.text.pop();
        }
        self.text.push_str(&feet);
    }

    /// "*Title*, publisher, 12 Dec 2023, ¶9. “What it says.” Claims three people. Grade C2: …"
    fn foot(&self, cite: &Citation) -> String {
        let source = self.chronology.source(cite.source);
        let mut parts = Vec::new();
        let authors: Vec<&str> = source.authors.iter().map(|author| &**author).collect();
        if !authors.is_empty() {
            parts.push(inline(&authors.join(", ")));
        }
        parts.push(if source.title.is_empty() {
            inline(&source.description)
        } else {
            format!("*{}*", inline(&source.title))
        });
        if !source.publisher.is_empty() {
            parts.push(inline(&source.publisher));
        }
        parts.push(if source.published.is_undated() {
            "no date".to_owned()
        } else {
            inline(&source.published.shown())
        });
        if !cite.at.is_empty() {
            parts.push(inline(&cite.at));
        }
        let mut foot = format!("{}.", parts.join(", "));
        if !cite.says.is_empty() {
            foot.extend([" ", &inline(&cite.says)]);
        }
        if !cite.quote.is_empty() {
            foot.extend([" “", &inline(&cite.quote), "”"]);
        }
        if let Some(claim) = claim(cite) {
            foot.extend([" Says: ", &inline(&claim), "."]);
        }
        foot.extend([" Grade ", &grade_told(self.chronology, cite), "."]);
        if let Some(address) = address(&source.origin) {
            foot.extend([" <", address, ">"]);
        } else if !source.origin.is_empty() {
            foot.extend([" ", &inline(&source.origin)]);
        }
        foot
    }
}

/// A web address that may stand between `<` and `>`.
fn address(origin: &str) -> Option<&str> {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| origin.starts_with(scheme));
    let is_plain = origin
        .chars()
        .all(|letter| letter.is_ascii_graphic() && !matches!(letter, '<' | '>' | '\\' | '`' | '"'));
    (is_web && is_plain).then_some(origin)
}

/// Text of one line within a line.
fn inline(text: &str) -> String {
    escaped(&one_line(text))
}

/// Text that stands as paragraphs: its lines are kept.
fn block(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| begun(escaped(line.trim())))
        .collect();
    let mut paragraphs = String::new();
    for (nth, line) in lines.iter().enumerate() {
        let previous = nth.checked_sub(1).and_then(|nth| lines.get(nth));
        let breaks = previous.is_some_and(|previous| !previous.is_empty()) && !line.is_empty();
        if nth > 0 {
            paragraphs.push_str(if breaks { "\\\n" } else { "\n" });
        }
        paragraphs.push_str(line);
    }
    paragraphs
}

/// A line that would begin a list, a heading's underline or a rule.
fn begun(line: String) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or((&line, ""));
    if rest.starts_with(['-', '+', '=', '.', ')', ':'])
        && (digits == 0 || rest.starts_with(['.', ')']))
    {
        return format!("{number}\\{rest}");
    }
    line
}

/// Everything that Markdown could take as its own, with a backslash before it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let marks = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '^'
            | '@' => true,
            '!' => rest.starts_with("!["),
            // No address becomes a link by itself.
            ':' => rest.starts_with("://"),
            '.' => escaped
                .get(escaped.len().saturating_sub(3)..)
                .is_some_and(|end| end.eq_ignore_ascii_case("www")),
            _ => false,
        };
        if marks {
            escaped.push('\\');
        }
        escaped.push(character);
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    escaped
}

/// A code span, with more backticks around it than in it.
fn code(text: &str) -> String {
    let text = one_line(text);
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_no_markup() {
        for (text, expected) in [
            ("*a* _b_ `c` [d](e)", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)"),
            ("<script>&amp;", "\\<script\\>\\&amp;"),
            ("http://x.y www.x.y a@b", "http\\://x.y www\\.x.y a\\@b"),
            ("¶6: 10–12, +5%", "¶6: 10–12, +5%"),
        ] {
            assert_eq!(inline(text), expected);
        }
        for (text, expected) in [
            ("- a\n1. b\nc", "\\- a\\\n1\\. b\\\nc"),
            ("a\n\n    b\n===", "a\n\nb\\\n\\==="),
            ("2,317 and 3", "2,317 and 3"),
        ] {
            assert_eq!(block(text), expected);
        }
        assert_eq!(code("a `b`"), "`` a `b` ``");
    }
}
