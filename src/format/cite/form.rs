//! Forms: where a citation is to stand. A style has one or more of them.

/// Where a citation is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a note, with the place in the source.
    Note,
    /// In a bibliography or list of references, without.
    Entry,
    /// In the text, in parentheses.
    InText,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Note, Self::Entry, Self::InText];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Entry => "entry",
            Self::InText => "in-text",
        }
    }

    /// What it is, in a line.
    pub fn help(self) -> &'static str {
        match self {
            Self::Note => "for a note, with the place in the source",
            Self::Entry => "for a bibliography, without",
            Self::InText => "for the text, in parentheses",
        }
    }
}
