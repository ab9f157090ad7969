//! The keymap: the keys of the command table, and what a person changed of them.

use std::collections::BTreeMap;

use super::command::{COMMANDS, Command, named};
use super::key::Key;
use crate::model::nearest::nearest;

/// Keys that were changed, by the command's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    changed: BTreeMap<&'static str, Vec<String>>,
}

/// Why keys can't be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// There is no such command.
    #[error("no command is called \"{name}\"{}", .meant.map(|meant| format!("; did you mean \"{meant}\"?")).unwrap_or_default())]
    Command {
        /// The name.
        name: String,
        /// The command that is probably meant.
        meant: Option<&'static str>,
    },
    /// That is no key.
    #[error("the keys of \"{command}\": {error}")]
    Key {
        /// The command.
        command: &'static str,
        /// What is wrong with the spelling.
        error: super::key::KeyError,
    },
    /// Two commands that are active together have one key.
    #[error("{key} would run \"{one}\" and \"{other}\"; give one of them another key")]
    Taken {
        /// The key.
        key: String,
        /// A command.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
}

impl Keymap {
    /// The default keys with `changes`: command names, and the keys that replace the default ones.
    ///
    /// # Errors
    ///
    /// If a command or a key is unknown, or two commands of a scope would have one key.
    pub fn new<'a>(
        changes: impl IntoIterator<Item = (&'a str, &'a [String])>,
    ) -> Result<Self, KeymapError> {
        let mut keymap = Self::default();
        for (name, keys) in changes {
            let command = named(name).ok_or_else(|| KeymapError::Command {
                name: name.chars().take(40).collect(),
                meant: nearest(name, COMMANDS.iter().map(|command| command.name)),
            })?;
            for key in keys {
                key.parse::<Key>().map_err(|error| KeymapError::Key {
                    command: command.name,
                    error,
                })?;
            }
            keymap.changed.insert(command.name, keys.to_vec());
        }
        keymap.check()?;
        Ok(keymap)
    }

    /// The keys that run `command`.
    pub fn keys(&self, command: &'static Command) -> Vec<&str> {
        match self.changed.get(command.name) {
            Some(keys) => keys.iter().map(String::as_str).collect(),
            None => command.keys.to_vec(),
        }
    }

    /// Whether the key of that spelling runs `command`.
    pub fn runs(&self, command: &'static Command, key: &str) -> bool {
        match self.changed.get(command.name) {
            Some(keys) => keys.iter().any(|known| known == key),
            None => command.keys.contains(&key),
        }
    }

    fn check(&self) -> Result<(), KeymapError> {
        for (nth, one) in COMMANDS.iter().enumerate() {
            for other in COMMANDS.iter().skip(nth + 1) {
                let shared = || self.keys(one).into_iter().find(|key| self.runs(other, key));
                if one.scope == other.scope
                    && let Some(key) = shared()
                {
                    return Err(KeymapError::Taken {
                        key: key.to_owned(),
                        one: one.name,
                        other: other.name,
                    });
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(name: &str, keys: &[&str]) -> Result<Keymap, String> {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        Keymap::new([(name, &*keys)]).map_err(|error| error.to_string())
    }

    #[test]
    fn changed_keys_replace_the_default_ones() {
        let keymap = changed("quit", &["Q"]).unwrap();
        let quit = named("quit").unwrap();
        assert!(keymap.runs(quit, "Q"));
        assert!(!keymap.runs(quit, "q"));
        assert_eq!(keymap.keys(named("down").unwrap()), ["j", "Down"]);
    }

    #[test]
    fn what_can_not_be_is_told() {
        for (name, keys, told) in [
            ("donw", &["x"][..], "did you mean \"down\"?"),
            ("down", &["Return"], "no key is called \"Return\""),
            ("down", &["k"], "k would run \"down\" and \"up\""),
        ] {
            let error = changed(name, keys).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
