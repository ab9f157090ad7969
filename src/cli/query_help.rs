//! The query language in the help of a command, from the tables that the parser, the guide and the manual read.

use crate::query::{FIELDS, SYNTAX};

/// `examples`, and the whole language after them.
pub(super) fn with_query_language(examples: &str) -> String {
    let mut help = format!("{examples}\n\nQueries:\n");
    let longest = |names: &mut dyn Iterator<Item = usize>| names.max().unwrap_or_default();
    let column = longest(&mut SYNTAX.iter().map(|(written, _)| written.chars().count()));
    for (written, means) in SYNTAX {
        let pad = " ".repeat(column.saturating_sub(written.chars().count()));
        help.extend(["  ", written, &pad, "  ", means, "\n"]);
    }
    help.push_str("\nFields, which find events of which…\n");
    let column = longest(&mut FIELDS.iter().map(|field| field.name.len()));
    for field in FIELDS {
        let pad = " ".repeat(column.saturating_sub(field.name.len()));
        help.extend(["  ", field.name, ":", &pad, "  ", field.help]);
        let words = field.words();
        if !words.is_empty() {
            help.extend([" (", &words.join(", "), ")"]);
        }
        help.extend(["; ", field.example, "\n"]);
    }
    help.push_str("\nMore: dateline man query, dateline man dates");
    help
}
