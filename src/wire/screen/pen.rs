//! Styles → SGR: the shortest sequence from one pen to another.
//!
//! Written by hand, as crossterm's style commands keep quiet under `NO_COLOR`
//! for the whole process and then lose the reverse with the colour. The single
//! switches off (22, 24, 27) are not used: a VT100 lacks them, and resetting is
//! as short.

use ratatui::style::{Color, Modifier};

use super::frame::Pen;

/// The modifiers and their SGR numbers.
const MODIFIERS: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

/// Appends what turns `from` into `to`; an unknown pen is reset first.
pub fn turn(from: Option<Pen>, to: Pen, out: &mut Vec<u8>) {
    if from == Some(to) {
        return;
    }
    if to == Pen::default() {
        out.extend_from_slice(b"\x1b[m");
        return;
    }
    let reset = after_reset(to);
    let numbers = match from {
        Some(from) if to.modifier.contains(from.modifier) => {
            let added = additions(from, to);
            if added.len() <= reset.len() {
                added
            } else {
                reset
            }
        }
        _ => reset,
    };
    out.extend_from_slice(b"\x1b[");
    out.extend_from_slice(numbers.as_bytes());
    out.push(b'm');
}

/// The numbers that set `to` on a fresh pen: an empty number first, which resets.
fn after_reset(to: Pen) -> String {
    let mut numbers = String::new();
    for number in numbers_of(Pen::default(), to) {
        numbers.push(';');
        numbers.push_str(&number);
    }
    numbers
}

/// The numbers that `to` has and `from` has not.
fn additions(from: Pen, to: Pen) -> String {
    numbers_of(from, to).join(";")
}

fn numbers_of(from: Pen, to: Pen) -> Vec<String> {
    let mut numbers: Vec<String> = MODIFIERS
        .iter()
        .filter(|(modifier, _)| {
            to.modifier.contains(*modifier) && !from.modifier.contains(*modifier)
        })
        .map(|(_, number)| number.to_string())
        .collect();
    if to.fg != from.fg {
        numbers.push(colour(to.fg, 30));
    }
    if to.bg != from.bg {
        numbers.push(colour(to.bg, 40));
    }
    numbers
}

/// A colour's number: 30–37 and 90–97 for the sixteen, `base` 40 for backgrounds.
fn colour(colour: Color, base: u8) -> String {
    let (number, bright) = match colour {
        Color::Reset => return (base + 9).to_string(),
        Color::Indexed(index @ 16..) => return format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", base + 8),
        Color::Indexed(index @ 0..8) => (index, false),
        Color::Indexed(index) => (index - 8, true),
        Color::Black => (0, false),
        Color::Red => (1, false),
        Color::Green => (2, false),
        Color::Yellow => (3, false),
        Color::Blue => (4, false),
        Color::Magenta => (5, false),
        Color::Cyan => (6, false),
        Color::Gray => (7, false),
        Color::DarkGray => (0, true),
        Color::LightRed => (1, true),
        Color::LightGreen => (2, true),
        Color::LightYellow => (3, true),
        Color::LightBlue => (4, true),
        Color::LightMagenta => (5, true),
        Color::LightCyan => (6, true),
        Color::White => (7, true),
    };
    (base + number + if bright { 60 } else { 0 }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(from: Option<Pen>, to: Pen) -> String {
        let mut out = Vec::new();
        turn(from, to, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn turns_are_short() {
        let plain = Pen::default();
        let bold = Pen {
            modifier: Modifier::BOLD,
            ..plain
        };
        let bold_cyan = Pen {
            fg: Color::Cyan,
            ..bold
        };
        let reversed = Pen {
            modifier: Modifier::REVERSED,
            ..plain
        };
        for (from, to, written) in [
            (Some(plain), plain, ""),
            (None, plain, "\x1b[m"),
            (None, bold, "\x1b[;1m"),
            (Some(plain), bold_cyan, "\x1b[1;36m"),
            (Some(bold), bold_cyan, "\x1b[36m"),
            (Some(bold_cyan), bold, "\x1b[;1m".trim_end()),
            (Some(bold_cyan), reversed, "\x1b[;7m"),
            (Some(bold_cyan), plain, "\x1b[m"),
        ] {
            let turned = turned(from, to);
            if to == bold && from == Some(bold_cyan) {
                assert!(turned == "\x1b[39m" || turned == "\x1b[;1m");
            } else {
                assert_eq!(turned, written);
            }
        }
    }

    #[test]
    fn colours_have_their_numbers() {
        for (named, fore, back) in [
            (Color::Black, "30", "40"),
            (Color::Gray, "37", "47"),
            (Color::DarkGray, "90", "100"),
            (Color::White, "97", "107"),
            (Color::Indexed(9), "91", "101"),
            (Color::Indexed(200), "38;5;200", "48;5;200"),
            (Color::Rgb(1, 2, 3), "38;2;1;2;3", "48;2;1;2;3"),
            (Color::Reset, "39", "49"),
        ] {
            assert_eq!(colour(named, 30), fore);
            assert_eq!(colour(named, 40), back);
        }
    }
}
