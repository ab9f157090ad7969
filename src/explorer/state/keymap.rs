//! The keymap: the keys of the command table, and what a person changed of them.

use std::collections::BTreeMap;

use super::command::{Command, called};
use crate::explorer::base::key::Key;
use crate::model::suggest::nearest;

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
        error: crate::explorer::base::key::KeyError,
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
    /// The default keys of `commands` with `changes`: command names, and the keys that replace the default ones.
    ///
    /// # Errors
    ///
    /// If a command or a key is unknown, or two commands of a scope would have one key.
    pub fn new<'a, S>(
        commands: &'static [Command<S>],
        changes: impl IntoIterator<Item = (&'a str, &'a [String])>,
    ) -> Result<Self, KeymapError> {
        let mut keymap = Self::default();
        for (name, keys) in changes {
            let command = called(commands, name).ok_or_else(|| KeymapError::Command {
                name: name.chars().take(40).collect(),
                meant: nearest(name, commands.iter().map(|command| command.name)),
            })?;
            for key in keys {
                key.parse::<Key>().map_err(|error| KeymapError::Key {
                    command: command.name,
                    error,
                })?;
            }
            keymap.changed.insert(command.name, keys.to_vec());
        }
        keymap.check(commands)?;
        Ok(keymap)
    }

    /// The keys that run `command`.
    pub fn keys<S>(&self, command: &'static Command<S>) -> Vec<&str> {
        match self.changed.get(command.name) {
            Some(keys) => keys.iter().map(String::as_str).collect(),
            None => command.keys.to_vec(),
        }
    }

    /// Whether the key of that spelling runs `command`.
    pub fn runs<S>(&self, command: &'static Command<S>, key: &str) -> bool {
        match self.changed.get(command.name) {
            Some(keys) => keys.iter().any(|known| known == key),
            None => command.keys.contains(&key),
        }
    }

    fn check<S>(&self, commands: &'static [Command<S>]) -> Result<(), KeymapError> {
        for (nth, one) in commands.iter().enumerate() {
            for other in commands.iter().skip(nth + 1) {
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
