//! A block of a large file in which something is faulty or unusual: read by ron, its faults found and mended as those of a whole
//! file are.
//!
//! For `blocks`: one fault costs one block. Where brackets or quotes do not pair, a block is nothing by itself.

use std::ops::Range;

use crate::format::diagnostic::{Diagnostic, Diagnostics};
use crate::format::ron::recover::{Recovered, Recovery};
use crate::format::ron::syntax::options::options;
use crate::format::ron::syntax::parser;
use crate::format::ron::syntax::tree::NodeKind;
use crate::format::ron::validate::records;
use crate::model::record::EventRecord;

/// What was read of a block.
pub struct Repaired {
    /// The events, as far as they could be read.
    pub events: Recovered<EventRecord>,
    /// How many elements there were, read or not.
    pub count: usize,
    /// What is wrong with them.
    pub faults: Diagnostics,
    /// Where elements of nested lists begin that were taken away.
    pub left_out: Vec<u32>,
    /// The byte of the `]` that ends the list, if that is in the block.
    pub end: Option<usize>,
}

/// The bracket before a block, which begins within its list.
const OPENER: usize = 1;

/// Reads the elements of a list from the start of `text` on. `None` if what is wrong concerns more than these elements.
pub fn events(text: &str) -> Option<Repaired> {
    let mut list = format!("[{text}]");
    let mut outline = parser::outline(&list);
    let root = outline.tree.value(outline.root)?;
    let node = outline.tree.get(root);
    if node.kind != NodeKind::List || !outline.faults.is_empty() {
        return None;
    }
    let closer = node.range().end - 1;
    let end = (closer + 1 < list.len()).then(|| closer - OPENER);
    list.truncate(closer + 1);
    let count = outline.tree.items(root).count();
    if let Ok(whole) = options().from_str::<Vec<EventRecord>>(&list) {
        let mut events = Recovered::default();
        events.whole = whole;
        for (record, item) in events.whole.iter_mut().zip(0..) {
            record.position.item = item;
        }
        return Some(Repaired {
            events,
            count,
            faults: Diagnostics::default(),
            left_out: Vec::new(),
            end,
        });
    }
    let mut validation = records::validate_list("events", root, &list, &outline);
    let mut recovery = Recovery::new(&list, &mut outline, &mut validation);
    let events = recovery.list("events", root);
    let mut faults = recovery.faults;
    faults.append(validation.faults);
    // If there are none, ron alone knows what is wrong.
    (faults.total() > 0).then_some(Repaired {
        events,
        count,
        faults,
        left_out: validation.left_out,
        end,
    })
}

impl Repaired {
    /// Counts bytes from the start of the file: the block begins at `start`.
    pub fn move_to(&mut self, start: usize) {
        move_spans(&mut self.faults, |range| {
            range.start + start - OPENER..range.end + start - OPENER
        });
        for at in &mut self.left_out {
            let moved = usize::try_from(*at).unwrap_or(usize::MAX) + start - OPENER;
            *at = u32::try_from(moved).unwrap_or(u32::MAX);
        }
    }
}

/// Moves all spans of some diagnostics.
pub fn move_spans(diagnostics: &mut [Diagnostic], to: impl Fn(Range<usize>) -> Range<usize>) {
    for diagnostic in diagnostics {
        let related = diagnostic.related.iter_mut().map(|(span, _)| span);
        for span in diagnostic.span.iter_mut().chain(related) {
            span.range = to(span.range.clone());
        }
    }
}
