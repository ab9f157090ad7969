//! Values as they are written in a query.

use std::collections::HashMap;

use super::fold::fold;
use super::names::NameTable;

/// `value` as it is written in a query: in quotes, unless it is one plain word.
pub(super) fn key_of(value: &str) -> String {
    let is_plain = !value.is_empty()
        && value
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ','))
        && value.starts_with(char::is_alphanumeric);
    if is_plain {
        return value.to_owned();
    }
    let mut key = String::with_capacity(value.len() + 2);
    key.push('"');
    for letter in value.chars() {
        if matches!(letter, '"' | '\\') {
            key.push('\\');
        }
        key.push(letter);
    }
    key.push('"');
    key
}

/// How each thing is written in a query: by its name, or by its id if the name is another's too.
pub(super) fn keys_of_things<'a>(
    things: impl Iterator<Item = (&'a str, &'a str)>,
    names: &NameTable,
) -> Vec<Box<str>> {
    let mut owners: HashMap<&str, Option<usize>> = HashMap::new();
    for (entry, name) in names.names() {
        owners
            .entry(name)
            .and_modify(|owner| *owner = owner.filter(|owner| *owner == entry.owner))
            .or_insert(Some(entry.owner));
    }
    things
        .enumerate()
        .map(
            |(place, (id, name))| match owners.get(fold(name).as_str()) {
                Some(Some(owner)) if *owner == place => key_of(name).into(),
                _ => key_of(id).into(),
            },
        )
        .collect()
}
