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
use crate::query::search::entity_hits::id_score;
use crate::query::search::evaluate::Evaluation;
use crate::query::search::plan::{CorrectedTerms, Planner};
use crate::query::search::run::kept_corrections;
use crate::query::search::score::Weight;
use crate::query::text::fold::fold;
use crate::query::text::term::SearchTerm;
use crate::query::{Query, QueryContext};

/// Why `event` matches, a line for each part of the query; empty if it does not match, or if the query is everything.
pub fn why(index: &Index, query: &Query, event: EventId, context: &QueryContext) -> Vec<String> {
    let reader = Reader {
        index,
        context,
        id: event,
        event: index.chronology().event(event),
        meant: kept_corrections(index, &query.root),
    };
    if !reader.holds(&query.root) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for part in query.root.parts() {
        reader.tell(part, &mut lines);
    }
    lines
}

struct Reader<'a> {
    index: &'a Index,
    context: &'a QueryContext,
    id: EventId,
    event: &'a Event,
    meant: CorrectedTerms,
}

impl Reader<'_> {
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
        let term = TermInText::new(word, &self.meant);
        let shown = match term.corrected {
            Some(meant) => format!("‘{meant}’ (for {})", quoted(word)),
            None => quoted(word),
        };
        let texts = self.texts();
        let best = |kind: TextKind| {
            let texts = texts.iter().filter(|(of, ..)| *of == kind);
            let found =
                texts.filter_map(|(_, name, text)| Some((term.found(&fold(text), kind)?, name)));
            found.min_by_key(|(found, _)| *found)
        };
        // A find in the long texts counts after any find in the title and the names.
        match best(TextKind::Name).or_else(|| best(TextKind::Long)) {
            Some((Found::InRow(_), name)) => format!("{shown} found in {name}"),
            Some((Found::Scattered, name)) => format!("letters of {shown} found in {name}"),
            None if id_score(&term.matcher, &fold(&self.event.id), Weight::Name).is_some() => {
                format!("{shown} found in the id {}", self.event.id)
            }
            None => format!("{shown} found in an id"),
        }
    }

    /// The texts of the event: of which kind each is, what it is called, and the text.
    fn texts(&self) -> Vec<(TextKind, String, &str)> {
        let chronology = self.index.chronology();
        let event = self.event;
        let mut texts = vec![(TextKind::Name, "the title".to_owned(), &*event.title)];
        for part in &event.actors {
            let actor = chronology.actor(part.actor);
            let name = &actor.name;
            texts.push((TextKind::Name, format!("the actor {name}"), name));
            for alias in &actor.aliases {
                let told = format!("the actor {name}, also called {alias}");
                texts.push((TextKind::Name, told, alias));
            }
        }
        for place in &event.places {
            let place = chronology.place(*place);
            let name = &place.name;
            texts.push((TextKind::Name, format!("the place {name}"), name));
            for alias in &place.aliases {
                let told = format!("the place {name}, also called {alias}");
                texts.push((TextKind::Name, told, alias));
            }
        }
        for place in &event.places {
            let mut chain = chronology.place_chain(*place);
            let inner = chain.next().map_or("", |place| &place.name);
            for outer in chain {
                for name in std::iter::once(&outer.name).chain(&outer.aliases) {
                    let told = format!("{name}, where {inner} lies");
                    texts.push((TextKind::Long, told, name));
                }
            }
        }
        let mut push = |place: &str, text| texts.push((TextKind::Long, place.to_owned(), text));
        push("the summary", &event.summary);
        for cite in &event.cites {
            push("a quote", &cite.quote);
            push("a figure", &cite.figure);
        }
        push("the note", &event.note);
        push("the kind", &event.kind);
        for tag in &event.tags {
            push("a tag", tag);
        }
        for part in &event.actors {
            push("a role", &part.role);
            push("the note on a role", &part.note);
        }
        texts
    }
}

fn quoted(word: &SearchTerm) -> String {
    format!("‘{}’", word.written)
}
