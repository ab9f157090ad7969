//! Kinds of actors and of sources, and their words.

use serde::Deserialize;

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
