//! Words → matching events, ranked, with what matched. Uses the model only.
//!
//! Five rooms, each using only those before it: `text` (folded letters, terms), `language` (text ⇄ tree, names), `index` (columns,
//! dictionary, postings), `search` (plan, evaluate, order) and `result` (facets, highlights, explanations, completion).
//! What others need of them is named here.

mod index;
mod language;
mod result;
mod search;
mod text;

pub use index::build::Index;
pub use language::chips::{Chip, chips, parts};
pub use language::edit;
pub use language::error::QueryError;
pub use language::field::{FIELDS, Field};
pub use language::query::{Query, QueryContext};
pub use language::resolve_actor::{ResolvedActors, rank_actors, resolve_actors};
pub use language::syntax::SYNTAX;
pub use language::vocabulary::Vocabulary;
pub use result::explain::why;
pub use result::highlight::{highlights, highlights_in_part};
pub use result::no_match::{Advice, advise};
pub use result::rank_reason::rank_reason;
pub use result::{completion, facets};
pub use search::hit::Hit;
pub use search::matches::{Hits, Matches};
pub use search::refine::Refining;
pub use search::run::{as_typed, run};
pub use search::score::Tier;
pub(crate) use text::fold::fold;
