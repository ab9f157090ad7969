//! What all of the explorer is made of: cells and rectangles, keys, lines of pieces with tones, the layout of the screen.
//!
//! For every room above. Knows no state. A new tone or target is a variant in `line`.

pub mod geometry;
pub mod growing;
pub mod key;
pub mod layout;
pub mod line;
pub mod look;
pub mod order;
pub mod wrap;
