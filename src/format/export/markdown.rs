//! Markdown: a briefing note with footnotes (CommonMark, footnotes as GitHub and Pandoc read them), and a list of its sources.
//!
//! A place in a source has one footnote, however often it is cited; what the citations say stands in it, each once.
//! Data is escaped so that it reads as it was written: no markup, no raw HTML, no link that nobody made.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Exported, Exporter, Extract};
use crate::format::cite::{Form, Options, Style, Subject, cite_all, entries};
use crate::format::document::citation::CitationDetail;
use crate::format::document::detail::EventDetail;
use crate::format::document::escape::markdown::{autolink, block, code, inline, line};
use crate::format::document::words::{capital, joined, mark};
use crate::model::text::one_line;
use crate::model::{Chronology, Numbering, Source, SourceId};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "md",
    extensions: &["md", "markdown"],
    about: "A briefing note in Markdown, with footnotes",
    write,
};

/// The styles that the notes can have: those that write a reference as a text of its own.
pub const NOTE_STYLES: &[&str] = &["plain", "chicago", "chicago-author-date", "apa", "mla"];

fn write(extract: &Extract<'_>) -> Exported {
    let style = extract.options.style;
    let mut sources = extract.sources();
    let listed = style.map(|style| entries(style, extract.chronology, &sources));
    if let Some(listed) = &listed {
        sources = listed.iter().map(|(id, _)| *id).collect();
    }
    let mut note = Note {
        style,
        sources,
        entries: listed.into_iter().flatten().collect(),
        chronology: extract.chronology,
        text: String::new(),
        feet: Vec::new(),
        numbers: HashMap::new(),
    };
    note.head(extract);
    for group in extract.groups() {
        note.line(&format!("## {}", inline(&group.heading)));
        for detail in &group.events {
            note.event(detail);
        }
    }
    note.relations(extract);
    note.sources(extract);
    note.text.truncate(note.text.trim_end().len());
    note.text.push('\n');
    for (nth, foot) in (1..).zip(&note.feet) {
        let blank = if nth == 1 { "\n" } else { "" };
        let text = foot.text();
        let _ = writeln!(note.text, "{blank}[^{nth}]: {text}");
    }
    note.text.into()
}

struct Note<'a> {
    /// How sources are cited; in words of our own if it is not said.
    style: Option<&'static Style>,
    /// The sources in the order of their list.
    sources: Vec<SourceId>,
    /// Their entries in that style.
    entries: HashMap<SourceId, String>,
    chronology: &'a Chronology,
    text: String,
    feet: Vec<Footnote>,
    /// Which footnote a citation has.
    numbers: HashMap<(SourceId, &'static str, String), usize>,
}

/// A footnote: a place in a source, and what is cited from it.
struct Footnote {
    reference: String,
    sayings: Vec<String>,
    /// Its grade, and where it is.
    rest: String,
}

impl Footnote {
    /// "*Title*, publisher, 12 Dec 2023, ¶9. What it says. “Its words” Says: three people. Grade C2: …"
    fn text(&self) -> String {
        let mut text = self.reference.clone();
        for saying in &self.sayings {
            text.push_str(saying);
        }
        text.push_str(&self.rest);
        text
    }
}

impl Note<'_> {
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
                let note = block(one.note).replace('\n', "\n  ");
                line.extend([": ", &note]);
            }
            lines.push(line);
        }
        if !lines.is_empty() {
            self.line("## Relations");
            self.line(&lines.join("\n"));
        }
    }

    /// Every source, each once, as a list.
    fn sources(&mut self, extract: &Extract<'_>) {
        let lines = self.sources.iter().map(|id| {
            let source = extract.chronology.source(*id);
            let told = match self.entries.get(id) {
                Some(entry) => inline(&one_line(entry)),
                None => format!("{}.{}", reference(source, ""), address(source)),
            };
            let reliability = source.reliability;
            format!(
                "- {told} Reliability {}: {}.",
                reliability.letter(),
                reliability.meaning()
            )
        });
        let lines: Vec<String> = lines.collect();
        if !lines.is_empty() {
            self.line("## Sources");
            self.line(&lines.join("\n"));
        }
    }

    /// The marks of citations' footnotes.
    fn footnotes(&mut self, cites: &[CitationDetail<'_>]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for cite in cites {
            let lead_in = cite.cite.bearing.lead_in();
            let key = (cite.cite.source, lead_in, cite.locator.clone());
            let next = self.feet.len();
            let nth = *self.numbers.entry(key).or_insert(next);
            if nth == next {
                let foot = self.foot(cite);
                self.feet.push(foot);
            }
            if let Some(foot) = self.feet.get_mut(nth) {
                for saying in sayings(cite) {
                    if !foot.sayings.contains(&saying) {
                        foot.sayings.push(saying);
                    }
                }
            }
            if !numbers.contains(&nth) {
                numbers.push(nth);
            }
        }
        let marks: Vec<String> = numbers
            .iter()
            .map(|nth| format!("[^{}]", nth + 1))
            .collect();
        marks.concat()
    }

    fn foot(&self, cite: &CitationDetail<'_>) -> Footnote {
        let source = cite.cited;
        let (told, address) = match self.style {
            Some(style) => {
                let told = self.styled(style, cite);
                (line(&told), String::new())
            }
            None => (
                format!("{}.", reference(source, &cite.locator)),
                address(source),
            ),
        };
        Footnote {
            reference: format!("{}{told}", capital(cite.cite.bearing.lead_in())),
            sayings: Vec::new(),
            rest: format!(" Grade {}.{address}", cite.grade_meaning()),
        }
    }

    /// A citation's source in a style, with the place: in a note if the style has notes, else behind the entry. Numbers of ours are
    /// said to be ours.
    fn styled(&self, style: &Style, cite: &CitationDetail<'_>) -> String {
        let place = &*cite.locator;
        let source = cite.cite.source;
        let is_ours = cite.cited.numbered == Numbering::Ours;
        let has_notes = style.forms().any(|form| form == Form::Note);
        let told = if has_notes {
            let options = Options {
                form: Some(Form::Note),
                locator: (!place.is_empty() && !is_ours).then(|| place.to_owned()),
                accessed: None,
            };
            cite_all(style, self.chronology, &[Subject::Source(source)], &options)
        } else {
            self.entries.get(&source).cloned().unwrap_or_default()
        };
        let told = one_line(told.trim());
        if place.is_empty() || (has_notes && !is_ours) {
            return told.into_owned();
        }
        format!("{} ({place}).", told.trim_end_matches('.'))
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
    add("Note", &block(detail.note).replace('\n', "\n  "));
    points
}

/// "*Title*, publisher, 12 Dec 2023, ¶9".
fn reference(source: &Source, locator: &str) -> String {
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
        &*inline(locator),
    ];
    joined(parts, ", ")
}

/// " <https://…>", or where else it is.
fn address(source: &Source) -> String {
    let origin = autolink(&source.origin).unwrap_or_else(|| inline(&source.origin));
    match origin.as_str() {
        "" => String::new(),
        origin => format!(" {origin}"),
    }
}

/// " What it says.", " “Its words”", " Says: three people."
fn sayings(cite: &CitationDetail<'_>) -> Vec<String> {
    let told = [
        (" ", &inline(cite.says), ""),
        (" “", &inline(cite.quote), "”"),
        (" Says: ", &inline(&cite.claim()), "."),
    ];
    let told = told.iter().filter(|(_, words, _)| !words.is_empty());
    told.map(|(before, words, after)| format!("{before}{words}{after}"))
        .collect()
}
