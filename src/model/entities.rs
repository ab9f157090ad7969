//! The things of a chronology, checked and linked. All text is cleaned.

use super::bearing::{Bearing, Numbering};
use super::date::{Date, HeadingSays, SaidOnce};
use super::grade::{Credibility, Reliability};
use super::ids::{ActorId, EventId, PlaceId, RelationId, SourceId};
use super::kind::{ActorKind, SourceKind};
use super::record::Position;
use super::status::Status;
use super::text::{Interned, SmallString};

/// Something that happened or was claimed.
#[derive(Debug, Clone)]
pub struct Event {
    /// Where it was written.
    pub position: Position,
    /// Its id in the file.
    pub id: SmallString,
    /// When.
    pub date: Date,
    /// What the sources say about when, in words.
    pub date_note: Interned,
    /// Whether some part of the date is inferred, not stated.
    pub inferred: bool,
    /// What happened, in a line.
    pub title: Box<str>,
    /// What happened, in a paragraph.
    pub summary: Box<str>,
    /// What kind of event, in a word.
    pub kind: Interned,
    /// How sure it is.
    pub status: Status,
    /// Who, in which role, in the order of the file.
    pub actors: Box<[Participation]>,
    /// Where.
    pub places: Box<[PlaceId]>,
    /// Free words.
    pub tags: Box<[Interned]>,
    /// What it rests on; claims of other files follow the event's own.
    pub cites: Box<[Citation]>,
    /// Anything else.
    pub note: Interned,
    /// Whether its citations claim dates or figures that can't all be right.
    pub disputed: bool,
    /// Whether they claim dates that can't all be right.
    pub has_disputed_date: bool,
}

impl Event {
    /// Its date in full, in square brackets if it is inferred: "10 Oct 2023", "[Oct 2023]", "undated".
    pub fn date_shown(&self) -> String {
        self.bracketed(self.date.shown())
    }

    /// As `Date::short`, in square brackets if it is inferred.
    pub fn date_short(&self, said: SaidOnce) -> String {
        let heading = match said.heading {
            // Under "2023?" stand also dates that are inferred but written without a mark.
            HeadingSays::Year { uncertain } => HeadingSays::Year {
                uncertain: uncertain && self.date.is_year_uncertain(),
            },
            HeadingSays::Day(_) if self.inferred => HeadingSays::Year { uncertain: false },
            HeadingSays::Day(_) | HeadingSays::Nothing => said.heading,
        };
        self.bracketed(self.date.short(SaidOnce { heading, ..said }))
    }

    /// As `Date::describe`, in square brackets if it is inferred: "[some time in October 2023]".
    pub fn date_description(&self) -> String {
        self.bracketed(self.date.describe())
    }

    /// What there is to know of the date besides the date: why it can't be read, that it is inferred, the file's note.
    pub fn date_basis(&self) -> String {
        let unreadable = self.date.error().map(|error| error.message);
        let mut basis = unreadable.unwrap_or_default();
        for (holds, words) in [
            (self.inferred, "inferred"),
            (!self.date_note.is_empty(), &*self.date_note),
            (
                self.inferred && self.date_note.is_empty(),
                "no source states it",
            ),
        ] {
            if holds {
                if !basis.is_empty() {
                    basis.push_str(": ");
                }
                basis.push_str(words);
            }
        }
        basis
    }

    /// The citations that do so for the claim that is shown, in the order of the files.
    pub fn citing(&self, bearing: Bearing) -> impl Iterator<Item = &Citation> {
        self.cites
            .iter()
            .filter(move |cite| cite.bearing == bearing)
    }

    /// All its citations: those that support it, then those that contradict it, then context.
    pub fn cites_by_bearing(&self) -> impl Iterator<Item = &Citation> {
        Bearing::ALL
            .into_iter()
            .flat_map(|bearing| self.citing(bearing))
    }

    /// In square brackets, as archives write what they supply.
    fn bracketed(&self, words: String) -> String {
        if self.inferred && self.date.is_dated() {
            format!("[{words}]")
        } else {
            words
        }
    }
}

/// An actor's part in an event.
#[derive(Debug, Clone)]
pub struct Participation {
    /// Who.
    pub actor: ActorId,
    /// As what.
    pub role: Interned,
    /// Anything to know about it.
    pub note: Interned,
}

/// A pointer to a source.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// The locator: "¶6".
    pub at: Interned,
    /// What it does for the claim that is shown.
    pub bearing: Bearing,
    /// What it says there, in the file owner's own words; never in quotation marks.
    pub says: Box<str>,
    /// Its own words, letter for letter; always in quotation marks.
    pub quote: Box<str>,
    /// How credible.
    pub credibility: Credibility,
    /// The date that it claims; `None` if it claims none.
    pub date: Option<Box<Date>>,
    /// The figure that it claims, or empty.
    pub figure: Interned,
}

impl Citation {
    /// What it claims of its own: the date as shown, and the figure, as far as it claims them.
    pub fn claimed(&self) -> Vec<String> {
        let date = self.date.as_deref().map(Date::shown);
        let figure = (!self.figure.is_empty()).then(|| self.figure.to_string());
        date.into_iter().chain(figure).collect()
    }
}

/// A person, organisation, state or group.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Where it was written.
    pub position: Position,
    /// Its id in the file.
    pub id: Box<str>,
    /// Its name.
    pub name: Box<str>,
    /// What it is.
    pub kind: ActorKind,
    /// Other names.
    pub aliases: Box<[Box<str>]>,
    /// Who or what it is.
    pub about: Box<str>,
    /// What `about` rests on.
    pub cites: Box<[Citation]>,
    /// Its events, in chronological order, each once.
    pub events: Box<[EventId]>,
    /// Relations that go out from it or to it, in the order of the files.
    pub relations: Box<[RelationId]>,
}

/// Actor → actor.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Where it was written.
    pub position: Position,
    /// From whom.
    pub from: ActorId,
    /// What `from` does or is to `to`.
    pub is: Box<str>,
    /// What `to` is to `from`, or empty.
    pub inverse: Box<str>,
    /// To whom.
    pub to: ActorId,
    /// When it held.
    pub date: Date,
    /// How sure it is.
    pub status: Status,
    /// Anything to know about it.
    pub note: Box<str>,
    /// What it rests on.
    pub cites: Box<[Citation]>,
}

/// A place.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where it was written.
    pub position: Position,
    /// Its id in the file.
    pub id: Box<str>,
    /// Its name.
    pub name: Box<str>,
    /// Other names.
    pub aliases: Box<[Box<str>]>,
    /// The place that it lies within; never itself, however far up.
    pub within: Option<PlaceId>,
    /// Latitude and longitude in degrees (WGS 84).
    pub at: Option<(f64, f64)>,
    /// Anything to know about it.
    pub about: Box<str>,
    /// Events that name it, in chronological order.
    pub events: Box<[EventId]>,
    /// How many events name it or a place within it.
    pub events_within: u32,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it was written.
    pub position: Position,
    /// Its id in the file.
    pub id: Box<str>,
    /// Its own title, or empty.
    pub title: Box<str>,
    /// What to call it where it has no title of its own; else mostly empty.
    pub description: Box<str>,
    /// What it is.
    pub kind: SourceKind,
    /// Who wrote it.
    pub authors: Box<[Box<str>]>,
    /// Who published it.
    pub publisher: Box<str>,
    /// When it was published.
    pub published: Date,
    /// When it was last seen.
    pub accessed: Date,
    /// Its language (BCP 47).
    pub language: Box<str>,
    /// Where it is: an address or a shelf mark.
    pub origin: Box<str>,
    /// Where a copy of it is kept, or empty.
    pub archived: Box<str>,
    /// Its reliability.
    pub reliability: Reliability,
    /// The source note's path, or empty. As written it is relative to the chronology's file;
    /// whoever opens files resolves it before `build`.
    pub file: Box<str>,
    /// Whose the numbers of its paragraphs are.
    pub numbered: Numbering,
    /// Anything to know about it.
    pub about: Box<str>,
    /// Events that rest on it, in chronological order.
    pub events: Box<[EventId]>,
    /// Events that it contradicts, in chronological order.
    pub contradicts: Box<[EventId]>,
    /// Events that it gives context for, in chronological order.
    pub context: Box<[EventId]>,
    /// Relations that rest on it.
    pub relations: Box<[RelationId]>,
}

impl Source {
    /// What it is called: its title, else what describes it.
    pub fn label(&self) -> &str {
        if self.title.is_empty() {
            &self.description
        } else {
            &self.title
        }
    }
}

/// An ordered path through events.
#[derive(Debug, Clone)]
pub struct Briefing {
    /// Where it was written.
    pub position: Position,
    /// Its id in the file.
    pub id: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// What it is about.
    pub about: Box<str>,
    /// Its steps, at least one.
    pub steps: Box<[BriefingStep]>,
    /// How many steps were left out: they name events that are not there.
    pub missing: usize,
}

/// One step of a briefing.
#[derive(Debug, Clone)]
pub struct BriefingStep {
    /// The event.
    pub event: EventId,
    /// What to say about it.
    pub note: Box<str>,
}

/// A query with a name.
#[derive(Debug, Clone)]
pub struct SavedQuery {
    /// Its name.
    pub name: Box<str>,
    /// Its text.
    pub query: Box<str>,
}
