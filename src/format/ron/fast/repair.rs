//! Events of a large file among which something is faulty or unusual: those are read by ron, and their faults found and mended as
//! those of a whole file are.
//!
//! For `blocks`: a fault costs its event. Where brackets or quotes do not pair, an event is nothing by itself.

use std::ops::Range;

use super::reader::{self, Ended};
use crate::format::diagnostic::{Diagnostic, Diagnostics};
use crate::format::ron::recover::{Recovered, Recovery};
use crate::format::ron::syntax::elements::skip_value;
use crate::format::ron::syntax::lexer::{Lexer, TokenKind};
use crate::format::ron::syntax::parser;
use crate::format::ron::validate::records;
use crate::model::record::EventRecord;

/// What was read of a block in which an event was repaired.
#[derive(Default)]
pub struct Repaired {
    /// The events, as far as they could be read, numbered in the block.
    pub events: Recovered<EventRecord>,
    /// How many elements there were, read or not.
    pub count: u32,
    /// What is wrong with them.
    pub faults: Diagnostics,
    /// Where elements of nested lists begin that were taken away.
    pub left_out: Vec<u32>,
    /// The byte of the `]` that ends the list, if that is in the block.
    pub end: Option<usize>,
}

/// Where the first so many elements are all to be repaired, they are no events: what follows the list.
const MOST_IN_A_ROW: u32 = 64;

/// Goes on reading the elements of a list: the first `read` were read, up to the one at byte `at` of `text`, which is unsupported.
/// `None` if what is wrong concerns more than some elements.
pub fn rest(text: &str, read: Vec<EventRecord>, at: usize) -> Option<Repaired> {
    let mut repaired = Repaired::default();
    let mut sound = read.len();
    repaired.push(read);
    let mut at = at;
    while sound > 0 || repaired.count < MOST_IN_A_ROW {
        at = repaired.repair(text, at)?;
        let (read, ended) = reader::elements(text.get(at..)?, 0);
        sound += read.len();
        repaired.push(read);
        match ended {
            Ended::Before(next) => {
                at += next;
                continue;
            }
            Ended::WithText => {}
            Ended::AtBracket(end) => repaired.end = Some(at + end),
        }
        return (sound > 0).then_some(repaired);
    }
    None
}

impl Repaired {
    /// Adds events that were read.
    fn push(&mut self, read: Vec<EventRecord>) {
        for mut record in read {
            record.position.item = self.count;
            self.count += 1;
            self.events.whole.push(record);
        }
    }

    /// Reads the element of `text` at `at` by ron, mended; the byte behind it and its comma.
    fn repair(&mut self, text: &str, at: usize) -> Option<usize> {
        let mut lexer = Lexer::new(text);
        lexer.skip_to(at);
        let element = skip_value(&mut lexer)?;
        let mut ahead = lexer;
        match ahead.next().kind {
            TokenKind::Comma => lexer = ahead,
            TokenKind::Close(b']') => {}
            _ => return None,
        }
        // As a list, so that it is checked as an element of one.
        let list = format!("[{}]", text.get(element.clone())?);
        let mut outline = parser::outline(&list);
        let root = outline.tree.value(outline.root)?;
        if !outline.faults.is_empty() {
            return None;
        }
        let mut validation = records::validate_list("events", root, &list, &outline);
        let mut recovery = Recovery::new(&list, &mut outline, &mut validation);
        let mut read = recovery.list::<EventRecord>("events", root);
        for record in read.whole.iter_mut().chain(&mut read.partial) {
            record.position.item = self.count;
        }
        self.count += 1;
        self.events.append(read);
        let mut faults = recovery.faults;
        faults.append(validation.faults);
        move_spans(&mut faults, |range| {
            range.start + element.start - 1..range.end + element.start - 1
        });
        self.faults.append(faults);
        let starts = validation.left_out.into_iter();
        self.left_out
            .extend(starts.map(|start| moved(start, element.start) - 1));
        Some(lexer.at)
    }

    /// Counts bytes from the start of the file: the block begins at `start`.
    pub fn move_to(&mut self, start: usize) {
        move_spans(&mut self.faults, |range| {
            range.start + start..range.end + start
        });
        for at in &mut self.left_out {
            *at = moved(*at, start);
        }
    }
}

fn moved(at: u32, by: usize) -> u32 {
    at.saturating_add(u32::try_from(by).unwrap_or(u32::MAX))
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
