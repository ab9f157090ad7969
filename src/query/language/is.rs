//! What `is:` knows. What each means is said where it is tried, since some ask for more than the event.

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
}
