//! RON: the format of chronologies.
//!
//! A sound file is read by serde alone (`fast`). Only when that fails is the text looked at again: `syntax` finds what stands
//! where, `validate` what is wrong with it, and `recover` reads what is left. `locate` finds values for problems of the model.
//! Which records and fields there are stands in `model::record`.

pub mod edit;
pub mod fast;
mod locate;
mod recover;
mod syntax;
mod validate;
pub mod write;

use std::io::Read;

use crate::model::record::ChronologyRecord;

use super::diagnostic::{self, Diagnostic};
use super::reading::{Format, ReadOptions, Reading, stem};
use fast::{blocks, reader};
use recover::{Recovery, Refusal};
use syntax::options::options;
use syntax::parser;
use syntax::tree::NodeKind;
use validate::records;

/// RON's row.
pub const FORMAT: Format = Format {
    name: "ron",
    extensions: &["ron"],
    about: "chronologies as Dateline writes them, with every field",
    is_it: |_| false,
    read,
    locator: |source| Box::new(locate::Sites::new(source)),
};

fn read(reading: &mut Reading, text: &str, _: &ReadOptions) {
    read_text(reading, text);
}

/// Reads a large file in blocks, its text unkept; `None` if it must be read whole.
pub fn read_in_blocks(
    file: &mut (dyn Read + Send),
    reading: &mut Reading,
    watch: &mut (dyn FnMut(usize) + Send),
) -> Option<()> {
    blocks::read(file, reading, watch, read_text)
}

fn read_text(reading: &mut Reading, text: &str) {
    let read = reader::document(text).or_else(|_| options().from_str::<ChronologyRecord>(text));
    match read {
        Ok(mut record) => {
            record.number_items();
            reading.record = Some(record);
            reading.source.is_paired = true;
        }
        Err(error) => {
            let refusal = Refusal::new(&error, text);
            // Its message may hold megabytes of the file.
            drop(error);
            read_faulty(reading, text, refusal);
        }
    }
}

/// Reads a file that serde refused.
fn read_faulty(reading: &mut Reading, text: &str, refusal: Refusal) {
    let mut outline = parser::outline(text);
    let mut validation = records::validate(text, &outline);
    let root = outline.tree.value(outline.root);
    if root.is_some_and(|root| outline.tree.get(root).kind == NodeKind::Round) {
        let mut recovery = Recovery::new(text, &mut outline, &mut validation);
        reading.record = Some(recovery.record(stem(reading.source.name())));
        reading.diagnostics.append(recovery.faults);
    }
    reading.source.is_paired = outline.faults.is_empty();
    reading.diagnostics.extend(outline.faults);
    reading.diagnostics.append(validation.faults);
    if reading.diagnostics.is_empty() {
        // serde knows better.
        reading
            .diagnostics
            .push(Diagnostic::error("syntax", refusal.message).at(refusal.range, "can't be read"));
    }
    diagnostic::sort(&mut reading.diagnostics);
    reading.source.left_out = validation.left_out;
    reading.source.left_out.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Locator;
    use crate::format::files::SourceText;
    use crate::model::problem::Hop;

    /// Sound chronologies, with all that RON allows.
    const SOUND: &[&str] = &[
        include_str!("../../../events.ron"),
        include_str!("../../../examples/handovers.ron"),
        "#![enable(implicit_some)] #![enable(unwrap_newtypes,)]\n\
         /* block /* nested /* twice */ */ end */ Chronology(r#title: r##\"raw \"# text\"##,\n\
         about: \"\\u{1F469} \\x41 \\t \\\" \\\\ \\\n   continued\nline\", // comment\n\
         places: [r#Place(id: \"a\", name: \"A\", at: Some((1_000.5e-2, -3)), within: None,),\n\
           (id: \"b\", name: \"B\", within: Some(\"a\"), at: (+1, 2.)), (id: \"c\", name: \"C\", within: \"a\")],\n\
         events: [(id: \"e\", date: \"\", title: \"T\", status: r#Reported, inferred: true, tags: [\"a\", \"b\",],\n\
           cites: [(source: \"s\", credibility: 0b11), (source: \"s\", credibility: Some(2_u8)), (source: \"s\", credibility: None)])],)",
    ];

    #[test]
    fn the_tolerant_reader_finds_no_fault_in_sound_files_and_reads_the_same() {
        for text in SOUND {
            let mut expected: ChronologyRecord = options().from_str(text).unwrap();
            expected.number_items();
            let mut outline = parser::outline(text);
            assert_eq!(outline.faults, []);
            assert_eq!(outline.patches, []);
            let mut validation = records::validate(text, &outline);
            assert_eq!(validation.faults, []);
            let mut recovery = Recovery::new(text, &mut outline, &mut validation);
            let mut record = recovery.record("x");
            assert_eq!(recovery.faults, []);
            assert_eq!(record.partial.take(), Some(Box::default()));
            assert_eq!(record, expected);
        }
    }

    /// Paths to every value at most four hops from the root, and some to nothing.
    fn paths(outline: &parser::Outline, text: &'static str) -> Vec<Vec<Hop>> {
        let tree = &outline.tree;
        let root = tree.value(outline.root).unwrap();
        let mut paths = vec![(Vec::new(), root)];
        let mut at = 0;
        while let Some((path, node)) = paths.get(at).cloned() {
            at += 1;
            if path.len() == 4 {
                continue;
            }
            for (nth, child) in tree.children(node).enumerate() {
                let hop = match tree.get(child).kind {
                    NodeKind::Field => Hop::Field(text.get(tree.get(child).name()).unwrap()),
                    _ => Hop::Item(nth),
                };
                let value = tree.value(child).filter(|_| matches!(hop, Hop::Field(_)));
                paths.push(([&*path, &[hop]].concat(), value.unwrap_or(child)));
            }
        }
        let mut paths: Vec<Vec<Hop>> = paths.into_iter().map(|(path, _)| path).collect();
        paths.push(vec![Hop::Field("nothing")]);
        paths.push(vec![Hop::Field("events"), Hop::Item(1_000)]);
        paths.push(vec![
            Hop::Field("events"),
            Hop::Item(0),
            Hop::Field("nothing"),
        ]);
        paths
    }

    #[test]
    fn sites_are_found_without_an_outline_where_brackets_pair() {
        for text in SOUND {
            let paths = paths(&parser::outline(text), text);
            assert!(paths.len() > 20);
            let [paired, other] = [true, false].map(|is_paired| {
                let mut source = SourceText::new("x.ron", (*text).to_owned());
                source.is_paired = is_paired;
                source
            });
            let (mut quick, mut whole) = (locate::Sites::new(&paired), locate::Sites::new(&other));
            for path in paths {
                let found = quick.find(&path, None);
                assert_eq!(found, whole.find(&path, None), "{path:?}");
                let within = Some((1, 2));
                assert_eq!(quick.find(&path, within), whole.find(&path, within));
            }
        }
    }
}
