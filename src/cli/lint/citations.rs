//! Rules of citations: quotation marks and locators.

use super::findings::Findings;
use crate::format::cite::normal_locator;
use crate::model::Chronology;
use crate::model::Citation;
use crate::model::problem::{Hop, Site};
use crate::model::record::Position;

/// Marks that may stand around a text.
const QUOTATION_MARKS: [(char, char); 7] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('«', '»'),
    ('‘', '’'),
    ('「', '」'),
];

/// Paraphrases in quotation marks.
pub(super) fn quoted_paraphrase(chronology: &Chronology, findings: &mut Findings<'_>) {
    for cited in cited(chronology) {
        if let Some(inner) = unquoted(&cited.cite.says) {
            findings
                .add(
                    cited.id,
                    cited.site("says"),
                    "`says` is a paraphrase, but stands in quotation marks",
                )
                .help("leave the marks out, or put the source's own words into `quote`")
                .fix(&cited.cite.says, inner);
        }
    }
}

/// Quotations with marks of their own.
pub(super) fn doubled_quotation_marks(chronology: &Chronology, findings: &mut Findings<'_>) {
    for cited in cited(chronology) {
        if let Some(inner) = unquoted(&cited.cite.quote) {
            findings
                .add(
                    cited.id,
                    cited.site("quote"),
                    "`quote` is shown in quotation marks, and has marks of its own",
                )
                .help("leave the marks out")
                .fix(&cited.cite.quote, inner);
        }
    }
}

/// Locators that are written in a way of their own.
pub(super) fn odd_locator(chronology: &Chronology, findings: &mut Findings<'_>) {
    for cited in cited(chronology) {
        let written = &*cited.cite.at;
        let normal = normal_locator(written);
        if normal != written {
            findings
                .add(
                    cited.id,
                    cited.site("at"),
                    "the locator is not in its normal form",
                )
                .help(format!("write {normal}"))
                .fix(written, normal);
        }
    }
}

/// What stands within quotation marks, if the text is one quotation.
fn unquoted(text: &str) -> Option<&str> {
    QUOTATION_MARKS.iter().find_map(|(open, close)| {
        let inner = text.trim().strip_prefix(*open)?.strip_suffix(*close)?;
        let is_one = !inner.is_empty() && !inner.contains([*open, *close]);
        is_one.then_some(inner)
    })
}

/// A citation, and where it is.
struct Cited<'a> {
    cite: &'a Citation,
    /// The id of the record that has it.
    id: &'a str,
    list: &'static str,
    position: Position,
    nth: usize,
}

impl Cited<'_> {
    fn site(&self, field: &'static str) -> Site {
        let path = [Hop::Field("cites"), Hop::Item(self.nth), Hop::Field(field)];
        self.position.site(self.list, &path)
    }
}

/// Every citation of events, actors and relations.
fn cited(chronology: &Chronology) -> impl Iterator<Item = Cited<'_>> {
    let events = chronology.events().iter();
    let events = events.map(|event| (&*event.id, "events", event.position, &*event.cites));
    let actors = chronology.actors().iter();
    let actors = actors.map(|actor| (&*actor.id, "actors", actor.position, &*actor.cites));
    let relations = chronology.relations().iter();
    let relations = relations.map(|relation| {
        let from = &*chronology.actor(relation.from).id;
        (from, "relations", relation.position, &*relation.cites)
    });
    let all = events.chain(actors).chain(relations);
    all.flat_map(|(id, list, position, cites)| {
        cites.iter().enumerate().map(move |(nth, cite)| Cited {
            cite,
            id,
            list,
            position,
            nth,
        })
    })
}
