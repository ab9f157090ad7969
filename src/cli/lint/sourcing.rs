//! Rules of what events rest on, and of their status.

use std::collections::BTreeSet;

use super::findings::Findings;
use crate::model::Event;
use crate::model::problem::{Hop, Site};
use crate::model::{Bearing, Chronology, Status};

fn site(event: &Event, field: &'static str) -> Site {
    event.position.site("events", &[Hop::Field(field)])
}

/// Events that nothing supports. Those that are alleged have a rule of their own.
pub(super) fn no_source(chronology: &Chronology, findings: &mut Findings<'_>) {
    for event in unsupported(chronology).filter(|event| event.status != Status::Alleged) {
        let message = if event.cites.is_empty() {
            format!("the event `{}` rests on no source", event.id)
        } else {
            format!("no source of the event `{}` supports it", event.id)
        };
        findings.add(&event.id, site(event, "cites"), message);
    }
}

/// Events that are alleged, by nobody.
pub(super) fn alleged_without_source(chronology: &Chronology, findings: &mut Findings<'_>) {
    for event in unsupported(chronology).filter(|event| event.status == Status::Alleged) {
        findings
            .add(
                &event.id,
                site(event, "status"),
                format!("the event `{}` is alleged, but no source says so", event.id),
            )
            .help("cite who alleges it");
    }
}

fn unsupported(chronology: &Chronology) -> impl Iterator<Item = &Event> {
    let events = chronology.events().iter();
    events.filter(|event| event.citing(Bearing::Supports).next().is_none())
}

/// Events that rest on one source.
pub(super) fn single_source(chronology: &Chronology, findings: &mut Findings<'_>) {
    for event in chronology.events() {
        let sources: BTreeSet<_> = event
            .citing(Bearing::Supports)
            .map(|cite| cite.source)
            .collect();
        let mut sources = sources.into_iter();
        if let (Some(only), None) = (sources.next(), sources.next()) {
            let only = &chronology.source(only).id;
            let message = format!("the event `{}` rests on `{only}` alone", event.id);
            findings.add(&event.id, site(event, "cites"), message);
        }
    }
}

/// Events without a status.
pub(super) fn no_status(chronology: &Chronology, findings: &mut Findings<'_>) {
    for event in chronology.events() {
        if event.status == Status::Unstated {
            let message = format!("the event `{}` has no status", event.id);
            findings
                .add(&event.id, site(event, "status"), message)
                .help("Announced, Reported, Alleged, Assessed, Confirmed or Denied says how sure it is");
        }
    }
}
