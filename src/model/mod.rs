//! What a chronology is: values, links, dates, order.
//!
//! The ground floor, for all others: it knows no file format, no terminal, no clock and no environment. Records come in
//! (`record`), one immutable `Chronology` with links both ways goes out (`build`), and every fault on the way is a
//! `Problem` that says where, what and what to write instead. A new field stands in `record` and `entities`, a new check in
//! `build`, a new way to write or show a date in `date`.

mod bearing;
pub mod build;
mod certainty;
mod chronology;
mod claims;
pub mod date;
pub mod difference;
mod entities;
#[cfg(test)]
pub(crate) mod fixtures;
mod grade;
mod ids;
mod kind;
pub mod problem;
pub mod record;
pub mod reports;
pub mod schema;
pub mod shortest_paths;
mod status;
pub mod suggest;
pub mod text;

pub use bearing::{Bearing, Numbering};
pub use certainty::Doubt;
pub use chronology::Chronology;
pub use date::{Bound, Bounds, Date, DateShape, Day, Meeting, Precision};
pub use entities::{
    Actor, Briefing, BriefingStep, Citation, Event, Participation, Place, Relation, SavedQuery,
    Source,
};
pub use grade::{Credibility, Reliability};
pub use ids::{ActorId, BriefingId, EventId, PlaceId, RelationId, SourceId};
pub use kind::{ActorKind, SourceKind};
pub use status::{DISPUTED_MARK, Status};
pub use text::{Interned, SmallString};
