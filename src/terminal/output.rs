//! What is to be sent: one frame at a time, never a queue of them.
//!
//! A frame goes out in one write. What the line does not take at once is kept
//! and sent on when there is room; until then no other frame is made, so that
//! a slow line always gets the newest state and stops when the key is
//! released.

use std::io;
use std::sync::Arc;

use super::guard::TerminalModes;
use super::tty::Tty;

/// The way out.
#[derive(Debug)]
pub struct Output {
    tty: Arc<Tty>,
    modes: Arc<TerminalModes>,
    waiting: Vec<u8>,
}

impl Output {
    /// Nothing to send yet.
    pub fn new(tty: Arc<Tty>, modes: Arc<TerminalModes>) -> Self {
        Self {
            tty,
            modes,
            waiting: Vec::new(),
        }
    }

    /// Whether something still waits for room.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Adds bytes to what is to be sent.
    pub fn push(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
    }

    /// Drops what was not sent, before the terminal is given back.
    pub fn forget(&mut self) {
        self.waiting.clear();
    }

    /// Sends what there is room for; returns how many bytes that was.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn send(&mut self) -> io::Result<usize> {
        if self.waiting.is_empty() {
            return Ok(0);
        }
        let written = self.tty.write(&self.waiting)?;
        self.waiting.drain(..written);
        self.modes.set_torn(!self.waiting.is_empty());
        Ok(written)
    }
}
