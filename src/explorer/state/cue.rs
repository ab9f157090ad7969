//! Cues: where a briefing stands, as the stage and the speaker's screen tell each other, and the speaker's clock.
//!
//! Both ends have the same files open, so a cue names a step and says nothing of it. The later move wins; where both moved
//! at once, the stage does.

/// The time of a talk, by the clock of the host: both ends run on it, so either may begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TalkTime {
    /// When it began, in seconds since 1970, later by as long as it was paused; `None` before it began.
    pub started: Option<u64>,
    /// Since when it is paused.
    pub paused: Option<u64>,
}

impl TalkTime {
    /// Seconds of the talk at `now`.
    pub fn elapsed(self, now: u64) -> u64 {
        let until = self.paused.unwrap_or(now);
        self.started
            .map_or(0, |started| until.saturating_sub(started))
    }

    /// Whether it runs.
    pub fn runs(self) -> bool {
        self.started.is_some() && self.paused.is_none()
    }

    /// Begins or goes on, or pauses.
    #[must_use]
    pub fn toggled(self, now: u64) -> Self {
        match (self.started, self.paused) {
            (None, _) => Self {
                started: Some(now),
                paused: None,
            },
            (Some(_), None) => Self {
                paused: Some(now),
                ..self
            },
            (Some(started), Some(paused)) => Self {
                started: Some(started.saturating_add(now.saturating_sub(paused))),
                paused: None,
            },
        }
    }
}

/// Where a briefing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Its id in the file; empty for a result.
    pub briefing: Box<str>,
    /// The id of the step's event.
    pub event: Box<str>,
    /// The step, from 0.
    pub at: usize,
    /// Whether the stage is blank.
    pub blank: bool,
    /// Whether the stage shows the briefing, not the explorer.
    pub shows: bool,
    /// How often somebody moved since the first of both began.
    pub moves: u64,
    /// The time of the talk.
    pub time: TalkTime,
}

/// The clock, as a host tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Seconds since 1970.
    pub seconds: u64,
    /// The hour, here.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
}

/// The speaker's own screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// How long the talk may take, in minutes.
    pub minutes: Option<u16>,
    /// The last cue of the stage; `None` while there is no stage.
    pub stage: Option<Cue>,
    /// The clock.
    pub now: Option<Now>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_left_out_of_the_time() {
        let time = TalkTime::default();
        assert_eq!(time.elapsed(100), 0);
        let time = time.toggled(100);
        assert_eq!((time.elapsed(160), time.runs()), (60, true));
        let time = time.toggled(160);
        assert_eq!((time.elapsed(500), time.runs()), (60, false));
        let time = time.toggled(500);
        assert_eq!(time.elapsed(510), 70);
        // A clock that was set back.
        assert_eq!(time.elapsed(1), 0);
    }
}
