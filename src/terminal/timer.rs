//! The briefing's timer: when the next whole second is due. Nothing ticks while it is off.

use std::time::{Duration, Instant};

/// A running timer.
#[derive(Debug, Clone, Copy)]
pub struct Timer {
    since: Instant,
    told: u64,
}

impl Timer {
    /// Starts at `now`.
    pub fn start(now: Instant) -> Self {
        Self {
            since: now,
            told: 0,
        }
    }

    /// When the next second is full.
    pub fn next(self) -> Instant {
        self.since + Duration::from_secs(self.told + 1)
    }

    /// The seconds that are full at `now`, if there are more than were told before.
    pub fn due(&mut self, now: Instant) -> Option<u64> {
        let seconds = now.saturating_duration_since(self.since).as_secs();
        (seconds > self.told).then(|| {
            self.told = seconds;
            seconds
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_second_is_told_once_and_missed_ones_are_not_made_up() {
        let start = Instant::now();
        let mut timer = Timer::start(start);
        let at = |millis| start + Duration::from_millis(millis);
        assert_eq!(timer.due(at(900)), None);
        assert_eq!(timer.due(at(1_000)), Some(1));
        assert_eq!(timer.due(at(1_500)), None);
        assert_eq!(timer.due(at(5_100)), Some(5));
        assert_eq!(timer.next(), at(6_000));
    }
}
