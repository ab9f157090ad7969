//! The search: a query is resolved against the index (`plan`) and tried on segments in parallel (`evaluate`, `find_term`,
//! `term_lookup`, `run`); what is found are hits with tiers and scores (`hit`, `score`), in order (`order`, `matches`).
//!
//! For results. A query that only refines one of the last looks through its hits (`refine`).

pub(crate) mod cell;
pub(crate) mod entity_hits;
pub(crate) mod evaluate;
pub(crate) mod find_term;
pub(crate) mod hit;
pub(crate) mod matches;
pub(crate) mod order;
pub(crate) mod plan;
pub(crate) mod refine;
pub(crate) mod run;
pub(crate) mod score;
pub(crate) mod term_lookup;
