//! Text as it is searched: folded letters, where words begin, and the matchers of one term (exact, by regular expression, scattered).
//!
//! For everything above that compares texts. Knows no query, no index and no chronology. A new way to match one
//! term is a `MatchMode` in `term` and its arm in `term_matcher`.

pub(crate) mod fold;
pub(crate) mod fuzzy;
pub(crate) mod term;
pub(crate) mod term_matcher;
pub(crate) mod word_boundary;
