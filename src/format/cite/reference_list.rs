//! The list of references: in which order works stand in it, and what tells works apart whose authors are the same.
//!
//! Works stand by their authors, or by their title where they have none, letter case, accents, signs and a leading article aside; a shorter
//! run of authors comes before a longer. Letters after years follow that order (APA 9.46 and 9.47, Chicago 18 13.114).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use super::author_date::MANY;
use super::dated::{Dated, WORDS};
use super::disambiguation::{Disambiguation, letter};
use super::name::Name;
use super::phrase::flat;
use super::reference::Reference;
use crate::model::SourceId;
use crate::model::date::OrderKey;

/// How a style lists works.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listing {
    /// The authors that an entry begins with; none if it begins with its title.
    pub authors: fn(&Reference<'_>) -> Vec<Name>,
    /// In which order the works of one author stand.
    pub by: By,
}

/// In which order the works of one author stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By title.
    Title,
    /// By year, what has none last, then by title.
    Year,
    /// By date, what has none first, then by title.
    Date,
}

/// The works of a list, in its order.
#[derive(Debug, Default)]
pub(super) struct ReferenceList {
    works: BTreeMap<SourceId, Disambiguation>,
}

/// A work, as it is compared.
struct Entry {
    id: SourceId,
    authors: Vec<Name>,
    /// The authors or the title, folded.
    heading: Vec<(String, String)>,
    /// The year as it is told.
    year: String,
    /// When among the works of one author.
    when: (bool, Option<i64>, Option<OrderKey>),
    title: String,
}

impl ReferenceList {
    /// The list of `references`.
    pub fn of<'a, 'r: 'a>(
        listing: &Listing,
        references: impl Iterator<Item = &'a Reference<'r>>,
    ) -> Self {
        let mut known = BTreeSet::new();
        let mut entries: Vec<Entry> = references
            .filter(|reference| known.insert(reference.id))
            .map(|reference| Entry::of(listing, reference))
            .collect();
        entries.sort_by(|a, b| {
            (&a.heading, a.when, &a.title, a.id).cmp(&(&b.heading, b.when, &b.title, b.id))
        });
        let letters = letters(&entries);
        let named = named(&entries);
        let initials = shared_families(&entries);
        let mut of_authors: BTreeMap<&[Name], usize> = BTreeMap::new();
        for entry in &entries {
            *of_authors.entry(entry.short_authors()).or_default() += 1;
        }
        let works = entries.iter().zip(letters).enumerate();
        let works = works.map(|(place, (entry, letter))| {
            let key = (&*entry.year, &*entry.authors);
            let told = Disambiguation {
                letter,
                has_initials: matches!(entry.authors.first(), Some(Name::Person { family, .. }) if initials.contains(&**family)),
                named: named.get(&key).copied().unwrap_or(1),
                has_title: !entry.authors.is_empty()
                    && of_authors.get(entry.short_authors()).is_some_and(|works| *works > 1),
                is_repeated: false,
                place,
            };
            (entry.id, told)
        });
        Self {
            works: works.collect(),
        }
    }

    /// What tells a work from the others.
    pub fn disambiguation(&self, id: SourceId) -> Disambiguation {
        self.works.get(&id).cloned().unwrap_or_default()
    }
}

impl Entry {
    fn of(listing: &Listing, reference: &Reference<'_>) -> Self {
        let source = reference.source;
        let authors = (listing.authors)(reference);
        let title = match flat(&source.title) {
            title if title.is_empty() => folded_title(&source.description),
            title => folded_title(&title),
        };
        let heading = if authors.is_empty() {
            vec![(title.clone(), String::new())]
        } else {
            authors.iter().map(folded_name).collect()
        };
        let published = &source.published;
        let year = published.heading().map(|heading| heading.year);
        let when = match listing.by {
            By::Title => (false, None, None),
            By::Year => (year.is_none(), year, None),
            By::Date => (
                false,
                None,
                published.is_dated().then(|| published.order_key()),
            ),
        };
        Self {
            id: reference.id,
            authors,
            heading,
            year: Dated::of(published).year(&WORDS),
            when,
            title,
        }
    }

    /// The authors that a text without a year names: the first of many.
    fn short_authors(&self) -> &[Name] {
        match self.authors.as_slice() {
            [first, ..] if self.authors.len() >= MANY => std::slice::from_ref(first),
            all => all,
        }
    }
}

/// The letter of each work, empty where no other has its authors, or its title in their place, and its year.
fn letters(entries: &[Entry]) -> Vec<String> {
    // How many works there are, and how many have their letter.
    let mut groups: BTreeMap<(&[_], &str), (usize, usize)> = BTreeMap::new();
    let keys = entries.iter().map(|entry| (&*entry.heading, &*entry.year));
    for key in keys.clone() {
        groups.entry(key).or_default().0 += 1;
    }
    let letters = keys.map(|key| match groups.get_mut(&key) {
        Some((works, lettered)) if *works > 1 => {
            *lettered += 1;
            letter(lettered.saturating_sub(1))
        }
        Some(_) | None => String::new(),
    });
    letters.collect()
}

/// How many authors are named before "et al." in a year's works, where one would not tell them apart: one more than the most that it
/// shares with another. Sorted, the neighbours of a list share most with it.
fn named(entries: &[Entry]) -> BTreeMap<(&str, &[Name]), usize> {
    let lists: BTreeSet<(&str, &[Name])> = entries
        .iter()
        .filter(|entry| entry.authors.len() >= MANY)
        .map(|entry| (&*entry.year, &*entry.authors))
        .collect();
    let mut named: BTreeMap<(&str, &[Name]), usize> = BTreeMap::new();
    let following = lists.iter().skip(1);
    for (one, next) in lists.iter().zip(following) {
        if one.0 != next.0 {
            continue;
        }
        let pairs = one.1.iter().zip(next.1);
        let shared = pairs
            .take_while(|(one, next)| one.short() == next.short())
            .count();
        for list in [one, next] {
            let known = named.entry(*list).or_insert(1);
            *known = (*known).max(shared + 1);
        }
    }
    named
}

/// The family names that first authors with other given names have.
fn shared_families(entries: &[Entry]) -> BTreeSet<&str> {
    let mut given_names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for entry in entries {
        if let Some(Name::Person { family, given }) = entry.authors.first() {
            let known = given_names.entry(family).or_insert(given);
            if known != given {
                shared.insert(&**family);
            }
        }
    }
    shared
}

/// A name as lists compare it: the family name, then the others.
fn folded_name(name: &Name) -> (String, String) {
    match name {
        Name::Person { family, given } => (folded(family), folded(given)),
        Name::AsWritten(name) => (folded_title(name), String::new()),
    }
}

/// A title as lists compare it: without an article at its beginning.
fn folded_title(title: &str) -> String {
    let folded = folded(title);
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| folded.strip_prefix(article));
    bare.map(str::to_owned).unwrap_or(folded)
}

/// Accents of European letters. The marks of other scripts are letters to those who write them.
const ACCENTS: RangeInclusive<char> = '\u{300}'..='\u{36F}';

/// Letters and digits in lower case, without accents, one blank between words.
fn folded(text: &str) -> String {
    let letters: String = text
        .nfkd()
        .filter(|letter| !ACCENTS.contains(letter) && !"'’".contains(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    flat(&letters)
}
