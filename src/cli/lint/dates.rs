//! Rules of dates: missing ones, days that were years or months, and inferred ones that show no doubt.

use super::findings::Findings;
use crate::model::Event;
use crate::model::date::{DateShape, Precision};
use crate::model::problem::Hop;
use crate::model::{Bearing, Bound, Chronology};

/// So many alike are needed to say that they may not be meant.
const FEWEST_ALIKE: usize = 4;

/// How many other sites a report shows.
const SHOWN: usize = 3;

/// Events without a date.
pub(super) fn undated(chronology: &Chronology, findings: &mut Findings<'_>) {
    for event in chronology.events() {
        if event.date.is_undated() {
            let site = event.position.site("events", &[Hop::Field("date")]);
            findings.add(
                &event.id,
                site,
                format!("the event `{}` has no date", event.id),
            );
        }
    }
}

/// Files where too many dates are 1 January, or the first of a month.
pub(super) fn suspicious_precision(chronology: &Chronology, findings: &mut Findings<'_>) {
    let mut days: Vec<(&Event, (u8, u8))> = chronology
        .events()
        .iter()
        .filter_map(|event| Some((event, month_and_day(event)?)))
        .collect();
    let file = |(event, _): &(&Event, (u8, u8))| event.position.file;
    days.sort_by_key(file);
    for here in days.chunk_by(|one, other| file(one) == file(other)) {
        let count = here.len();
        // Of days by chance one in 365 is 1 January, one in 30 the first of a month.
        let kinds: [(IsAlike, usize, &str, &str); 2] = [
            (is_new_year, 25, "1 January", "year"),
            (is_other_first, 6, "the first of a month", "month"),
        ];
        for (is_alike, share, what, unit) in kinds {
            let mut alike = here.iter().filter(|(_, day)| is_alike(*day));
            let number = alike.clone().count();
            let Some((first, _)) = alike.next() else {
                continue;
            };
            if number < FEWEST_ALIKE || number * share < count {
                continue;
            }
            let site = first.position.site("events", &[Hop::Field("date")]);
            let message = format!("{number} of {count} days are {what}");
            let finding = findings.add(&first.id, site, message);
            finding.label("the first of them").help(format!(
                "if only the {unit} is known, write the {unit} alone"
            ));
            for (event, _) in alike.take(SHOWN) {
                let site = event.position.site("events", &[Hop::Field("date")]);
                finding.related(site, "another");
            }
        }
    }
}

/// Whether a month and a day are of a kind.
type IsAlike = fn((u8, u8)) -> bool;

fn is_new_year(day: (u8, u8)) -> bool {
    day == (1, 1)
}

/// The first of a month, but no 1 January.
fn is_other_first((month, day): (u8, u8)) -> bool {
    day == 1 && month != 1
}

/// Month and day of a date that is given to the day, without a doubt.
fn month_and_day(event: &Event) -> Option<(u8, u8)> {
    if !is_plain_day(event) {
        return None;
    }
    let Bound::Day(day) = event.date.bounds().earliest else {
        return None;
    };
    let (_, month, day) = day.civil();
    Some((month, day))
}

fn is_plain_day(event: &Event) -> bool {
    let date = &event.date;
    date.shape() == DateShape::Moment
        && date.precision() == Some(Precision::Day)
        && !date.is_uncertain()
        && !date.is_approximate()
}

/// Dates that are marked as inferred and show no doubt.
pub(super) fn certain_inferred(chronology: &Chronology, findings: &mut Findings<'_>) {
    for event in chronology.events().iter().filter(|event| event.inferred) {
        let stating = event
            .citing(Bearing::Supports)
            .find(|cite| cite.date.as_deref() == Some(&event.date));
        let site = event.position.site("events", &[Hop::Field("inferred")]);
        let date = event.date.written();
        if let Some(cite) = stating {
            let source = &chronology.source(cite.source).id;
            let message = format!("`{date}` is marked as inferred, but `{source}` states it");
            findings
                .add(&event.id, site, message)
                .help("leave `inferred` out");
        } else if is_plain_day(event) {
            let message = format!("`{date}` is marked as inferred, but shows no doubt");
            findings.add(&event.id, site, message).help(format!(
                "mark what is in doubt: `{date}?`, or a coarser date"
            ));
        }
    }
}
