//! A citation, and what it claims where sources are at odds, as every output says it.

use serde::Serialize;

use super::date::DateDetail;
use super::words::joined;
use crate::model::text::one_line;
use crate::model::{Chronology, Citation, Source};

/// A pointer to a source.
#[derive(Debug, Serialize)]
pub struct CitationDetail<'a> {
    pub source: &'a str,
    pub title: &'a str,
    pub at: &'a str,
    /// What it does for the claim that is shown.
    pub bearing: &'static str,
    pub says: &'a str,
    pub quote: &'a str,
    pub grade: String,
    pub date: Option<DateDetail<'a>>,
    pub figure: &'a str,
    #[serde(skip)]
    pub cite: &'a Citation,
    #[serde(skip)]
    pub cited: &'a Source,
    /// The locator, "our ¶6" where the numbers are ours.
    #[serde(skip)]
    pub locator: String,
}

/// What one source of a disputed event claims.
#[derive(Debug)]
pub struct ClaimDetail<'a> {
    pub by: CitationDetail<'a>,
    pub words: String,
}

impl<'a> CitationDetail<'a> {
    /// A citation.
    pub fn of(all: &'a Chronology, cite: &'a Citation) -> Self {
        let cited = all.source(cite.source);
        Self {
            source: &cited.id,
            title: cited.label(),
            at: &cite.at,
            bearing: cite.bearing.word(),
            says: &cite.says,
            quote: &cite.quote,
            grade: all.citation_grade(cite),
            date: cite.date.as_deref().map(DateDetail::of),
            figure: &cite.figure,
            cite,
            cited,
            locator: all.locator(cite),
        }
    }

    pub fn all(all: &'a Chronology, cites: &'a [Citation]) -> Vec<Self> {
        cites.iter().map(|cite| Self::of(all, cite)).collect()
    }

    /// "partnership-report ¶6".
    pub fn pinpoint(&self) -> String {
        joined([self.source, self.at], " ")
    }

    /// "partnership-report ¶6", "but see sanctions-list p. 2".
    pub fn led_in(&self) -> String {
        format!("{}{}", self.cite.bearing.lead_in(), self.pinpoint())
    }

    /// "Title, ¶9", "but see Title", in one line.
    pub fn words(&self) -> String {
        let words = joined([self.title, &self.locator], ", ");
        one_line(&format!("{}{words}", self.cite.bearing.lead_in())).into_owned()
    }

    /// "Title, ¶9 \[C2\]".
    pub fn graded(&self) -> String {
        format!("{} [{}]", self.words(), self.grade)
    }

    /// What the grade means: "C2: fairly reliable, probably true".
    pub fn grade_meaning(&self) -> String {
        format!(
            "{}: {}, {}",
            self.grade,
            self.cited.reliability.meaning(),
            self.cite.credibility.meaning()
        )
    }

    /// What it claims, in one line: "5 May 2025, three people"; empty if nothing.
    pub fn claim(&self) -> String {
        let date = self.date.as_ref().map_or("", |date| &date.shown);
        one_line(&joined([date, self.figure], ", ")).into_owned()
    }
}

impl ClaimDetail<'_> {
    /// "Title, ¶9: three people (C2)".
    pub fn words(&self) -> String {
        let words = one_line(&self.words);
        format!("{}: {words} ({})", self.by.words(), self.by.grade)
    }
}
