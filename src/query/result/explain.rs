//! "Why is this row here?": one line for each part of the query that brought it.

use crate::model::{Bearing, Event, EventId};
use crate::query::index::build::Index;
use crate::query::language::chips::label;
use crate::query::language::clause::{Clause, Condition, PeriodTest, TextField};
use crate::query::language::field::Names;
use crate::query::language::tree::{QueryNode, QueryTree};
use crate::query::search::cell::Cell;
use crate::query::search::entity_hits::id_score;
use crate::query::search::evaluate::Evaluation;
use crate::query::search::plan::{CorrectedTerms, Planner};
use crate::query::search::run::kept_corrections;
use crate::query::search::score::Weight;
use crate::query::text::fold::fold;
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term::{MatchMode, SearchTerm};
use crate::query::text::term_matcher::{Boundary, TermMatcher};
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
            QueryNode::Not(_) => lines.push(label(part, self.index.chronology())),
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
            Clause::Names(names, word) => self.names(*names, word),
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
            Clause::Has(_) | Clause::Is(_) => label(part, chronology),
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

    fn names(&self, names: Names, word: &SearchTerm) -> String {
        let chronology = self.index.chronology();
        let event = self.event;
        let list = |field: &str, values: Vec<String>| format!("{field}: {}", values.join(", "));
        match names {
            Names::Actors => {
                let wanted = self.index.actors.resolve(word);
                let parts = event.actors.iter();
                let parts = parts.filter(|part| wanted.contains(&part.actor.index()));
                let told = parts.map(|part| {
                    let name = &chronology.actor(part.actor).name;
                    if part.role.is_empty() {
                        name.to_string()
                    } else {
                        format!("{name} ({})", part.role)
                    }
                });
                list("actor", told.collect())
            }
            Names::Roles => {
                let wanted = TermMatcher::new(word.clone());
                let parts = event.actors.iter();
                let parts = parts.filter(|part| wanted.best(&fold(&part.role)).is_some());
                let told = parts
                    .map(|part| format!("{} ({})", part.role, chronology.actor(part.actor).name));
                list("role", told.collect())
            }
            Names::Places => {
                let wanted = self.index.places.resolve(word);
                let told = event.places.iter().filter_map(|place| {
                    let mut chain = chronology.place_chain(*place);
                    let place = chain.next()?;
                    let is_wanted = |id: &str| {
                        let mut wanted = wanted.iter();
                        wanted.any(|place| {
                            chronology
                                .places()
                                .get(*place)
                                .is_some_and(|place| &*place.id == id)
                        })
                    };
                    if is_wanted(&place.id) {
                        return Some(place.name.to_string());
                    }
                    let outer = chain.find(|outer| is_wanted(&outer.id))?;
                    Some(format!("{}, within {}", place.name, outer.name))
                });
                list("place", told.collect())
            }
            Names::Sources => {
                let wanted = self.index.sources.resolve(word);
                let mut told: Vec<String> = Vec::new();
                for cite in &event.cites {
                    let title = chronology.source(cite.source).label();
                    if wanted.contains(&cite.source.index()) && !told.iter().any(|t| **t == *title)
                    {
                        told.push(title.to_string());
                    }
                }
                list("source", told)
            }
            Names::Kinds => list("kind", vec![event.kind.to_string()]),
            Names::Tags => {
                let wanted = self.index.tags.resolve(word);
                let tags = event.tags.iter().filter(|tag| {
                    let mut wanted = wanted.iter();
                    wanted.any(|place| self.index.labels.tags.get(*place).1 == &***tag)
                });
                list("tag", tags.map(ToString::to_string).collect())
            }
        }
    }

    /// Where a word was found, best place first.
    fn word(&self, word: &SearchTerm) -> String {
        let meant = self.meant.get(&word.folded).filter(|_| word.is_loose());
        let (matcher, shown) = match meant {
            Some(meant) => (
                TermMatcher::new(SearchTerm::new(meant, MatchMode::Exact)),
                format!(
                    "{} (for {})",
                    quoted(&SearchTerm::new(meant, MatchMode::Plain)),
                    quoted(word)
                ),
            ),
            None => (TermMatcher::new(word.clone()), quoted(word)),
        };
        let scattered_term =
            ScatteredTerm::new(&matcher.word.folded).filter(|_| matcher.word.is_loose());
        let texts = self.texts();
        let mut best: Option<(Boundary, &str)> = None;
        for (weight, place, text) in &texts {
            let text = fold(text);
            // A find in the long texts counts after any find in the title and the names.
            if *weight == Weight::Text && best.is_some() {
                break;
            }
            if let Some(found) = matcher.best(&text)
                && (*weight != Weight::Text || matcher.counts_in_text(found.how))
                && best.is_none_or(|(how, _)| found.how < how)
            {
                best = Some((found.how, place));
            }
        }
        let in_title_or_name = best.filter(|(_, place)| !is_text(&texts, place));
        if in_title_or_name.is_none()
            && let Some(scattered_term) = scattered_term
        {
            let names = texts.iter().filter(|(weight, ..)| *weight != Weight::Text);
            for (_, place, text) in names {
                if scattered_term.score(&fold(text), u64::MAX).is_some() {
                    return format!("letters of {shown} found in {place}");
                }
            }
        }
        match best {
            Some((_, place)) => format!("{shown} found in {place}"),
            None if id_score(&matcher, &fold(&self.event.id), Weight::Name).is_some() => {
                format!("{shown} found in the id {}", self.event.id)
            }
            None => format!("{shown} found in an id"),
        }
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
        for place in &event.places {
            let mut chain = chronology.place_chain(*place);
            let inner = chain.next().map_or("", |place| &place.name);
            for outer in chain {
                for name in std::iter::once(&outer.name).chain(&outer.aliases) {
                    let told = format!("{name}, where {inner} lies");
                    texts.push((Weight::Text, told, name));
                }
            }
        }
        let mut push = |place: &str, text| texts.push((Weight::Text, place.to_owned(), text));
        push("the summary", &event.summary);
        for cite in &event.cites {
            push("what a source says", &cite.says);
            push("a quotation", &cite.quote);
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

fn is_text(texts: &[(Weight, String, &str)], place: &str) -> bool {
    let mut texts = texts.iter();
    texts.any(|(weight, other, _)| *weight == Weight::Text && other == place)
}

fn quoted(word: &SearchTerm) -> String {
    format!("‘{}’", word.written)
}
