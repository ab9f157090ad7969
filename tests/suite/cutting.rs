//! Cutting: whatever has no room ends with a sign, on every page, at every width, with accents and in ASCII.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use dateline::explorer::base::geometry::Area;
use dateline::explorer::base::line::Line;
use dateline::explorer::base::wrap::width;
use dateline::explorer::state::panes::PaneKind;
use dateline::view::Colours;
use dateline::view::letters::shown;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

/// Long names, roles, kinds and dates, a dispute, relations, a saved query and faults.
const LONG: &str = r#"Chronology(
    title: "A chronology with a title that is longer than a narrow screen has room for",
    sources: [(id: "s", title: "The annual report on everything that was said, written and denied", published: "2023-12~", reliability: C),
        (id: "t", title: "Another source of some length", reliability: B)],
    places: [(id: "p", name: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", within: "q"), (id: "q", name: "Ynys Môn")],
    actors: [
        (id: "a", name: "The Permanent Commission for the Study of Very Long Names", kind: Organisation, about: "It studies them."),
        (id: "b", name: "東京都庁前駅長事務所連絡協議会特別委員会", kind: Group, aliases: ["TKY"]),
    ],
    relations: [(from: "a", is: "has repeatedly and publicly criticised", to: "b", date: "2021-03/2023-11", status: Alleged, cites: [(source: "s", at: "¶12")])],
    events: [
        (id: "e", date: "[2021-10-10..2023-12-31]", title: "A meeting of everyone with everyone about everything that had been put off", kind: "inter-institutional consultation",
         status: Announced, actors: [(id: "a", role: "chair and host of the second session"), (id: "b", role: "guest")], places: ["p"], tags: ["meetings", "consultations"],
         summary: "They met.", note: "Kept.", cites: [(source: "s", at: "¶6", date: "2021-10-10", says: "that they met"), (source: "t", date: "2023-12-31")]),
        (id: "f", date: "2023-05-05T10:00:00Z", title: "Short", status: Reported, actors: [(id: "nobody", role: "x")]),
        (id: "g", date: "-2999~/-2899?", title: "Long ago", status: Denied),
        (id: "h", title: "Undated", status: Alleged),
    ],
    briefings: [(id: "b", title: "The briefing that goes through each and every event of this file", steps: [(event: "e", note: "Say why."), (event: "f")])],
    queries: [(name: "What the commission did in all those years", query: "actor:\"The Permanent Commission for the Study of Very Long Names\"")],
)"#;

/// Keys that open each page, and what then has the focus.
const PAGES: [(&str, PaneKind); 17] = [
    ("", PaneKind::Chronology),
    ("s", PaneKind::Chronology),
    ("<Tab>", PaneKind::Event),
    ("<Tab> <Tab>", PaneKind::Actors),
    ("<Tab> <Tab> <Tab>", PaneKind::Relations),
    ("<Enter> <Enter>", PaneKind::Dossier),
    ("o", PaneKind::Source),
    ("a", PaneKind::Result),
    ("f", PaneKind::Filters),
    ("?", PaneKind::Help),
    ("w", PaneKind::Why),
    ("E", PaneKind::Faults),
    (":", PaneKind::Palette),
    ("Y", PaneKind::Styles),
    ("b", PaneKind::Briefings),
    ("<Enter> P", PaneKind::PathEnds),
    ("<Enter> P <Enter>", PaneKind::Paths),
];

/// The cells of a row, letters whole.
fn row(buffer: &Buffer, y: u16, from: u16, until: u16) -> String {
    let mut text = String::new();
    let mut x = from;
    while x < until {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += u16::try_from(width(symbol)).unwrap().max(1);
    }
    text
}

/// Looks at what stands on the screen for a line: each of its pieces whole, or its beginning and the sign; what has no place only
/// where the sign is the last in the row.
fn look_at(screen: &Screen, line: &Line, buffer: &Buffer, (area, y): (Area, u16), place: &str) {
    let sign = shown("…", screen.look);
    let all = row(buffer, y, area.x, area.x + area.width);
    let ends_cut = |text: &str| {
        let text = text.trim_end();
        text.ends_with(&sign) || text.ends_with(sign.chars().next().unwrap())
    };
    for (nth, piece) in line.pieces.iter().enumerate() {
        let until = line.pieces.get(nth + 1).map_or(area.width, |next| next.at);
        let (from, until) = (area.x + piece.at, area.x + until.min(area.width));
        let full = shown(&piece.text, screen.look);
        let is_whole = from < until && row(buffer, y, from, until).trim_end() == full.trim_end();
        if full.trim().is_empty() || is_whole {
            continue;
        }
        let seen = if from < until {
            row(buffer, y, from, until)
        } else {
            String::new()
        };
        let beginning = seen
            .trim_end()
            .trim_end_matches(&sign)
            .trim_end_matches('.');
        let is_cut = ends_cut(&seen) && full.starts_with(beginning);
        assert!(
            is_cut || ends_cut(&all),
            "{place}: {full:?} is cut without a sign: {all:?}"
        );
    }
}

fn look_at_page(screen: &Screen, kind: PaneKind, place: &str) {
    let state = &screen.state;
    let laid = state.layout();
    let buffer = screen.buffer();
    let area = if state.overlay.is_some() {
        laid.body
    } else {
        laid.place(state.focus).unwrap_or(laid.body)
    };
    let area = kind.inset(area.body());
    let page = kind.page(state, area.width);
    let top = state.cursor(kind).top;
    // The last row may have the sign that the page goes on.
    for at in 0..area.height.saturating_sub(1) {
        let line = page.line(top + usize::from(at));
        look_at(screen, &line, &buffer, (area, area.y + at), place);
    }
}

#[test]
fn nothing_is_cut_without_a_sign() {
    for nth in 0..24_u16 {
        let width = 20 + nth * 8;
        // Short and tall screens, with accents and in ASCII, each at every other width.
        let (height, ascii) = (if nth % 2 == 0 { 19 } else { 45 }, nth % 4 > 1);
        for (script, kind) in PAGES {
            let mut screen = Screen::text(LONG, width, height).look(Colours::Sixteen, ascii);
            screen.press(script);
            let is_card = width < 40 && kind == PaneKind::Chronology;
            if screen.state.focused() != kind || is_card {
                continue;
            }
            for scrolled in 0..3 {
                let place = format!("{kind:?} at {width}×{height}, page {scrolled}");
                look_at_page(&screen, kind, &place);
                screen.press("<PageDown>");
            }
        }
    }
}

/// The search row and what its chips say that they leave out.
#[test]
fn filters_without_room_are_counted() {
    let filters = [
        "during:2000/2030",
        "-status:alleged",
        "-status:denied",
        "-grade:F",
        "-is:undated",
        "-id:nothing",
        "-text:nothing",
    ];
    for width in (40..200).step_by(8) {
        let mut screen = Screen::text(LONG, width, 24);
        screen.press("/").write(&filters.join(" ")).press("<Enter>");
        let letters = screen.letters();
        let row = letters.lines().find(|line| line.starts_with(" /")).unwrap();
        let shown = row.matches(" ×").count();
        let more = row.split_once('+').map(|(_, rest)| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<usize>().unwrap()
        });
        assert_eq!(
            shown + more.unwrap_or(0),
            filters.len(),
            "at {width}: {row}"
        );
    }
}

#[test]
fn under_twenty_rows_each_title_is_read_in_full_without_leaving_the_list() {
    for (width, height) in [(40, 12), (47, 13), (60, 14), (80, 19), (120, 15)] {
        let mut screen = Screen::text(LONG, width, height);
        for title in [
            "Long ago",
            "A meeting of everyone with everyone about everything that had been put off",
        ] {
            let rows: Vec<String> = screen
                .letters()
                .lines()
                .map(|row| row.trim().to_owned())
                .collect();
            let is_in_its_row = rows.iter().any(|row| row.ends_with(title));
            let wrapped = rows.join(" ").contains(title);
            assert!(
                is_in_its_row || wrapped,
                "{width}×{height}: {}",
                screen.letters()
            );
            screen.press("j");
        }
    }
}

#[test]
fn a_narrow_row_is_marked_over_the_first_words_of_its_title_and_no_part_of_one() {
    for width in 40..90 {
        let mut screen = Screen::text(LONG, width, 24);
        screen.press("j");
        let buffer = screen.buffer();
        let rows = 0..buffer.area.height;
        let row = rows
            .into_iter()
            .find(|y| buffer[(0, *y)].symbol() == "▌")
            .unwrap();
        let is_marked = |x: &u16| buffer[(*x, row)].modifier.contains(Modifier::REVERSED);
        let marked: String = (0..width)
            .filter(is_marked)
            .map(|x| buffer[(x, row)].symbol().to_owned())
            .collect();
        let after = (0..width).find(|x| !is_marked(x)).unwrap();
        assert!(marked.contains("≠ A"), "{width}: {marked:?}");
        assert_eq!(buffer[(after, row)].symbol(), " ", "{width}: {marked:?}");
    }
}
