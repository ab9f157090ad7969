//! What is to be sent: one frame at a time, never a queue of them.
//!
//! A frame goes out in one write. What the line does not take at once is kept
//! and sent on when there is room; until then no other frame is made, so that
//! a slow line always gets the newest state and stops when the key is
//! released. A line that says how slow it is (9,600 baud) is given time.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::guard::Modes;
use super::tty::Tty;

/// Speeds that are meant: a pseudo-terminal claims 38,400 and means nothing by it.
const MEANT: std::ops::RangeInclusive<u32> = 50..=19_200;

/// Bits on the line for a byte: start, eight, stop.
const BITS: u64 = 10;

/// The way out.
#[derive(Debug)]
pub struct Output {
    tty: Arc<Tty>,
    modes: Arc<Modes>,
    waiting: Vec<u8>,
    busy_until: Option<Instant>,
}

impl Output {
    /// Nothing to send yet.
    pub fn new(tty: Arc<Tty>, modes: Arc<Modes>) -> Self {
        Self {
            tty,
            modes,
            waiting: Vec::new(),
            busy_until: None,
        }
    }

    /// Whether something still waits for room.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// When the line, at the speed it claims, has taken everything sent.
    pub fn busy_until(&self) -> Option<Instant> {
        self.busy_until
    }

    /// Adds bytes to what is to be sent.
    pub fn push(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
    }

    /// Drops what was not sent, before the terminal is given back.
    pub fn forget(&mut self) {
        self.waiting.clear();
    }

    /// Sends what there is room for.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn send(&mut self, now: Instant) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let written = self.tty.write(&self.waiting)?;
        self.waiting.drain(..written);
        self.modes.set_torn(!self.waiting.is_empty());
        if let Some(speed) = self.tty.speed().filter(|speed| MEANT.contains(speed)) {
            let bytes = u64::try_from(written).unwrap_or(u64::MAX);
            let took = Duration::from_millis(bytes.saturating_mul(BITS * 1000) / u64::from(speed));
            let from = self.busy_until.map_or(now, |until| until.max(now));
            self.busy_until = Some(from + took);
        }
        Ok(())
    }
}
