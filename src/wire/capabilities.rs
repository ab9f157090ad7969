//! What this terminal can show and do, from what the environment says. Asks the terminal nothing.
//!
//! First hit wins: flag, configuration, `NO_COLOR`, not a terminal or
//! `TERM=dumb`, `COLORTERM` (which GNU screen passes on and can't keep),
//! terminfo, `*-256color`, sixteen. Borders and marks are ASCII where the
//! locale is not UTF-8.

use std::io::IsTerminal;

use super::modes::SessionModes;
use super::screen::Capabilities;
use super::terminfo::{self, TerminfoEntry};
use crate::explorer::{Colours, Look};

/// All that is looked at; read once, so that the rest is a pure function of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// What the command line asks for.
    pub flag: Option<Colours>,
    /// What the configuration asks for.
    pub config: Option<Colours>,
    /// Whether the configuration leaves the mouse to the terminal.
    pub without_mouse: bool,
    /// Whether no program may be run and no file written.
    pub without_shell: bool,
    /// Whether the screen goes to a terminal.
    pub is_tty: bool,
    /// What terminfo knows of this terminal.
    pub terminfo: Option<TerminfoEntry>,
    /// `NO_COLOR`.
    pub no_color: String,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `LC_ALL`.
    pub lc_all: String,
    /// `LC_CTYPE`.
    pub lc_ctype: String,
    /// `LANG`.
    pub lang: String,
    /// `TMUX`.
    pub tmux: String,
    /// `STY`, which GNU screen sets.
    pub sty: String,
}

/// How to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presentation {
    /// No screen: plain text.
    Plain,
    /// The screen, looking so.
    Screen(Look),
}

impl Environment {
    /// Reads the environment of this process; the screen goes to standard output.
    pub fn read() -> Self {
        let variable = |name: &str| {
            std::env::var_os(name)
                .map(|value| value.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let term = variable("TERM");
        Self {
            flag: None,
            config: None,
            without_mouse: false,
            without_shell: false,
            is_tty: std::io::stdout().is_terminal(),
            terminfo: terminfo::entry(&term),
            no_color: variable("NO_COLOR"),
            colorterm: variable("COLORTERM"),
            lc_all: variable("LC_ALL"),
            lc_ctype: variable("LC_CTYPE"),
            lang: variable("LANG"),
            tmux: variable("TMUX"),
            sty: variable("STY"),
            term,
        }
    }

    /// How to show.
    pub fn presentation(&self) -> Presentation {
        if !self.is_tty || matches!(self.term.as_str(), "" | "dumb") {
            return Presentation::Plain;
        }
        Presentation::Screen(Look {
            colours: self.colours(),
            ascii: !self.is_utf8(),
        })
    }

    /// The colours, on a terminal: the first rule that applies decides.
    pub fn colours(&self) -> Colours {
        if let Some(wanted) = self.flag.or(self.config) {
            return wanted;
        }
        if !self.no_color.is_empty() {
            return Colours::Mono;
        }
        if !self.is_screen() && matches!(self.colorterm.as_str(), "truecolor" | "24bit") {
            return Colours::True;
        }
        match self.terminfo.map(|entry| entry.colours) {
            Some(0..8) => return Colours::Mono,
            Some(8..256) => return Colours::Sixteen,
            Some(256..=65_536) => return Colours::Indexed,
            Some(_) => return Colours::True,
            None => {}
        }
        if self.term.ends_with("-256color") {
            Colours::Indexed
        } else if is_monochrome(&self.term) {
            Colours::Mono
        } else {
            Colours::Sixteen
        }
    }

    /// Whether the locale's letters are UTF-8: the first of the three that is set tells.
    pub fn is_utf8(&self) -> bool {
        [&self.lc_all, &self.lc_ctype, &self.lang]
            .into_iter()
            .find(|value| !value.is_empty())
            .is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                value.contains("utf-8") || value.contains("utf8")
            })
    }

    /// Whether this is GNU screen (tmux may call itself `screen` too).
    pub fn is_screen(&self) -> bool {
        !self.sty.is_empty() || (self.term.starts_with("screen") && self.tmux.is_empty())
    }

    /// What the terminal can do beyond the least: as terminfo says, else as its name does.
    pub fn capabilities(&self) -> Capabilities {
        let is_new = !is_monochrome(&self.term);
        self.terminfo.map_or(
            Capabilities {
                scroll_regions: is_new,
                hide_cursor: is_new,
            },
            |entry| entry.capabilities,
        )
    }

    /// What is taken from the terminal for the time of a session.
    pub fn session_modes(&self) -> SessionModes {
        let is_old = is_monochrome(&self.term);
        SessionModes {
            alternate_screen: self.terminfo.map_or_else(
                || !is_old && !self.term.starts_with("linux"),
                |entry| entry.alternate_screen,
            ),
            cursor: self.capabilities().hide_cursor,
            paste: !is_old,
            mouse: !is_old && !self.without_mouse,
        }
    }
}

/// Terminals of before there were colours.
fn is_monochrome(term: &str) -> bool {
    ["vt52", "vt100", "vt102", "vt220", "vt320"]
        .iter()
        .any(|old| term.starts_with(old))
        || term.ends_with("-m")
        || term.ends_with("-mono")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_tty(term: &str) -> Environment {
        Environment {
            is_tty: true,
            term: term.into(),
            lang: "en_GB.UTF-8".into(),
            ..Environment::default()
        }
    }

    #[test]
    fn without_a_terminal_there_is_no_screen() {
        for environment in [
            on_tty("dumb"),
            on_tty(""),
            Environment {
                is_tty: false,
                ..on_tty("xterm")
            },
            Environment {
                flag: Some(Colours::True),
                ..on_tty("dumb")
            },
        ] {
            assert_eq!(environment.presentation(), Presentation::Plain);
        }
    }

    #[test]
    fn the_first_rung_that_holds_is_taken() {
        let base = on_tty("xterm-256color");
        let set = |change: fn(&mut Environment)| {
            let mut environment = base.clone();
            change(&mut environment);
            environment.colours()
        };
        assert_eq!(base.colours(), Colours::Indexed);
        assert_eq!(
            set(|e| {
                e.flag = Some(Colours::True);
                e.config = Some(Colours::Sixteen);
                e.no_color = "1".into();
            }),
            Colours::True
        );
        assert_eq!(
            set(|e| {
                e.config = Some(Colours::Sixteen);
                e.no_color = "1".into();
            }),
            Colours::Sixteen
        );
        assert_eq!(
            set(|e| {
                e.no_color = "1".into();
                e.colorterm = "truecolor".into();
            }),
            Colours::Mono
        );
        assert_eq!(set(|e| e.colorterm = "truecolor".into()), Colours::True);
        assert_eq!(
            set(|e| {
                e.colorterm = "truecolor".into();
                e.sty = "1234.pts".into();
            }),
            Colours::Indexed
        );
        for (colours, rung) in [
            (8, Colours::Sixteen),
            (0, Colours::Mono),
            (1 << 24, Colours::True),
        ] {
            let environment = Environment {
                terminfo: Some(TerminfoEntry {
                    colours,
                    capabilities: Capabilities::default(),
                    alternate_screen: true,
                }),
                ..base.clone()
            };
            assert_eq!(environment.colours(), rung);
        }
    }

    #[test]
    fn known_names_have_their_rung() {
        for (term, colours) in [
            ("xterm", Colours::Sixteen),
            ("screen", Colours::Sixteen),
            ("screen-256color", Colours::Indexed),
            ("tmux-256color", Colours::Indexed),
            ("linux", Colours::Sixteen),
            ("vt100", Colours::Mono),
            ("vt220", Colours::Mono),
            ("never-heard-of", Colours::Sixteen),
        ] {
            assert_eq!(on_tty(term).colours(), colours, "{term}");
        }
    }

    #[test]
    fn the_first_locale_that_is_set_tells() {
        for (lc_all, lc_ctype, lang, utf8) in [
            ("", "", "", false),
            ("", "", "en_US.UTF-8", true),
            ("", "", "de_DE.utf8", true),
            ("C", "", "en_US.UTF-8", false),
            ("C.UTF-8", "", "", true),
            ("", "POSIX", "en_US.UTF-8", false),
            ("", "en_US.UTF-8", "C", true),
            ("", "", "de_DE.ISO-8859-1", false),
        ] {
            let environment = Environment {
                lc_all: lc_all.into(),
                lc_ctype: lc_ctype.into(),
                lang: lang.into(),
                ..Environment::default()
            };
            assert_eq!(environment.is_utf8(), utf8, "{lc_all} {lc_ctype} {lang}");
        }
    }
}
