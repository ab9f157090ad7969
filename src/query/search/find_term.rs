//! Finding a free word in the events of a slice: names by tables made before,
//! titles and texts by one pass over the whole arena, or, where few events are
//! alive, row by row.

use std::sync::atomic::Ordering;

use super::cell::Cell;
use super::entity_hits::id_worth;
use super::indexed_term::Sought;
use super::plan::{InTexts, WordStep};
use super::score::{Tier, Weight, Worth};
use crate::model::{Chronology, Meeting};
use crate::query::index::arena::Arena;
use crate::query::index::postings::SliceWords;
use crate::query::index::row_set::Bits;
use crate::query::index::segment::Slice;
use crate::query::text::fuzzy::Scatter;
use crate::query::text::term_matcher::{Found, How, Seeker};

/// An arena is passed over as a whole while at least one in so many events is of interest.
const FEW: usize = 8;

/// The rows that a word is sought in.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    /// What the slice is of.
    pub chronology: &'a Chronology,
    /// The slice.
    pub slice: &'a Slice,
}

/// Narrows `cells` to the events that hold the word.
pub(crate) fn find_word(rows: Rows<'_>, step: &WordStep, cells: &mut [Cell]) {
    let slice = rows.slice;
    let mut worths = vec![Worth::NONE; cells.len()];
    step.actors.each(slice, &slice.actors, keep(&mut worths));
    step.places.each(slice, &slice.places, keep(&mut worths));
    if let Some(ids) = &step.ids {
        slice.each_id(ids, |row| {
            let worth = id_worth(&step.seeker, slice.ids.row(row), Weight::Name);
            keep(&mut worths)(row, worth);
        });
    }
    in_titles(slice, step, cells, &mut worths);
    if let Some(scatter) = &step.scatter {
        scattered(slice, (step, scatter), cells, &mut worths);
    }
    let lists = [&slice.kinds, &slice.tags, &slice.roles];
    for (lists, words) in lists.into_iter().zip(&step.words) {
        words.each(slice, lists, keep(&mut worths));
    }
    in_texts(rows, step, cells, &mut worths);
    step.regions.each(slice, &slice.regions, keep(&mut worths));

    let mut found = false;
    for (cell, worth) in cells.iter_mut().zip(worths) {
        if !cell.is_alive() {
            continue;
        }
        if !worth.is_some() {
            *cell = Cell::DEAD;
            continue;
        }
        found = true;
        let tier = if step.corrected {
            Tier::Corrected
        } else {
            worth.tier()
        };
        cell.meeting = cell.meeting.min(Meeting::Certain);
        cell.tier = cell.tier.max(tier);
        cell.score = cell.score.saturating_add(worth.score());
    }
    if found {
        step.found.store(true, Ordering::Relaxed);
    }
}

/// Keeps the best of what each row is worth.
fn keep(worths: &mut [Worth]) -> impl FnMut(usize, Worth) {
    |row, worth| {
        if let Some(best) = worths.get_mut(row) {
            *best = worth.min(*best);
        }
    }
}

/// How many rows `wanted` wants.
fn count(rows: usize, wanted: impl Fn(usize) -> bool) -> usize {
    (0..rows).filter(|row| wanted(*row)).count()
}

/// Shows `visit` the best place of the word in each row that `wanted` wants. A word begins in no other
/// rows than `may_begin`, if these are known.
fn each_row(
    (arena, may_begin): (&Arena, Option<&Bits>),
    seeker: &Seeker,
    rows: usize,
    wanted: impl Fn(usize) -> bool,
    mut visit: impl FnMut(usize, Found),
) {
    let is_sought_in_all = seeker.is_run() || seeker.word.pattern.is_some();
    if !is_sought_in_all || count(rows, &wanted) < rows / FEW {
        for row in (0..rows).filter(|row| wanted(*row)) {
            if let Some(found) = seeker.best_of_texts(arena.row(row)) {
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
        let found = if may_begin.is_some_and(|rows| !rows.has(row)) {
            seeker.inside(at - arena.start(row))
        } else if seeker.is_run() {
            seeker.best_run(text, arena.start(row)..from, at)
        } else {
            seeker.best_of_texts(arena.row(row))
        };
        if let Some(found) = found {
            visit(row, found);
        }
    }
}

/// The words of a slice by number, and what finds the word of a query by them.
fn numbered<'a>(slice: &'a Slice, step: &'a WordStep) -> Option<(&'a SliceWords, &'a Sought)> {
    match &step.texts {
        InTexts::Sought(sought) => Some((slice.words.as_ref()?, sought)),
        _ => None,
    }
}

fn in_titles(slice: &Slice, step: &WordStep, cells: &[Cell], worths: &mut [Worth]) {
    let is_alive = |row: usize| cells.get(row).is_some_and(|cell| cell.is_alive());
    let mut keep = keep(worths);
    let visit = |row: usize, found: Found| {
        if is_alive(row) {
            keep(
                row,
                Worth::of(found, Weight::Title, slice.titles.length(row)),
            );
        }
    };
    if let Some((words, sought)) = numbered(slice, step) {
        sought.each_title(words, visit);
    } else {
        let may_begin = step.seeker.first().map(|first| slice.initials.rows(first));
        let titles = (&slice.titles, may_begin.as_ref());
        each_row(titles, &step.seeker, cells.len(), is_alive, visit);
    }
}

fn scattered(
    slice: &Slice,
    (step, scatter): (&WordStep, &Scatter),
    cells: &[Cell],
    worths: &mut [Worth],
) {
    let mut rows = slice.letters.rows(step.seeker.mask);
    rows.keep(&slice.initials.rows(scatter.first()));
    rows.filter(|row| {
        let is_open = |worth: &Worth| worth.tier() >= Tier::Fuzzy;
        cells.get(row).is_some_and(|cell| cell.is_alive()) && worths.get(row).is_some_and(is_open)
    });
    if let Some((words, sought)) = numbered(slice, step) {
        rows = sought.scattered((slice, words), rows);
    }
    let mut keep = keep(worths);
    for row in rows.rows() {
        let initials = slice.initials.of(row);
        if let Some(score) = scatter.score(slice.titles.row(row), initials) {
            keep(row, Worth::fuzzy(score, Weight::Title));
        }
    }
}

fn in_texts(rows: Rows<'_>, step: &WordStep, cells: &[Cell], worths: &mut [Worth]) {
    if !step.seeker.is_for_texts() {
        return;
    }
    let is_open = |row: usize, worth: Worth| {
        !worth.is_some() && cells.get(row).is_some_and(|cell| cell.is_alive())
    };
    let open = Bits::of(cells.len(), |row| {
        worths.get(row).is_some_and(|worth| is_open(row, *worth))
    });
    let mut keep = keep(worths);
    find_in_texts(
        rows,
        &step.seeker,
        &step.texts,
        |row| open.has(row),
        |row, how| {
            if open.has(row) {
                let (at, length) = (0, 1);
                keep(row, Worth::of(Found { how, at, length }, Weight::Text, 1));
            }
        },
    );
}

/// Shows `visit` the rows in whose long texts a word stands in a way that counts there. Of those that are not `wanted` not all are shown;
/// some may come several times.
pub(crate) fn find_in_texts(
    searched: Rows<'_>,
    seeker: &Seeker,
    texts: &InTexts,
    wanted: impl Fn(usize) -> bool,
    mut visit: impl FnMut(usize, How),
) {
    let slice = searched.slice;
    let mut found = |row: usize, found: Found| {
        if seeker.counts_in_text(found.how) {
            visit(row, found.how);
        }
    };
    if let Some(arena) = &slice.texts {
        each_row((arena, None), seeker, slice.len(), wanted, found);
        return;
    }
    let Some(words) = &slice.words else { return };
    let mut rows = match texts {
        InTexts::Sought(sought) => return sought.each_text(words, visit),
        InTexts::Needed(needed) => needed.rows(words),
        InTexts::Letters => Bits::all(),
    };
    rows.filter(|row| row < slice.len() && wanted(row));
    let mut buffer = String::new();
    for row in rows.rows() {
        let texts = slice.texts(searched.chronology, row, &mut buffer);
        if let Some(best) = seeker.best_of_texts(texts) {
            found(row, best);
        }
    }
}
