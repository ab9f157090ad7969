//! The closed vocabularies: status, kinds, and the two halves of a grade.
//!
//! Each is an enum with one table of its words. Marks, names and the words that
//! the file may use all come from here.
//!
//! Reliability A–F and credibility 1–6 are the Admiralty code (NATO AJP-2.1).

use serde::Deserialize;

/// How sure it is that an event happened as told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum Status {
    /// The file does not say.
    #[default]
    #[serde(skip)]
    Unstated,
    /// Made known by a party to it.
    Announced,
    /// Told by a source that was not a party to it.
    Reported,
    /// Claimed against somebody, not shown.
    Alleged,
    /// A judgement, not a finding.
    Assessed,
    /// Shown by independent sources.
    Confirmed,
    /// Denied by those concerned.
    Denied,
}

impl Status {
    /// Every status, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Announced,
        Self::Confirmed,
        Self::Reported,
        Self::Alleged,
        Self::Assessed,
        Self::Denied,
        Self::Unstated,
    ];

    /// What files and queries call it; `None` where a file has none.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Unstated => None,
            stated => Some(stated.word()),
        }
    }

    /// What queries call it: `none` where a file has none.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unstated => "none",
            stated => stated.word(),
        }
    }

    /// The word on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unstated => "status not stated",
            Self::Announced => "announced",
            Self::Reported => "reported",
            Self::Alleged => "alleged",
            Self::Assessed => "assessed",
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
        }
    }

    /// The mark in a row: (Unicode, ASCII), one cell each.
    pub const fn mark(self) -> (&'static str, &'static str) {
        match self {
            Self::Unstated => (" ", " "),
            Self::Announced | Self::Confirmed => ("●", "*"),
            Self::Reported => ("•", "-"),
            Self::Alleged => ("?", "?"),
            Self::Assessed => ("~", "~"),
            Self::Denied => ("×", "x"),
        }
    }

    /// What the word means, for the help and the event pane.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Unstated => "the file does not say how sure it is",
            Self::Announced => "made known by a party to it",
            Self::Reported => "told by a source that was not a party to it",
            Self::Alleged => "claimed, not shown",
            Self::Assessed => "a judgement, not a finding",
            Self::Confirmed => "shown by independent sources",
            Self::Denied => "denied by those concerned",
        }
    }
}

/// The mark of a disputed event, which stands in place of its status mark: (Unicode, ASCII).
pub const DISPUTED_MARK: (&str, &str) = ("≠", "#");

/// What a citation does for the claim that an event or relation shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum Bearing {
    /// It backs the claim.
    #[default]
    Supports,
    /// It claims something else.
    Contradicts,
    /// It bears on the claim and backs neither side.
    Context,
}

impl Bearing {
    /// Every bearing, in the order in which citations show.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Contradicts, Self::Context];

    /// The word on the screen and in outputs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Context => "context",
        }
    }

    /// What comes before the name of such a source where several are listed.
    pub const fn lead_in(self) -> &'static str {
        match self {
            Self::Supports => "",
            Self::Contradicts => "but see ",
            Self::Context => "for context see ",
        }
    }
}

/// Whose the numbers of a source's paragraphs and pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// The source's own.
    #[default]
    Source,
    /// Ours: never told as the source's.
    Ours,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A body with a name: a company, a ministry, an army.
    Organisation,
    /// A state.
    State,
    /// People without a body: workers, syndicates.
    Group,
}

impl ActorKind {
    /// Every kind, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::State, Self::Group];

    /// The word on the screen and in queries.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Group => "group",
        }
    }
}

/// What a source is; citation styles differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum SourceKind {
    /// In a newspaper, a magazine, a journal, by an agency.
    Article,
    /// Published on its own by a body.
    Report,
    /// A page of a site.
    WebPage,
    /// A set of data.
    Dataset,
    /// A book.
    Book,
    /// Anything else.
    #[default]
    Other,
}

impl SourceKind {
    /// The word on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Report => "report",
            Self::WebPage => "web page",
            Self::Dataset => "dataset",
            Self::Book => "book",
            Self::Other => "document",
        }
    }
}

/// A source's reliability, the letter of the Admiralty code; `A` is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    #[default]
    F,
}

impl Reliability {
    /// The letter.
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::F => 'F',
        }
    }

    /// What the letter means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }
}

/// A citation's credibility, the figure of the Admiralty code: 1 (confirmed) to 6 (cannot be judged).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credibility(u8);

impl Credibility {
    /// Cannot be judged; what a citation has that gives none.
    pub const UNJUDGED: Self = Self(6);

    /// The credibility `figure`, if it is 1 to 6.
    pub fn new(figure: u8) -> Option<Self> {
        (1..=6).contains(&figure).then_some(Self(figure))
    }

    /// The figure, 1 to 6.
    pub const fn figure(self) -> u8 {
        self.0
    }

    /// What the figure means.
    pub const fn meaning(self) -> &'static str {
        match self.0 {
            1 => "confirmed by other sources",
            2 => "probably true",
            3 => "possibly true",
            4 => "doubtful",
            5 => "improbable",
            _ => "truth cannot be judged",
        }
    }
}
