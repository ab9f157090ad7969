//! What the terminal's control codes and sequences mean: xterm's keys, the console's, the VT220's, the mouse's.

use crate::explorer::{Code, Key, Mouse};

/// What a control sequence means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Csi {
    /// A key.
    Key(Key),
    /// The mouse.
    Mouse(Mouse),
    /// A paste begins.
    PasteStart,
    /// The answer to "are you well?": yes.
    Well,
    /// Another answer, or a key that nobody uses.
    Nothing,
}

/// The key of a C0 control, DEL or printable ASCII character.
pub fn control(byte: u8) -> Option<Key> {
    let ctrl = |character: char| Key {
        ctrl: true,
        ..Key::plain(Code::Char(character))
    };
    Some(match byte {
        b'\t' => Key::plain(Code::Tab),
        b'\r' => Key::plain(Code::Enter),
        0x08 | 0x7F => Key::plain(Code::Backspace),
        0x1B => Key::plain(Code::Esc),
        0x00 => ctrl(' '),
        0x01..=0x1A => ctrl(char::from(byte + 0x60)),
        0x1C..=0x1F => ctrl(char::from(byte + 0x40)),
        b' '..=b'~' => Key::plain(Code::Char(char::from(byte))),
        _ => return None,
    })
}

/// The key of ESC O and a letter.
pub fn ss3(letter: u8) -> Option<Key> {
    letter_key(letter).map(Key::plain).or(match letter {
        b'M' => Some(Key::plain(Code::Enter)),
        b'j'..=b'y' => Some(Key::plain(Code::Char(char::from(letter - 0x40)))),
        _ => None,
    })
}

/// The key of ESC [ [ and a letter.
pub fn console(letter: u8) -> Option<Key> {
    match letter {
        b'A'..=b'E' => Some(Key::plain(Code::F(letter - b'A' + 1))),
        _ => None,
    }
}

/// The meaning of a control sequence with these parameter bytes and this last byte.
pub fn csi(parameters: &[u8], last: u8) -> Csi {
    if let [b'<', rest @ ..] = parameters {
        return mouse(rest, last);
    }
    // Private parameters and intermediate bytes: answers only.
    let Some(numbers) = numbers(parameters) else {
        return Csi::Nothing;
    };
    let number = |nth: usize| numbers.get(nth).copied().unwrap_or(Parameter::NONE);
    let modifiers = number(1);
    if modifiers.detail == Some(3) {
        // A release, as the kitty protocol tells it.
        return Csi::Nothing;
    }
    match last {
        b'~' => match number(0).value {
            Some(200) => Csi::PasteStart,
            Some(27) => character(number(2).value, modifiers.value),
            Some(tilde) => key(tilde_key(tilde), modifiers.value),
            None => Csi::Nothing,
        },
        b'u' => character(number(0).value, modifiers.value),
        b'Z' => Csi::Key(Key {
            shift: true,
            ..Key::plain(Code::Tab)
        }),
        // With parameters ESC [ … R is where the cursor is, an answer.
        b'R' => Csi::Nothing,
        b'n' if number(0).value == Some(0) => Csi::Well,
        letter => key(letter_key(letter), modifiers.value),
    }
}

/// The old mouse report: button, column and row, each plus 32, cells from 1.
pub fn old_mouse(button: u8, x: u8, y: u8) -> Option<Mouse> {
    let cell = |byte: u8| u16::from(byte.saturating_sub(33));
    let button = u32::from(button.saturating_sub(32));
    let released = button & 0b11 == 3 && button < 32;
    report(
        if released { 0 } else { button },
        cell(x),
        cell(y),
        released,
    )
}

/// One parameter: a number, and what follows it after a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parameter {
    value: Option<u32>,
    detail: Option<u32>,
}

impl Parameter {
    const NONE: Self = Self {
        value: None,
        detail: None,
    };
}

fn numbers(parameters: &[u8]) -> Option<Vec<Parameter>> {
    let text = std::str::from_utf8(parameters).ok()?;
    text.split(';')
        .map(|parameter| {
            let mut parts = parameter.split(':').map(|part| {
                if part.is_empty() {
                    Some(None)
                } else {
                    part.parse().ok().map(Some)
                }
            });
            Some(Parameter {
                value: parts.next().unwrap_or(Some(None))?,
                detail: parts.next().unwrap_or(Some(None))?,
            })
        })
        .collect()
}

fn key(code: Option<Code>, modifiers: Option<u32>) -> Csi {
    match code {
        Some(code) => Csi::Key(modified(code, modifiers)),
        None => Csi::Nothing,
    }
}

/// A character with modifiers, as modifyOtherKeys and the kitty protocol send it.
fn character(number: Option<u32>, modifiers: Option<u32>) -> Csi {
    let Some(character) = number.and_then(char::from_u32) else {
        return Csi::Nothing;
    };
    let code = match character {
        '\r' => Code::Enter,
        '\t' => Code::Tab,
        '\u{1B}' => Code::Esc,
        '\u{7F}' | '\u{8}' => Code::Backspace,
        // Private use: keys of the kitty protocol that nobody binds.
        '\u{E000}'..='\u{F8FF}' => return Csi::Nothing,
        other if other.is_control() => return Csi::Nothing,
        other => Code::Char(other),
    };
    let mut key = modified(code, modifiers);
    if let Code::Char(character) = key.code {
        if key.shift {
            let mut upper = character.to_uppercase();
            if let (Some(upper), None) = (upper.next(), upper.next()) {
                key.code = Code::Char(upper);
            }
        }
        key.shift = false;
    }
    // A key that older terminals can't tell from another is that other one everywhere.
    Csi::Key(key.as_sent().unwrap_or(key))
}

/// xterm's modifiers: one more than the sum of Shift 1, Alt 2, Ctrl 4, Meta 8 (and 32).
fn modified(code: Code, modifiers: Option<u32>) -> Key {
    let bits = modifiers.unwrap_or(1).saturating_sub(1);
    Key {
        code,
        shift: bits & 1 != 0,
        alt: bits & (2 | 8 | 32) != 0,
        ctrl: bits & 4 != 0,
    }
}

fn letter_key(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'R' => Code::F(3),
        b'S' => Code::F(4),
        _ => return None,
    })
}

/// VT220's numbers; the function keys have gaps.
fn tilde_key(number: u32) -> Option<Code> {
    let function = |from: u32, first: u8| {
        u8::try_from(number - from)
            .ok()
            .map(|nth| Code::F(first + nth))
    };
    match number {
        1 | 7 => Some(Code::Home),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23..=26 => function(23, 11),
        28..=29 => function(28, 15),
        31..=34 => function(31, 17),
        _ => None,
    }
}

/// A mouse report in SGR coordinates: cells from 1; `M` presses, `m` releases.
fn mouse(parameters: &[u8], last: u8) -> Csi {
    let Some(numbers) = numbers(parameters) else {
        return Csi::Nothing;
    };
    let [button, x, y] = numbers.as_slice() else {
        return Csi::Nothing;
    };
    let cell = |number: &Parameter| {
        let cell = number.value.unwrap_or(1).saturating_sub(1);
        u16::try_from(cell).unwrap_or(u16::MAX)
    };
    let button = button.value.unwrap_or(0);
    match report(button, cell(x), cell(y), last == b'm') {
        Some(mouse) if matches!(last, b'M' | b'm') => Csi::Mouse(mouse),
        _ => Csi::Nothing,
    }
}

/// Only the left button and the wheel mean something; modifiers (4, 8, 16) do not matter.
fn report(button: u32, x: u16, y: u16, released: bool) -> Option<Mouse> {
    match (button & !0b1_1100, released) {
        (0, false) => Some(Mouse::Press { x, y }),
        (0, true) => Some(Mouse::Release { x, y }),
        (32, false) => Some(Mouse::Drag { x, y }),
        (64, false) => Some(Mouse::Wheel { x, y, notches: -1 }),
        (65, false) => Some(Mouse::Wheel { x, y, notches: 1 }),
        _ => None,
    }
}
