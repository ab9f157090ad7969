//! Names: the folded names, aliases and ids of actors, places and sources, and
//! the words that events use for kinds, roles and tags; and which of them a value means.
//!
//! A value that equals a name means that thing alone; else it means every thing
//! with a name that has it at the beginning of a word; else within a word; else
//! all things whose names have all its words.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use crate::query::text::fold::fold_onto;
use crate::query::text::term::{MatchMode, SearchTerm};
use crate::query::text::word_boundary::{is_border, mask, masks, words};

/// From how many names on waking another core is worth it.
const MANY: usize = 4096;

/// What a name is to its thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// Its id in the file.
    Id,
    /// Its name.
    Name,
    /// Another name.
    Alias,
    /// Who is behind it: a source's publisher, authors.
    Behind,
}

/// A name.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    owner: u32,
    /// What the name is to it.
    pub sort: Sort,
    /// Its letters.
    pub mask: u64,
    /// The letters that words of it begin with.
    pub initials: u64,
    start: u32,
    end: u32,
}

impl Entry {
    /// The thing, by its place in its table.
    pub fn owner(&self) -> usize {
        wide(self.owner)
    }
}

/// Numbers of a table: what has names stands in files of less than 4 GiB.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A thing that has names.
#[derive(Debug, Default)]
pub(crate) struct Thing<'a> {
    /// Its id in the file.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its other names.
    pub aliases: &'a [Box<str>],
    /// Who is behind it.
    pub behind: Vec<&'a str>,
    /// Whether a query always names it by its id.
    pub is_written_by_id: bool,
}

impl<'a> Thing<'a> {
    /// One that is written by its name, with nobody behind it.
    pub fn new(id: &'a str, name: &'a str, aliases: &'a [Box<str>]) -> Self {
        Self {
            id,
            name,
            aliases,
            ..Self::default()
        }
    }
}

/// Names of things of one sort.
#[derive(Debug, Default)]
pub(crate) struct NameTable {
    folded: String,
    entries: Vec<Entry>,
    owners: usize,
}

impl NameTable {
    /// Things, in their order.
    pub fn of_things(things: &[Thing<'_>]) -> Self {
        let mut table = Self::default();
        for thing in things {
            let owner = table.owners;
            table.owners += 1;
            table.add(owner, Sort::Id, thing.id);
            table.add(owner, Sort::Name, thing.name);
            for alias in thing.aliases {
                table.add(owner, Sort::Alias, alias);
            }
            for name in &thing.behind {
                table.add(owner, Sort::Behind, name);
            }
        }
        table
    }

    /// Words without ids.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut table = Self::default();
        for word in words {
            table.add(table.owners, Sort::Name, word);
            table.owners += 1;
        }
        table
    }

    fn add(&mut self, owner: usize, sort: Sort, name: &str) {
        let start = self.folded.len();
        fold_onto(&mut self.folded, name);
        let end = self.folded.len();
        if start == end {
            return;
        }
        let (mask, initials) = masks(self.folded.get(start..end).unwrap_or_default());
        self.entries.push(Entry {
            owner: narrow(owner),
            sort,
            mask,
            initials,
            start: narrow(start),
            end: narrow(end),
        });
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.owners
    }

    /// Every name, folded.
    pub fn names(&self) -> impl Iterator<Item = (&Entry, &str)> {
        self.named(&self.entries)
    }

    /// The names of `entries`.
    fn named<'a>(&'a self, entries: &'a [Entry]) -> impl Iterator<Item = (&'a Entry, &'a str)> {
        entries.iter().map(|entry| {
            let name = self.folded.get(wide(entry.start)..wide(entry.end));
            (entry, name.unwrap_or_default())
        })
    }

    /// What `found` makes of each name, in order; on all cores if there are many.
    pub fn each_found<T: Send>(
        &self,
        found: impl Fn((&Entry, &str)) -> Option<T> + Sync + Send,
    ) -> Vec<T> {
        if self.entries.len() < MANY {
            return self.names().filter_map(found).collect();
        }
        let chunks = self.entries.par_chunks(MANY / 2);
        let parts = chunks.map(|entries| self.named(entries).filter_map(&found).collect());
        let parts: Vec<Vec<T>> = parts.collect();
        parts.into_iter().flatten().collect()
    }

    /// The things that `word` means, by place in their table; empty if there is none.
    pub fn resolve(&self, word: &SearchTerm) -> Vec<usize> {
        let mut best = Closeness::AllWords;
        let mut owners = Vec::new();
        for (entry, name) in self.names() {
            let Some(closeness) = closeness(word, name, entry) else {
                continue;
            };
            if closeness < best {
                best = closeness;
                owners.clear();
            }
            if closeness == best && owners.last() != Some(&entry.owner()) {
                owners.push(entry.owner());
            }
        }
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// The things that `word` means, as a table of yes and no.
    pub fn wanted(&self, word: &SearchTerm) -> Vec<bool> {
        let mut wanted = vec![false; self.owners];
        for owner in self.resolve(word) {
            if let Some(wanted) = wanted.get_mut(owner) {
                *wanted = true;
            }
        }
        wanted
    }
}

/// How a value meets a name, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    Equal,
    Beginning,
    Inside,
    AllWords,
}

/// How `word` meets a name, if it does.
pub(super) fn closeness(word: &SearchTerm, name: &str, entry: &Entry) -> Option<Closeness> {
    let value = word.folded.as_str();
    let all = |holds: bool| holds.then_some(Closeness::Equal);
    match word.shape {
        MatchMode::Pattern => {
            let pattern = word.pattern.as_ref()?;
            return all(entry.sort != Sort::Id && pattern.is_match(name));
        }
        MatchMode::Exact | MatchMode::Whole => return all(name == value),
        MatchMode::Beginning => return all(name.starts_with(value)),
        MatchMode::End => return all(name.ends_with(value)),
        MatchMode::Plain | MatchMode::Phrase => {}
    }
    if value.is_empty() || mask(value) & !entry.mask != 0 {
        return None;
    }
    if name == value {
        return Some(Closeness::Equal);
    }
    let mut found = None;
    for (at, _) in name.match_indices(value) {
        if is_border(name, at) {
            return Some(Closeness::Beginning);
        }
        found = Some(Closeness::Inside);
    }
    found.or_else(|| {
        let mut parts = words(value).peekable();
        parts.peek()?;
        parts
            .all(|(_, part)| words(name).any(|(_, word)| word.starts_with(part)))
            .then_some(Closeness::AllWords)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_names_win() {
        let table = NameTable::of_words([
            "China",
            "Ministry of Public Security of China",
            "Saw Chit Thu",
            "Chinatown",
            "Karen State BGF",
            "老街",
            "Machinery",
        ]);
        for (value, meant) in [
            ("china", vec![0]),
            ("chin", vec![0, 1, 3]),
            ("hiner", vec![6]),
            ("thu saw", vec![2]),
            ("saw ch", vec![2]),
            ("sáw chit thu", vec![2]),
            ("街", vec![5]),
            ("nobody", vec![]),
        ] {
            let word = SearchTerm::new(value, MatchMode::Plain);
            assert_eq!(table.resolve(&word), meant, "{value}");
        }
        for (value, shape, meant) in [
            ("chin", MatchMode::Exact, vec![]),
            ("chin", MatchMode::Beginning, vec![0, 3]),
            ("china", MatchMode::End, vec![0, 1]),
        ] {
            assert_eq!(
                table.resolve(&SearchTerm::new(value, shape)),
                meant,
                "{value}"
            );
        }
    }
}
