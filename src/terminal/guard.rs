//! The terminal's modes: taken when the program starts, given back on every way out.
//!
//! Each step back is taken on its own, so that one that fails does not keep
//! the others from being taken. Giving back twice is giving back once. A panic
//! on the loop's thread gives back first and prints then; panics of other
//! threads are caught there and told in the status line.

use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::tty::Tty;
use crate::model::text;

/// A mode: what takes it, what gives it back, and whether it is among what is taken.
struct Mode {
    take: &'static [u8],
    give_back: &'static [u8],
    is_taken: fn(Takes) -> bool,
}

/// The modes, in the order of taking; they are given back in the opposite order.
const MODES: [Mode; 6] = [
    Mode {
        take: b"\x1b[?1049h",
        give_back: b"\x1b[?1049l",
        is_taken: |takes| takes.alternate_screen,
    },
    Mode {
        take: b"\x1b[?25l",
        give_back: b"\x1b[?25h",
        is_taken: |takes| takes.cursor,
    },
    // Style and wrapping change with the frames; what they are afterwards is the usual.
    Mode {
        take: b"",
        give_back: b"\x1b[m\x1b[?7h",
        is_taken: |_| true,
    },
    Mode {
        take: b"\x1b[?2004h",
        give_back: b"\x1b[?2004l",
        is_taken: |takes| takes.mouse_and_paste,
    },
    Mode {
        take: b"\x1b[?1000h\x1b[?1002h",
        give_back: b"\x1b[?1002l\x1b[?1000l",
        is_taken: |takes| takes.mouse_and_paste,
    },
    Mode {
        take: b"\x1b[?1006h",
        give_back: b"\x1b[?1006l",
        is_taken: |takes| takes.mouse_and_paste,
    },
];

/// Ends a half-written sequence.
const CANCEL: &[u8] = b"\x18";

/// Clears, for terminals that have no alternate screen to leave.
const CLEAR: &[u8] = b"\x1b[m\x1b[H\x1b[J";

/// How long a terminal may take nothing before the way back is given up.
const PATIENCE: Duration = Duration::from_millis(300);

/// What is taken from the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes {
    /// The alternate screen; where there is none, the screen is cleared in the end.
    pub alternate_screen: bool,
    /// The cursor, which is hidden.
    pub cursor: bool,
    /// The mouse's buttons and drags in SGR coordinates, and pastes in brackets.
    pub mouse_and_paste: bool,
}

/// The terminal's modes.
#[derive(Debug)]
pub struct Modes {
    tty: Arc<Tty>,
    /// Whether raw mode is on.
    raw: AtomicBool,
    /// Whether the screen is ours.
    shown: AtomicBool,
    /// Whether the output may have ended in the middle of a sequence.
    torn: AtomicBool,
    takes: Takes,
}

impl Modes {
    /// Modes of `tty`, not taken yet.
    pub fn new(tty: Arc<Tty>, takes: Takes) -> Self {
        Self {
            tty,
            raw: AtomicBool::new(false),
            shown: AtomicBool::new(false),
            torn: AtomicBool::new(false),
            takes,
        }
    }

    /// Turns echo and line editing off.
    ///
    /// # Errors
    /// When the terminal can't be set.
    pub fn take_keys(&self) -> std::io::Result<()> {
        self.raw.store(true, Ordering::SeqCst);
        // After a stop a shell has set its own modes; crossterm believes that raw mode is still on.
        let _ = disable_raw_mode();
        enable_raw_mode()
    }

    /// The bytes that take the screen, to be sent before the first frame.
    pub fn take_screen(&self) -> Vec<u8> {
        self.shown.store(true, Ordering::SeqCst);
        self.taken().flat_map(|mode| mode.take).copied().collect()
    }

    fn taken(&self) -> impl DoubleEndedIterator<Item = &'static Mode> {
        let takes = self.takes;
        MODES.iter().filter(move |mode| (mode.is_taken)(takes))
    }

    /// Says whether a part of the output is still to be sent.
    pub fn set_torn(&self, torn: bool) {
        self.torn.store(torn, Ordering::SeqCst);
    }

    /// Gives everything back.
    pub fn give_back(&self) {
        if self.shown.swap(false, Ordering::SeqCst) {
            let mut bytes = Vec::new();
            if self.torn.swap(false, Ordering::SeqCst) {
                bytes.extend_from_slice(CANCEL);
            }
            if !self.takes.alternate_screen {
                bytes.extend_from_slice(CLEAR);
            }
            bytes.extend(self.taken().rev().flat_map(|mode| mode.give_back));
            // A terminal that is gone needs nothing.
            let _ = self.tty.write_all(&bytes, PATIENCE);
        }
        if self.raw.swap(false, Ordering::SeqCst) {
            let _ = disable_raw_mode();
        }
    }
}

/// Gives the modes back, and the panic hook, when dropped.
pub struct Guard {
    modes: Arc<Modes>,
    hook: Option<Arc<Hook>>,
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync + 'static;

impl Guard {
    /// Guards `modes`: from now on a panic of this thread gives them back before it prints.
    pub fn new(modes: Arc<Modes>) -> Self {
        let before: Arc<Hook> = Arc::from(panic::take_hook());
        let (hooked, own) = (Arc::clone(&modes), thread::current().id());
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == own {
                hooked.give_back();
                report(info);
            }
        }));
        Self {
            modes,
            hook: Some(before),
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.modes.give_back();
        if let Some(before) = self.hook.take()
            && !thread::panicking()
        {
            panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}

/// Prints a panic: cleaned, as its message may quote a file.
fn report(info: &PanicHookInfo<'_>) {
    let place = info
        .location()
        .map(|place| format!(" at {}:{}", place.file(), place.line()))
        .unwrap_or_default();
    let told = message(info.payload());
    eprintln!("dateline: a fault of the program{place}: {told}");
    if std::env::var_os("RUST_BACKTRACE").is_some_and(|wanted| wanted != "0") {
        eprintln!("{}", std::backtrace::Backtrace::force_capture());
    }
}

/// What a panic said, cleaned and in one line.
pub fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let said = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    let short: String = said.chars().take(500).collect();
    text::one_line(&text::cleaned(&short)).into_owned()
}
