//! Typed indices into a chronology's tables.
//!
//! An id is a position: `EventId(0)` is the first event **in chronological
//! order**, so sorting ids sorts by date. Actors, places, sources and relations
//! keep the order of the files. Ids are only made by `build`, so a lookup with
//! one from the same chronology always succeeds.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id at `position`; positions past `u32::MAX` saturate.
            pub fn new(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// The position in its table, from 0.
            pub fn index(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }
    };
}

id!(
    /// An event, by its position in chronological order.
    EventId
);
id!(
    /// An actor, in the order of the files.
    ActorId
);
id!(
    /// A place, in the order of the files.
    PlaceId
);
id!(
    /// A source, in the order of the files.
    SourceId
);
id!(
    /// A relation, in the order of the files.
    RelationId
);
id!(
    /// A briefing, in the order of the files.
    BriefingId
);
