//! The target: whether output goes to a terminal, how wide that is, and which colours and letters it has.

use std::io::{self, IsTerminal};

use crate::model::text::one_line;
use crate::view::letters::shown;
use crate::view::{Colours, Look};
use crate::wire::{Environment, Presentation};

/// The width where nothing tells one.
const WIDTH: usize = 80;

/// Where output goes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Whether it is a terminal.
    pub is_tty: bool,
    /// Cells a line.
    pub width: usize,
    /// Letters and colours of the terminal; `None` where there is none that has any.
    pub look: Option<Look>,
}

impl Target {
    /// Standard output. A pipe costs nothing to look at: terminfo is read for a terminal only.
    pub fn read() -> Self {
        if !io::stdout().is_terminal() {
            return Self::file();
        }
        let look = match Environment::read().presentation() {
            Presentation::Plain => None,
            Presentation::Screen(look) => Some(look),
        };
        let size = rustix::termios::tcgetwinsize(io::stdout()).ok();
        let width = size.map(|size| usize::from(size.ws_col));
        Self {
            is_tty: true,
            width: width
                .filter(|width| *width > 0)
                .or_else(columns)
                .unwrap_or(WIDTH),
            look,
        }
    }

    /// What is no terminal.
    pub fn file() -> Self {
        Self {
            is_tty: false,
            width: columns().unwrap_or(WIDTH),
            look: None,
        }
    }

    /// `text` in one line, in letters that the target has.
    pub fn line(&self, text: &str) -> String {
        let line = one_line(text);
        match self.look {
            Some(look) => shown(&line, look),
            None => line.into_owned(),
        }
    }

    /// Of two signs the one that the target has.
    pub fn sign(&self, (unicode, ascii): (&'static str, &'static str)) -> &'static str {
        if self.look.is_some_and(|look| look.ascii) {
            ascii
        } else {
            unicode
        }
    }

    /// `text`, highlighted as what a query matched.
    pub fn highlighted(&self, text: &str) -> String {
        match self.look.map(|look| look.colours) {
            None => text.to_owned(),
            Some(Colours::Mono) => format!("\x1b[1;4m{text}\x1b[0m"),
            Some(Colours::Sixteen) => format!("\x1b[1;4;36m{text}\x1b[0m"),
            Some(Colours::Indexed | Colours::True) => format!("\x1b[1;4;38;5;37m{text}\x1b[0m"),
        }
    }

    /// `text` as a heading.
    pub fn strong(&self, text: &str) -> String {
        if self.look.is_some() {
            format!("\x1b[1m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

/// What `COLUMNS` says.
fn columns() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok()?.parse().ok()?;
    (1..=10_000).contains(&columns).then_some(columns)
}
