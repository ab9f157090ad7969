//! How a command ends, and the two ways in which it prints.

use std::io::{self, Write};

use crate::model::text::cleaned;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// The answer is no: nothing matched, or errors were found.
    Negative,
    /// It was used wrongly: a file is missing.
    Misused,
    /// A signal ended it; the exit code says which.
    Ended(u8),
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Negative => 1,
            Self::Misused => 2,
            Self::Ended(code) => code,
        }
    }
}

/// Writes to standard output. That its reader went away (`| head`) is no error.
///
/// # Errors
///
/// If it can't be written otherwise: a full disk.
pub fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Says what is wrong on standard error, cleaned: it may quote files, arguments and what the system says of them. If
/// that is closed too, the exit code alone must do.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", cleaned(text.trim_end()));
}
