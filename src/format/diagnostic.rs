//! Diagnostics: what is wrong with a file, at bytes of its text.
//!
//! All texts in them are cleaned and bounded by whoever makes them; `render`
//! cleans once more what it quotes of the file.

use std::ops::Range;

pub use crate::model::problem::Severity;
use crate::model::reports::{Report, Reports};

/// Bytes of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file, by its index in [`super::files::Files`].
    pub file: usize,
    /// The bytes.
    pub range: Range<usize>,
}

/// Something wrong, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A short stable name of the kind of fault: `unknown-actor`.
    pub code: &'static str,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to say under the caret; may be empty.
    pub label: String,
    /// Where; `None` if no text can be shown.
    pub span: Option<Span>,
    /// Other spans that belong to it, each with what to say there.
    pub related: Vec<(Span, String)>,
    /// What to write or do instead.
    pub help: Option<String>,
}

/// What is wrong with files.
pub type Diagnostics = Reports<Diagnostic>;

impl Report for Diagnostic {
    fn severity(&self) -> Severity {
        self.severity
    }
}

impl Diagnostic {
    /// A diagnostic without a span.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            label: String::new(),
            span: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// An error without a span.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// At `range` of file 0, with `label` under the caret.
    #[must_use]
    pub fn at(mut self, range: Range<usize>, label: impl Into<String>) -> Self {
        self.span = Some(Span { file: 0, range });
        self.label = label.into();
        self
    }

    /// With another span, in file 0.
    #[must_use]
    pub fn related(mut self, range: Range<usize>, label: impl Into<String>) -> Self {
        self.related.push((Span { file: 0, range }, label.into()));
        self
    }

    /// With what to do instead, if that is known.
    #[must_use]
    pub fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// Orders diagnostics by file and position; those without a position come first.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|one, other| {
        let key = |diagnostic: &Diagnostic| {
            diagnostic
                .span
                .as_ref()
                .map(|span| (span.file, span.range.start, span.range.end))
        };
        key(one)
            .cmp(&key(other))
            .then_with(|| other.severity.cmp(&one.severity))
    });
}
