//! How ron itself is asked to read: the one place for its options.

use ::ron::Options;
use ::ron::extensions::Extensions;

/// How chronologies are read: `Some` may be left out; ron's own limit on nesting stays.
pub(crate) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}
