//! The keymap: the keys of the command table, and what a person changed of them.

use std::collections::BTreeMap;

use super::command::{Command, Scope, called};
use crate::explorer::base::key::Key;
use crate::model::suggest::nearest;

/// The key that quits, whatever is configured.
const ALWAYS_QUITS: &str = "C-c";

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
    /// No terminal sends that key.
    #[error("the keys of \"{command}\": no terminal sends {key}")]
    Unsent {
        /// The command.
        command: &'static str,
        /// The key.
        key: String,
    },
    /// A character that would be typed into the line.
    #[error(
        "the keys of \"{command}\": {key} is typed into the line; take a key that types nothing"
    )]
    Typed {
        /// The command.
        command: &'static str,
        /// The key.
        key: String,
    },
    /// The key that always quits is taken.
    #[error("{ALWAYS_QUITS} always quits; give \"{command}\" another key")]
    Quits {
        /// The command.
        command: &'static str,
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
            let mut spelled = Vec::new();
            for written in keys {
                let key = key_of(command, written)?.to_string();
                if !spelled.contains(&key) {
                    spelled.push(key);
                }
            }
            if command.keys.contains(&ALWAYS_QUITS)
                && !spelled.iter().any(|key| key == ALWAYS_QUITS)
            {
                spelled.push(ALWAYS_QUITS.to_owned());
            }
            keymap.changed.insert(command.name, spelled);
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

    /// Keys that a person gave to a command and that run another one in a part of where it works, as sentences.
    pub fn shadowed<S>(&self, commands: &'static [Command<S>]) -> Vec<String> {
        let mut told = Vec::new();
        for (name, keys) in &self.changed {
            let Some(command) = called(commands, name) else {
                continue;
            };
            for other in commands.iter().filter(|other| other.scope != command.scope) {
                let is_new = |key: &&String| {
                    !(command.keys.contains(&key.as_str()) && other.keys.contains(&key.as_str()))
                };
                for key in keys.iter().filter(is_new) {
                    if !self.runs(other, key) || !command.scope.overlaps(other.scope) {
                        continue;
                    }
                    let (wins, loses) = if command.scope.precedes(other.scope) {
                        (command, other)
                    } else {
                        (other, command)
                    };
                    told.push(format!(
                        "{key} runs \"{}\" where both work ({}), not \"{}\"",
                        wins.name,
                        wins.scope.title(),
                        loses.name
                    ));
                }
            }
        }
        told
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

/// The key that is written so for `command`, as terminals send it.
fn key_of<S>(command: &'static Command<S>, written: &str) -> Result<Key, KeymapError> {
    let name = command.name;
    let key = written.parse::<Key>().map_err(|error| KeymapError::Key {
        command: name,
        error,
    })?;
    let unsent = || KeymapError::Unsent {
        command: name,
        key: written.chars().take(40).collect(),
    };
    let key = key.as_sent().ok_or_else(unsent)?;
    if command.scope == Scope::Line && key.typed().is_some() {
        return Err(KeymapError::Typed {
            command: name,
            key: key.to_string(),
        });
    }
    if key.to_string() == ALWAYS_QUITS && !command.keys.contains(&ALWAYS_QUITS) {
        return Err(KeymapError::Quits { command: name });
    }
    Ok(key)
}
