//! What a chronology is: values, links, dates, order.
//!
//! This is the ground floor: it knows no file format, no terminal, no clock and
//! no environment. Records come in (`record`), one immutable `Chronology` with
//! links both ways goes out (`build`), and every fault on the way is a
//! `Problem` that says where, what and what to write instead.

pub mod build;
mod certainty;
pub mod chronology;
pub mod connection;
pub mod date;
pub mod ids;
pub mod letters;
pub mod link;
pub mod nearest;
#[cfg(test)]
pub(crate) mod plain;
pub mod problem;
pub mod record;
pub mod schema;
pub mod text;
pub mod things;
pub mod words;

pub use certainty::Doubt;
pub use chronology::Chronology;
pub use date::{Bound, Bounds, Date, Day, Meeting, Precision, Shape};
pub use ids::{ActorId, BriefingId, EventId, PlaceId, RelationId, SourceId};
pub use letters::{Short, Word};
pub use things::{
    Actor, Briefing, Citation, Event, Participation, Place, Relation, SavedQuery, Source, Step,
};
pub use words::{ActorKind, Credibility, Reliability, SourceKind, Status};
