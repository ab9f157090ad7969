//! Finding a free word in the events of a segment: names by tables made before,
//! titles and texts by one pass over the whole arena, or, where few events are
//! alive, row by row.

use std::sync::atomic::Ordering;

use super::cell::Cell;
use super::entity_hits::event_id_score;
use super::plan::WordStep;
use super::score::{Score, Tier, Weight};
use super::term_lookup::{TermLookup, TermRows};
use crate::model::{Chronology, Meeting};
use crate::query::index::arena::Arena;
use crate::query::index::row_set::RowSet;
use crate::query::index::segment::Segment;
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term_matcher::{Boundary, TermMatch, TermMatcher};

/// An arena is passed over as a whole while at least one in so many events is of interest.
const FEW: usize = 8;

/// The rows that a word is sought in.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    /// What the segment is of.
    pub chronology: &'a Chronology,
    /// The segment.
    pub segment: &'a Segment,
}

/// Narrows `cells` to the events that hold the word.
pub(crate) fn find_term(rows: Rows<'_>, step: &WordStep, cells: &mut [Cell]) {
    let segment = rows.segment;
    let mut scores = vec![Score::NONE; cells.len()];
    step.actors
        .each(segment, &segment.columns.actors, keep(&mut scores));
    step.places
        .each(segment, &segment.columns.places, keep(&mut scores));
    if let Some(ids) = &step.ids {
        segment.each_id(ids, |row| {
            let score = event_id_score(&step.matcher, segment.ids.row(row));
            keep(&mut scores)(row, score);
        });
    }
    // What has no term that a pattern matches is not read for it, neither titles nor texts.
    let is_pattern = step.matcher.word.pattern.is_some() && segment.texts.is_none();
    let known = is_pattern.then(|| step.lookup.rows((segment.terms(), &step.matcher)));
    in_titles((segment, known.as_ref()), step, cells, &mut scores);
    if let Some(scattered_term) = &step.scattered_term {
        scattered(segment, (step, scattered_term), cells, &mut scores);
    }
    let lists = [
        &segment.columns.kinds,
        &segment.columns.tags,
        &segment.columns.roles,
    ];
    for (lists, words) in lists.into_iter().zip(&step.words) {
        words.each(segment, lists, keep(&mut scores));
    }
    in_texts((rows, known), step, cells, &mut scores);
    step.regions
        .each(segment, &segment.columns.places, keep(&mut scores));

    let mut found = false;
    for (cell, score) in cells.iter_mut().zip(scores) {
        if !cell.is_alive() {
            continue;
        }
        if !score.is_some() {
            *cell = Cell::DEAD;
            continue;
        }
        found |= score.tier() != Tier::Fuzzy;
        let tier = if step.corrected {
            Tier::Corrected
        } else {
            score.tier()
        };
        cell.meeting = cell.meeting.min(Meeting::Certain);
        cell.tier = cell.tier.max(tier);
        cell.score = cell.score.saturating_add(score.score());
    }
    if found {
        step.found.store(true, Ordering::Relaxed);
    }
}

/// Keeps the best of what each row is worth.
fn keep(scores: &mut [Score]) -> impl FnMut(usize, Score) {
    |row, score| {
        if let Some(best) = scores.get_mut(row) {
            *best = score.min(*best);
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
    (arena, may_begin): (&Arena, Option<&RowSet>),
    matcher: &TermMatcher,
    rows: usize,
    wanted: impl Fn(usize) -> bool,
    mut visit: impl FnMut(usize, TermMatch),
) {
    let is_sought_in_all = matcher.is_run() || matcher.word.pattern.is_some();
    if !is_sought_in_all || count(rows, &wanted) < rows / FEW {
        for row in (0..rows).filter(|row| wanted(*row)) {
            if let Some(found) = matcher.best_of_texts(arena.row(row)) {
                visit(row, found);
            }
        }
        return;
    }
    let text = arena.text();
    let mut row = 0;
    let mut from = 0;
    while let Some(at) = matcher.next(text, from) {
        row = arena.row_of(at, row);
        from = arena.end(row);
        if row >= rows {
            break;
        }
        if !wanted(row) {
            continue;
        }
        let found = if may_begin.is_some_and(|rows| !rows.has(row)) {
            matcher.inside(at - arena.start(row))
        } else if matcher.is_run() {
            matcher.best_run(text, arena.start(row)..from, at)
        } else {
            matcher.best_of_texts(arena.row(row))
        };
        if let Some(found) = found {
            visit(row, found);
        }
    }
}

fn in_titles(
    (segment, known): (&Segment, Option<&TermRows>),
    step: &WordStep,
    cells: &[Cell],
    scores: &mut [Score],
) {
    let is_alive = |row: usize| {
        cells.get(row).is_some_and(|cell| cell.is_alive())
            && known.is_none_or(|rows| rows.holding.has(row) || rows.unread.has(row))
    };
    let mut keep = keep(scores);
    let visit = |row: usize, found: TermMatch| {
        if is_alive(row) {
            keep(
                row,
                Score::of(found, Weight::Title, segment.titles.length(row)),
            );
        }
    };
    let first = step.matcher.first();
    let may_begin = first.map(|first| segment.initials.rows(first));
    let titles = (&segment.titles, may_begin.as_ref());
    each_row(titles, &step.matcher, cells.len(), is_alive, visit);
}

fn scattered(
    segment: &Segment,
    (step, scattered_term): (&WordStep, &ScatteredTerm),
    cells: &[Cell],
    scores: &mut [Score],
) {
    let mut rows = segment.letters.rows(step.matcher.mask);
    rows.keep(&segment.initials.rows(scattered_term.first()));
    rows.filter(|row| {
        let is_open = |score: &Score| score.tier() >= Tier::Fuzzy;
        cells.get(row).is_some_and(|cell| cell.is_alive()) && scores.get(row).is_some_and(is_open)
    });
    let mut keep = keep(scores);
    for row in rows.rows() {
        let initials = segment.initials.of(row, step.matcher.mask);
        if let Some(score) = scattered_term.score(segment.titles.row(row), initials) {
            keep(row, Score::fuzzy(score, Weight::Title));
        }
    }
}

fn in_texts(
    (rows, known): (Rows<'_>, Option<TermRows>),
    step: &WordStep,
    cells: &[Cell],
    scores: &mut [Score],
) {
    if !step.matcher.is_for_texts() {
        return;
    }
    let is_open = |row: usize, score: Score| {
        !score.is_some() && cells.get(row).is_some_and(|cell| cell.is_alive())
    };
    let open = RowSet::of(cells.len(), |row| {
        scores.get(row).is_some_and(|score| is_open(row, *score))
    });
    let mut keep = keep(scores);
    find_in_texts(
        rows,
        &step.matcher,
        (&step.lookup, known),
        |row| open.has(row),
        |row, how| {
            if open.has(row) {
                let (at, length) = (0, 1);
                keep(
                    row,
                    Score::of(TermMatch { how, at, length }, Weight::Text, 1),
                );
            }
        },
    );
}

/// Shows `visit` the rows in whose long texts a word stands in a way that counts there, by what the terms say, if that is `known`. Of those that are not `wanted` not all are shown;
/// some may come several times.
pub(crate) fn find_in_texts(
    searched: Rows<'_>,
    matcher: &TermMatcher,
    (lookup, known): (&TermLookup, Option<TermRows>),
    wanted: impl Fn(usize) -> bool,
    mut visit: impl FnMut(usize, Boundary),
) {
    let segment = searched.segment;
    if let Some(arena) = &segment.texts {
        let found = |row, found: TermMatch| {
            if matcher.counts_in_text(found.how) {
                visit(row, found.how);
            }
        };
        each_row((arena, None), matcher, segment.len(), wanted, found);
        return;
    }
    let terms = segment.terms();
    if lookup.each_row((terms, matcher), &mut visit) {
        return;
    }
    let mut rows = known.unwrap_or_else(|| lookup.rows((terms, matcher)));
    for row in rows.holding.rows() {
        visit(row, Boundary::Whole);
    }
    rows.unread.filter(|row| row < segment.len() && wanted(row));
    let mut buffer = String::new();
    for row in rows.unread.rows() {
        let texts = segment.texts(searched.chronology, row, &mut buffer);
        let found = matcher.best_of_texts(texts).map(|found| found.how);
        if let Some(how) = found.filter(|how| matcher.counts_in_text(*how)) {
            visit(row, how);
        }
    }
}
