//! Tones → styles: the one place where a meaning becomes a colour.
//!
//! Default colours are the terminal's own sixteen, so that light and dark
//! backgrounds both work: the default foreground for text, no yellow, no white.
//! Meaning never rests on colour alone: each tone also differs by its words or
//! by its mark. Bright black vanishes on Solarized, so labels are plain on that
//! rung and grey only where there are more colours.

use ratatui::style::{Color, Modifier, Style};

use crate::explorer::base::line::Tone;
use crate::explorer::{Colours, Look};
use crate::model::Status;

impl Look {
    /// The colour on each rung: of sixteen, of 256; none on the first.
    fn colour(self, sixteen: Color, indexed: u8) -> Style {
        match self.colours {
            Colours::Mono => Style::new(),
            Colours::Sixteen => Style::new().fg(sixteen),
            Colours::Indexed | Colours::True => Style::new().fg(Color::Indexed(indexed)),
        }
    }

    /// The style of a tone.
    pub fn style(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Label => self.quiet(),
            Tone::Strong => Style::new().add_modifier(Modifier::BOLD),
            Tone::Accent => self.accent(),
            Tone::Status(status) => self.status(status),
            Tone::Date => self.accent().add_modifier(Modifier::BOLD),
            Tone::Doubt => self.colour(Color::Magenta, 133),
            Tone::Conflict => self.colour(Color::Red, 167),
        }
    }

    fn status(self, status: Status) -> Style {
        match status {
            Status::Announced | Status::Confirmed => self.colour(Color::Green, 71),
            Status::Reported | Status::Unstated => Style::new(),
            Status::Alleged | Status::Denied => self.colour(Color::Red, 167),
            Status::Assessed => self.colour(Color::Magenta, 133),
        }
    }

    /// What has the focus, or can be pressed.
    pub fn accent(self) -> Style {
        self.colour(Color::Cyan, 37)
    }

    /// Labels, rules and counts.
    pub fn quiet(self) -> Style {
        match self.colours {
            Colours::Mono | Colours::Sixteen => Style::new(),
            Colours::Indexed | Colours::True => Style::new().fg(Color::Indexed(244)),
        }
    }

    /// Letters that the query matched, on top of the style of the text.
    pub fn lit(self) -> Style {
        self.accent()
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }
}
