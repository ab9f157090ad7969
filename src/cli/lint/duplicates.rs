//! Rules of things that may stand twice: names that differ in a letter, events with one title and one date.
//!
//! Only candidates of a block are compared, and of a block only neighbours, so that the work grows with the size of the file: names
//! share their first or their last half, or the same words; events a word of their title and a month.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::findings::Findings;
use crate::model::problem::{Hop, Site};
use crate::model::record::Position;
use crate::model::{Chronology, Event};
use crate::query::fold;

/// So many candidates of a block are compared with one.
const COMPARED: usize = 32;

/// Shorter words, in letters, that differ are different.
const SHORTEST: usize = 5;

/// The same where all other words of the name are alike.
const SHORTEST_AMONG_OTHERS: usize = 4;

/// From so many letters on, one may have an ending of two that another has not.
const LONG: usize = 6;

/// A thing with names.
struct Named<'a> {
    id: &'a str,
    name: &'a str,
    aliases: &'a [Box<str>],
    position: Position,
}

/// Actors with nearly the same name.
pub(super) fn similar_actors(chronology: &Chronology, findings: &mut Findings<'_>) {
    let actors = chronology.actors().iter().map(|actor| Named {
        id: &actor.id,
        name: &actor.name,
        aliases: &actor.aliases,
        position: actor.position,
    });
    similar(&actors.collect::<Vec<_>>(), "actors", findings);
}

/// Places with nearly the same name.
pub(super) fn similar_places(chronology: &Chronology, findings: &mut Findings<'_>) {
    let places = chronology.places().iter().map(|place| Named {
        id: &place.id,
        name: &place.name,
        aliases: &place.aliases,
        position: place.position,
    });
    similar(&places.collect::<Vec<_>>(), "places", findings);
}

fn similar(all: &[Named<'_>], list: &'static str, findings: &mut Findings<'_>) {
    // The names, folded: whose each is, and whether it is more than an alias.
    let mut names: Vec<(usize, bool, String)> = Vec::new();
    let mut blocks = Blocks::default();
    for (nth, this) in all.iter().enumerate() {
        let aliases = this.aliases.iter().map(|alias| (false, &**alias));
        for (is_name, name) in std::iter::once((true, this.name)).chain(aliases) {
            let folded = fold(name);
            for key in keys(&words(&folded).collect::<Vec<_>>()) {
                blocks.add(&key, names.len());
            }
            names.push((nth, is_name, folded));
        }
    }
    let mut pairs = BTreeSet::new();
    blocks.each_pair(|one, other| {
        let (Some(one), Some(other)) = (names.get(one), names.get(other)) else {
            return;
        };
        // Two that share only a by-name, as abbreviations are shared, are often two.
        if one.0 != other.0 && (one.1 || other.1) {
            let [this, that] = [one, other].map(|(.., folded)| words(folded).collect::<Vec<_>>());
            if are_similar(&this, &that) {
                pairs.insert((other.0.max(one.0), other.0.min(one.0)));
            }
        }
    });
    for (nth, other) in pairs {
        if let (Some(this), Some(other)) = (all.get(nth), all.get(other)) {
            let site = |of: &Named<'_>| of.position.site(list, &[Hop::Field("name")]);
            let message = format!("`{}` and `{}` have nearly the same name", other.id, this.id);
            findings
                .add(this.id, site(this), message)
                .related(site(other), "the other is here")
                .help("if they are one, make the other name an alias");
        }
    }
}

/// Candidates, by what they share.
#[derive(Default)]
struct Blocks {
    /// The hash of what they share, and their numbers.
    entries: Vec<(u64, usize)>,
}

impl Blocks {
    /// Adds a candidate to those that have `key`.
    fn add(&mut self, key: &impl Hash, nth: usize) {
        self.entries.push((hash(key), nth));
    }

    /// Shows `visit` the neighbours in each block, the later first. Two may come more than once.
    fn each_pair(mut self, mut visit: impl FnMut(usize, usize)) {
        self.entries.sort_unstable();
        self.entries.dedup();
        for block in self.entries.chunk_by(|one, other| one.0 == other.0) {
            for (at, (_, nth)) in block.iter().enumerate() {
                let before = block.get(at.saturating_sub(COMPARED)..at);
                for (_, other) in before.into_iter().flatten() {
                    visit(*nth, *other);
                }
            }
        }
    }
}

/// The same in every run.
fn hash(key: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The blocks of a name: its words in order of the alphabet, and its halves. A name and one that is up to two letters longer share
/// one of these halves if they differ in the other.
fn keys(words: &[&str]) -> BTreeSet<String> {
    let letters: Vec<char> = words.join(" ").chars().collect();
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    let mut keys = BTreeSet::from([format!("={}", sorted.join(" "))]);
    for more in 0..=2 {
        let half = usize::midpoint(letters.len(), more);
        let start: String = letters.iter().take(half).collect();
        let end: String = letters.iter().rev().take(half).collect();
        keys.extend([format!("<{start}"), format!(">{end}")]);
    }
    keys
}

/// Whether two names are of the same words in any order, or differ in one word by a letter or a short ending.
fn are_similar(one: &[&str], other: &[&str]) -> bool {
    fn sorted<'a>(words: &[&'a str]) -> Vec<&'a str> {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    }
    if one.is_empty() || one.len() != other.len() {
        return false;
    }
    if sorted(one) == sorted(other) {
        return true;
    }
    let mut differing = one.iter().zip(other).filter(|(one, other)| one != other);
    match (differing.next(), differing.next()) {
        (Some((this, that)), None) => {
            let shortest = if one.len() > 1 {
                SHORTEST_AMONG_OTHERS
            } else {
                SHORTEST
            };
            differ_little(this, that, shortest)
        }
        _ => false,
    }
}

fn differ_little(one: &str, other: &str, shortest: usize) -> bool {
    let has_digit = |word: &str| word.contains(|letter: char| letter.is_numeric());
    let (short, long) = if one.chars().count() <= other.chars().count() {
        (one, other)
    } else {
        (other, one)
    };
    let letters = short.chars().count();
    // Gambia is not Zambia: who errs, errs later in a word.
    let begin_alike = short.chars().next() == long.chars().next();
    if has_digit(one) || has_digit(other) || letters < shortest || !begin_alike {
        return false;
    }
    let is_ending = letters >= LONG
        && long
            .strip_prefix(short)
            .is_some_and(|ending| ending.chars().count() <= 2);
    is_ending || strsim::osa_distance(short, long) == 1
}

/// How alike titles have to be: so many of ten words that stand in either stand in both.
const ALIKE: usize = 7;

/// Events with nearly the same title that may be on the same day, and do not name other actors or other places. Of each it is
/// told once.
pub(super) fn similar_events(chronology: &Chronology, findings: &mut Findings<'_>) {
    // The rarest words of a title tell most.
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for event in chronology.events() {
        for word in words(&fold(&event.title)) {
            *counts.entry(hash(word)).or_default() += 1;
        }
    }
    let mut blocks = Blocks::default();
    for (nth, event) in chronology.events().iter().enumerate() {
        let heading = event.date.heading();
        let when = heading.map(|heading| (heading.year, heading.month));
        let folded = fold(&event.title);
        let mut rarest: Vec<&str> = words(&folded).collect();
        rarest.sort_by_key(|word| (counts.get(&hash(*word)).copied(), *word));
        rarest.dedup();
        for word in rarest.into_iter().take(3) {
            blocks.add(&(when, word), nth);
        }
    }
    drop(counts);
    let mut others: BTreeMap<usize, usize> = BTreeMap::new();
    blocks.each_pair(|nth, other| {
        let (Some(this), Some(that)) =
            (chronology.events().get(nth), chronology.events().get(other))
        else {
            return;
        };
        if others.get(&nth).is_none_or(|known| other < *known)
            && may_be_one(this, that)
            && are_alike(&fold(&this.title), &fold(&that.title))
        {
            others.insert(nth, other);
        }
    });
    for (nth, other) in others {
        if let (Some(this), Some(other)) =
            (chronology.events().get(nth), chronology.events().get(other))
        {
            let site = |of: &Event| -> Site { of.position.site("events", &[Hop::Field("title")]) };
            let message = format!(
                "`{}` and `{}` have nearly the same title and date",
                other.id, this.id
            );
            findings
                .add(&this.id, site(this), message)
                .related(site(other), "the other is here");
        }
    }
}

/// Whether two titles, folded, are nearly the same.
fn are_alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|title| words(title).collect::<BTreeSet<_>>());
    let both = one.intersection(&other).count();
    let either = one.len() + other.len() - both;
    let is_number = |word: &&&str| word.contains(|letter: char| letter.is_numeric());
    let numbers = |words: &BTreeSet<&str>| words.iter().filter(is_number).count();
    let shared = one.intersection(&other).filter(is_number).count();
    // Other figures are other facts.
    either > 0
        && both * 10 >= either * ALIKE
        && numbers(&one) == shared
        && numbers(&other) == shared
}

/// Whether nothing that two events say keeps them apart.
fn may_be_one(one: &Event, other: &Event) -> bool {
    let actors =
        |event: &Event| -> BTreeSet<_> { event.actors.iter().map(|part| part.actor).collect() };
    let places = |event: &Event| -> BTreeSet<_> { event.places.iter().copied().collect() };
    (one.date.is_undated() || one.date.agrees_with(&other.date))
        && overlap(&actors(one), &actors(other))
        && overlap(&places(one), &places(other))
}

/// Whether two sets share something, or one says nothing.
fn overlap<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    one.is_empty() || other.is_empty() || !one.is_disjoint(other)
}

#[cfg(test)]
mod tests {
    use super::{are_similar, keys, words};
    use crate::query::fold;

    #[test]
    fn slips_are_told_from_other_names() {
        for (one, other, is) in [
            ("Laukkai", "Laukkaing", true),
            ("Shwe Kokko", "Shwe Koko", true),
            ("Saw Chit Thu", "Chit Thu Saw", true),
            ("Zürich", "Zurich", true),
            ("Karen State BGF", "Karenni State BGF", false),
            ("Kim Jong-il", "Kim Jong-un", false),
            ("Bai Yingneng", "Bai Yingcang", false),
            ("Gambia", "Zambia", false),
            ("Niger", "Nigeria", false),
            ("Iran", "Iraq", false),
            ("Laos", "Lagos", false),
            ("Battalion 101", "Battalion 102", false),
            ("China", "Myanmar", false),
        ] {
            let [one_folded, other_folded] = [one, other].map(fold);
            let [one_words, other_words] =
                [&one_folded, &other_folded].map(|folded| words(folded).collect::<Vec<_>>());
            let are = are_similar(&one_words, &other_words);
            assert_eq!(are, is, "{one} / {other}");
            let share = !keys(&one_words).is_disjoint(&keys(&other_words));
            assert!(share || !is, "{one} / {other} share no block");
        }
    }
}
