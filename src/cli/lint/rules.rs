//! The rules, a row each: its name, how bad it is to break it, what breaks it, and what finds that.

use super::findings::Findings;
use super::{actors, citations, dates, duplicates, sources, sourcing};
use crate::model::Chronology;
use crate::model::problem::Severity;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in reports, on the command line and in files: "no-source".
    pub name: &'static str,
    /// How bad it is to break it, where nothing else is said.
    pub severity: Severity,
    /// What breaks it.
    pub about: &'static str,
    /// Adds what breaks it.
    pub(super) find: fn(&Chronology, &mut Findings<'_>),
}

const fn warning(
    name: &'static str,
    about: &'static str,
    find: fn(&Chronology, &mut Findings<'_>),
) -> Rule {
    Rule {
        name,
        severity: Severity::Warning,
        about,
        find,
    }
}

const fn note(
    name: &'static str,
    about: &'static str,
    find: fn(&Chronology, &mut Findings<'_>),
) -> Rule {
    Rule {
        severity: Severity::Note,
        ..warning(name, about, find)
    }
}

/// Every rule, in the order of the guide.
pub static RULES: &[Rule] = &[
    note("undated", "an event has no date", dates::undated),
    warning(
        "suspicious-precision",
        "so many dates are 1 January, or the first of a month, that years and months may have been made into days",
        dates::suspicious_precision,
    ),
    warning(
        "certain-inferred",
        "a date is marked as inferred, but is given to the day without a doubt, or a source states it",
        dates::certain_inferred,
    ),
    warning(
        "no-source",
        "nothing supports an event",
        sourcing::no_source,
    ),
    warning(
        "alleged-without-source",
        "an event is alleged, and nothing says by whom",
        sourcing::alleged_without_source,
    ),
    note(
        "single-source",
        "an event rests on one source only",
        sourcing::single_source,
    ),
    note(
        "no-status",
        "an event does not say how sure it is",
        sourcing::no_status,
    ),
    warning(
        "quoted-paraphrase",
        "a `says` stands in quotation marks as a whole: what is verbatim belongs into `quote`",
        citations::quoted_paraphrase,
    ),
    warning(
        "doubled-quotation-marks",
        "a `quote` has quotation marks of its own around it, and would be shown with two pairs",
        citations::doubled_quotation_marks,
    ),
    warning(
        "odd-locator",
        "a locator is not in its normal form: ¶6, p. 3, pp. 4–5, § 2, ch. 1",
        citations::odd_locator,
    ),
    warning(
        "address-without-scheme",
        "the address of a source does not begin with https:// or the like, so that nothing opens it",
        sources::address_without_scheme,
    ),
    note(
        "no-access-date",
        "a web page does not say when it was last seen",
        sources::no_access_date,
    ),
    warning(
        "unused-actor",
        "an actor is in no event and no relation",
        actors::unused,
    ),
    warning(
        "relation-outside-life",
        "a relation held before the birth or after the death of one of its actors, or before or after an organisation existed",
        actors::relation_outside_life,
    ),
    warning(
        "similar-actors",
        "two actors have nearly the same name",
        duplicates::similar_actors,
    ),
    warning(
        "similar-places",
        "two places have nearly the same name",
        duplicates::similar_places,
    ),
    warning(
        "similar-events",
        "two events have nearly the same title, and may be on the same day",
        duplicates::similar_events,
    ),
];
