//! Records → RON: every field that is given, a record a block, in the order of the schema.

use ::ron::ser::PrettyConfig;

use super::syntax::options::options;
use crate::model::record::ChronologyRecord;

/// How deep a value may stand and still have lines of its own: the chronology, its lists, their records, and the lists in
/// these; what is deeper stands in one line.
const DEPTH: usize = 4;

/// The chronology as RON, which reads back as equal records.
pub fn write(record: &ChronologyRecord) -> String {
    let config = PrettyConfig::new()
        .new_line("\n")
        .depth_limit(DEPTH)
        .struct_names(false)
        .separate_tuple_members(false);
    let text = options().to_string_pretty(record, config);
    // Writing to a String can't fail, and every field is of a kind that RON has.
    let body = text.unwrap_or_default();
    format!("Chronology{body}\n")
}

#[cfg(test)]
mod tests {
    use crate::format::read;

    #[test]
    fn what_is_written_reads_back_as_equal_records() {
        for text in [
            include_str!("../../../events.ron"),
            include_str!("../../../examples/handovers.ron"),
            "Chronology(title: \"q\\\"\\\\\\u{1b}é\\n老\", places: [(id: \"a\", name: \"A\", at: (1.5, -3.0))])",
        ] {
            let record = read("x.ron", text.as_bytes()).record.unwrap();
            let written = super::write(&record);
            let again = read("x.ron", written.as_bytes());
            assert_eq!(again.diagnostics, [], "{written}");
            assert_eq!(again.record.unwrap(), record);
        }
    }
}
