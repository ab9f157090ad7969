//! Places: checked, merged with equal ones of other files, and put within one another without circles.

use super::checks::{Checks, RecordSite};
use super::id_table::IdTable;
use super::merge::merge;
use crate::model::entities::Place;
use crate::model::ids::PlaceId;
use crate::model::problem::{Hop, Problem, Site, quoted};
use crate::model::record::{PlaceRecord, Position};

/// In how many others a place may lie. Continent, country, province, district, town and street are five.
const DEEPEST: usize = 64;

/// The table of places, and its index.
pub(super) fn build(records: Vec<PlaceRecord>, checks: &mut Checks) -> (Vec<Place>, IdTable) {
    let mut index = IdTable::new("place", "places", "unknown-place");
    let mut drafts = merge(records, &mut index, checks, place);
    for (place, _) in &drafts {
        index.add_name(&place.name, &place.id);
        for alias in &place.aliases {
            index.add_name(alias, &place.id);
        }
    }
    for (place, within) in &mut drafts {
        let spot = spot(place.position);
        if let Some(within) = within.take() {
            let outer = index.find(&within, checks, || spot.field("within"));
            place.within = outer.map(PlaceId::new);
        }
    }
    let mut places: Vec<Place> = drafts.into_iter().map(|(place, _)| place).collect();
    break_circles(&mut places, checks);
    cut_deep(&mut places, checks);
    (places, index)
}

fn spot(position: Position) -> RecordSite {
    RecordSite::new("places", position)
}

pub(super) fn place(
    record: PlaceRecord,
    id: Box<str>,
    spot: RecordSite,
    checks: &mut Checks,
) -> (Place, Option<String>) {
    checks.needed(
        &record.name,
        "empty-name",
        || spot.field("name"),
        || format!("the place {} has no name", quoted(&id)),
    );
    let name = checks.name(record.name, "name", spot);
    let place = Place {
        position: record.position,
        name: if name.trim().is_empty() {
            id.clone()
        } else {
            name
        },
        id,
        aliases: checks.names(record.aliases, "alias", "aliases", spot),
        within: None,
        at: record
            .at
            .filter(|&at| coordinates(at, checks, || spot.site(&[Hop::Field("at")]))),
        about: checks.text(record.about),
        events: Box::default(),
        events_within: 0,
    };
    (place, record.within)
}

/// Whether coordinates lie on the globe; reports those that don't.
fn coordinates(
    (latitude, longitude): (f64, f64),
    checks: &mut Checks,
    site: impl Fn() -> Site,
) -> bool {
    let mut sound = true;
    for (nth, name, value, most) in [
        (0, "latitude", latitude, 90.0),
        (1, "longitude", longitude, 180.0),
    ] {
        // Not `value.abs() > most`: that holds for no NaN.
        if (-most..=most).contains(&value) {
            continue;
        }
        sound = false;
        let mut site = site();
        site.path.push(Hop::Item(nth));
        let swapped = nth == 0 && (-90.0..=90.0).contains(&longitude) && value.abs() <= 180.0;
        let help = swapped
            .then(|| format!("latitude comes first; did you mean `({longitude}, {latitude})`?"));
        checks.report(
            Problem::error("bad-coordinates", site, format!("{value} is no {name}"))
                .label(format!("-{most} to {most} is expected here"))
                .help(help),
        );
    }
    sound
}

/// Takes `within` from one place of each circle, and reports it.
fn break_circles(places: &mut [Place], checks: &mut Checks) {
    /// What is known about a place.
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        Unseen,
        /// On the way up from the place with that number.
        OnTheWay(usize),
        Sound,
    }
    let mut visits = vec![Visit::Unseen; places.len()];
    for start in 0..places.len() {
        let mut way = Vec::new();
        let mut here = start;
        while let Some(visit) = visits.get_mut(here) {
            match *visit {
                Visit::Sound => break,
                Visit::OnTheWay(from) if from == start => {
                    report_circle(places, here, checks);
                    if let Some(place) = places.get_mut(here) {
                        place.within = None;
                    }
                    break;
                }
                Visit::Unseen | Visit::OnTheWay(_) => {
                    *visit = Visit::OnTheWay(start);
                    way.push(here);
                }
            }
            match places.get(here).and_then(|place| place.within) {
                Some(outer) => here = outer.index(),
                None => break,
            }
        }
        for seen in way {
            if let Some(visit) = visits.get_mut(seen) {
                *visit = Visit::Sound;
            }
        }
    }
}

/// Takes `within` from places that would lie in more than `DEEPEST` others, and reports it.
fn cut_deep(places: &mut [Place], checks: &mut Checks) {
    // How many others each place lies in; `None` until that is known.
    let mut depths: Vec<Option<usize>> = vec![None; places.len()];
    let known = |depths: &[Option<usize>], at: usize| depths.get(at).copied().flatten();
    for start in 0..places.len() {
        let mut way = Vec::new();
        let mut here = Some(start);
        while let Some(at) = here.filter(|at| known(&depths, *at).is_none()) {
            way.push(at);
            here = places
                .get(at)
                .and_then(|place| place.within)
                .map(PlaceId::index);
        }
        let mut next = here
            .and_then(|at| known(&depths, at))
            .map_or(0, |depth| depth + 1);
        for at in way.into_iter().rev() {
            if next > DEEPEST
                && let Some(place) = places.get_mut(at)
            {
                place.within = None;
                next = 0;
                let message = format!(
                    "places nest more than {DEEPEST} deep at {}",
                    quoted(&place.id)
                );
                let site = spot(place.position).field("within");
                checks.report(Problem::error("deep-place", site, message).label("dropped"));
            }
            if let Some(depth) = depths.get_mut(at) {
                *depth = Some(next);
            }
            next += 1;
        }
    }
}

fn report_circle(places: &[Place], start: usize, checks: &mut Checks) {
    const SHOWN: usize = 6;
    let Some(first) = places.get(start) else {
        return;
    };
    let site = spot(first.position).field("within");
    let mut chain = quoted(&first.id);
    let mut here = first.within;
    let mut steps = 0;
    while let Some(id) = here.filter(|id| id.index() != start)
        && let Some(place) = places.get(id.index())
    {
        steps += 1;
        if steps > SHOWN {
            chain.push_str(" in …");
            break;
        }
        chain.push_str(" in ");
        chain.push_str(&quoted(&place.id));
        here = place.within;
    }
    chain.push_str(" in ");
    chain.push_str(&quoted(&first.id));
    let problem = if steps == 0 {
        Problem::error(
            "place-in-itself",
            site,
            format!("the place {} lies within itself", quoted(&first.id)),
        )
        .label("dropped")
    } else {
        Problem::error(
            "place-in-itself",
            site,
            "places lie within one another in a circle",
        )
        .label(format!("{chain}; this one is dropped"))
    };
    checks.report(problem);
}
