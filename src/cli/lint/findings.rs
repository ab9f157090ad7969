//! What breaks a rule: by which record, where, what to say of it, and how to mend it.

use super::fix::Fix;
use crate::model::problem::{Problem, Severity, Site};

/// What breaks a rule.
#[derive(Debug)]
pub(super) struct Finding {
    /// The id of the record that breaks it; of a relation, that of the actor it goes out from.
    pub id: String,
    pub problem: Problem,
    /// How to mend it in the text, if one way is right.
    pub fix: Option<Fix>,
}

/// What breaks a rule, as far as it was found.
#[derive(Debug)]
pub struct Findings {
    /// How bad it is.
    pub(super) severity: Severity,
    /// The rule's name.
    pub(super) rule: &'static str,
    pub(super) all: Vec<Finding>,
}

impl Findings {
    /// Adds what the record with that id does at `site`.
    pub(super) fn add(&mut self, id: &str, site: Site, message: impl Into<String>) -> &mut Finding {
        self.all.push(Finding {
            id: id.to_owned(),
            problem: Problem::new(self.severity, self.rule, site, message),
            fix: None,
        });
        let last = self.all.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "it was added above")]
        &mut self.all[last]
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
