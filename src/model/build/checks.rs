//! What the builders of every kind share: the list of problems, the cleaning of
//! text, and the checks of ids, names, dates and words.
//!
//! Sites are only made when something is wrong, so a sound file pays nothing.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::spelling;
use crate::model::date::Date;
use crate::model::problem::{Hop, Problem, Site, quoted, with_article};
use crate::model::record::{LeftOut, Position};
use crate::model::reports::Reports;
use crate::model::suggest::nearest_within;
use crate::model::text;
use crate::model::text::{Interned, SmallString};

/// How much "did you mean" may compare in one run, in letters of one word times letters of another: it is linear in the
/// ids, and a file may hold as many slips as ids.
const COMPARED: usize = 10_000_000;

/// Words of fewer letters get no suggestion: they are near to anything.
const SHORTEST: usize = 3;

/// The longest name that is kept, in bytes.
const LONGEST_NAME: usize = 1_000;

/// Lists of at most so many words are checked in place first: most have no fault and are kept as they are.
const FEW: usize = 16;

/// Where a top-level record stands; sites of its parts are made from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordSite {
    /// The list that it stands in: "events".
    pub list: &'static str,
    /// Its file and item.
    pub position: Position,
}

impl RecordSite {
    /// Where a record of that list stands.
    pub fn new(list: &'static str, position: Position) -> Self {
        Self { list, position }
    }

    /// The site at the end of `path`, from the record.
    pub fn site(self, path: &[Hop]) -> Site {
        self.position.site(self.list, path)
    }

    /// The site of the record's field of that name.
    pub fn field(self, name: &'static str) -> Site {
        self.site(&[Hop::Field(name)])
    }
}

/// What was found so far.
#[derive(Debug)]
pub(super) struct Checks {
    problems: Reports<Problem>,
    /// Problems that wait for a "did you mean": their index above, and the id that is not known.
    unknown: Vec<(usize, Unknown)>,
    replaced: usize,
    left_out: Arc<HashSet<(&'static str, Box<str>)>>,
    compared: usize,
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
            problems: Reports::default(),
            unknown: Vec::new(),
            replaced: 0,
            left_out: Arc::default(),
            compared: COMPARED,
        }
    }
}

impl Checks {
    /// Empty checks for a part of the work; `join` adds what they found.
    pub fn fork(&self) -> Self {
        Self {
            left_out: Arc::clone(&self.left_out),
            ..Self::default()
        }
    }

    /// Adds what a fork found.
    pub fn join(&mut self, fork: Self) {
        let places = self.problems.append(fork.problems);
        let unknown = fork.unknown.into_iter();
        self.unknown
            .extend(unknown.filter_map(|(at, unknown)| Some(((*places.get(at)?)?, unknown))));
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

    /// Adds a problem.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Adds a problem with an id that is not known: `suggest_ids` will say what may have been meant.
    pub fn report_unknown(&mut self, problem: Problem, unknown: Unknown) {
        let place = self.problems.push(problem);
        self.unknown.extend(place.map(|place| (place, unknown)));
    }

    /// The ids that were not known, each with the index of its problem: `id_table::suggest_ids` takes them.
    pub fn take_unknown(&mut self) -> Vec<(usize, Unknown)> {
        std::mem::take(&mut self.unknown)
    }

    /// Says what to write instead, where that was found out later.
    pub fn set_help(&mut self, problem: usize, help: Option<String>) {
        if let Some(problem) = self.problems.get_mut(problem) {
            problem.help = help;
        }
    }

    /// Does `work` without counting the characters that it replaces: nothing of it is kept.
    pub fn without_counting(&mut self, work: impl FnOnce(&mut Self)) {
        let replaced = self.replaced;
        work(self);
        self.replaced = replaced;
    }

    /// The problems and the count of replaced characters.
    pub fn finish(self) -> (Reports<Problem>, usize) {
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

    /// `written`, cleaned, in one line: the name of something that others refer to, and with it to be said as often as they do.
    /// So one that is longer than any name is cut and reported.
    pub fn name(
        &mut self,
        written: impl Into<Box<str>>,
        field: &'static str,
        spot: RecordSite,
    ) -> Box<str> {
        let name = self.line(written);
        self.cut(name, field, spot)
    }

    /// As `name`, of a title, which keeps its newlines.
    pub fn title(
        &mut self,
        written: impl Into<Box<str>>,
        field: &'static str,
        spot: RecordSite,
    ) -> Box<str> {
        let title = self.text(written);
        self.cut(title, field, spot)
    }

    fn cut(&mut self, name: Box<str>, field: &'static str, spot: RecordSite) -> Box<str> {
        if name.len() <= LONGEST_NAME {
            return name;
        }
        let mut ends = (0..=LONGEST_NAME).rev();
        let end = ends
            .find(|end| name.is_char_boundary(*end))
            .unwrap_or_default();
        let message = format!("a `{field}` has {} bytes", name.len());
        self.report(
            Problem::error("long-name", spot.field(field), message)
                .label(format!("only the first {LONGEST_NAME} are kept")),
        );
        let kept = name.get(..end).unwrap_or_default();
        format!("{kept}…").into()
    }

    /// As `text`, of a word.
    pub fn text_word(&mut self, written: Interned) -> Interned {
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
    pub fn word(&mut self, written: Interned) -> Interned {
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
        candidates: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if word.chars().count() < SHORTEST {
            return None;
        }
        nearest_within(word, candidates, &mut self.compared)
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
        written: Box<[Interned]>,
        noun: &str,
        field: &'static str,
        spot: RecordSite,
    ) -> Box<[Interned]> {
        let is_new = |(nth, word)| written.iter().take(nth).all(|known| known != word);
        if written.len() <= FEW
            && written.iter().all(Interned::is_line)
            && written.iter().enumerate().all(is_new)
        {
            return written;
        }
        let mut words: Vec<Interned> = Vec::with_capacity(written.len());
        let mut firsts: HashMap<Interned, usize> = HashMap::new();
        for (nth, word) in written.into_iter().enumerate() {
            let word = self.word(word);
            let site = || spot.site(&[Hop::Field(field), Hop::Item(nth)]);
            if text::is_blank(&word) {
                let message = format!("{} is empty", with_article(noun));
                self.report(Problem::error("empty-word", site(), message));
            } else if let Some(first) = firsts.get(&word) {
                let first = spot.site(&[Hop::Field(field), Hop::Item(*first)]);
                let message = format!("the {noun} {} is listed twice", quoted(&word));
                self.report(
                    Problem::warning("repeated-word", site(), message)
                        .label("again here")
                        .related(first, "first here"),
                );
            } else {
                firsts.insert(word.clone(), nth);
                words.push(word);
            }
        }
        words.into()
    }

    /// As `words`, of names: they seldom recur, so each has a text of its own.
    pub fn names(
        &mut self,
        written: Box<[Interned]>,
        noun: &str,
        field: &'static str,
        spot: RecordSite,
    ) -> Box<[Box<str>]> {
        let names = self.words(written, noun, field, spot);
        names.iter().map(|name| Box::from(&**name)).collect()
    }

    /// An id, checked and cleaned. `noun` is "event", "actor".
    pub fn id(&mut self, written: impl Into<Box<str>>, noun: &str, spot: RecordSite) -> Box<str> {
        let id = self.line(written);
        if text::is_blank(&id) {
            let message = format!("{} has no id", with_article(noun));
            self.report(
                Problem::error("empty-id", spot.field("id"), message)
                    .label("an id is needed here")
                    .help(Some("an id is a short word: `karen-bgf`".into())),
            );
        } else if let Some(oddity) = spelling::oddity(&id) {
            self.report(
                Problem::warning("odd-id", spot.field("id"), oddity.message)
                    .label(oddity.label)
                    .help(oddity.help),
            );
        }
        id
    }

    /// As `id`, of an event.
    pub fn short_id(&mut self, written: SmallString, noun: &str, spot: RecordSite) -> SmallString {
        if text::is_line(&written) && spelling::oddity(&written).is_none() {
            return written;
        }
        self.id(&*written, noun, spot).into()
    }
}

/// A text that is no date, cleaned and in one line.
pub(super) fn unreadable(written: &str) -> Date {
    Date::unreadable(&text::one_line(&text::cleaned(written)))
}
