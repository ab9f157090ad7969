//! Problems: what is wrong with records, where, and what to write instead.
//!
//! A problem points at records, not at bytes: `format` knows the bytes and
//! turns a `Site` into file, line, column and caret.

use super::text;

/// The most characters of a file that a message quotes.
const QUOTED: usize = 60;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, nothing to mend: not counted.
    Note,
    /// Probably not meant.
    Warning,
    /// Wrong; something was left out or can't be trusted.
    Error,
}

/// One step from a file's root to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hop {
    /// Into the field of that name.
    Field(&'static str),
    /// Into the element at that index of a list, from 0.
    Item(usize),
}

/// A location in the records: a file, and the hops from its root.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Site {
    /// The file, by its index among the files opened, from 0.
    pub file: usize,
    /// From the root to the value.
    pub path: Vec<Hop>,
    /// The part of the value's text that is meant: its first character and the one after its last, from
    /// 0; `None` is all of it.
    pub within: Option<(usize, usize)>,
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// A short stable name of the kind of fault: `unknown-actor`, `bad-date`.
    pub code: &'static str,
    /// What is wrong, in a sentence without a full stop; already cleaned.
    pub message: String,
    /// Where.
    pub site: Site,
    /// What to say under the caret.
    pub label: String,
    /// Other sites that belong to it, each with what to say there.
    pub related: Vec<(Site, String)>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of that severity; the builders below add to it.
    pub fn new(
        severity: Severity,
        code: &'static str,
        site: Site,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            site,
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Something wrong.
    pub fn error(code: &'static str, site: Site, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, site, message)
    }

    /// Something probably not meant.
    pub fn warning(code: &'static str, site: Site, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, site, message)
    }

    /// With `label` under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With another site that belongs to it.
    #[must_use]
    pub fn related(mut self, site: Site, label: impl Into<String>) -> Self {
        self.related.push((site, label.into()));
        self
    }

    /// With what to write instead, if that is known.
    #[must_use]
    pub fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// `text` as a message quotes it: cleaned, in one line, cut to 60 characters, between backticks.
pub fn quoted(text: &str) -> String {
    let mut kept: String = text.chars().take(QUOTED).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    format!("`{}`", text::one_line(&text::cleaned(&kept)))
}

/// "an event", "a place".
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}
