//! Keys and the mouse, as the explorer knows them: from a terminal or from a client over SSH alike.
//!
//! A key has one spelling, used in the command table, the configuration, the
//! help and the footer: `a`, `?`, `Enter`, `Up`, `C-c`, `M-Right`, `S-Tab`.

use std::fmt;
use std::str::FromStr;

/// What was pressed, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed: `A` is Shift and a.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// The key that deletes to the left.
    Backspace,
    /// The key that deletes to the right.
    Delete,
    /// ↑.
    Up,
    /// ↓.
    Down,
    /// ←.
    Left,
    /// →.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 24.
    F(u8),
}

/// The names of the keys that are no characters.
const NAMES: [(Code, &str); 15] = [
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Delete"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PageUp"),
    (Code::PageDown, "PageDown"),
    (Code::Char(' '), "Space"),
    (Code::Char('-'), "Minus"),
];

/// A key with its modifiers. Shift counts only where the code does not show it (Tab, arrows).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
}

impl Key {
    /// `code` without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The key as terminals send it, which can't tell Ctrl-I from Tab, or Shift and a letter from the capital; `None` if
    /// none sends it.
    pub fn as_sent(self) -> Option<Self> {
        let Code::Char(character) = self.code else {
            return self.named_as_sent();
        };
        let mut key = self;
        if key.shift {
            let mut upper = character.to_uppercase();
            let (Some(capital), None) = (upper.next(), upper.next()) else {
                return None;
            };
            if capital == character || key.ctrl {
                return None;
            }
            key.code = Code::Char(capital);
            key.shift = false;
        }
        if !key.ctrl {
            return Some(key);
        }
        let code = match character {
            'i' => Code::Tab,
            'm' => Code::Enter,
            '[' => Code::Esc,
            'h' => Code::Backspace,
            'a'..='z' | ' ' | '\\' | ']' | '^' | '_' => return Some(key),
            _ => return None,
        };
        Some(Self {
            code,
            ctrl: false,
            ..key
        })
    }

    /// The same for keys that are no characters.
    fn named_as_sent(self) -> Option<Self> {
        match self.code {
            Code::Char(_) => None,
            Code::Tab => (!(self.ctrl || self.shift && self.alt)).then_some(self),
            Code::Enter | Code::Esc | Code::Backspace => {
                (!self.ctrl && !self.shift).then_some(self)
            }
            Code::F(number) => (number <= 20).then_some(self),
            Code::Delete
            | Code::Up
            | Code::Down
            | Code::Left
            | Code::Right
            | Code::Home
            | Code::End
            | Code::PageUp
            | Code::PageDown => Some(self),
        }
    }

    /// The character that this key types into a line, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, prefix) in [(self.ctrl, "C-"), (self.alt, "M-"), (self.shift, "S-")] {
            if held {
                formatter.write_str(prefix)?;
            }
        }
        if let Some((_, name)) = NAMES.iter().find(|(code, _)| *code == self.code) {
            return formatter.write_str(name);
        }
        match self.code {
            Code::Char(character) => write!(formatter, "{character}"),
            Code::F(number) => write!(formatter, "F{number}"),
            _ => Ok(()),
        }
    }
}

/// A spelling that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no key is called \"{0}\": write a character, Enter, Up, F5, C-c, M-Right, S-Tab")]
pub struct KeyError(String);

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(spelling: &str) -> Result<Self, KeyError> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = spelling;
        while rest.chars().count() > 1 {
            if let Some(after) = rest.strip_prefix("C-") {
                key.ctrl = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("M-") {
                key.alt = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("S-") {
                key.shift = true;
                rest = after;
            } else {
                break;
            }
        }
        let unknown = || KeyError(spelling.chars().take(40).collect());
        key.code = if let Some((code, _)) = NAMES.iter().find(|(_, name)| *name == rest) {
            *code
        } else if let Some(number) = rest.strip_prefix('F').and_then(|n| n.parse().ok()) {
            if !(1..=24).contains(&number) {
                return Err(unknown());
            }
            Code::F(number)
        } else {
            let mut characters = rest.chars();
            match (characters.next(), characters.next()) {
                (Some(character), None) => Code::Char(character),
                _ => return Err(unknown()),
            }
        };
        Ok(key)
    }
}

/// What the mouse did, at a cell counted from the top left, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Press {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The pointer moved with the left button held.
    Drag {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The left button came up.
    Release {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The wheel turned; up is negative.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Notches.
        notches: i16,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_reads_back() {
        for spelling in [
            "a", "A", "?", "/", "Space", "Enter", "C-c", "M-Right", "S-Tab", "F5", "Minus",
            "C-M-x", "é", "F",
        ] {
            let key: Key = spelling.parse().unwrap();
            assert_eq!(key.to_string(), spelling);
        }
    }

    #[test]
    fn a_wrong_spelling_is_told() {
        for spelling in ["", "F99", "Return", "C-", "ab"] {
            assert!(spelling.parse::<Key>().is_err(), "{spelling}");
        }
    }
}
