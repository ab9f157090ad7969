//! The look: what the terminal can show. Decided once by the host, passed to `draw`.

/// The rung of the colour ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colours {
    /// None: bold, reverse and underline only.
    Mono,
    /// The terminal's own sixteen.
    Sixteen,
    /// 256 indexed.
    Indexed,
    /// 24 bit.
    True,
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    /// Which colours.
    pub colours: Colours,
    /// ASCII only: no UTF-8 in the locale.
    pub ascii: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colours: Colours::Sixteen,
            ascii: false,
        }
    }
}
