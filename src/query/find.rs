//! Finding a free word in the events of a slice: names by tables made before,
//! titles and texts by one pass over the whole arena, or, where few events are
//! alive, row by row.

use std::sync::atomic::Ordering;

use super::arena::{Arena, Lists};
use super::evaluate::Cell;
use super::plan::{WordStep, id_worth};
use super::rank::{Found, Tier, Weight, Worth};
use super::seek::Seeker;
use super::slice::Slice;
use crate::model::Meeting;

/// An arena is passed over as a whole while at least one in so many events is of interest.
const FEW: usize = 8;

/// Narrows `cells` to the events that hold the word.
pub(super) fn find_word(slice: &Slice, step: &WordStep, cells: &mut [Cell]) {
    let mut worths = vec![None; cells.len()];
    from_names(&slice.actors, &step.actors, cells, &mut worths);
    from_names(&slice.places, &step.places, cells, &mut worths);
    from_ids(slice, step, cells, &mut worths);
    in_titles(slice, &step.seeker, cells, &mut worths);
    if step.scatter.is_some() {
        scattered(slice, step, cells, &mut worths);
    }
    let lists = [&slice.kinds, &slice.tags, &slice.roles];
    for (lists, words) in lists.into_iter().zip(&step.words) {
        from_names(lists, words, cells, &mut worths);
    }
    in_texts(slice, &step.seeker, cells, &mut worths);
    from_names(&slice.regions, &step.regions, cells, &mut worths);

    let mut found = false;
    for (cell, worth) in cells.iter_mut().zip(worths) {
        if !cell.is_alive() {
            continue;
        }
        let Some(worth) = worth else {
            *cell = Cell::DEAD;
            continue;
        };
        found = true;
        let tier = if step.corrected {
            Tier::Corrected
        } else {
            worth.tier
        };
        cell.meeting = cell.meeting.min(Meeting::Certain);
        cell.tier = cell.tier.max(tier);
        cell.score = cell.score.saturating_add(worth.score);
    }
    if found {
        step.found.store(true, Ordering::Relaxed);
    }
}

/// Revives the events that the word may find and its beginning did not: by a name, by an id, by scattered letters.
pub(super) fn revive(slice: &Slice, step: &WordStep, cells: &mut [Cell]) {
    let by_names = [
        (&slice.actors, &step.actors),
        (&slice.places, &step.places),
        (&slice.regions, &step.regions),
    ];
    for (lists, names) in by_names.into_iter().filter(|(_, names)| !names.is_empty()) {
        let is_met = |owner: usize| names.get(owner).is_some_and(Option::is_some);
        for (row, cell) in cells.iter_mut().enumerate() {
            if !cell.is_alive() && lists.row(row).any(is_met) {
                *cell = Cell::FRESH;
            }
        }
    }
    each_id(slice, &step.seeker, |row| {
        if let Some(cell) = cells.get_mut(row)
            && id_worth(&step.seeker, slice.ids.row(row), Weight::Name).is_some()
        {
            *cell = Cell::FRESH;
        }
    });
    if let Some(scatter) = &step.scatter {
        let letters = slice.masks.iter().zip(&slice.initials);
        for (row, ((mask, initials), cell)) in letters.zip(cells).enumerate() {
            if step.seeker.mask & !mask == 0
                && scatter.may_begin(*initials)
                && !cell.is_alive()
                && scatter.may_stand(slice.titles.row(row), *initials)
            {
                *cell = Cell::FRESH;
            }
        }
    }
}

fn from_names(
    lists: &Lists,
    names: &[Option<Worth>],
    cells: &[Cell],
    worths: &mut [Option<Worth>],
) {
    if names.is_empty() {
        return;
    }
    for (row, (cell, worth)) in cells.iter().zip(worths).enumerate() {
        if cell.is_alive() {
            for owner in lists.row(row) {
                *worth = Worth::best(*worth, names.get(owner).copied().flatten());
            }
        }
    }
}

fn from_ids(slice: &Slice, step: &WordStep, cells: &[Cell], worths: &mut [Option<Worth>]) {
    let seeker = &step.seeker;
    each_id(slice, seeker, |row| {
        if cells.get(row).is_some_and(|cell| cell.is_alive())
            && let Some(worth) = worths.get_mut(row)
        {
            *worth = Worth::best(*worth, id_worth(seeker, slice.ids.row(row), Weight::Name));
        }
    });
}

/// Shows `visit` each row whose id begins with a word that is sought as a run of letters.
fn each_id(slice: &Slice, seeker: &Seeker, mut visit: impl FnMut(usize)) {
    if !seeker.is_run() {
        return;
    }
    let text = slice.ids.text();
    let mut row = 0;
    for at in seeker.finder.find_iter(text.as_bytes()) {
        row = slice.ids.row_of(at, row);
        if at == slice.ids.start(row) {
            visit(row);
        }
    }
}

/// How many rows `wanted` wants.
fn count(rows: usize, wanted: impl Fn(usize) -> bool) -> usize {
    (0..rows).filter(|row| wanted(*row)).count()
}

/// Shows `visit` the best place of the word in each row that `wanted` wants. `initials`, where known, are the letters that words
/// of each row begin with.
fn each_row(
    (arena, initials): (&Arena, &[u64]),
    seeker: &Seeker,
    rows: usize,
    wanted: impl Fn(usize) -> bool,
    mut visit: impl FnMut(usize, Found),
) {
    let is_sought_in_all = seeker.is_run() || seeker.word.pattern.is_some();
    if !is_sought_in_all || count(rows, &wanted) < rows / FEW {
        for row in (0..rows).filter(|row| wanted(*row)) {
            if let Some(found) = seeker.best_of_row(arena, row) {
                visit(row, found);
            }
        }
        return;
    }
    let text = arena.text();
    let mut row = 0;
    let mut from = 0;
    while let Some(at) = seeker.next(text, from) {
        row = arena.row_of(at, row);
        from = arena.end(row);
        if row >= rows {
            break;
        }
        if !wanted(row) {
            continue;
        }
        let may_begin = initials
            .get(row)
            .is_none_or(|initials| seeker.may_begin(*initials));
        let found = if !may_begin {
            seeker.inside(at - arena.start(row))
        } else if seeker.is_run() {
            seeker.best_run(text, arena.start(row)..from, at)
        } else {
            seeker.best_of_row(arena, row)
        };
        if let Some(found) = found {
            visit(row, found);
        }
    }
}

fn in_titles(slice: &Slice, seeker: &Seeker, cells: &[Cell], worths: &mut [Option<Worth>]) {
    let is_alive = |row: usize| cells.get(row).is_some_and(|cell| cell.is_alive());
    each_row(
        (&slice.titles, &slice.initials),
        seeker,
        cells.len(),
        is_alive,
        |row, found| {
            let length = slice.titles.row(row).len();
            if let Some(worth) = worths.get_mut(row) {
                let title = Worth::of(found, Weight::Title, length);
                *worth = Worth::best(*worth, Some(title));
            }
        },
    );
}

fn scattered(slice: &Slice, step: &WordStep, cells: &[Cell], worths: &mut [Option<Worth>]) {
    let Some(scatter) = &step.scatter else {
        return;
    };
    let letters = slice.masks.iter().zip(&slice.initials);
    let rows = cells.iter().zip(letters).zip(worths).enumerate();
    for (row, ((cell, (mask, initials)), worth)) in rows {
        if step.seeker.mask & !mask != 0 || !scatter.may_begin(*initials) || !cell.is_alive() {
            continue;
        }
        if worth.is_some_and(|worth| worth.tier < Tier::Fuzzy) {
            continue;
        }
        if let Some(score) = scatter.score(slice.titles.row(row), *initials) {
            *worth = Worth::best(*worth, Some(Worth::fuzzy(score, Weight::Title)));
        }
    }
}

fn in_texts(slice: &Slice, seeker: &Seeker, cells: &[Cell], worths: &mut [Option<Worth>]) {
    if !seeker.is_for_texts() {
        return;
    }
    let open: Vec<bool> = cells
        .iter()
        .zip(worths.iter())
        .map(|(cell, worth)| cell.is_alive() && worth.is_none())
        .collect();
    let is_open = |row: usize| open.get(row).copied().unwrap_or(false);
    each_row(
        (&slice.texts, &[]),
        seeker,
        cells.len(),
        is_open,
        |row, found| {
            if seeker.counts_in_text(found.how)
                && let Some(worth) = worths.get_mut(row)
            {
                *worth = Some(Worth::of(found, Weight::Text, 1));
            }
        },
    );
}
