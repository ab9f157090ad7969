//! What the builders of every kind share: the sink of problems, the cleaning of
//! text, and the checks of ids, names, dates, words and citations.
//!
//! Sites are only made when something is wrong, so a sound file pays nothing.

mod ids;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::super::date::Date;
use super::super::ids::SourceId;
use super::super::letters::Word;
use super::super::nearest::nearest;
use super::super::problem::{Hop, Problem, Site, quoted, with_article};
use super::super::record::{CitationRecord, LeftOut, Position};
use super::super::text;
use super::super::things::Citation;
use super::super::words::Credibility;
use super::index::Index;

/// How many candidates "did you mean" may look at in one run: it is linear in the ids, and a file
/// may hold as many slips as ids.
const CANDIDATES: usize = 4_000_000;

/// Shorter words are near to anything.
const SHORTEST: usize = 3;

/// Lists of so many words are looked at as they are, before one without faults is made of them.
const FEW: usize = 16;

/// A top-level record's place; sites of its parts are made from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// The list that it stands in: "events".
    pub list: &'static str,
    /// Its file and item.
    pub position: Position,
}

impl Spot {
    /// The place of a record of that list.
    pub fn new(list: &'static str, position: Position) -> Self {
        Self { list, position }
    }

    /// The site at the end of `path`, from the record.
    pub fn site(self, path: &[Hop]) -> Site {
        let item = usize::try_from(self.position.item).unwrap_or(usize::MAX);
        let mut hops = vec![Hop::Field(self.list), Hop::Item(item)];
        hops.extend_from_slice(path);
        Site {
            file: usize::from(self.position.file),
            path: hops,
            within: None,
        }
    }

    /// The site of the record's field of that name.
    pub fn field(self, name: &'static str) -> Site {
        self.site(&[Hop::Field(name)])
    }
}

/// The sink.
#[derive(Debug)]
pub(super) struct Checks {
    problems: Vec<Problem>,
    /// Problems that wait for a "did you mean": their place above, and the id that is not known.
    unknown: Vec<(usize, Unknown)>,
    replaced: usize,
    left_out: Arc<HashSet<(&'static str, Box<str>)>>,
    candidates: usize,
}

/// An id that is not known.
#[derive(Debug)]
pub(super) struct Unknown {
    /// The list that would have it: "actors".
    pub list: &'static str,
    /// The id, cleaned.
    pub id: Box<str>,
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            problems: Vec::new(),
            unknown: Vec::new(),
            replaced: 0,
            left_out: Arc::default(),
            candidates: CANDIDATES,
        }
    }
}

impl Checks {
    /// A sink of the same kind for a part of the work; `join` brings back what it took in.
    pub fn fork(&self) -> Self {
        Self {
            left_out: Arc::clone(&self.left_out),
            ..Self::default()
        }
    }

    /// Takes in what a fork took in.
    pub fn join(&mut self, mut fork: Self) {
        let before = self.problems.len();
        self.problems.append(&mut fork.problems);
        let unknown = fork.unknown.into_iter();
        self.unknown
            .extend(unknown.map(|(at, unknown)| (before + at, unknown)));
        self.replaced += fork.replaced;
    }

    /// Remembers elements that could not be read.
    pub fn leave_out(&mut self, elements: Vec<LeftOut>) {
        for LeftOut { list, id } in elements {
            let id = self.line(id);
            Arc::make_mut(&mut self.left_out).insert((list, id));
        }
    }

    /// Whether `list` had an element with that id that could not be read.
    pub fn was_left_out(&self, list: &'static str, id: &str) -> bool {
        !self.left_out.is_empty() && self.left_out.contains(&(list, id.into()))
    }

    /// Takes a problem in.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Takes in a problem with an id that is not known: `explain` will say what may have been meant.
    pub fn report_unknown(&mut self, problem: Problem, unknown: Unknown) {
        self.unknown.push((self.problems.len(), unknown));
        self.problems.push(problem);
    }

    /// Says of each id that was not known what may have been meant, now that all are.
    pub fn explain(&mut self, indices: &[&Index]) {
        for (at, unknown) in std::mem::take(&mut self.unknown) {
            let index = indices.iter().find(|index| index.list() == unknown.list);
            let help = index.and_then(|index| index.meant(&unknown.id, self));
            if let Some(problem) = self.problems.get_mut(at) {
                problem.help = help;
            }
        }
    }

    /// Forgets the characters that `work` replaces: they are in nothing that is kept.
    pub fn without_counting(&mut self, work: impl FnOnce(&mut Self)) {
        let replaced = self.replaced;
        work(self);
        self.replaced = replaced;
    }

    /// The problems and the count of replaced characters.
    pub fn finish(self) -> (Vec<Problem>, usize) {
        (self.problems, self.replaced)
    }

    /// `written`, cleaned, newlines kept.
    pub fn text(&mut self, written: impl Into<Box<str>>) -> Box<str> {
        let written = written.into();
        let (cleaned, replaced) = text::clean(&written);
        self.replaced += replaced;
        match cleaned {
            Cow::Borrowed(_) => written,
            Cow::Owned(cleaned) => cleaned.into(),
        }
    }

    /// `written`, cleaned, in one line.
    pub fn line(&mut self, written: impl Into<Box<str>>) -> Box<str> {
        let cleaned = self.text(written);
        match text::one_line(&cleaned) {
            Cow::Borrowed(_) => cleaned,
            Cow::Owned(line) => line.into(),
        }
    }

    /// As `text`, of a word.
    pub fn text_word(&mut self, written: Word) -> Word {
        if written.is_line() || written.is_empty() {
            return written;
        }
        let (cleaned, replaced) = text::clean(&written);
        self.replaced += replaced;
        match cleaned {
            Cow::Borrowed(_) => written,
            Cow::Owned(cleaned) => cleaned.into(),
        }
    }

    /// As `line`, of a word.
    pub fn word(&mut self, written: Word) -> Word {
        if written.is_line() || written.is_empty() {
            return written;
        }
        let cleaned = self.text_word(written);
        match text::one_line(&cleaned) {
            Cow::Borrowed(_) => cleaned,
            Cow::Owned(line) => line.into(),
        }
    }

    /// The candidate that `word` may have been meant for, while the budget lasts.
    pub fn suggest<'a>(
        &mut self,
        word: &str,
        candidates: impl ExactSizeIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if word.chars().count() < SHORTEST {
            return None;
        }
        self.candidates = self.candidates.checked_sub(candidates.len())?;
        nearest(word, candidates)
    }

    /// Reports a required text that is blank. `what` is "the actor `x` has no name".
    pub fn needed(
        &mut self,
        written: &str,
        code: &'static str,
        site: impl FnOnce() -> Site,
        what: impl FnOnce() -> String,
    ) {
        if text::is_blank(written) {
            self.report(Problem::error(code, site(), what()));
        }
    }

    /// A date; unreadable if it is bad, its text cleaned.
    pub fn date(&mut self, written: &str, site: impl FnOnce() -> Site) -> Date {
        let error = match Date::parse(written) {
            Ok(date) if date.ends_before_it_starts() => {
                let message = format!("the date {} ends before it starts", quoted(written));
                let swapped = written
                    .split_once('/')
                    .map(|(start, end)| quoted(&format!("{end}/{start}")))
                    .map(|swapped| format!("did you mean {swapped}?"));
                self.report(
                    Problem::error("end-before-start", site(), message)
                        .label("the later date stands first")
                        .help(swapped),
                );
                return unreadable(written);
            }
            Ok(date) => return date,
            Err(error) => error,
        };
        let mut site = site();
        let length = written.chars().count();
        let at = error.at.min(length);
        site.within = (at < length).then_some((at, at + 1));
        let message = text::one_line(&text::cleaned(&error.message)).into_owned();
        let help = error.help.map(|help| text::cleaned(&help));
        self.report(Problem::error("bad-date", site, message).help(help));
        unreadable(written)
    }

    /// A list of words: cleaned, in one line, blanks and repeats reported and left out. `noun` is
    /// "alias", "tag"; `field` the field that holds them.
    pub fn words(
        &mut self,
        written: Box<[Word]>,
        noun: &str,
        field: &'static str,
        spot: Spot,
    ) -> Box<[Word]> {
        let is_new = |(nth, word)| written.iter().take(nth).all(|known| known != word);
        if written.len() <= FEW
            && written.iter().all(Word::is_line)
            && written.iter().enumerate().all(is_new)
        {
            return written;
        }
        let mut words: Vec<Word> = Vec::with_capacity(written.len());
        for (nth, word) in written.into_iter().enumerate() {
            let word = self.word(word);
            let site = || spot.site(&[Hop::Field(field), Hop::Item(nth)]);
            if text::is_blank(&word) {
                let message = format!("{} is empty", with_article(noun));
                self.report(Problem::error("empty-word", site(), message));
            } else if let Some(first) = words.iter().take(1000).position(|known| *known == word) {
                let first = spot.site(&[Hop::Field(field), Hop::Item(first)]);
                let message = format!("the {noun} {} is listed twice", quoted(&word));
                self.report(
                    Problem::warning("repeated-word", site(), message)
                        .label("again here")
                        .related(first, "first here"),
                );
            } else {
                words.push(word);
            }
        }
        words.into()
    }

    /// As `words`, of names: they seldom recur, so each has a text of its own.
    pub fn names(
        &mut self,
        written: Box<[Word]>,
        noun: &str,
        field: &'static str,
        spot: Spot,
    ) -> Box<[Box<str>]> {
        let names = self.words(written, noun, field, spot);
        names.iter().map(|name| Box::from(&**name)).collect()
    }

    /// Citations; those of unknown sources are reported and left out. `path` leads from the record to
    /// the list of citations.
    pub fn citations(
        &mut self,
        written: Box<[CitationRecord]>,
        sources: &Index,
        path: &[Hop],
        spot: Spot,
    ) -> Vec<Citation> {
        // What is made of a list takes the room of the list (std does so where the sizes allow).
        let citations = written
            .into_iter()
            .enumerate()
            .filter_map(|(nth, citation)| {
                let site = |field: &'static str| {
                    let mut path = path.to_vec();
                    path.extend([Hop::Item(nth), Hop::Field(field)]);
                    spot.site(&path)
                };
                let source = sources.find(&citation.source, self, || site("source"));
                let credibility = match citation.credibility {
                    None => Credibility::UNJUDGED,
                    Some(figure) => Credibility::new(figure).unwrap_or_else(|| {
                        self.report(
                            Problem::error(
                                "bad-credibility",
                                site("credibility"),
                                format!("{figure} is no credibility"),
                            )
                            .label("1 to 6 is expected here")
                            .help(Some(
                                "1 is confirmed by other sources, 5 improbable, 6 can't be judged"
                                    .into(),
                            )),
                        );
                        Credibility::UNJUDGED
                    }),
                };
                let date = self.date(&citation.date, || site("date"));
                let at = self.word(citation.at);
                let says = self.text(citation.says);
                if is_quoted(&says) {
                    self.report(
                        Problem::warning(
                            "quoted-paraphrase",
                            site("says"),
                            "`says` is a paraphrase, but stands in quotation marks",
                        )
                        .help(Some("put the source's own words into `quote`".into())),
                    );
                }
                let quote = self.text(citation.quote);
                let figure = self.word(citation.figure);
                source.map(|source| Citation {
                    source: SourceId::new(source),
                    at,
                    bearing: citation.bearing,
                    says,
                    quote,
                    credibility,
                    date: date.is_dated().then(|| Box::new(date)),
                    figure,
                })
            });
        citations.collect()
    }
}

/// Whether the whole of a text stands in quotation marks.
fn is_quoted(text: &str) -> bool {
    let text = text.trim();
    [
        ("\"", "\""),
        ("“", "”"),
        ("„", "“"),
        ("«", "»"),
        ("「", "」"),
    ]
    .iter()
    .any(|(open, close)| text.len() > 2 && text.starts_with(open) && text.ends_with(close))
}

/// A text that is no date, cleaned and in one line.
fn unreadable(written: &str) -> Date {
    Date::unreadable(&text::one_line(&text::cleaned(written)))
}
