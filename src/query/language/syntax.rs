//! The table of what may be written beside fields: one line each, read by the help and the guide. The parser has the grammar.

/// How something is written, and what it means.
pub static SYNTAX: &[(&str, &str)] = &[
    ("shwe kokko", "both words, in any order, near enough"),
    ("'word", "exactly that"),
    ("^word", "at the beginning"),
    ("word$", "at the end"),
    ("\"two words\"", "the phrase"),
    ("/scam(s|med)/", "a regular expression"),
    ("a | b", "either"),
    ("-a, !a", "not"),
    ("(a | b) c", "together"),
    ("field:value", "a field; a value with blanks wants quotes"),
];
