//! Sound files, fast: a deserializer of plain RON, large files in blocks on all cores, and the first events to show meanwhile.
//!
//! For `read`. Whatever is unsupported is given up here and read by ron, which then also says what is wrong; of a large file,
//! the block alone that it stands in.

pub(in crate::format) mod blocks;
pub(in crate::format) mod preview;
pub(in crate::format) mod reader;
mod repair;
