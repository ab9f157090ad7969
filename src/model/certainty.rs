//! Certainty: whether an event falls in a period, and what makes it only possible.
//!
//! A date says which days it allows; what stands around it, in the record and in the sources, caps that at
//! "possible". Every list, mark and export asks here, none asks the date alone.

use super::bearing::Bearing;
use super::chronology::Chronology;
use super::date::{Bound, Date, Day, Meeting};
use super::entities::Event;

/// Why an event is no more than possibly in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// No source states the date.
    Inferred,
    /// Its sources claim dates that can't all be right.
    Disputed,
    /// The date is marked `?`, `%` (uncertain) or `~` (approximate).
    Marked,
    /// It is open, and nothing vouches for it after its known start, or after that day.
    Unvouched(Option<Day>),
    /// Its date allows days outside the period too.
    Bounds,
}

impl Doubt {
    /// As the rest of "possible: …", about `event`.
    pub fn words(self, event: &Event) -> String {
        let date = &event.date;
        match self {
            Self::Inferred => "its date is inferred; no source states it".to_owned(),
            Self::Disputed => "its sources claim dates that differ".to_owned(),
            Self::Marked => {
                let mark = match (date.is_uncertain(), date.is_approximate()) {
                    (true, true) => "uncertain (?) and approximate (~)",
                    (true, false) => "uncertain (?)",
                    (false, _) => "approximate (~)",
                };
                format!("its date is marked as {mark}")
            }
            Self::Unvouched(None) => {
                "its end is open, and no source says how long it went on".to_owned()
            }
            Self::Unvouched(Some(day)) => {
                format!(
                    "its end is open, and no source vouches for it after {}",
                    day.words()
                )
            }
            Self::Bounds => "its date allows days inside the period and others".to_owned(),
        }
    }
}

impl Chronology {
    /// Whether `event` falls in `period`, taken as the days between its bounds.
    ///
    /// What is inferred, disputed or qualified is at most possible; an open end is certain up to the day of the
    /// latest source that is dated itself, else up to the known start.
    pub fn meeting(&self, event: &Event, period: &Date) -> Meeting {
        let meeting = event.date.meeting_unmarked(period, self.vouched(event));
        if event.has_doubtful_date() {
            meeting.min(Meeting::Possible)
        } else {
            meeting
        }
    }

    /// What makes `event` only possible in `period`; nothing if it is certain or never in it.
    pub fn doubts(&self, event: &Event, period: &Date) -> Vec<Doubt> {
        if self.meeting(event, period) != Meeting::Possible {
            return Vec::new();
        }
        let vouched = self.vouched(event);
        let by_date = event.date.meeting_unmarked(period, vouched) == Meeting::Possible;
        // With an end that a source vouches for for ever, only its bounds are left to doubt.
        let is_open = by_date
            && event.date.has_open_end()
            && event
                .date
                .meeting_unmarked(period, Some(Day::new(i64::MAX)))
                == Meeting::Certain;
        [
            (event.inferred, Doubt::Inferred),
            (event.has_disputed_date, Doubt::Disputed),
            (is_marked(&event.date), Doubt::Marked),
            (is_open, Doubt::Unvouched(vouched)),
            (by_date && !is_open, Doubt::Bounds),
        ]
        .into_iter()
        .filter_map(|(holds, doubt)| holds.then_some(doubt))
        .collect()
    }

    /// The last day for which a source vouches that an open date went on: the earliest on which the latest of its
    /// sources may have been published. A source without a plain date of its own vouches for nothing.
    pub fn vouched(&self, event: &Event) -> Option<Day> {
        if !event.date.has_open_end() {
            return None;
        }
        let vouching = event.citing(Bearing::Supports).filter(|cite| {
            cite.date
                .as_ref()
                .is_none_or(|claimed| claimed.has_open_end())
        });
        vouching
            .map(|cite| &self.source(cite.source).published)
            .filter(|published| !is_marked(published))
            .filter_map(|published| match published.bounds().earliest {
                Bound::Day(day) => Some(day),
                Bound::Open | Bound::Unknown => None,
            })
            .max()
    }
}

impl Event {
    /// Whether its date is inferred, disputed or qualified, so that it is at most possible in any period.
    pub fn has_doubtful_date(&self) -> bool {
        self.inferred || self.has_disputed_date || is_marked(&self.date)
    }
}

fn is_marked(date: &Date) -> bool {
    date.is_uncertain() || date.is_approximate()
}
