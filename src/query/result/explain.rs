//! "Why is this row here?": one line for each part of the query that brought it.

use super::term_in_text::{Found, TermInText, TextKind};
use crate::model::{Bearing, Event, EventId};
use crate::query::index::build::Index;
use crate::query::language::chips::label;
use crate::query::language::clause::{Clause, Condition, PeriodTest};
use crate::query::language::field::TextField;
use crate::query::language::name_source::{Asked, Names};
use crate::query::language::tree::{QueryNode, QueryTree};
use crate::query::search::cell::Cell;
use crate::query::search::entity_hits::event_id_score;
use crate::query::search::evaluate::Evaluation;
use crate::query::search::plan::{CorrectedTerms, Planner};
use crate::query::search::run::kept_corrections;
use crate::query::search::score::{Score, Weight};
use crate::query::text::fold::fold;
use crate::query::text::term::SearchTerm;
use crate::query::text::term_matcher::{Boundary, TermMatch};
use crate::query::{Query, QueryContext};

/// Why `event` matches, a line for each part of the query; empty if it does not match, or if the query is everything.
pub fn why(index: &Index, query: &Query, event: EventId, context: &QueryContext) -> Vec<String> {
    let reader = Reader::new(index, query, event, context);
    if !reader.holds(&query.root) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for part in query.root.parts() {
        reader.tell(part, &mut lines);
    }
    lines
}

/// An event of a result, read for what the query asks.
pub(super) struct Reader<'a> {
    index: &'a Index,
    context: &'a QueryContext,
    id: EventId,
    event: &'a Event,
    meant: CorrectedTerms,
}

impl<'a> Reader<'a> {
    /// For `event`, found by `query`.
    pub fn new(index: &'a Index, query: &Query, event: EventId, context: &'a QueryContext) -> Self {
        Self {
            index,
            context,
            id: event,
            event: index.chronology().event(event),
            meant: kept_corrections(index, &query.root),
        }
    }

    /// Whether a part of the query holds for the event.
    fn holds(&self, part: &QueryTree<Condition>) -> bool {
        let Some((segment, row)) = self.index.row(self.id) else {
            return false;
        };
        let planner = Planner {
            index: self.index,
            meant: &self.meant,
        };
        let trial = Evaluation {
            index: self.index,
            segment,
            context: self.context,
        };
        let mut cells = vec![Cell::DEAD; segment.len()];
        if let Some(cell) = cells.get_mut(row) {
            *cell = Cell::FRESH;
        }
        trial.narrow(&planner.plan(part), &mut cells);
        cells.get(row).is_some_and(|cell| cell.is_alive())
    }

    fn tell(&self, part: &QueryTree<Condition>, lines: &mut Vec<String>) {
        match &part.node {
            QueryNode::All(parts) => {
                for part in parts {
                    self.tell(part, lines);
                }
            }
            QueryNode::Any(parts) => {
                let holding: Vec<_> = parts.iter().filter(|part| self.is_met(part)).collect();
                for part in holding {
                    self.tell(part, lines);
                }
            }
            QueryNode::Not(_) => lines.push(label(part, self.index.vocabulary())),
            QueryNode::Leaf(leaf) => lines.push(self.told(part, leaf)),
        }
    }

    /// Whether a branch holds; possible and certain are said of periods outside of it.
    fn is_met(&self, part: &QueryTree<Condition>) -> bool {
        let asks_period = part
            .leaves()
            .iter()
            .any(|(leaf, _)| matches!(leaf.clause, Clause::Is(_)));
        asks_period || self.holds(part)
    }

    fn told(&self, part: &QueryTree<Condition>, leaf: &Condition) -> String {
        let chronology = self.index.chronology();
        match &leaf.clause {
            Clause::Word(word) => self.word(word),
            Clause::Text(TextField::Title, word) => format!("{} found in the title", quoted(word)),
            Clause::Text(_, word) => self.word(&word.clone().strictly()),
            Clause::Names(names, word) => self.names(leaf.field, *names, word),
            Clause::Status(_) => format!("status: {}", self.event.status.word()),
            Clause::Grade(test) => {
                let passing = self.event.citing(Bearing::Supports).find_map(|cite| {
                    let source = chronology.source(cite.source);
                    let letter = source.reliability.letter();
                    let rank = u8::try_from(letter).map_or(5, |letter| letter - b'A');
                    let figure = cite.credibility.figure();
                    test.passes(rank, figure)
                        .then(|| format!("grade: {letter}{figure}, {}", source.label()))
                });
                passing.unwrap_or_default()
            }
            Clause::Period(test) => self.period(test),
            Clause::Has(_) | Clause::Is(_) => label(part, self.index.vocabulary()),
        }
    }

    fn period(&self, test: &PeriodTest) -> String {
        let chronology = self.index.chronology();
        let doubts = chronology.doubts(self.event, &test.period);
        let date = self.event.date_description();
        if doubts.is_empty() {
            return format!("certain {}: {date}", test.told);
        }
        let doubts: Vec<String> = doubts.iter().map(|doubt| doubt.words(self.event)).collect();
        format!("possible {}: {date}; {}", test.told, doubts.join("; "))
    }

    fn names(&self, field: &str, names: Names, word: &SearchTerm) -> String {
        let values = self.index.vocabulary().of(names);
        let asked = Asked {
            chronology: self.index.chronology(),
            event: self.event,
            word,
            wanted: &values.names.resolve(word),
            labels: &values.labels,
        };
        format!("{field}: {}", (names.source().tell)(&asked).join(", "))
    }

    /// Where a word was found, in the best text that has it.
    fn word(&self, word: &SearchTerm) -> String {
        match self.best(word) {
            Some(best) => format!("{} found in {}", best.shown, best.place),
            None => format!("{} found in an id", quoted(word)),
        }
    }

    /// The best place of a word, as the search ranks places.
    pub(super) fn best(&self, word: &SearchTerm) -> Option<WordFound> {
        let texts = self.texts();
        let finds = TermInText::each(word, &self.meant)
            .into_iter()
            .flat_map(|term| {
                let finds = texts.iter().filter_map(|(weight, place, text)| {
                    let folded = fold(text);
                    let found = term.found(&folded, TextKind::of(*weight))?;
                    let shown = match (found, term.corrected) {
                        (Found::Scattered(_), _) => format!("letters of {}", quoted(word)),
                        (Found::InRow(_), meant) => corrected(word, meant),
                    };
                    let score = match found {
                        Found::InRow(found) => Score::of(found, *weight, folded.len()),
                        Found::Scattered(score) => Score::fuzzy(score, *weight),
                    };
                    Some(WordFound {
                        shown,
                        place: place.clone(),
                        found,
                        score,
                    })
                });
                let mut finds: Vec<_> = finds.collect();
                let score = event_id_score(&term.matcher, &fold(&self.event.id));
                if score.is_some() {
                    finds.push(WordFound {
                        shown: corrected(word, term.corrected),
                        place: format!("the id {}", self.event.id),
                        found: Found::InRow(TermMatch {
                            how: Boundary::Whole,
                            at: 0,
                            length: 1,
                        }),
                        score,
                    });
                }
                finds
            });
        finds.min_by_key(|found| found.score)
    }

    /// The texts of the event: what each weighs, what it is called, and the text.
    fn texts(&self) -> Vec<(Weight, String, &str)> {
        let chronology = self.index.chronology();
        let event = self.event;
        let mut texts = vec![(Weight::Title, "the title".to_owned(), &*event.title)];
        for part in &event.actors {
            let actor = chronology.actor(part.actor);
            let name = &actor.name;
            texts.push((Weight::Name, format!("the actor {name}"), name));
            for alias in &actor.aliases {
                let told = format!("the actor {name}, also called {alias}");
                texts.push((Weight::Alias, told, alias));
            }
        }
        for place in &event.places {
            let place = chronology.place(*place);
            let name = &place.name;
            texts.push((Weight::Place, format!("the place {name}"), name));
            for alias in &place.aliases {
                let told = format!("the place {name}, also called {alias}");
                texts.push((Weight::Place, told, alias));
            }
        }
        let mut push = |place: String, text| texts.push((Weight::Text, place, text));
        for place in &event.places {
            let mut chain = chronology.place_chain(*place);
            let inner = chain.next().map_or("", |place| &place.name);
            for outer in chain {
                for name in std::iter::once(&outer.name).chain(&outer.aliases) {
                    push(format!("{name}, where {inner} lies"), name);
                }
            }
        }
        push("the summary".to_owned(), &event.summary);
        for cite in &event.cites {
            push("a quote".to_owned(), &cite.quote);
            push("a figure".to_owned(), &cite.figure);
        }
        push("the note".to_owned(), &event.note);
        push("the kind".to_owned(), &event.kind);
        for tag in &event.tags {
            push("a tag".to_owned(), tag);
        }
        for part in &event.actors {
            let name = &chronology.actor(part.actor).name;
            push(format!("the role of {name}"), &part.role);
            push(format!("the note on the role of {name}"), &part.note);
        }
        texts
    }
}

/// Where a word was found.
#[derive(Debug)]
pub(super) struct WordFound {
    /// The word as it was found, in quotes: as written, corrected, or its letters.
    pub shown: String,
    /// "the title", "the actor Saw Chit Thu".
    pub place: String,
    /// How it stands there.
    pub found: Found,
    /// What that is worth.
    pub score: Score,
}

/// A word in quotes, and what it was taken as.
fn corrected(word: &SearchTerm, meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("‘{meant}’ (for {})", quoted(word)),
        None => quoted(word),
    }
}

/// A word in quotes.
pub(super) fn quoted(word: &SearchTerm) -> String {
    format!("‘{}’", word.written)
}
