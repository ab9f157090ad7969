//! Claims: what the sources of a disputed event say against each other, side by side.

use super::bearing::{Bearing, Numbering};
use super::chronology::Chronology;
use super::entities::{Citation, Event};

/// What one source claims of an event.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    /// The citation.
    pub cite: &'a Citation,
    /// What it claims: "5 May 2025", "10 Oct ‥ 31 Dec 2023, three people".
    pub words: String,
    /// Its grade: "C2".
    pub grade: String,
}

impl Chronology {
    /// The claims that are at odds in `event`, in the order of its citations; none if it is not disputed. A source that supports the
    /// event and claims no date of its own stands for the date that the event shows. Context claims nothing.
    pub fn claims<'a>(&'a self, event: &'a Event) -> Vec<Claim<'a>> {
        if !event.disputed {
            return Vec::new();
        }
        let cites = event.cites.iter();
        let cites = cites.filter(|cite| cite.bearing != Bearing::Context);
        cites
            .filter_map(|cite| {
                let mut words = cite.claimed();
                let stands_for_date = cite.date.is_none() && cite.bearing == Bearing::Supports;
                if stands_for_date && event.has_disputed_date {
                    words.insert(0, event.date_shown());
                }
                (!words.is_empty()).then(|| Claim {
                    cite,
                    words: words.join(", "),
                    grade: self.citation_grade(cite),
                })
            })
            .collect()
    }

    /// Where in its source a citation points: "¶6"; "our ¶1" where the numbers are not the source's own; or empty.
    pub fn locator(&self, cite: &Citation) -> String {
        match self.source(cite.source).numbered {
            Numbering::Ours if !cite.at.is_empty() => format!("our {}", cite.at),
            Numbering::Ours | Numbering::Source => cite.at.to_string(),
        }
    }
}
