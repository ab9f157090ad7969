//! Markdown: a briefing note with footnotes (CommonMark, footnotes as GitHub and Pandoc read them).
//!
//! Data is escaped so that it reads as it was written: no markup, no raw HTML, no link that nobody made.

use super::{Exported, Exporter, Extract};
use crate::format::document::citation::CitationDetail;
use crate::format::document::detail::EventDetail;
use crate::format::document::escape::markdown::{autolink, block, code, inline, line};
use crate::format::document::words::{capital, joined, mark};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "md",
    extensions: &["md", "markdown"],
    about: "A briefing note in Markdown, with footnotes",
    write,
};

fn write(extract: &Extract<'_>) -> Exported {
    let mut note = Note::default();
    note.head(extract);
    for group in extract.groups() {
        note.line(&format!("## {}", inline(&group.heading)));
        for detail in &group.events {
            note.event(detail);
        }
    }
    note.relations(extract);
    if note.feet.is_empty() {
        note.text.pop();
    }
    note.text.push_str(&note.feet);
    note.text.into()
}

#[derive(Default)]
struct Note {
    text: String,
    /// The footnotes, a line each.
    feet: String,
    /// How many there are.
    count: usize,
}

impl Note {
    /// A block, and the blank line after it.
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\n\n");
    }

    fn head(&mut self, extract: &Extract<'_>) {
        self.line(&format!("# {}", inline(extract.title())));
        let about = extract.chronology.about();
        if !about.is_empty() {
            self.line(&block(about));
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

    fn event(&mut self, detail: &EventDetail<'_>) {
        let event = detail.event;
        let shown = if event.date.is_undated() {
            String::new()
        } else {
            format!("{}: ", inline(&detail.date.shown))
        };
        self.line(&format!("### {shown}{}", inline(detail.title)));
        let status = format!(
            "{} **{}** ({})",
            inline(mark(event).0),
            event.status.word(),
            event.status.meaning()
        );
        let known = [
            &*status,
            if detail.disputed {
                "**≠ disputed**"
            } else {
                ""
            },
            &inline(detail.kind),
            &inline(&event.date_description()),
            if detail.possible { "*possible*" } else { "" },
        ];
        let feet = self.footnotes(&detail.cites);
        self.line(format!("{}{feet}", joined(known, " · ")).trim_start());
        if !detail.summary.is_empty() {
            self.line(&block(detail.summary));
        }
        let points = points(detail);
        if !points.is_empty() {
            self.line(points.trim_end());
        }
    }

    fn relations(&mut self, extract: &Extract<'_>) {
        let mut lines = Vec::new();
        for one in extract.relation_details() {
            let date = if one.relation.date.is_undated() {
                String::new()
            } else {
                inline(&one.date.shown)
            };
            let mut line = format!(
                "- {} *{}* {} ({})",
                inline(one.from.name),
                inline(one.is),
                inline(one.to.name),
                joined([one.relation.status.word(), &date], ", ")
            );
            line.push_str(&self.footnotes(&one.cites));
            if !one.note.is_empty() {
                line.extend([": ", &inline(one.note)]);
            }
            lines.push(line);
        }
        if !lines.is_empty() {
            self.line("## Relations");
            self.line(&lines.join("\n"));
        }
    }

    /// The marks of citations' footnotes.
    fn footnotes(&mut self, cites: &[CitationDetail<'_>]) -> String {
        let mut marks = String::new();
        for cite in cites {
            self.count += 1;
            let mark = format!("[^{}]", self.count);
            self.feet.extend([&*mark, ": ", &foot(cite), "\n"]);
            marks.push_str(&mark);
        }
        marks
    }
}

/// What else is known of an event, a line each.
fn points(detail: &EventDetail<'_>) -> String {
    let mut points = String::new();
    let mut add = |label: &str, words: &str| {
        if !words.is_empty() {
            points.extend(["- *", label, ":* ", words, "\n"]);
        }
    };
    add("Who", &inline(&detail.who()));
    for part in &detail.actors {
        add(&format!("Of {}", inline(part.name)), &inline(part.note));
    }
    for place in &detail.places {
        add("Where", &inline(&place.path));
    }
    add("Date", &inline(&detail.event.date_basis()));
    for claim in &detail.claims {
        add("≠ Disputed", &inline(&claim.words()));
    }
    add("Note", &inline(detail.note));
    points
}

/// "*Title*, publisher, 12 Dec 2023, ¶9. What it says. “Its words” Says: three people. Grade C2: …"
fn foot(cite: &CitationDetail<'_>) -> String {
    let source = cite.cited;
    let title = if source.title.is_empty() {
        inline(&source.description)
    } else {
        format!("*{}*", inline(&source.title))
    };
    let published = if source.published.is_undated() {
        "no date".to_owned()
    } else {
        inline(&source.published.shown())
    };
    let authors = joined(source.authors.iter().map(|author| &**author), ", ");
    let parts = [
        &line(&authors),
        &title,
        &inline(&source.publisher),
        &published,
        &*inline(&cite.locator),
    ];
    let lead_in = capital(cite.cite.bearing.lead_in());
    let mut foot = format!("{lead_in}{}.", joined(parts, ", "));
    let mut add = |before: &str, words: &str, after: &str| {
        if !words.is_empty() {
            foot.extend([before, words, after]);
        }
    };
    add(" ", &inline(cite.says), "");
    add(" “", &inline(cite.quote), "”");
    add(" Says: ", &inline(&cite.claim()), ".");
    add(" Grade ", &cite.grade_meaning(), ".");
    let origin = autolink(&source.origin).unwrap_or_else(|| inline(&source.origin));
    add(" ", &origin, "");
    foot
}
