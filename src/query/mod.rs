//! Words → matching events, ranked, with what matched.
//!
//! A text is parsed into a tree (`parse`), its values are understood (`understand`),
//! the result is resolved against an index (`plan`) and tried on slices of events in
//! parallel (`evaluate`, `find`, `run`). Facets, chips, completion and highlights read
//! the same trees. It uses the model only.

mod arena;
mod bits;
mod cell;
mod chips;
mod clause;
pub mod complete;
mod correct;
mod counts;
pub mod edit;
mod error;
mod evaluate;
pub mod facets;
mod field;
mod find;
mod fold;
mod fuzzy;
mod hash;
mod highlight;
mod hit;
mod index;
mod labels;
mod letters;
mod lexicon;
mod matches;
mod meant;
mod met;
mod names;
mod needed;
mod parse;
mod period;
mod plan;
#[expect(clippy::module_inception, reason = "a file is named for what it holds")]
mod query;
mod rank;
mod ranking;
mod reach;
mod refine;
mod run;
mod seek;
mod slice;
mod sought;
mod term;
mod tree;
mod understand;
mod vocabulary;
mod why;
mod words;
mod written;

pub use chips::{Chip, chips};
pub use error::QueryError;
pub use field::{Compares, FIELDS, Field, Names};
pub use highlight::highlights;
pub use hit::Hit;
pub use index::Index;
pub use matches::{Hits, Matches};
pub use meant::{MeantActors, actors_meant};
pub use query::{Outside, Query};
pub use rank::Tier;
pub use refine::Refining;
pub use run::run;
pub use why::why;
