//! What files allow: `allow: [(rule: "undated", ids: ["warrants"], why: "the report gives no date")]`.
//!
//! It holds for the file that says it. A rule that is not known, a reason that is missing and what allows nothing are told.

use super::rules::{RULES, Rule};
use crate::model::problem::{Hop, Problem, Severity, quoted};
use crate::model::record::AllowRecord;
use crate::model::reports::Reports;
use crate::model::suggest::nearest;
use crate::model::text;

/// What files allow, and which of it was needed.
pub(super) struct Allowances<'a> {
    all: Vec<(&'a AllowRecord, bool)>,
}

impl<'a> Allowances<'a> {
    /// Those of files; what is wrong with them is added to `problems`.
    pub(super) fn new(records: &'a [AllowRecord], problems: &mut Reports<Problem>) -> Self {
        let mut all = Vec::new();
        for record in records {
            let site = |field| record.position.site("allow", &[Hop::Field(field)]);
            if text::is_blank(&record.why) {
                problems.push(
                    Problem::warning(
                        "empty-reason",
                        site("why"),
                        "nothing says why this is allowed",
                    )
                    .label("a reason is needed here"),
                );
            }
            if RULES.iter().any(|rule| rule.name == record.rule) {
                all.push((record, false));
            } else {
                let names = RULES.iter().map(|rule| rule.name);
                let meant = nearest(&record.rule, names);
                problems.push(
                    Problem::warning(
                        "unknown-rule",
                        site("rule"),
                        format!("there is no rule {}", quoted(&record.rule)),
                    )
                    .help(meant.map(|meant| format!("did you mean {}?", quoted(meant)))),
                );
            }
        }
        Self { all }
    }

    /// Whether what a record of a file does is allowed.
    pub(super) fn allow(&mut self, rule: &Rule, file: usize, id: &str) -> bool {
        let mut is_allowed = false;
        for (record, is_used) in &mut self.all {
            let is_meant = record.rule == rule.name
                && usize::from(record.position.file) == file
                && (record.ids.is_empty() || record.ids.iter().any(|known| &**known == id));
            *is_used |= is_meant;
            is_allowed |= is_meant;
        }
        is_allowed
    }

    /// The rule was not looked at: what allows it may be needed.
    pub(super) fn pass_over(&mut self, rule: &Rule) {
        for (record, is_used) in &mut self.all {
            *is_used |= record.rule == rule.name;
        }
    }

    /// Adds a note of each that was not needed.
    pub(super) fn report_unused(self, problems: &mut Reports<Problem>) {
        for (record, is_used) in self.all {
            if !is_used {
                let site = record.position.site("allow", &[Hop::Field("rule")]);
                let message = format!("nothing here breaks the rule {}", quoted(&record.rule));
                problems.push(
                    Problem::new(Severity::Note, "unused-allow", site, message)
                        .help(Some("this can go".to_owned())),
                );
            }
        }
    }
}
