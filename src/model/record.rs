//! Records: a chronology as it is written, before anything is checked.
//!
//! Every format reads into these; `build` checks and links them. What stands here is all that serde, the validation of
//! faulty files and the guide know of a field: a new one is a line or two here, and what the model does with it.
//! `position` says where a record stood in its file, so that a problem found later can be shown at its line.

use serde::{Deserialize, Serialize};

use super::bearing::{Bearing, Numbering};
use super::grade::Reliability;
use super::kind::{ActorKind, SourceKind};
use super::problem::{Hop, Site};
use super::schema::{
    Described, Field, FieldType, Holds, Schema, field_types, is_default, records, words,
};
use super::status::Status;
use super::text::{Interned, SmallString};

/// Where a top-level record stood: the file, and its index in the file's list of such records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// The file, by its index among the files opened, from 0.
    pub file: u16,
    /// The element of the list, from 0, as written (elements left out for faults count).
    pub item: u32,
}

impl Position {
    /// The site at the end of `path`, from the record that stands here in `list`.
    pub fn site(self, list: &'static str, path: &[Hop]) -> Site {
        let item = usize::try_from(self.item).unwrap_or(usize::MAX);
        let mut hops = vec![Hop::Field(list), Hop::Item(item)];
        hops.extend_from_slice(path);
        Site {
            file: usize::from(self.file),
            path: hops,
            within: None,
        }
    }
}

field_types! {
    ActorKind => Holds::Word(words::<ActorKind>),
    Bearing => Holds::Word(words::<Bearing>),
    Numbering => Holds::Word(words::<Numbering>),
    Reliability => Holds::Word(words::<Reliability>),
    SourceKind => Holds::Word(words::<SourceKind>),
    Status => Holds::Word(words::<Status>),
}

records! {
    /// One file.
    #[derive(Default)]
    ChronologyRecord("Chronology", "chronology") {
        /// The chronology's title.
        title: String,
        /// What the chronology is about.
        #[serde(default)]
        about: String,
        /// Sources.
        #[serde(default)]
        sources: Vec<SourceRecord>,
        /// Places.
        #[serde(default)]
        places: Vec<PlaceRecord>,
        /// Actors.
        #[serde(default)]
        actors: Vec<ActorRecord>,
        /// Relations.
        #[serde(default)]
        relations: Vec<RelationRecord>,
        /// Events.
        #[serde(default)]
        events: Vec<EventRecord>,
        /// Citations added to events of other files.
        #[serde(default)]
        claims: Vec<ClaimRecord>,
        /// Briefings.
        #[serde(default)]
        briefings: Vec<BriefingRecord>,
        /// Saved queries.
        #[serde(default)]
        queries: Vec<QueryRecord>,
        /// Rules of `check` that this file need not keep.
        #[serde(default)]
        allow: Vec<AllowRecord>,
        ..
        /// The file, by its index among the files opened, from 0.
        file: u16,
        /// Elements that stand in the file but could not be read; each was reported.
        left_out: Vec<LeftOut>,
        /// Those of them that could be read in part: checked like the others, then left out. What they lack
        /// is [`STAND_IN`].
        partial: Option<Box<ChronologyRecord>>,
        /// More events, in slices: as a large file is read.
        event_slices: Vec<Vec<EventRecord>>,
    }

    /// A document.
    #[derive(Default)]
    SourceRecord("Source", "source") {
        /// Its id.
        id: String,
        /// Its own title.
        #[serde(default)]
        title: String,
        /// What to call it where it has no title, or none that we hold.
        #[serde(default)]
        description: String,
        /// What it is.
        #[serde(default)]
        kind: SourceKind,
        /// Who wrote it.
        #[serde(default)]
        authors: Box<[Interned]>,
        /// Who published it.
        #[serde(default)]
        publisher: String,
        /// When it was published (EDTF).
        #[serde(default)]
        published: String as Date,
        /// When it was last seen (EDTF).
        #[serde(default)]
        accessed: String as Date,
        /// Its language (BCP 47).
        #[serde(default)]
        language: String,
        /// Where it is: an address or a shelf mark.
        #[serde(default)]
        origin: String,
        /// Where a copy of it is kept: an address.
        #[serde(default)]
        archived: String,
        /// Its reliability.
        #[serde(default)]
        reliability: Reliability,
        /// The source note, relative to the chronology's file.
        #[serde(default)]
        file: String,
        /// Whose the numbers of its paragraphs are.
        #[serde(default)]
        numbered: Numbering,
        /// Anything to know about it.
        #[serde(default)]
        about: String,
        ..
        /// Where it stood.
        position: Position,
    }

    /// A place.
    #[derive(Default)]
    PlaceRecord("Place", "place") {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Other names.
        #[serde(default)]
        aliases: Box<[Interned]>,
        /// The id of the place that it lies within.
        #[serde(default)]
        within: Option<String>,
        /// Latitude and longitude in degrees (WGS 84).
        #[serde(default)]
        at: Option<(f64, f64)>,
        /// Anything to know about it.
        #[serde(default)]
        about: String,
        ..
        /// Where it stood.
        position: Position,
    }

    /// A person, organisation, state or group.
    ActorRecord("Actor", "actor") {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// What it is.
        #[serde(default)]
        kind: ActorKind,
        /// Other names.
        #[serde(default)]
        aliases: Box<[Interned]>,
        /// Who or what it is.
        #[serde(default)]
        about: String,
        /// What `about` rests on.
        #[serde(default)]
        cites: Box<[CitationRecord]>,
        ..
        /// Where it stood.
        position: Position,
    }

    /// Actor → actor.
    RelationRecord("Relation", "relation") {
        /// The id of the actor it goes out from.
        from: String,
        /// What `from` does or is to `to`: "leads", "owns".
        is: String,
        /// What `to` is to `from`: "is led by", "is owned by".
        #[serde(default)]
        inverse: String,
        /// The id of the actor it goes to.
        to: String,
        /// When it held (EDTF).
        #[serde(default)]
        date: String as Date,
        /// How sure it is.
        #[serde(default)]
        status: Status,
        /// Anything to know about it.
        #[serde(default)]
        note: String,
        /// What it rests on.
        #[serde(default)]
        cites: Box<[CitationRecord]>,
        ..
        /// Where it stood.
        position: Position,
    }

    /// Something that happened or was claimed.
    EventRecord("Event", "event") {
        /// Its id.
        id: SmallString,
        /// When (EDTF); empty is undated.
        date: SmallString as Date,
        /// What the sources say about when, in words.
        #[serde(default)]
        date_note: Interned,
        /// Whether some part of the date is inferred, not stated.
        #[serde(default)]
        inferred: bool,
        /// What happened, in a line.
        title: Box<str>,
        /// What happened, in a paragraph.
        #[serde(default)]
        summary: Box<str>,
        /// What kind of event it is, in one word.
        #[serde(default)]
        kind: Interned,
        /// How sure it is.
        #[serde(default)]
        status: Status,
        /// Who, in which role.
        #[serde(default)]
        actors: Box<[ParticipationRecord]>,
        /// The ids of the places.
        #[serde(default)]
        places: Box<[Interned]>,
        /// Free words.
        #[serde(default)]
        tags: Box<[Interned]>,
        /// What it rests on.
        #[serde(default)]
        cites: Box<[CitationRecord]>,
        /// Anything else to know about it.
        #[serde(default)]
        note: Interned,
        ..
        /// Where it stood.
        position: Position,
        /// Whether its reader told already that the date can't be read.
        is_date_told: bool,
    }

    /// An actor in an event.
    #[derive(Default)]
    ParticipationRecord("Participation", "actor of an event") {
        /// The actor's id.
        id: Interned,
        /// Its role: "party", "announces".
        role: Interned,
        /// Anything to know about the part it had.
        #[serde(default)]
        note: Interned,
    }

    /// A pointer to a source.
    #[derive(Default)]
    CitationRecord("Citation", "citation") {
        /// The source's id.
        source: Interned,
        /// The locator: "¶6", "p. 3".
        #[serde(default)]
        at: Interned,
        /// What it does for the claim that is shown.
        #[serde(default)]
        bearing: Bearing,
        /// What the source says there, in the file owner's own words.
        #[serde(default)]
        says: Box<str>,
        /// The source's own words, letter for letter.
        #[serde(default)]
        quote: Box<str>,
        /// The credibility, 1 to 6.
        #[serde(default)]
        credibility: Option<u8>,
        /// The date that this source claims (EDTF).
        #[serde(default)]
        date: Interned as Date,
        /// The figure that this source claims.
        #[serde(default)]
        figure: Interned,
    }

    /// Citations that one file adds to an event of another.
    #[derive(Default)]
    ClaimRecord("Claim", "claim") {
        /// The event's id.
        event: String,
        /// The citations.
        cites: Box<[CitationRecord]>,
        ..
        /// Where it stood.
        position: Position,
    }

    /// An ordered path through events.
    #[derive(Default)]
    BriefingRecord("Briefing", "briefing") {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// What it is about.
        #[serde(default)]
        about: String,
        /// Its steps.
        steps: Vec<StepRecord>,
        ..
        /// Where it stood.
        position: Position,
    }

    /// One step of a briefing.
    #[derive(Default)]
    StepRecord("Step", "step of a briefing") {
        /// The event's id.
        event: String,
        /// What to say about it.
        #[serde(default)]
        note: String,
    }

    /// A saved query.
    #[derive(Default)]
    QueryRecord("Query", "saved query") {
        /// Its name.
        name: String,
        /// Its text.
        query: String,
        ..
        /// Where it stood.
        position: Position,
    }

    /// A rule of `check` that a file need not keep.
    #[derive(Default)]
    AllowRecord("Allow", "allowance") {
        /// The rule's name.
        rule: String,
        /// The ids that need not keep it; without any, the whole file.
        #[serde(default)]
        ids: Box<[Interned]>,
        /// Why not.
        why: String,
        ..
        /// Where it stood.
        position: Position,
    }
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

/// Calls a macro with each of the top-level lists and its records.
macro_rules! for_each_list {
    ($then:ident) => {
        $then! {
            sources: SourceRecord,
            places: PlaceRecord,
            actors: ActorRecord,
            relations: RelationRecord,
            events: EventRecord,
            claims: ClaimRecord,
            briefings: BriefingRecord,
            queries: QueryRecord,
            allow: AllowRecord,
        }
    };
}
pub(crate) use for_each_list;

macro_rules! listed {
    ($($list:ident: $record:ty,)+) => {
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
            pub fn set_file(&mut self, file: u16) {
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
                    partial.set_file(file);
                }
            }
        }
    };
}

for_each_list!(listed);
