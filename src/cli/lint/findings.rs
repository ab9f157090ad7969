//! What breaks a rule: by which record, where, what to say of it, and how to mend it.

use super::fix::Fix;
use crate::model::problem::{Problem, Severity, Site};

/// What breaks a rule.
#[derive(Debug)]
pub struct Finding {
    /// The id of the record that breaks it; of a relation, that of the actor it goes out from.
    pub id: String,
    pub problem: Problem,
    /// How to mend it in the text, if one way is right.
    pub fix: Option<Fix>,
}

/// Takes what breaks a rule, one after another.
pub struct Findings<'k> {
    rule: &'static str,
    severity: Severity,
    keep: &'k mut dyn FnMut(Finding),
    /// The last, to which more may be added.
    last: Option<Finding>,
}

impl<'k> Findings<'k> {
    /// Of the rule of that name, which is so bad to break; `keep` takes each.
    pub(super) fn new(
        rule: &'static str,
        severity: Severity,
        keep: &'k mut dyn FnMut(Finding),
    ) -> Self {
        Self {
            rule,
            severity,
            keep,
            last: None,
        }
    }

    /// Adds what the record with that id does at `site`.
    pub(super) fn add(&mut self, id: &str, site: Site, message: impl Into<String>) -> &mut Finding {
        self.end();
        self.last.insert(Finding {
            id: id.to_owned(),
            problem: Problem::new(self.severity, self.rule, site, message),
            fix: None,
        })
    }

    /// Nothing more is added to the last.
    pub(super) fn end(&mut self) {
        if let Some(last) = self.last.take() {
            (self.keep)(last);
        }
    }
}

impl Finding {
    pub(super) fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.problem.label = label.into();
        self
    }

    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.problem.help = Some(help.into());
        self
    }

    pub(super) fn related(&mut self, site: Site, label: impl Into<String>) -> &mut Self {
        self.problem.related.push((site, label.into()));
        self
    }

    /// The text at its site is `was`, and should be `now`.
    pub(super) fn fix(&mut self, was: &str, now: impl Into<String>) -> &mut Self {
        self.fix = Some(Fix {
            site: self.problem.site.clone(),
            was: was.to_owned(),
            now: now.into(),
        });
        self
    }
}
