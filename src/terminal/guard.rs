//! The terminal's modes: taken when the program starts, given back on every way out.
//!
//! Each step back is taken on its own, so that one that fails does not keep
//! the others from being taken. Giving back twice is giving back once. A panic
//! on the loop's thread gives back first and prints then; panics of other
//! threads are caught there and told in the status line.

use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::tty::Tty;
use crate::model::text;
use crate::wire::SessionModes;

/// How long a terminal may take nothing before the way back is given up.
const PATIENCE: Duration = Duration::from_millis(300);

/// The terminal's modes.
#[derive(Debug)]
pub struct TerminalModes {
    tty: Arc<Tty>,
    /// Whether raw mode is on.
    raw: AtomicBool,
    /// Whether the screen is ours.
    shown: AtomicBool,
    /// Whether the output may have ended in the middle of a sequence.
    torn: AtomicBool,
    wanted: SessionModes,
}

impl TerminalModes {
    /// Modes of `tty`, not taken yet.
    pub fn new(tty: Arc<Tty>, wanted: SessionModes) -> Self {
        Self {
            tty,
            raw: AtomicBool::new(false),
            shown: AtomicBool::new(false),
            torn: AtomicBool::new(false),
            wanted,
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
        self.wanted.set()
    }

    /// Says whether a part of the output is still to be sent.
    pub fn set_torn(&self, torn: bool) {
        self.torn.store(torn, Ordering::SeqCst);
    }

    /// Gives everything back.
    pub fn give_back(&self) {
        if self.shown.swap(false, Ordering::SeqCst) {
            let bytes = self.wanted.reset(self.torn.swap(false, Ordering::SeqCst));
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
    modes: Arc<TerminalModes>,
    hook: Option<Arc<Hook>>,
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync + 'static;

impl Guard {
    /// Guards `modes`: from now on a panic of this thread gives them back before it prints.
    pub fn new(modes: Arc<TerminalModes>) -> Self {
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

/// From now on a panic prints one clean line, on whatever thread.
pub fn tell_panics() {
    panic::set_hook(Box::new(report));
}

/// Prints a panic: cleaned, as its message may quote a file.
fn report(info: &PanicHookInfo<'_>) {
    let place = info
        .location()
        .map(|place| format!(" at {}:{}", place.file(), place.line()))
        .unwrap_or_default();
    let told = message(info.payload());
    // Standard error may be closed.
    let mut error = std::io::stderr();
    let _ = writeln!(error, "dateline: a fault of the program{place}: {told}");
    if std::env::var_os("RUST_BACKTRACE").is_some_and(|wanted| wanted != "0") {
        let trace = std::backtrace::Backtrace::force_capture();
        let _ = writeln!(error, "{trace}");
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
