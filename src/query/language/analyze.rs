//! Tree as written → tree as meant: values are checked against the chronology,
//! and a wrong one says what could stand there.

use std::ops::Range;

use regex::RegexBuilder;

use super::clause::{Clause, Condition, GradeTest};
use super::error::{QueryError, quoted};
use super::field::{Compares, Field};
use super::has::HAS;
use super::is::Is;
use super::name_source::{NamedBy, Names};
use super::pattern_stops::with_folded_abbreviations;
use super::period::{self, PeriodContext};
use super::tree::{Operator, QueryTree, WrittenTerm};
use super::vocabulary::Vocabulary;
use crate::model::suggest::{nearest, nearest_within};
use crate::model::{Day, Status};
use crate::query::text::fold::{fold, fold_onto};
use crate::query::text::term::{MatchMode, SearchTerm};

/// How large a compiled pattern may be, in bytes.
const LARGEST_PATTERN: usize = 1 << 20;
/// How many letters are compared to find what an unknown name may mean: some hundredths of a second at most.
const MOST_COMPARED: usize = 20_000_000;
/// The most names that are told where none is near.
const MOST_TOLD: usize = 8;

/// What a value is understood by.
pub(crate) struct Analyzer<'a> {
    /// The query.
    pub text: &'a str,
    /// What names there are; without it, values are not checked.
    pub vocabulary: Option<&'a Vocabulary>,
    /// The day that `last:` counts from.
    pub today: Option<Day>,
}

impl Analyzer<'_> {
    /// What `tree` means.
    pub fn of(&self, tree: &QueryTree<WrittenTerm>) -> Result<QueryTree<Condition>, QueryError> {
        let meant = tree.try_map(&mut |term| self.condition(term))?;
        let leaves = meant.leaves();
        let has_period = leaves
            .iter()
            .any(|(leaf, negated)| matches!(leaf.clause, Clause::Period(_)) && !negated);
        let asks = leaves
            .iter()
            .position(|(leaf, _)| matches!(leaf.clause, Clause::Is(Is::Possible | Is::Certain)));
        if let (false, Some(nth)) = (has_period, asks) {
            let span = tree
                .leaves()
                .get(nth)
                .map_or(0..0, |(term, _)| term.span.clone());
            return Err(self
                .error(&span, "possible and certain are said of a period")
                .help("add one, such as during:2023-10"));
        }
        Ok(meant)
    }

    fn error(&self, span: &Range<usize>, message: impl Into<String>) -> QueryError {
        QueryError::new(self.text, span, message)
    }

    fn period_context(&self) -> PeriodContext<'_> {
        PeriodContext {
            text: self.text,
            today: self.today,
        }
    }

    fn condition(&self, term: &WrittenTerm) -> Result<Condition, QueryError> {
        let clause = match term.field {
            None => Clause::Word(self.word(term)?),
            Some(field) => self.field(field, term)?,
        };
        let written = self.text.get(term.value_span.clone());
        Ok(Condition {
            field: term.field.map_or("", |field| field.name),
            written: written.unwrap_or_default().to_owned(),
            clause,
        })
    }

    fn field(&self, field: &'static Field, term: &WrittenTerm) -> Result<Clause, QueryError> {
        Ok(match field.compares {
            Compares::Names(names) => {
                let word = self.word(term)?;
                self.check_name(field, names, &word, term)?;
                Clause::Names(names, word)
            }
            Compares::Text(text) => Clause::Text(text, self.word(term)?),
            Compares::Status => Clause::Status(self.status(term)?),
            Compares::Has => Clause::Has(self.closed_word(term, HAS, |has| has.word)?),
            Compares::Is => Clause::Is(self.closed_word(term, Is::ALL, |(word, _)| word)?.1),
            Compares::Grade => self.grade(term)?,
            Compares::Period(compared) => {
                Clause::Period(period::period(compared, term, &self.period_context())?)
            }
            Compares::Length => Clause::Period(period::last(term, &self.period_context())?),
        })
    }

    fn word(&self, term: &WrittenTerm) -> Result<SearchTerm, QueryError> {
        if term.shape == MatchMode::Pattern {
            return self.pattern(term);
        }
        let word = SearchTerm::new(&term.value, term.shape);
        if word.folded.is_empty() {
            return Err(self.error(&term.value_span, "there is no letter here to search for"));
        }
        Ok(word)
    }

    fn pattern(&self, term: &WrittenTerm) -> Result<SearchTerm, QueryError> {
        // Texts are folded before patterns are tried, so letters that fold are folded here too;
        // ASCII stays, since `\S` and `\s` differ.
        let mut folded = String::with_capacity(term.value.len());
        for letter in term.value.chars() {
            if letter.is_ascii() {
                folded.push(letter);
            } else {
                fold_onto(&mut folded, letter.encode_utf8(&mut [0; 4]));
            }
        }
        RegexBuilder::new(&with_folded_abbreviations(&folded))
            .case_insensitive(true)
            // Texts stand in lines, one below the other.
            .multi_line(true)
            .size_limit(LARGEST_PATTERN)
            .dfa_size_limit(LARGEST_PATTERN)
            .nest_limit(50)
            .build()
            .map(|regex| SearchTerm::pattern(&term.value, regex))
            .map_err(|error| self.bad_pattern(term, &error))
    }

    fn bad_pattern(&self, term: &WrittenTerm, error: &regex::Error) -> QueryError {
        let told = match error {
            regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
            other => other
                .to_string()
                .lines()
                .rev()
                .find_map(|line| line.strip_prefix("error: "))
                .unwrap_or("it can't be read")
                .to_owned(),
        };
        self.error(&term.value_span, format!("this pattern is wrong: {told}"))
            .help("to search for these very letters, put them in quotes")
    }

    fn check_name(
        &self,
        field: &Field,
        names: Names,
        word: &SearchTerm,
        term: &WrittenTerm,
    ) -> Result<(), QueryError> {
        let Some(vocabulary) = self.vocabulary else {
            return Ok(());
        };
        let values = vocabulary.of(names);
        if !values.names.resolve(word).is_empty() {
            return Ok(());
        }
        let mut known: Vec<_> = values.names.names().collect();
        if let NamedBy::Words(_) = names.source().values
            && known.len() <= MOST_TOLD
        {
            known.sort_by_key(|(entry, _)| values.labels.get(entry.owner()).1);
        }
        let known: Vec<_> = known.into_iter().map(|(_, name)| name).collect();
        let error = self.error(
            &term.value_span,
            format!("no {} is called {}", field.name, quoted(&term.value)),
        );
        let mut compared = MOST_COMPARED;
        let meant = nearest_within(&word.folded, known.iter().copied(), &mut compared);
        Err(match meant {
            Some(meant) => error.help(format!("did you mean {}?", quoted(meant))),
            None if known.is_empty() => error.help("nothing here has one"),
            None if known.len() <= MOST_TOLD => {
                error.help(format!("there are {}", known.join(", ")))
            }
            None => error,
        })
    }

    /// The row of `known` whose word is meant.
    fn closed_word<T>(
        &self,
        term: &WrittenTerm,
        known: &'static [T],
        word: impl Fn(&T) -> &'static str,
    ) -> Result<&'static T, QueryError> {
        let value = fold(term.value.trim());
        if let Some(row) = known.iter().find(|row| word(row) == value) {
            return Ok(row);
        }
        let mut begun = known.iter().filter(|row| word(row).starts_with(&value));
        if let (Some(row), None) = (begun.next(), begun.next()) {
            return Ok(row);
        }
        // "notes" and "actors" are meant as "note" and "actor".
        if let Some(row) = known.iter().find(|row| format!("{}s", word(row)) == value) {
            return Ok(row);
        }
        let name = term.field.map_or("", |field| field.name);
        let error = self.error(
            &term.value_span,
            format!("`{name}:` does not know {}", quoted(&term.value)),
        );
        let words: Vec<_> = known.iter().map(word).collect();
        Err(match nearest(&value, words.iter().copied()) {
            Some(meant) => error.help(format!("did you mean `{meant}`?")),
            None => error.help(format!("it knows {}", words.join(", "))),
        })
    }

    fn status(&self, term: &WrittenTerm) -> Result<Vec<Status>, QueryError> {
        let value = fold(term.value.trim());
        let begun: Vec<_> = Status::ALL
            .into_iter()
            .filter(|status| status.key().starts_with(&value))
            .collect();
        if !begun.is_empty() {
            return Ok(begun);
        }
        let status = self.closed_word(term, &Status::ALL, |status| status.key())?;
        Ok(vec![*status])
    }

    fn grade(&self, term: &WrittenTerm) -> Result<Clause, QueryError> {
        let mut letter = None;
        let mut figure = None;
        let value = term.value.trim();
        for part in value.chars() {
            match part.to_ascii_uppercase() {
                part @ 'A'..='F' if letter.is_none() && figure.is_none() => {
                    letter = u8::try_from(part).ok().map(|part| part - b'A');
                }
                part @ '1'..='6' if figure.is_none() => {
                    figure = u8::try_from(part).ok().map(|part| part - b'0');
                }
                _ => {
                    return Err(self
                        .error(&term.value_span, format!("{} is no grade", quoted(value)))
                        .help("write a letter A to F, a figure 1 to 6, or both: grade:>=B2"));
                }
            }
        }
        Ok(Clause::Grade(GradeTest {
            operator: term.operator.unwrap_or(Operator::Equal),
            letter,
            figure,
        }))
    }
}
