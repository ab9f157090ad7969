//! Records: a chronology as it is written, before anything is checked.
//!
//! Every format reads into these; `build` checks and links them. The serde
//! names are the names of the RON file. `position` says where a record stood in its file, so
//! that a problem found later can be shown at its line.

use serde::Deserialize;

use super::bearing::{Bearing, Numbering};
use super::grade::Reliability;
use super::kind::{ActorKind, SourceKind};
use super::status::Status;
use super::text::{Interned, SmallString};

/// Where a top-level record stood: the file, and its place in the file's list of such records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// The file, by its place among the files opened, from 0.
    pub file: u16,
    /// The element of the list, from 0, as written (elements left out for faults count).
    pub item: u32,
}

/// One file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Chronology")]
pub struct ChronologyRecord {
    /// The file, by its place among the files opened, from 0.
    #[serde(skip)]
    pub file: u16,
    /// Elements that stand in the file but could not be read; each was reported.
    #[serde(skip)]
    pub left_out: Vec<LeftOut>,
    /// Those of them that could be read in part: checked like the others, then left out. What they lack
    /// is [`STAND_IN`].
    #[serde(skip)]
    pub partial: Option<Box<ChronologyRecord>>,
    /// The chronology's title.
    pub title: String,
    /// What the chronology is about.
    #[serde(default)]
    pub about: String,
    /// Sources.
    #[serde(default)]
    pub sources: Vec<SourceRecord>,
    /// Places.
    #[serde(default)]
    pub places: Vec<PlaceRecord>,
    /// Actors.
    #[serde(default)]
    pub actors: Vec<ActorRecord>,
    /// Relations.
    #[serde(default)]
    pub relations: Vec<RelationRecord>,
    /// Events.
    #[serde(default)]
    pub events: Vec<EventRecord>,
    /// More events, in slices: as a large file is read.
    #[serde(skip)]
    pub event_slices: Vec<Vec<EventRecord>>,
    /// Citations added to events of other files.
    #[serde(default)]
    pub claims: Vec<ClaimRecord>,
    /// Briefings.
    #[serde(default)]
    pub briefings: Vec<BriefingRecord>,
    /// Saved queries.
    #[serde(default)]
    pub queries: Vec<QueryRecord>,
}

/// An element that could not be read: what refers to it is dropped without a report of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The list: "actors".
    pub list: &'static str,
    /// Its id, as far as it could be made out.
    pub id: String,
}

/// Stands for a text that could not be read, in records that are checked only.
pub const STAND_IN: &str = "\u{1A}";

/// A record of one of the top-level lists.
pub trait Listed {
    /// Where it stood.
    fn position_mut(&mut self) -> &mut Position;
}

macro_rules! listed {
    ($($list:ident: $record:ty),+ $(,)?) => {
        $(impl Listed for $record {
            fn position_mut(&mut self) -> &mut Position {
                &mut self.position
            }
        })+

        impl ChronologyRecord {
            /// Numbers the records of each list in their order: for a file that was read whole.
            pub fn number_items(&mut self) {
                $(for (record, item) in self.$list.iter_mut().zip(0..) {
                    record.position.item = item;
                })+
            }

            /// Says which file this is: sites of problems will name it.
            pub fn place_in_file(&mut self, file: u16) {
                if file == self.file {
                    return;
                }
                self.file = file;
                $(for record in &mut self.$list {
                    record.position.file = file;
                })+
                for record in self.event_slices.iter_mut().flatten() {
                    record.position.file = file;
                }
                if let Some(partial) = &mut self.partial {
                    partial.place_in_file(file);
                }
            }
        }
    };
}

listed! {
    sources: SourceRecord,
    places: PlaceRecord,
    actors: ActorRecord,
    relations: RelationRecord,
    events: EventRecord,
    claims: ClaimRecord,
    briefings: BriefingRecord,
    queries: QueryRecord,
}

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Source")]
pub struct SourceRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// Its id.
    pub id: String,
    /// Its own title.
    #[serde(default)]
    pub title: String,
    /// What to call it where it has no title, or none that we hold.
    #[serde(default)]
    pub description: String,
    /// What it is.
    #[serde(default)]
    pub kind: SourceKind,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Box<[Interned]>,
    /// Who published it.
    #[serde(default)]
    pub publisher: String,
    /// When it was published (EDTF).
    #[serde(default)]
    pub published: String,
    /// When it was last seen (EDTF).
    #[serde(default)]
    pub accessed: String,
    /// Its language (BCP 47).
    #[serde(default)]
    pub language: String,
    /// Where it is: an address or a shelf mark.
    #[serde(default)]
    pub origin: String,
    /// Where a copy of it is kept: an address.
    #[serde(default)]
    pub archived: String,
    /// Its reliability.
    #[serde(default)]
    pub reliability: Reliability,
    /// The source note, relative to the chronology's file.
    #[serde(default)]
    pub file: String,
    /// Whose the numbers of its paragraphs are.
    #[serde(default)]
    pub numbered: Numbering,
    /// Anything to know about it.
    #[serde(default)]
    pub about: String,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Place")]
pub struct PlaceRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Box<[Interned]>,
    /// The id of the place that it lies within.
    #[serde(default)]
    pub within: Option<String>,
    /// Latitude and longitude in degrees (WGS 84).
    #[serde(default)]
    pub at: Option<(f64, f64)>,
    /// Anything to know about it.
    #[serde(default)]
    pub about: String,
}

/// A person, organisation, state or group.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Actor")]
pub struct ActorRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other names.
    #[serde(default)]
    pub aliases: Box<[Interned]>,
    /// Who or what it is.
    #[serde(default)]
    pub about: String,
    /// What `about` rests on.
    #[serde(default)]
    pub cites: Box<[CitationRecord]>,
}

/// Actor → actor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Relation")]
pub struct RelationRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// The id of the actor it goes out from.
    pub from: String,
    /// What `from` does or is to `to`: "leads", "owns".
    pub is: String,
    /// What `to` is to `from`: "is led by", "is owned by".
    #[serde(default)]
    pub inverse: String,
    /// The id of the actor it goes to.
    pub to: String,
    /// When it held (EDTF).
    #[serde(default)]
    pub date: String,
    /// How sure it is.
    #[serde(default)]
    pub status: Status,
    /// Anything to know about it.
    #[serde(default)]
    pub note: String,
    /// What it rests on.
    #[serde(default)]
    pub cites: Box<[CitationRecord]>,
}

/// Something that happened or was claimed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Event")]
pub struct EventRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// Its id.
    pub id: SmallString,
    /// When (EDTF); empty is undated.
    pub date: SmallString,
    /// What the sources say about when, in words.
    #[serde(default)]
    pub date_note: Interned,
    /// Whether some part of the date is inferred, not stated.
    #[serde(default)]
    pub inferred: bool,
    /// What happened, in a line.
    pub title: Box<str>,
    /// What happened, in a paragraph.
    #[serde(default)]
    pub summary: Box<str>,
    /// What kind of event it is, in one word.
    #[serde(default)]
    pub kind: Interned,
    /// How sure it is.
    #[serde(default)]
    pub status: Status,
    /// Who, in which role.
    #[serde(default)]
    pub actors: Box<[ParticipationRecord]>,
    /// The ids of the places.
    #[serde(default)]
    pub places: Box<[Interned]>,
    /// Free words.
    #[serde(default)]
    pub tags: Box<[Interned]>,
    /// What it rests on.
    #[serde(default)]
    pub cites: Box<[CitationRecord]>,
    /// Anything else to know about it.
    #[serde(default)]
    pub note: Interned,
}

/// An actor in an event.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Participation")]
pub struct ParticipationRecord {
    /// The actor's id.
    pub id: Interned,
    /// Its role: "party", "announces".
    pub role: Interned,
    /// Anything to know about the part it had.
    #[serde(default)]
    pub note: Interned,
}

/// A pointer to a source.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Citation")]
pub struct CitationRecord {
    /// The source's id.
    pub source: Interned,
    /// The locator: "¶6", "p. 3".
    #[serde(default)]
    pub at: Interned,
    /// What it does for the claim that is shown.
    #[serde(default)]
    pub bearing: Bearing,
    /// What the source says there, in the file owner's own words.
    #[serde(default)]
    pub says: Box<str>,
    /// The source's own words, letter for letter.
    #[serde(default)]
    pub quote: Box<str>,
    /// The credibility, 1 to 6.
    #[serde(default)]
    pub credibility: Option<u8>,
    /// The date that this source claims (EDTF).
    #[serde(default)]
    pub date: Interned,
    /// The figure that this source claims.
    #[serde(default)]
    pub figure: Interned,
}

/// Citations that one file adds to an event of another.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Claim")]
pub struct ClaimRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// The event's id.
    pub event: String,
    /// The citations.
    pub cites: Box<[CitationRecord]>,
}

/// An ordered path through events.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Briefing")]
pub struct BriefingRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    #[serde(default)]
    pub about: String,
    /// Its steps.
    pub steps: Vec<StepRecord>,
}

/// One step of a briefing.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Step")]
pub struct StepRecord {
    /// The event's id.
    pub event: String,
    /// What to say about it.
    #[serde(default)]
    pub note: String,
}

/// A saved query.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Query")]
pub struct QueryRecord {
    /// Where it stood.
    #[serde(skip)]
    pub position: Position,
    /// Its name.
    pub name: String,
    /// Its text.
    pub query: String,
}
