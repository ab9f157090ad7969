//! Tones → styles: the one place where a meaning becomes a colour.
//!
//! Default colours are the terminal's own sixteen, so that light and dark
//! backgrounds both work: text in the default foreground, marks in colours that have a contrast of
//! 3:1 on black, white and both Solarized, which of the sixteen only red and magenta have.
//! Meaning never rests on colour alone: each tone also differs by its words or
//! by its mark. What a briefing says in words is never coloured.

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

    /// A colour of the 256 where there are so many; of the sixteen none would do.
    fn many(self, indexed: u8) -> Style {
        match self.colours {
            Colours::Mono | Colours::Sixteen => Style::new(),
            Colours::Indexed | Colours::True => Style::new().fg(Color::Indexed(indexed)),
        }
    }

    /// The style of a tone.
    pub fn style(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Label => self.quiet(),
            Tone::Accent => self.accent(),
            Tone::Status(status) => self.status(status),
            Tone::Strong | Tone::Date => Style::new().add_modifier(Modifier::BOLD),
            Tone::Doubt => self.colour(Color::Magenta, 133),
            Tone::Conflict => self.colour(Color::Red, 167),
        }
    }

    fn status(self, status: Status) -> Style {
        match status {
            Status::Announced | Status::Confirmed => self.many(28),
            Status::Reported | Status::Unstated => Style::new(),
            Status::Alleged | Status::Denied => self.colour(Color::Red, 167),
            Status::Assessed => self.colour(Color::Magenta, 133),
        }
    }

    /// What has the focus, or can be pressed.
    pub fn accent(self) -> Style {
        match self.colours {
            Colours::Mono => Style::new(),
            Colours::Sixteen => Style::new().add_modifier(Modifier::BOLD),
            Colours::Indexed | Colours::True => self.many(30),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue.
    type Rgb = (u8, u8, u8);

    const BACKGROUNDS: [(&str, Rgb, [Rgb; 2]); 5] = [
        // xterm's red and magenta, those of the console, Solarized's.
        ("black", (0, 0, 0), [(205, 0, 0), (205, 0, 205)]),
        ("white", (255, 255, 255), [(205, 0, 0), (205, 0, 205)]),
        (
            "white, old PC",
            (255, 255, 255),
            [(170, 0, 0), (170, 0, 170)],
        ),
        (
            "Solarized dark",
            (0, 43, 54),
            [(220, 50, 47), (211, 54, 130)],
        ),
        (
            "Solarized light",
            (253, 246, 227),
            [(220, 50, 47), (211, 54, 130)],
        ),
    ];

    /// The relative luminance of WCAG 2.
    fn luminance((red, green, blue): Rgb) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// A colour of the cube or of the greys, which no theme changes.
    fn indexed(index: u8) -> Rgb {
        if index >= 232 {
            let grey = 8 + 10 * (index - 232);
            return (grey, grey, grey);
        }
        let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
        let index = index - 16;
        (level(index / 36), level(index / 6 % 6), level(index % 6))
    }

    #[test]
    fn colours_stand_out_on_every_background() {
        let tones = [
            Tone::Plain,
            Tone::Label,
            Tone::Strong,
            Tone::Accent,
            Tone::Date,
            Tone::Doubt,
            Tone::Conflict,
        ]
        .into_iter()
        .chain(Status::ALL.map(Tone::Status));
        for tone in tones {
            for colours in [
                Colours::Mono,
                Colours::Sixteen,
                Colours::Indexed,
                Colours::True,
            ] {
                let style = Look {
                    colours,
                    ascii: false,
                }
                .style(tone);
                for (name, background, [red, magenta]) in BACKGROUNDS {
                    let colour = match style.fg {
                        // The terminal's own: whoever chose it reads it.
                        None => continue,
                        Some(Color::Red) => red,
                        Some(Color::Magenta) => magenta,
                        Some(Color::Indexed(index)) => indexed(index),
                        Some(other) => panic!("{tone:?}: {other:?}"),
                    };
                    let contrast = contrast(colour, background);
                    assert!(
                        contrast >= 3.0,
                        "{tone:?} {colours:?} on {name}: {contrast:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn headline_and_date_of_a_briefing_have_the_terminals_own_colour() {
        for colours in [
            Colours::Mono,
            Colours::Sixteen,
            Colours::Indexed,
            Colours::True,
        ] {
            let look = Look {
                colours,
                ascii: false,
            };
            for tone in [Tone::Plain, Tone::Strong, Tone::Date] {
                assert_eq!(look.style(tone).fg, None);
            }
        }
    }
}
