//! The writer against an emulator: the screen after any frames equals a fresh draw; and byte budgets.
//!
//! vt100's own limits, kept out of the frames or compared away: it does not
//! know `?7l`, so letters that it draws wider stay away from the right edge;
//! it keeps 18 bytes of a letter; it takes each character's own width, so
//! emoji sequences are the "terminals that disagree".

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::frame::{Glyph, ScreenFrame};
use super::pen;
use super::{Capabilities, ScreenWriter};
use crate::explorer::{Colours, Look};

const WIDTH: u16 = 44;
const HEIGHT: u16 = 12;

/// Texts with letters of one and two cells that all terminals agree on.
const AGREED: [&str; 8] = [
    "China announces 2,317",
    "老街 掸邦",
    "│ ● Four states",
    "สวัสดีครับ",
    "Cafe\u{301} Zu\u{308}rich",
    "a",
    "          x",
    "字",
];

/// Texts with letters that terminals disagree on.
const DISPUTED: [&str; 6] = [
    "👩\u{200D}🔬 lab",
    "❤\u{FE0F} heart",
    "🏳\u{FE0F}\u{200D}🌈 flag",
    "👨\u{200D}👩\u{200D}👧 home",
    "🇲🇲 x",
    "မြန်မာနိုင်ငံ",
];

fn look(colours: Colours) -> Look {
    Look {
        colours,
        ascii: false,
    }
}

/// One cell of the emulator, without what can't be seen.
fn cell(screen: &vt100::Screen, row: u16, column: u16) -> String {
    let cell = screen.cell(row, column).unwrap();
    let blank = matches!(cell.contents(), "" | " ");
    let shows = cell.inverse() || cell.underline();
    let text = if blank { " " } else { cell.contents() };
    let fg = if blank && !shows {
        vt100::Color::Default
    } else {
        cell.fgcolor()
    };
    format!(
        "{text:?} {fg:?} {:?} {} {} {} {} {}",
        cell.bgcolor(),
        cell.inverse(),
        cell.underline(),
        cell.bold() && !blank,
        cell.dim() && !blank,
        cell.italic() && !blank,
    )
}

fn cells(parser: &vt100::Parser) -> Vec<String> {
    let (rows, columns) = parser.screen().size();
    (0..rows.get())
        .flat_map(|row| (0..columns.get()).map(move |column| (row, column)))
        .map(|(row, column)| format!("{row},{column} {}", cell(parser.screen(), row, column)))
        .collect()
}

fn parser(width: u16, height: u16) -> vt100::Parser {
    vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0)
}

fn emulator() -> vt100::Parser {
    parser(WIDTH, HEIGHT)
}

/// The plainest drawing: every cell addressed, styled and written.
fn naive(buffer: &Buffer, look: Look) -> Vec<u8> {
    let mut out = b"\x1b[m\x1b[H\x1b[J".to_vec();
    for (y, row) in ScreenFrame::read(buffer, look).rows().iter().enumerate() {
        for (x, spot) in row.iter().enumerate() {
            if spot.glyph == Glyph::Tail {
                continue;
            }
            out.extend(format!("\x1b[{};{}H", y + 1, x + 1).bytes());
            pen::turn(None, spot.pen, &mut out);
            match &spot.glyph {
                Glyph::Char(character) => out.extend(character.to_string().bytes()),
                Glyph::Cluster(text) => out.extend(text.bytes()),
                Glyph::Tail => {}
            }
        }
    }
    out
}

#[derive(Debug, Clone)]
enum Change {
    Write(u16, u16, usize, Style),
    WriteDisputed(u16, u16, usize, Style),
    Restyle(u16, Style),
    Blank(u16, u16),
    Shift(u16, u16, i32),
    Clear,
}

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        4 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::LightCyan),
        1 => Just(Color::Indexed(123)),
        1 => Just(Color::Rgb(1, 2, 3)),
    ];
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM | Modifier::ITALIC),
        1 => Just(Modifier::UNDERLINED),
        2 => Just(Modifier::REVERSED),
    ];
    (colour.clone(), colour, modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => (0..WIDTH, 0..HEIGHT, 0..AGREED.len(), style())
            .prop_map(|(x, y, text, style)| Change::Write(x, y, text, style)),
        2 => (0..WIDTH - 24, 0..HEIGHT, 0..DISPUTED.len(), style())
            .prop_map(|(x, y, text, style)| Change::WriteDisputed(x, y, text, style)),
        2 => (0..HEIGHT, style()).prop_map(|(y, style)| Change::Restyle(y, style)),
        2 => (0..WIDTH, 0..HEIGHT).prop_map(|(x, y)| Change::Blank(x, y)),
        3 => (0..HEIGHT, 0..HEIGHT, -3..=3).prop_map(|(top, bottom, by)| Change::Shift(top, bottom, by)),
        1 => Just(Change::Clear),
    ]
}

fn apply(buffer: &mut Buffer, change: &Change) {
    let area = *buffer.area();
    match *change {
        Change::Write(x, y, text, style) => {
            buffer.set_stringn(x, y, AGREED[text], usize::from(area.width - x), style);
        }
        Change::WriteDisputed(x, y, text, style) => {
            buffer.set_stringn(x, y, DISPUTED[text], usize::from(area.width - x), style);
        }
        Change::Restyle(y, style) => buffer.set_style(Rect::new(0, y, area.width, 1), style),
        Change::Blank(x, y) => {
            for x in x..area.width {
                buffer[(x, y)].reset();
            }
        }
        Change::Shift(top, bottom, by) => {
            let before = buffer.clone();
            for y in top..=bottom {
                let from = i32::from(y) + by;
                for x in 0..area.width {
                    buffer[(x, y)] = match u16::try_from(from) {
                        Ok(from) if (top..=bottom).contains(&from) => before[(x, from)].clone(),
                        _ => ratatui::buffer::Cell::default(),
                    };
                }
            }
        }
        Change::Clear => buffer.reset(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_walk_ends_like_a_fresh_draw(
        frames in prop::collection::vec(prop::collection::vec(change(), 1..6), 1..14),
        scroll_regions in any::<bool>(),
        mono in any::<bool>(),
    ) {
        let look = look(if mono { Colours::Mono } else { Colours::True });
        let capabilities = Capabilities { scroll_regions, ..Capabilities::default() };
        let mut screen = ScreenWriter::new(look, capabilities);
        let mut shown = emulator();
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for changes in &frames {
            for change in changes {
                apply(&mut buffer, change);
            }
            shown.process(&screen.frame(&buffer, None));
            let mut fresh = emulator();
            fresh.process(&ScreenWriter::new(look, capabilities).frame(&buffer, None));
            let mut plainest = emulator();
            plainest.process(&naive(&buffer, look));
            let (shown, fresh, plainest) = (cells(&shown), cells(&fresh), cells(&plainest));
            for (shown, plainest) in shown.iter().zip(&plainest) {
                prop_assert_eq!(shown, plainest, "shown, plainest");
            }
            for (shown, fresh) in shown.iter().zip(&fresh) {
                prop_assert_eq!(shown, fresh, "shown, fresh");
            }
            prop_assert!(screen.frame(&buffer, None).is_empty());
        }
    }

    #[test]
    fn no_control_leaves_the_writer(text in "\\PC{0,3}[\u{0}-\u{1f}\u{7f}-\u{9f}\u{202e}]{1,3}\\PC{0,3}") {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        buffer[(0, 0)].set_symbol(&format!("a{text}"));
        buffer[(5, 0)].set_symbol(&text.chars().next_back().unwrap().to_string());
        for ascii in [true, false] {
            let mut screen = ScreenWriter::new(Look { colours: Colours::Mono, ascii }, Capabilities::default());
            let out = String::from_utf8(screen.frame(&buffer, None)).unwrap();
            let out = out.replace("\x1b[m", "").replace("\x1b[H", "").replace("\x1b[J", "");
            let out = out.replace("\x1b[K", "").replace("\x1b[?7l", "").replace("\x1b[?7h", "");
            let moved = out.split('\x1b').skip(1).all(|rest| rest.starts_with("[;"));
            prop_assert!(moved, "{:?}", out);
            prop_assert!(!out.replace('\x1b', "").contains(char::is_control), "{:?}", out);
            prop_assert!(!ascii || out.is_ascii(), "{:?}", out);
        }
    }
}

/// A list as the narrow screen shows one: a heading, rows, a rule, a pane below.
fn list(from: usize, selected: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    buffer.set_string(
        0,
        0,
        " Scam compounds on Myanmar's borders",
        Style::new().bold(),
    );
    buffer.set_string(
        0,
        1,
        "─ Chronology ".to_owned() + &"─".repeat(67),
        Style::new(),
    );
    for y in 2..14_u16 {
        let event = from + usize::from(y);
        let month = ["Aug", "Sep", "Oct", "Nov"][event % 4];
        let text = format!(
            "  {:2} {month}        ● Event {event} tells that something happened at a place no {event}",
            event % 28 + 1
        );
        buffer.set_stringn(0, y, text, 80, Style::new());
        buffer.set_style(Rect::new(2, y, 6, 1), Style::new().fg(Color::Cyan));
        if y == selected {
            buffer.set_style(
                Rect::new(0, y, 80, 1),
                Style::new().add_modifier(Modifier::REVERSED),
            );
        }
    }
    buffer.set_string(0, 14, "─ Event ".to_owned() + &"─".repeat(72), Style::new());
    for y in 15..23 {
        buffer.set_string(
            1,
            y,
            "when   on some day from 10 Oct to 31 Dec 2023?",
            Style::new(),
        );
    }
    buffer.set_string(
        1,
        23,
        "/ search  f filters  Enter follow  a actors",
        Style::new(),
    );
    buffer
}

#[test]
fn bytes_stay_within_the_budgets() {
    let look = look(Colours::Sixteen);
    let mut screen = ScreenWriter::new(look, Capabilities::default());
    let full = screen.frame(&list(0, 5), None).len();
    let idle = screen.frame(&list(0, 5), None).len();
    let moved = screen.frame(&list(0, 6), None).len();
    let scrolled = screen.frame(&list(1, 6), None).len();
    let back = screen.frame(&list(0, 6), None).len();
    println!("full {full}, idle {idle}, cursor {moved}, scroll {scrolled}, back {back}");
    assert!(full <= 2_500, "{full}");
    assert_eq!(idle, 0);
    assert!(moved <= 250, "{moved}");
    assert!(scrolled <= 600, "{scrolled}");
    assert!(back <= 600, "{back}");
}

#[test]
fn scrolling_a_large_list_is_small() {
    let rows = |from: u16| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        for y in 0..60 {
            let text = format!(
                "{} {}",
                from + y,
                "some event happened somewhere ".repeat(6)
            );
            buffer.set_stringn(0, y, text, 200, Style::new());
        }
        buffer
    };
    let mut screen = ScreenWriter::new(look(Colours::Sixteen), Capabilities::default());
    screen.frame(&rows(0), None);
    let bytes = screen.frame(&rows(1), None).len();
    assert!(bytes <= 260, "{bytes}");
}

#[test]
fn mono_writes_no_colours() {
    let mut screen = ScreenWriter::new(look(Colours::Mono), Capabilities::default());
    let mut buffer = list(0, 4);
    buffer.set_style(
        *buffer.area(),
        Style::new().fg(Color::Red).bg(Color::Rgb(9, 9, 9)),
    );
    let out = String::from_utf8(screen.frame(&buffer, None)).unwrap();
    for sequence in out.split("\x1b[").skip(1) {
        if let Some((numbers, _)) = sequence.split_once('m')
            && numbers.chars().all(|c| c.is_ascii_digit() || c == ';')
        {
            assert!(numbers.split(';').all(|n| n.len() < 2), "{numbers:?}");
        }
    }
}

#[test]
fn the_cursor_is_shown_moved_and_hidden() {
    let mut screen = ScreenWriter::new(look(Colours::Sixteen), Capabilities::default());
    let buffer = list(0, 5);
    let mut shown = parser(80, 24);
    shown.process(b"\x1b[?25l");
    let mut see = |cursor: Option<Position>| {
        let out = screen.frame(&buffer, cursor);
        shown.process(&out);
        let seen = (!shown.screen().hide_cursor()).then(|| shown.screen().cursor_position());
        assert_eq!(seen, cursor.map(|at| (at.y, at.x)));
        out.len()
    };
    see(None);
    see(Some(Position::new(7, 3)));
    assert_eq!(see(Some(Position::new(7, 3))), 0);
    assert!(see(Some(Position::new(8, 3))) <= 8);
    assert!(see(None) <= 6);
}

#[test]
fn what_was_forgotten_is_drawn_in_full() {
    let mut screen = ScreenWriter::new(look(Colours::Sixteen), Capabilities::default());
    let buffer = list(0, 5);
    let first = screen.frame(&buffer, Some(Position::new(0, 0)));
    screen.forget();
    let again = screen.frame(&buffer, Some(Position::new(0, 0)));
    assert!(again.len() >= first.len());
    let mut shown = parser(80, 24);
    shown.process(b"\x1b[31mrubbish\r\nmore");
    shown.process(&again);
    let mut fresh = parser(80, 24);
    fresh.process(&first);
    assert_eq!(cells(&shown), cells(&fresh));
}
