//! A table of terminals and locales: the screen is right on each, nothing is sent that the terminal does not know,
//! and what was taken is given back.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::collections::BTreeSet;

use crate::support::Screen;
use crate::terminal::{CLEARED, Setting, Terminal, cells};
use assert_cmd::Command;
use dateline::view::Colours;

/// A terminal as the environment tells of it, and what it can do by its terminfo entry.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Kind {
    environment: &'static [(&'static str, &'static str)],
    colours: Colours,
    ascii: bool,
    lacks: &'static [Extra],
}

/// What not every terminal has.
#[derive(PartialEq)]
enum Extra {
    /// The screen beside the usual one.
    AlternateScreen,
    /// DECTCEM, the mouse and bracketed paste.
    Modes,
}

use Extra::{AlternateScreen, Modes};

const UTF8: (&str, &str) = ("LC_ALL", "C.UTF-8");

/// xterm, to which the others are told as differences.
const XTERM: Kind = Kind {
    environment: &[("TERM", "xterm"), UTF8],
    colours: Colours::Sixteen,
    ascii: false,
    lacks: &[],
};

const KINDS: [Kind; 13] = [
    XTERM,
    Kind {
        environment: &[("TERM", "xterm-256color"), UTF8],
        colours: Colours::Indexed,
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "screen"), UTF8],
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "screen-256color"), UTF8],
        colours: Colours::Indexed,
        ..XTERM
    },
    Kind {
        // GNU screen passes COLORTERM on and can't keep it.
        environment: &[
            ("TERM", "screen"),
            ("STY", "1.pts-0.host"),
            ("COLORTERM", "truecolor"),
            UTF8,
        ],
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "tmux-256color"), ("TMUX", "/nowhere,1,0"), UTF8],
        colours: Colours::Indexed,
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "linux"), UTF8],
        lacks: &[AlternateScreen],
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "vt100"), UTF8],
        colours: Colours::Mono,
        lacks: &[AlternateScreen, Modes],
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "vt100"), ("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")],
        colours: Colours::Mono,
        ascii: true,
        lacks: &[AlternateScreen, Modes],
    },
    Kind {
        // What is left of an environment after many a hop.
        environment: &[("TERM", "xterm"), ("LANG", "en_GB.UTF-8")],
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "xterm"), ("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")],
        ascii: true,
        ..XTERM
    },
    Kind {
        environment: &[
            ("TERM", "xterm-256color"),
            ("NO_COLOR", "1"),
            ("COLORTERM", "truecolor"),
            UTF8,
        ],
        colours: Colours::Mono,
        ..XTERM
    },
    Kind {
        environment: &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), UTF8],
        colours: Colours::True,
        ..XTERM
    },
];

impl Kind {
    fn setting(&self) -> Setting {
        Setting {
            environment: self.environment.to_vec(),
            ..Setting::default()
        }
    }

    fn has(&self, extra: &Extra) -> bool {
        !self.lacks.contains(extra)
    }

    /// Whether this terminal knows that sequence, as `sequences` tells it.
    fn knows(&self, sequence: &str) -> bool {
        match sequence {
            "CSI H" | "CSI J" | "CSI K" | "CSI C" | "CSI r" | "ESC M" | "CSI ?7h" | "CSI ?7l"
            | "CSI 5n" => true,
            "CSI ?1049h" | "CSI ?1049l" => self.has(&AlternateScreen),
            "CSI ?25h" | "CSI ?25l" | "CSI ?2004h" | "CSI ?2004l" | "CSI ?1000h" | "CSI ?1000l"
            | "CSI ?1002h" | "CSI ?1002l" | "CSI ?1006h" | "CSI ?1006l" => self.has(&Modes),
            other => other
                .strip_prefix("SGR ")
                .is_some_and(|number| self.paints(number)),
        }
    }

    /// Whether it knows one number of SGR, or one colour of a larger palette.
    fn paints(&self, number: &str) -> bool {
        match number {
            "" | "0" | "1" | "4" | "7" => true,
            "38;5" | "48;5" => matches!(self.colours, Colours::Indexed | Colours::True),
            "38;2" | "48;2" => self.colours == Colours::True,
            // The eight that each terminal with colours has; the bright eight are not in all.
            _ => {
                let is_one_of_eight = matches!(number.parse(), Ok(30_u8..=37 | 39 | 40..=47 | 49));
                self.colours != Colours::Mono && is_one_of_eight
            }
        }
    }
}

/// The kinds of sequences and controls in what was written.
fn sequences(written: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = written.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '\x1b' => {}
            '\r' | '\n' => continue,
            control if control.is_control() => {
                found.insert(format!("{control:?}"));
                continue;
            }
            _ => continue,
        }
        let Some(introducer) = rest.next() else { break };
        if introducer != '[' {
            found.insert(format!("ESC {introducer}"));
            continue;
        }
        let mut parameters = String::new();
        let last = loop {
            match rest.next() {
                Some(last @ '@'..='~') => break last,
                Some(parameter) => parameters.push(parameter),
                None => return found,
            }
        };
        match last {
            'm' => found.extend(painted(&parameters)),
            'h' | 'l' | 'n' => {
                found.insert(format!("CSI {parameters}{last}"));
            }
            other => {
                found.insert(format!("CSI {other}"));
            }
        }
    }
    found
}

/// The numbers of an SGR; a colour of a larger palette is one.
fn painted(parameters: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut numbers = parameters.split(';');
    while let Some(number) = numbers.next() {
        match (number, numbers.clone().next()) {
            ("38" | "48", Some(palette @ ("5" | "2"))) => {
                let more = if palette == "5" { 1 } else { 3 };
                numbers.nth(more);
                found.push(format!("SGR {number};{palette}"));
            }
            _ => found.push(format!("SGR {number}")),
        }
    }
    found
}

/// Keys as the terminal sends them, and as the headless screen is told.
const WALK: [(&str, &str); 7] = [
    ("jjj", "jjj"),
    ("\x1b[6~", "<PageDown>"),
    ("kk", "kk"),
    ("/sanc", "/sanc"),
    ("\r", "<Enter>"),
    ("b\r", "b <Enter>"),
    (" ", "<Space>"),
];

#[test]
fn every_terminal_shows_the_screen_and_gets_only_what_it_knows() {
    std::thread::scope(|scope| {
        for kinds in KINDS.chunks(KINDS.len().div_ceil(3)) {
            scope.spawn(|| kinds.iter().for_each(walk));
        }
    });
}

fn walk(kind: &Kind) {
    let told = kind.environment;
    let mut terminal = Terminal::explore(kind.setting());
    let mut expected = Screen::bundled(80, 24).look(kind.colours, kind.ascii);
    for (typed, pressed) in WALK {
        terminal.bytes_after(typed);
        expected.press(pressed);
        let shown: Vec<String> = terminal.screen().rows(0, 80).collect();
        for (row, (shown, expected)) in shown.iter().zip(expected.letters().lines()).enumerate() {
            // A writer without UTF-8 has stand-ins for the letters of the file.
            if !kind.ascii || expected.is_ascii() {
                assert_eq!(
                    shown.trim_end(),
                    expected.trim_end(),
                    "{told:?} row {row} after {typed:?}"
                );
            }
        }
    }
    let walked = cells(terminal.screen());
    let draws = terminal.written().matches(CLEARED).count();
    terminal.type_keys("\x0c");
    terminal.wait_until("a full draw", |terminal| {
        terminal.written().matches(CLEARED).count() > draws
    });
    terminal.settle();
    assert_eq!(walked, cells(terminal.screen()), "{told:?}");
    assert_eq!(
        terminal.screen().alternate_screen(),
        kind.has(&AlternateScreen),
        "{told:?}"
    );
    assert!(!terminal.has_its_settings_back(), "{told:?}");
    terminal.type_keys("qy");
    assert!(terminal.end().success(), "{told:?}");
    terminal.assert_given_back();
    if !kind.has(&AlternateScreen) {
        assert_eq!(terminal.contents().trim(), "", "{told:?}");
    }
    let written = terminal.written();
    assert_eq!(written.is_ascii(), kind.ascii, "{told:?}");
    for sequence in sequences(&written) {
        assert!(kind.knows(&sequence), "{told:?} gets {sequence}");
    }
}

#[test]
fn a_dumb_terminal_and_no_terminal_get_plain_text() {
    let mut dumb = Setting::default().with("TERM", "dumb").start();
    assert!(dumb.end().success());
    assert!(dumb.written().contains("China announces"));
    assert_eq!(sequences(&dumb.written()), BTreeSet::new());
    let output = Command::cargo_bin("dateline")
        .unwrap()
        .env("TERM", "xterm-256color")
        .env("COLORTERM", "truecolor")
        .output()
        .unwrap();
    assert!(output.status.success());
    let written = String::from_utf8(output.stdout).unwrap();
    assert!(written.contains("China announces"));
    assert_eq!(sequences(&written), BTreeSet::new());
}

#[test]
fn what_the_tests_call_a_sequence_is_one() {
    let found =
        sequences("a\x1b[1;36mb\x1b[38;5;244;1m\x1b[m\x1b[2;4r\x1bM\x1b[?25l\x1b[12X\r\n\x07");
    let told = [
        "'\\u{7}'", "CSI ?25l", "CSI X", "CSI r", "ESC M", "SGR ", "SGR 1", "SGR 36", "SGR 38;5",
    ];
    assert_eq!(found, told.map(str::to_owned).into());
}
