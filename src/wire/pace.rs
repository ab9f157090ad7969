//! How fast frames may follow each other: no faster than the other end shows them.
//!
//! What is written to a pseudo-terminal or an SSH connection is taken at once,
//! whatever the line is like: tens of kilobytes wait unseen, and a held key
//! would go on scrolling long after it was released. So frames that
//! follow closely end with a question that every terminal since the VT100
//! answers when it has come so far (DSR 5, "are you well?"), and at most two
//! such frames are on their way. The first frame asks too, to learn whether
//! answers come; nothing waits for that one. A line that tells its speed (a
//! serial one) is given its time as well. Pure: the clock is passed in.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The question.
pub const QUESTION: &[u8] = b"\x1b[5n";

/// Frames that follow within this time ask.
const CLOSELY: Duration = Duration::from_millis(400);

/// Questions that may be on their way.
const ON_THE_WAY: usize = 2;

/// How long an answer is waited for from a terminal that has answered before.
const PATIENCE: Duration = Duration::from_secs(4);

/// How long the first answer is hoped for when the terminal is given back.
const HOPE: Duration = Duration::from_millis(250);

/// Speeds that are meant: a pseudo-terminal claims 38,400 and means nothing by it.
const MEANT: std::ops::RangeInclusive<u32> = 50..=19_200;

/// Bits on the line for a byte: start, eight, stop.
const BITS: u64 = 10;

/// When the next frame may go.
#[derive(Debug, Default)]
pub struct Pace {
    /// Bits a second, if the line is a slow one and says so.
    speed: Option<u32>,
    /// When the questions went that have no answer yet.
    asked: VecDeque<Instant>,
    /// Whether an answer ever came.
    answers: bool,
    last: Option<Instant>,
    line_free: Option<Instant>,
}

impl Pace {
    /// The pace of a line of `speed` bits a second.
    pub fn new(speed: Option<u32>) -> Self {
        Self {
            speed: speed.filter(|speed| MEANT.contains(speed)),
            ..Self::default()
        }
    }

    /// A frame is made: whether it is to end with the question.
    pub fn frame(&mut self, now: Instant) -> bool {
        let closely = self
            .last
            .is_none_or(|last| now.saturating_duration_since(last) < CLOSELY);
        let first = self.last.is_none();
        self.last = Some(now);
        let asks = first || (self.answers && closely);
        if asks {
            self.asked.push_back(now);
        }
        asks
    }

    /// An answer came.
    pub fn answer(&mut self) {
        self.answers |= self.asked.pop_front().is_some();
    }

    /// So many bytes went out.
    pub fn sent(&mut self, bytes: usize, now: Instant) {
        let Some(speed) = self.speed else { return };
        let bits = u64::try_from(bytes)
            .unwrap_or(u64::MAX)
            .saturating_mul(BITS);
        let took = Duration::from_millis(bits.saturating_mul(1000) / u64::from(speed));
        let from = self.line_free.map_or(now, |free| free.max(now));
        self.line_free = Some(from + took);
    }

    /// When the next frame may go, if not at once; an answer may come before.
    pub fn free_at(&self, now: Instant) -> Option<Instant> {
        let crowded = self.answers && self.asked.len() >= ON_THE_WAY;
        let answered = self
            .asked
            .front()
            .filter(|_| crowded)
            .map(|asked| *asked + PATIENCE);
        answered.max(self.line_free).filter(|at| *at > now)
    }

    /// Gives up on answers that are overdue.
    pub fn forget_overdue(&mut self, now: Instant) {
        while self
            .asked
            .front()
            .is_some_and(|asked| now.saturating_duration_since(*asked) >= PATIENCE)
        {
            self.asked.pop_front();
            // From here on nothing is waited for until one answers again.
            self.answers = false;
        }
    }

    /// Until when an answer may still come that the next program must not get.
    pub fn expects_until(&self) -> Option<Instant> {
        let last = *self.asked.back()?;
        Some(last + if self.answers { PATIENCE / 4 } else { HOPE })
    }

    /// Everything begins anew: another terminal may be there.
    pub fn restart(&mut self) {
        *self = Self::new(self.speed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Duration = Duration::from_millis(30);

    #[test]
    fn a_terminal_that_never_answers_is_never_waited_for() {
        let mut pace = Pace::new(None);
        let mut now = Instant::now();
        assert!(pace.frame(now));
        for _ in 0..50 {
            now += MOMENT;
            assert_eq!(pace.free_at(now), None);
            assert!(!pace.frame(now));
        }
    }

    #[test]
    fn at_most_two_frames_are_on_their_way() {
        let mut pace = Pace::new(None);
        let start = Instant::now();
        pace.frame(start);
        pace.answer();
        assert!(pace.frame(start + MOMENT));
        assert_eq!(pace.free_at(start + MOMENT), None);
        assert!(pace.frame(start + MOMENT * 2));
        let now = start + MOMENT * 3;
        assert_eq!(pace.free_at(now), Some(start + MOMENT + PATIENCE));
        pace.answer();
        assert_eq!(pace.free_at(now), None);
    }

    #[test]
    fn frames_that_come_alone_do_not_ask() {
        let mut pace = Pace::new(None);
        let start = Instant::now();
        pace.frame(start);
        pace.answer();
        assert!(!pace.frame(start + Duration::from_secs(1)));
        assert!(pace.frame(start + Duration::from_secs(1) + MOMENT));
    }

    #[test]
    fn answers_that_stop_coming_are_given_up() {
        let mut pace = Pace::new(None);
        let start = Instant::now();
        pace.frame(start);
        pace.answer();
        pace.frame(start + MOMENT);
        pace.frame(start + MOMENT);
        let late = start + MOMENT + PATIENCE;
        pace.forget_overdue(late);
        assert_eq!(pace.free_at(late), None);
        assert!(!pace.frame(late));
    }

    #[test]
    fn a_serial_line_gets_its_time() {
        let mut pace = Pace::new(Some(9_600));
        let now = Instant::now();
        pace.sent(960, now);
        assert_eq!(pace.free_at(now), Some(now + Duration::from_secs(1)));
        let mut claims = Pace::new(Some(38_400));
        claims.sent(960, now);
        assert_eq!(claims.free_at(now), None);
    }
}
