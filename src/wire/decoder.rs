//! Bytes of the terminal → keys, mouse and pastes.
//!
//! A sequence may come in pieces: over a slow line byte by byte. What could
//! still go on is kept until the next byte or until `flush`, which the loop calls when
//! nothing came for a moment; then an ESC is the Escape key. Answers of the terminal
//! to questions (ours or an earlier program's) are whole sequences of
//! kinds that no key sends: DCS, OSC, APC, PM, SOS and some CSI; they are
//! swallowed and never become keystrokes.

use std::mem;

use super::sequence::{self, Csi};
use crate::explorer::{Code, Key, Mouse};

#[cfg(test)]
mod tests;

/// The longest paste that is kept, in bytes; the rest of it is dropped.
const LONGEST_PASTE: usize = 1 << 20;

/// The longest sequence or answer that is waited for, in bytes.
const LONGEST_SEQUENCE: usize = 1 << 16;

/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// ESC and a key at once, as Alt and the key: either that chord, or Escape and the key without Alt. Which of them
    /// depends on what the chord does.
    Escaped(Key),
    /// The mouse.
    Mouse(Mouse),
    /// A pasted text, as it came.
    Paste(String),
    /// The terminal is well: it has come so far.
    Answer,
}

/// What the start of some bytes is.
#[derive(Debug, PartialEq, Eq)]
enum Parsed {
    /// More is needed to tell.
    Partial,
    /// So many bytes, which mean something or nothing.
    Whole(usize, Option<Input>),
    /// So many bytes start a paste.
    PasteStart(usize),
}

/// Turns bytes into input.
#[derive(Debug, Default)]
pub struct Decoder {
    held: Vec<u8>,
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// Takes bytes; appends what they mean to `inputs`.
    pub fn feed(&mut self, bytes: &[u8], inputs: &mut Vec<Input>) {
        self.held.extend_from_slice(bytes);
        loop {
            if self.paste.is_some() {
                if !self.continue_paste(inputs) {
                    return;
                }
                continue;
            }
            if self.held.is_empty() {
                return;
            }
            match parse(&self.held) {
                Parsed::Partial if self.held.len() < LONGEST_SEQUENCE => return,
                Parsed::Partial => self.held.clear(),
                Parsed::Whole(count, input) => {
                    self.held.drain(..count);
                    inputs.extend(input);
                }
                Parsed::PasteStart(count) => {
                    self.held.drain(..count);
                    self.paste = Some(Vec::new());
                }
            }
        }
    }

    /// Whether bytes are held that wait for more.
    pub fn is_waiting(&self) -> bool {
        !self.held.is_empty() || self.paste.is_some()
    }

    /// Whether what is held could be a key on its own: ESC, or Alt and a letter that starts a sequence.
    pub fn may_be_key(&self) -> bool {
        self.paste.is_none() && self.held.len() <= 2
    }

    /// Nothing more came: what is held is what it is.
    pub fn flush(&mut self, inputs: &mut Vec<Input>) {
        if let Some(mut paste) = self.paste.take() {
            paste.append(&mut self.held);
            inputs.push(Input::Paste(text_of(&paste)));
            return;
        }
        let held = mem::take(&mut self.held);
        match held.as_slice() {
            [0x1B] => inputs.push(Input::Key(Key::plain(Code::Esc))),
            [0x1B, 0x1B] => inputs.extend([
                Input::Key(Key::plain(Code::Esc)),
                Input::Key(Key::plain(Code::Esc)),
            ]),
            [0x1B, letter] => inputs.push(Input::Escaped(Key {
                alt: true,
                ..Key::plain(Code::Char(char::from(*letter)))
            })),
            // A sequence that never ended means nothing.
            _ => {}
        }
    }

    /// Goes on with a paste; whether it ended.
    fn continue_paste(&mut self, inputs: &mut Vec<Input>) -> bool {
        let Some(paste) = &mut self.paste else {
            return true;
        };
        let end = memchr::memmem::find(&self.held, PASTE_END);
        // The end may have come in part: that much stays held.
        let sure = end.unwrap_or_else(|| self.held.len().saturating_sub(PASTE_END.len() - 1));
        let room = LONGEST_PASTE.saturating_sub(paste.len());
        paste.extend(self.held.iter().take(sure.min(room)));
        self.held.drain(..sure);
        if end.is_none() {
            return false;
        }
        self.held.drain(..PASTE_END.len());
        let paste = self.paste.take().unwrap_or_default();
        inputs.push(Input::Paste(text_of(&paste)));
        true
    }
}

/// A paste as text. Terminals send CR for a newline.
fn text_of(paste: &[u8]) -> String {
    String::from_utf8_lossy(paste)
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}

fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [0x1B, rest @ ..] => after_escape(rest),
        _ => plain(bytes),
    }
}

/// What follows an ESC, without it.
fn after_escape(rest: &[u8]) -> Parsed {
    match rest {
        // ESC ESC alone may be two Escapes.
        [] | [0x1B] | [0x1B, b'[' | b'O'] => Parsed::Partial,
        [b'[', rest @ ..] => csi(rest, 2),
        [b'O', rest @ ..] => match rest {
            [] => Parsed::Partial,
            [letter, ..] => Parsed::Whole(3, sequence::ss3(*letter).map(Input::Key)),
        },
        // DCS, SOS, OSC, PM, APC: an answer, up to ST or BEL.
        [b'P' | b'X' | b']' | b'^' | b'_', rest @ ..] => match end_of_string(rest) {
            Some(length) => Parsed::Whole(2 + length, None),
            None => Parsed::Partial,
        },
        // ESC ESC [ A is Alt and an arrow in some terminals.
        [0x1B, b'[' | b'O', ..] => match after_escape(rest.get(1..).unwrap_or_default()) {
            Parsed::Whole(count, input) => Parsed::Whole(count + 1, input.map(with_alt)),
            other => other,
        },
        [0x1B, ..] => Parsed::Whole(1, Some(Input::Key(Key::plain(Code::Esc)))),
        _ => match plain(rest) {
            Parsed::Whole(count, input) => Parsed::Whole(count + 1, input.map(with_alt)),
            other => other,
        },
    }
}

fn with_alt(input: Input) -> Input {
    match input {
        Input::Key(key) => Input::Escaped(Key { alt: true, ..key }),
        other => other,
    }
}

/// A control sequence, after `before` bytes that introduce it.
fn csi(rest: &[u8], before: usize) -> Parsed {
    // The console's function keys: ESC [ [ A.
    if let [b'[', after @ ..] = rest {
        return match after {
            [] => Parsed::Partial,
            [letter, ..] => Parsed::Whole(before + 2, sequence::console(*letter).map(Input::Key)),
        };
    }
    // The old mouse report: three bytes after the M.
    if let [b'M', after @ ..] = rest {
        return match after {
            [button, x, y, ..] => Parsed::Whole(
                before + 4,
                sequence::old_mouse(*button, *x, *y).map(Input::Mouse),
            ),
            _ => Parsed::Partial,
        };
    }
    let Some(length) = rest.iter().position(|byte| !(0x20..=0x3F).contains(byte)) else {
        return Parsed::Partial;
    };
    let (Some(parameters), Some(last)) = (rest.get(..length), rest.get(length)) else {
        return Parsed::Partial;
    };
    if !(0x40..=0x7E).contains(last) {
        // Broken off by a control: what it began means nothing, the control is read next.
        return Parsed::Whole(before + length, None);
    }
    let whole = before + length + 1;
    match sequence::csi(parameters, *last) {
        Csi::Key(key) => Parsed::Whole(whole, Some(Input::Key(key))),
        Csi::Mouse(mouse) => Parsed::Whole(whole, Some(Input::Mouse(mouse))),
        Csi::PasteStart => Parsed::PasteStart(whole),
        Csi::Well => Parsed::Whole(whole, Some(Input::Answer)),
        Csi::Nothing => Parsed::Whole(whole, None),
    }
}

/// The length of a string up to and with its terminator: BEL, ST, or a lone ESC before something else.
fn end_of_string(rest: &[u8]) -> Option<usize> {
    let at = rest
        .iter()
        .position(|byte| matches!(byte, 0x07 | 0x18 | 0x1A | 0x1B))?;
    match (rest.get(at), rest.get(at + 1)) {
        (Some(0x1B), None) => None,
        (Some(0x1B), Some(b'\\')) => Some(at + 2),
        (Some(0x1B), Some(_)) => Some(at),
        _ => Some(at + 1),
    }
}

/// A character or a control code.
fn plain(bytes: &[u8]) -> Parsed {
    let Some(first) = bytes.first() else {
        return Parsed::Partial;
    };
    if let Some(key) = sequence::control(*first) {
        return Parsed::Whole(1, Some(Input::Key(key)));
    }
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let Some(letter) = bytes.get(..length) else {
        let broken = bytes
            .iter()
            .skip(1)
            .any(|byte| !(0x80..=0xBF).contains(byte));
        return if broken {
            Parsed::Whole(1, None)
        } else {
            Parsed::Partial
        };
    };
    match std::str::from_utf8(letter) {
        Ok(text) => {
            let typed = text.chars().next().filter(|c| !c.is_control());
            let key = typed.map(|character| Input::Key(Key::plain(Code::Char(character))));
            Parsed::Whole(length, key)
        }
        Err(_) => Parsed::Whole(1, None),
    }
}
