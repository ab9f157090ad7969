//! A large file, read in blocks: its text is never in memory as a whole.
//!
//! Nearly all of a large file is its list of events, an event a line or a few. It is cut where a line
//! begins as the first event's does, and the blocks are read by `reader` on all cores. A cut may fall
//! in a text or a comment; then a block does not end where its last event does, and that is seen. What
//! stands around the list is read as if the list were empty. A block that `reader` does not support goes to `repair`; where
//! brackets or quotes do not pair, nothing is read, and the file has to be read whole.

use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::iter::{IntoParallelRefMutIterator, ParallelBridge, ParallelIterator};

use super::reader::{self, Ended, USUAL};
use super::repair::{self, Repaired, move_spans};
use crate::format::reading::Reading;
use crate::format::ron::recover::order;
use crate::format::ron::syntax::lexer::{Lexer, TokenKind};
use crate::model::record::EventRecord;

/// How many bytes are read at once.
const BLOCK: usize = 1 << 21;

/// The list of events begins within so many bytes, or the file is not read in blocks.
const LONGEST_HEAD: usize = 1 << 27;

/// So many blocks may hold something else than events: what follows the list.
const MOST_UNSUPPORTED: usize = 32;

/// Reads `file` into `reading`; `watch` is told how many bytes are read, and `around` reads what stands around the list of events.
/// `None` if it must be read whole.
pub fn read(
    file: &mut (dyn Read + Send),
    reading: &mut Reading,
    watch: &mut (dyn FnMut(usize) + Send),
    around: impl Fn(&mut Reading, &str),
) -> Option<()> {
    let (head, rest) = head(file, watch)?;
    let mark = mark(&rest);
    let unsupported = AtomicUsize::new(0);
    let used = Used::default();
    let blocks = Blocks {
        file,
        watch,
        unsupported: &unsupported,
        used: &used,
        mark,
        carried: Some(rest),
        passed: head.len(),
    };
    let mut parts: Vec<(usize, Part)> = blocks
        .par_bridge()
        .map(|(start, block)| {
            let part = Part::of(block, &used);
            if matches!(part, Part::Unsupported(_)) {
                unsupported.fetch_add(1, Ordering::Relaxed);
            }
            (start, part)
        })
        .collect();
    parts.sort_unstable_by_key(|(start, _)| *start);
    let mut slices = Vec::with_capacity(parts.len());
    let mut repairs = Vec::new();
    let mut tail: Option<(usize, String)> = None;
    for (start, part) in parts {
        match (part, &mut tail) {
            (Part::Events(events), None) => slices.push(events),
            (Part::Last(events, at, rest), None) => {
                slices.push(events);
                tail = Some((start + at, rest));
            }
            (Part::Repaired(mut repaired, rest), None) => {
                repaired.move_to(start);
                slices.push(std::mem::take(&mut repaired.events.whole));
                let end = repaired.end.map(|at| start + at);
                tail = end.map(|end| (end, rest));
                repairs.push((slices.len() - 1, repaired));
            }
            (Part::Unsupported(text), Some((_, tail))) => tail.push_str(&text),
            _ => return None,
        }
    }
    let (end, tail) = tail?;
    let begin = head.len();
    around(reading, &(head + &tail));
    if !reading.source.is_paired {
        return None;
    }
    let behind = end - begin;
    move_spans(&mut reading.diagnostics, |range| {
        let is_in_head = range.start < begin;
        let to = if is_in_head && range.end <= begin {
            range.end
        } else {
            range.end + behind
        };
        range.start + if is_in_head { 0 } else { behind }..to
    });
    let (begin, behind) = (u32::try_from(begin).ok()?, u32::try_from(behind).ok()?);
    for at in &mut reading.source.left_out {
        if *at >= begin {
            *at += behind;
        }
    }
    number(&mut slices, &mut repairs);
    let record = reading.record.as_mut()?;
    for (_, repaired) in repairs {
        record.left_out.extend(repaired.events.left_out);
        let partial = record.partial.get_or_insert_default();
        partial.events.extend(repaired.events.partial);
        reading.source.left_out.extend(repaired.left_out);
        reading.diagnostics.append(repaired.faults);
    }
    reading.source.left_out.sort_unstable();
    order(&mut record.left_out);
    record.event_slices = slices;
    Some(())
}

/// Numbers events through all slices, of which some were repaired: their events are numbered in themselves.
fn number(slices: &mut [Vec<EventRecord>], repairs: &mut [(usize, Box<Repaired>)]) {
    let mut repairs = repairs.iter_mut().peekable();
    let mut start = 0;
    let mut sound = Vec::with_capacity(slices.len());
    for (nth, slice) in slices.iter_mut().enumerate() {
        let mut count = u32::try_from(slice.len()).unwrap_or(u32::MAX);
        if let Some((_, repaired)) = repairs.next_if(|(place, _)| *place == nth) {
            for record in slice.iter_mut().chain(&mut repaired.events.partial) {
                record.position.item += start;
            }
            count = repaired.count;
        } else {
            sound.push((slice, start));
        }
        start += count;
    }
    sound.par_iter_mut().for_each(|(slice, start)| {
        for (record, item) in slice.iter_mut().zip(*start..) {
            record.position.item = item;
        }
    });
}

/// What a block turned out to be.
enum Part {
    /// Events and no more.
    Events(Vec<EventRecord>),
    /// The last events, the byte at which their list ends, and the text from there on.
    Last(Vec<EventRecord>, usize, String),
    /// Events in which something is faulty or unusual; the text from the end of their list on, if that is in it.
    Repaired(Box<Repaired>, String),
    /// Something else.
    Unsupported(String),
}

impl Part {
    fn of(block: Vec<u8>, used: &Used) -> Self {
        // What is no UTF-8 is told about when the file is read whole.
        let Ok(mut text) = String::from_utf8(block) else {
            return Self::Unsupported("\0".to_owned());
        };
        let most = used.most.load(Ordering::Relaxed);
        let (mut events, ended) = reader::elements(&text, most + most / 16);
        match ended {
            Ended::WithText => {
                used.most.fetch_max(events.len(), Ordering::Relaxed);
                used.give_back(text.into_bytes());
                events.shrink_to_fit();
                Self::Events(events)
            }
            Ended::AtBracket(at) => Self::Last(events, at, text.split_off(at)),
            Ended::Before(at) => match repair::rest(&text, events, at) {
                Some(repaired) => {
                    let rest = repaired.end.map(|end| text.split_off(end));
                    Self::Repaired(Box::new(repaired), rest.unwrap_or_default())
                }
                None => Self::Unsupported(text),
            },
        }
    }
}

/// What blocks leave to those after them.
#[derive(Default)]
struct Used {
    /// Room that was read into, to be read into again.
    rooms: Mutex<Vec<Vec<u8>>>,
    /// How many events a block had at most.
    most: AtomicUsize,
}

impl Used {
    /// An empty room.
    fn take(&self) -> Vec<u8> {
        let room = self.rooms.lock().ok().and_then(|mut rooms| rooms.pop());
        room.unwrap_or_default()
    }

    fn give_back(&self, mut room: Vec<u8>) {
        room.clear();
        if let Ok(mut rooms) = self.rooms.lock() {
            rooms.push(room);
        }
    }
}

/// The file's start up to and with the `[` of its events, and what was read behind it.
fn head(
    file: &mut (dyn Read + Send),
    watch: &mut (dyn FnMut(usize) + Send),
) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut wanted = BLOCK;
    while wanted <= LONGEST_HEAD {
        let more = wanted - bytes.len();
        let count = fill(file, &mut bytes, more)?;
        watch(count);
        // A block may end within a character or a word.
        let end = match str::from_utf8(&bytes) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let text = str::from_utf8(bytes.get(..end)?).ok()?;
        if let Some(at) = list_of_events(text) {
            let rest = bytes.split_off(at);
            let head = String::from_utf8(bytes).ok()?;
            let head = head.strip_prefix('\u{FEFF}').unwrap_or(&head);
            return Some((head.to_owned(), rest));
        }
        if count < more {
            return None;
        }
        wanted *= 2;
    }
    None
}

/// The byte behind the `[` of the events of the chronology that `text` begins with.
fn list_of_events(text: &str) -> Option<usize> {
    let mut lexer = Lexer::new(text);
    if text.starts_with('\u{FEFF}') {
        lexer.skip_to('\u{FEFF}'.len_utf8());
    }
    lexer.skip_blanks();
    if text.get(lexer.at..)?.starts_with(USUAL) {
        lexer.skip_to(lexer.at + USUAL.len());
    }
    let mut depth = 0_usize;
    let mut is_wanted = false;
    loop {
        let token = lexer.next();
        match token.kind {
            TokenKind::Open(b'[') if is_wanted => return Some(token.end),
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.checked_sub(1).filter(|depth| *depth > 0)?,
            TokenKind::Colon => continue,
            TokenKind::BadText(_)
            | TokenKind::OpenComment
            | TokenKind::Unknown
            | TokenKind::End => {
                return None;
            }
            _ => {}
        }
        is_wanted = depth == 1 && text.get(token.range()) == Some("events");
    }
}

/// How the first event of a list begins: its line's start up to its bracket. Empty if it has no line of its own.
fn mark(list: &[u8]) -> Vec<u8> {
    let near = list.get(..BLOCK.min(list.len())).unwrap_or_default();
    let text = match str::from_utf8(near) {
        Ok(text) => text,
        Err(error) => {
            str::from_utf8(near.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
    };
    let mut lexer = Lexer::new(text);
    lexer.skip_blanks();
    let before = text.get(..lexer.at).unwrap_or_default();
    let start = before.rfind('\n').filter(|start| {
        let indent = before.get(start + 1..).unwrap_or_default();
        !indent.is_empty() && indent.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    });
    let bracket = text.get(lexer.at..).and_then(|rest| rest.find('('));
    start
        .zip(bracket)
        .and_then(|(start, bracket)| list.get(start..=lexer.at + bracket))
        .unwrap_or_default()
        .to_vec()
}

/// Reads so many bytes more, fewer at the end; how many. `None` if it fails.
fn fill(file: &mut (dyn Read + Send), bytes: &mut Vec<u8>, count: usize) -> Option<usize> {
    bytes.reserve_exact(count);
    file.take(u64::try_from(count).ok()?)
        .read_to_end(bytes)
        .ok()
}

/// The text behind the head, cut before lines that begin with the mark.
struct Blocks<'f> {
    file: &'f mut (dyn Read + Send),
    watch: &'f mut (dyn FnMut(usize) + Send),
    /// How many blocks were unsupported.
    unsupported: &'f AtomicUsize,
    used: &'f Used,
    mark: Vec<u8>,
    /// What was read and not given out; `None` at the end.
    carried: Option<Vec<u8>>,
    /// How many bytes of the text were given out.
    passed: usize,
}

impl Blocks<'_> {
    /// A block, and the byte of the text at which it begins.
    fn given(&mut self, block: Vec<u8>) -> (usize, Vec<u8>) {
        let start = self.passed;
        self.passed += block.len();
        (start, block)
    }
}

impl Iterator for Blocks<'_> {
    type Item = (usize, Vec<u8>);

    fn next(&mut self) -> Option<(usize, Vec<u8>)> {
        let mut block = self.carried.take()?;
        while self.unsupported.load(Ordering::Relaxed) < MOST_UNSUPPORTED {
            let count = fill(self.file, &mut block, BLOCK)?;
            (self.watch)(count);
            if count < BLOCK {
                return Some(self.given(block));
            }
            if self.mark.is_empty() {
                continue;
            }
            if let Some(cut) = memchr::memmem::rfind(&block, &self.mark).filter(|cut| *cut > 0) {
                let rest = block.get(cut..).unwrap_or_default();
                let mut carried = self.used.take();
                carried.reserve_exact(rest.len() + BLOCK);
                carried.extend_from_slice(rest);
                self.carried = Some(carried);
                block.truncate(cut);
                return Some(self.given(block));
            }
        }
        None
    }
}
