//! What a host gives a state to begin with: a query, a briefing, keys, styles, what is outside.

use tui_input::Input;

use super::briefing::Staging;
use super::cue::Speaker;
use super::current::{CitationStyle, Pick, State};
use super::keymap::Keymap;
use crate::model::SavedQuery;
use crate::query::QueryContext;

impl State {
    /// With a query to ask as soon as the files are open, as typed.
    #[must_use]
    pub fn asking(mut self, text: impl Into<String>) -> Self {
        self.asked.text = text.into();
        self
    }

    /// Beginning with the briefing of that name; an empty name is the result of the query.
    #[must_use]
    pub fn briefed(mut self, name: Option<String>) -> Self {
        self.wanted_brief = name;
        self
    }

    /// As the speaker's screen.
    #[must_use]
    pub fn speaking(mut self, speaker: Option<Speaker>) -> Self {
        self.speaker = speaker;
        self
    }

    /// With briefings that begin so.
    #[must_use]
    pub fn staged(mut self, staging: Staging) -> Self {
        self.staging = staging;
        self
    }

    /// With keys of the person's own.
    #[must_use]
    pub fn keyed(mut self, keymap: Keymap) -> Self {
        self.keymap = keymap;
        self
    }

    /// With queries of the person's own, beside those of the file.
    #[must_use]
    pub fn saving(mut self, saved: Vec<SavedQuery>) -> Self {
        self.saved = saved;
        self
    }

    /// Knowing these citation styles; the first is the usual one.
    #[must_use]
    pub fn citing(mut self, styles: Vec<CitationStyle>) -> Self {
        self.styles = styles;
        self
    }

    /// For picking events: begins in the search box.
    #[must_use]
    pub fn picking(mut self) -> Self {
        self.pick = Some(Pick::default());
        self.asked.typing = Some(Input::new(self.asked.text.clone()));
        self
    }

    /// With what the chronology can't know: today, stars.
    #[must_use]
    pub fn outside(mut self, outside: QueryContext) -> Self {
        self.outside = outside;
        self
    }
}
