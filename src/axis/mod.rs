//! Time as a line of cells: scale, ticks, density. In cells or pixels, it is the same arithmetic.
//!
//! Everything is whole numbers, so a strip looks the same on every machine.

pub mod density;
pub mod scale;
pub mod ticks;

pub use density::density;
pub use scale::{Scale, extent};
pub use ticks::{Tick, Unit, ticks};
