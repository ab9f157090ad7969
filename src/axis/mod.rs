//! Time as a line of cells: scale, ticks, density, lanes. In cells or pixels, it is the same arithmetic.
//!
//! For panes, views and exports that draw time. Everything is whole numbers, so a strip looks the same on every machine.

pub mod density;
pub mod lanes;
pub mod scale;
pub mod ticks;

pub use density::density;
pub use lanes::{Block, BlockMark, Label, LabelPlace, LabelWidth, Lane, Packing, lanes};
pub use scale::{Scale, extent, extent_of};
pub use ticks::{Tick, TickUnit, ticks};
