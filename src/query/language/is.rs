//! What `is:` knows. What asks for more than the event, such as a star or the query's period, is tried in `search::evaluate`.

use crate::model::Event;

/// Something that may hold for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    Disputed,
    Undated,
    Unreadable,
    Inferred,
    Starred,
    Ongoing,
    Possible,
    Certain,
}

impl Is {
    /// What stands after `is:`, in the order of the help.
    pub const ALL: &[(&'static str, Self)] = &[
        ("disputed", Self::Disputed),
        ("undated", Self::Undated),
        ("unreadable", Self::Unreadable),
        ("inferred", Self::Inferred),
        ("starred", Self::Starred),
        ("ongoing", Self::Ongoing),
        ("possible", Self::Possible),
        ("certain", Self::Certain),
    ];

    /// Whether it holds for an event by itself; what asks for more never does.
    pub fn holds_for(self, event: &Event) -> bool {
        match self {
            Self::Disputed => event.disputed,
            Self::Undated => event.date.is_undated(),
            Self::Unreadable => event.date.is_unreadable(),
            Self::Inferred => event.inferred,
            Self::Ongoing => event.date.is_ongoing(),
            Self::Starred | Self::Possible | Self::Certain => false,
        }
    }

    /// Those that hold for an event by itself, a bit each by their place in `ALL`.
    pub fn flags_of(event: &Event) -> u8 {
        let places = (0_u8..).zip(Self::ALL);
        places
            .filter(|(_, (_, is))| is.holds_for(event))
            .fold(0, |flags, (place, _)| flags | 1 << place)
    }

    /// Its place in `ALL`.
    pub fn place(self) -> usize {
        let place = Self::ALL.iter().position(|(_, is)| *is == self);
        place.unwrap_or(usize::MAX)
    }
}
