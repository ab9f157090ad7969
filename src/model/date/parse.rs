//! Parsing: a text → a date, strictly as EDTF or as people type it; or why it is no date.

use edtf_core::Edtf;

use super::{Date, DateError, diagnose, fast_path, from_edtf, natural};

/// The most characters that a date may have.
const LONGEST: usize = 2_000;

impl Date {
    /// Reads EDTF level 0, 1 or 2; blank is undated.
    ///
    /// # Errors
    ///
    /// What is wrong with it, where, and what to write instead. A date of more than 2,000 characters
    /// is refused.
    pub fn parse(written: &str) -> Result<Self, DateError> {
        if let Some(date) = fast_path::parse(written) {
            return Ok(date);
        }
        if written.chars().all(|letter| letter.is_ascii_whitespace()) {
            return Ok(Self::undated());
        }
        if written.len() > LONGEST {
            return Err(DateError::too_long(LONGEST));
        }
        match Edtf::parse(written) {
            Ok(edtf) => Ok(from_edtf::date(written, &edtf)),
            Err(fault) => Err(diagnose::explain(written, fault)),
        }
    }

    /// Why it can't be read.
    pub fn error(&self) -> Option<DateError> {
        if !self.is_unreadable() {
            return None;
        }
        Some(match Self::parse(&self.written) {
            Err(error) => error,
            Ok(_) => DateError::ends_first(),
        })
    }
}

/// Reads everything that `Date::parse` reads, and what people type: "oct 2023", "10 oct 2023",
/// "2023-Q4", "summer 2023", "1980s", "44 BC", "circa 1984", "2023-10-10..2023-12-31", "oct – dec 2023".
/// Blanks around it do not matter. Two dates joined by `..`, a dash or "to" are a span.
///
/// # Errors
///
/// As `Date::parse`; also where a text could mean two dates ("03/04/2020", "1900s").
pub fn parse_natural(text: &str) -> Result<Date, DateError> {
    let fault = match Date::parse(text.trim()) {
        Ok(date) => return Ok(date),
        Err(fault) => fault,
    };
    if let Some(meant) = natural::meant(text) {
        return Date::parse(&meant);
    }
    let blanks = text.chars().take_while(|letter| letter.is_whitespace());
    Err(DateError {
        at: fault.at + blanks.count(),
        ..fault
    })
}
