//! The order of a list: in time, or by how well each event matches.

/// How the chronology is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// In time.
    #[default]
    Date,
    /// The best match first.
    Rank,
}
