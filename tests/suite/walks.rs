//! The screen after any walk of keys equals a fresh full draw: the real view, an emulator, texts that are hard to show.
//!
//! No terminal is needed: frames go from the headless host through the writer
//! to the emulator. Its limits (vt100 0.18), and what is done about each:
//!
//! - it does not know `?7l` (DECAWM), so a letter that it takes for a wider one could spill into the next row: the
//!   walk with such letters has an emulator with room beyond the right edge, which is not compared;
//! - it adds up the widths of a sequence's characters (emoji with ZWJ or VS16, flags, Burmese vowels): it is one of the
//!   terminals that disagree with us, which is what that walk is for;
//! - it keeps 18 bytes of a letter: no letter of the titles is longer;
//! - it does not know REP: it is not sent.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::fmt::Write as _;

use crate::support::Screen;
use dateline::explorer::command::COMMANDS;
use dateline::explorer::{Effect, Key, Message, Mouse};
use dateline::view::{Colours, draw};
use dateline::wire::screen::{Capabilities, ScreenWriter};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Titles with letters of one and two cells on whose width all terminals agree.
const AGREED: [&str; 8] = [
    "China, Thailand, Laos and Myanmar agree on a joint police centre",
    "老街的电信诈骗园区被搜查，两千三百名嫌疑人移交",
    "Zürich, São Tomé, Đà Nẵng, Ångström",
    "Cafe\u{301} Zu\u{308}rich n\u{303}a\u{304}\u{323}",
    "ตำรวจไทยช่วยเหยื่อ",
    "한국인 마흔 명이 돌아오다",
    "ผู้ที่ถูกช่วยเหลือกลับบ้าน and a long tail of words that has to wrap somewhere in a pane",
    "字",
];

/// Titles with letters on whose width terminals disagree.
const DISPUTED: [&str; 8] = [
    "👩\u{200D}🔬 looks at the lab",
    "❤\u{FE0F} and ☎\u{FE0F} and ✈\u{FE0F}",
    "🏳\u{FE0F}\u{200D}🌈 over the gate",
    "👨\u{200D}👩\u{200D}👧 come home",
    "🇲🇲 🇹🇭 🇨🇳 meet",
    "မြန်မာနိုင်ငံ ရွှေကုက္ကို",
    "ကရင်ပြည်နယ် and 老街 🚔 together in one title that is longer than the room it has on most of the screens",
    "👍🏽 said nobody",
];

/// Columns beyond the right edge for letters that the emulator draws wider.
const SPILL: u16 = 200;

/// The largest letter, in bytes, that the emulator keeps.
const KEPT_BYTES: usize = 18;

/// A chronology with those titles, as names and notes too.
fn chronology(titles: &[&str]) -> String {
    let mut text = "Chronology(title: \"書 Walks\", actors: [".to_owned();
    for (nth, title) in titles.iter().enumerate() {
        let name: String = title.chars().take(16).collect();
        writeln!(
            text,
            "(id: \"a{nth}\", name: \"{} {nth}\", kind: Group, aliases: [\"alias {nth}\"]),",
            name.trim_end_matches('\u{200D}')
        )
        .unwrap();
    }
    text += "], events: [";
    for nth in 0..60_usize {
        let title = titles[nth % titles.len()];
        let date = match nth % 7 {
            0 => String::new(),
            1 => format!("{}?-0{}", 1990 + nth, nth % 9 + 1),
            2 => format!("{}-03/{}-05", 1990 + nth, 1991 + nth),
            _ => format!("{}-1{}-0{}", 1990 + nth / 3, nth % 3, nth % 9 + 1),
        };
        writeln!(
            text,
            "(id: \"e{nth}\", date: \"{date}\", title: \"{nth} {title}\", summary: \"{title}. {title}.\", status: {}, \
             actors: [(id: \"a{}\", role: \"{title}\"), (id: \"a{}\", role: \"party\")], tags: [\"t{}\"]),",
            ["Announced", "Reported", "Alleged", "Assessed", "Denied"][nth % 5],
            nth % titles.len(),
            (nth / 3 + 1) % titles.len(),
            nth % 4,
        )
        .unwrap();
    }
    text += "], briefings: [(id: \"all\", title: \"All of it\", steps: [";
    for nth in 0..12 {
        let note = titles[(nth + 3) % titles.len()];
        writeln!(text, "(event: \"e{nth}\", note: \"{note}\"),").unwrap();
    }
    text + "])])"
}

/// One step of a walk.
#[derive(Debug, Clone)]
enum Step {
    Press(Key),
    Paste(&'static str),
    Resize(u16, u16),
    Click(u16, u16),
    Wheel(i16),
    /// What the terminal shows is lost, as after a stop.
    Forget,
}

fn key(spelling: &str) -> Key {
    spelling.parse().unwrap()
}

/// Every key of the command table, letters to search by, and what else happens to a screen.
fn step() -> impl Strategy<Value = Step> {
    let keys: Vec<Key> = COMMANDS
        .iter()
        .flat_map(|command| command.keys.iter().map(|spelling| key(spelling)))
        .collect();
    let moves = ["j", "j", "j", "k", "Down", "PageDown", "PageUp", "Right"];
    let pastes = [
        "老街",
        "ไทย",
        "tag:t1 ",
        "status:alleged ",
        "during:1995 ",
        "e\u{301}",
    ];
    prop_oneof![
        10 => prop::sample::select(keys).prop_map(Step::Press),
        8 => prop::sample::select(moves.to_vec()).prop_map(|spelling| Step::Press(key(spelling))),
        3 => "[a-z0-9 \"|-]".prop_map(|letter| {
            let name = match letter.as_str() { " " => "Space", "-" => "Minus", other => other };
            Step::Press(key(name))
        }),
        1 => Just(Step::Press(key("b"))),
        1 => Just(Step::Press(key("/"))),
        1 => prop::sample::select(pastes.to_vec()).prop_map(Step::Paste),
        1 => prop::sample::select(&[(80, 24), (100, 30), (140, 40), (60, 18), (40, 12), (30, 8), (9, 3)][..])
            .prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (0u16..100, 0u16..30).prop_map(|(x, y)| Step::Click(x, y)),
        1 => prop_oneof![Just(-1i16), Just(1), Just(3)].prop_map(Step::Wheel),
        1 => Just(Step::Forget),
    ]
}

/// What a terminal would show of what the program writes.
struct PaneKind {
    writer: ScreenWriter,
    emulator: vt100::Parser,
}

fn emulator(width: u16, height: u16) -> vt100::Parser {
    vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0)
}

impl PaneKind {
    fn new(screen: &Screen, powers: Capabilities, spill: u16) -> Self {
        let size = screen.state.size;
        Self {
            writer: ScreenWriter::new(screen.look, powers),
            emulator: emulator(size.width + spill, size.height),
        }
    }

    /// Shows the next frame; returns its bytes.
    fn frame(&mut self, buffer: &Buffer, cursor: Option<Position>) -> usize {
        let bytes = self.writer.frame(buffer, cursor);
        self.emulator.process(&bytes);
        bytes.len()
    }

    /// Every cell, without what can't be seen; then the cursor, if it shows.
    fn cells(&self, width: u16) -> Vec<String> {
        let screen = self.emulator.screen();
        let (rows, _) = screen.size();
        let mut cells = Vec::new();
        for row in 0..rows.get() {
            for column in 0..width {
                let cell = screen.cell(row, column).unwrap();
                let blank = matches!(cell.contents(), "" | " ");
                let letter = if blank { " " } else { cell.contents() };
                let mut told = format!(
                    "{row},{column} {letter:?} on {:?} {} {}",
                    cell.bgcolor(),
                    cell.inverse(),
                    cell.underline()
                );
                if !blank {
                    write!(
                        told,
                        " {:?} {} {} {}",
                        cell.fgcolor(),
                        cell.bold(),
                        cell.dim(),
                        cell.italic()
                    )
                    .unwrap();
                }
                cells.push(told);
            }
        }
        if !screen.hide_cursor() {
            cells.push(format!("cursor {:?}", screen.cursor_position()));
        }
        cells
    }
}

fn drawn(screen: &Screen) -> (Buffer, Option<Position>) {
    let size = screen.state.size;
    let area = Rect::new(0, 0, size.width, size.height);
    let mut buffer = Buffer::empty(area);
    let cursor = draw(&screen.state, screen.look, area, &mut buffer);
    (buffer, cursor)
}

fn take(screen: &mut Screen, shown: &mut PaneKind, step: &Step, spill: u16) {
    match *step {
        Step::Press(key) => screen.send(Message::Key(key)),
        Step::Paste(text) => screen.send(Message::Paste(text.into())),
        Step::Click(x, y) => screen.click(x, y),
        Step::Wheel(notches) => screen.send(Message::Mouse(Mouse::Wheel {
            x: 5,
            y: 5,
            notches,
        })),
        Step::Resize(width, height) => {
            screen.resize(width, height);
            shown.writer.forget();
            shown.emulator.screen_mut().set_size(
                height.try_into().unwrap(),
                (width + spill).try_into().unwrap(),
            );
        }
        Step::Forget => {
            shown.writer.forget();
            shown
                .emulator
                .process(b"\x1b[35;4mwhat another program left\r\n\x1b[m");
        }
    }
    if screen
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Redraw))
    {
        shown.writer.forget();
    }
    screen.effects.clear();
}

fn walk(titles: &[&str], steps: &[Step], powers: Capabilities, colours: Colours, spill: u16) {
    let mut screen = Screen::text(&chronology(titles), 80, 24).look(colours, false);
    let mut shown = PaneKind::new(&screen, powers, spill);
    // As the host does before the first frame.
    shown.emulator.process(b"\x1b[?25l");
    let (buffer, cursor) = drawn(&screen);
    shown.frame(&buffer, cursor);
    for (nth, step) in steps.iter().enumerate() {
        take(&mut screen, &mut shown, step, spill);
        let (buffer, cursor) = drawn(&screen);
        shown.frame(&buffer, cursor);
        let mut fresh = PaneKind::new(&screen, powers, spill);
        fresh.emulator.process(b"\x1b[?25l");
        fresh.frame(&buffer, cursor);
        let width = screen.state.size.width;
        let (walked, fresh) = (shown.cells(width), fresh.cells(width));
        for (walked, fresh) in walked.iter().zip(&fresh) {
            assert_eq!(
                walked,
                fresh,
                "walked, fresh; after step {nth}, {step:?}:\n{}",
                screen.letters()
            );
        }
        assert_eq!(
            walked.len(),
            fresh.len(),
            "the cursor, after step {nth}, {step:?}"
        );
        assert_eq!(
            shown.frame(&buffer, cursor),
            0,
            "an equal frame, after step {nth}"
        );
    }
}

fn capabilities() -> impl Strategy<Value = Capabilities> {
    any::<bool>().prop_map(|scroll_regions| Capabilities {
        scroll_regions,
        ..Capabilities::default()
    })
}

fn colours() -> impl Strategy<Value = Colours> {
    prop::sample::select(
        &[
            Colours::Mono,
            Colours::Sixteen,
            Colours::Indexed,
            Colours::True,
        ][..],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_walk_ends_like_a_fresh_draw(
        steps in prop::collection::vec(step(), 1..40),
        powers in capabilities(),
        colours in colours(),
    ) {
        walk(&AGREED, &steps, powers, colours, 0);
    }

    #[test]
    fn a_walk_past_letters_that_terminals_disagree_on_ends_like_a_fresh_draw(
        steps in prop::collection::vec(step(), 1..40),
        powers in capabilities(),
        colours in colours(),
    ) {
        let titles: Vec<&str> = DISPUTED.into_iter().chain(AGREED).collect();
        walk(&titles, &steps, powers, colours, SPILL);
    }
}

#[test]
fn the_emulator_keeps_every_letter_of_the_titles() {
    use unicode_segmentation::UnicodeSegmentation as _;
    for title in AGREED.into_iter().chain(DISPUTED) {
        for letter in title.graphemes(true) {
            assert!(letter.len() <= KEPT_BYTES, "{letter} {}", letter.len());
        }
    }
}
