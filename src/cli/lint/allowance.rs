//! What files allow: `allow: [(rule: "undated", ids: ["warrants"], why: "the report gives no date")]`.
//!
//! It holds for the file that says it. A rule that is not known, a reason that is missing and what allows nothing are told.

use std::cell::Cell;
use std::collections::HashMap;

use super::rules::{RULES, Rule};
use crate::model::problem::{Hop, Problem, Severity, quoted};
use crate::model::record::AllowRecord;
use crate::model::reports::Reports;
use crate::model::suggest::nearest;
use crate::model::text;

/// What files allow, and which of it was needed.
pub(super) struct Allowances<'a> {
    all: Vec<(&'a AllowRecord, bool)>,
    /// Which of them allow what a record of a file does: by rule, file and id. Those for all records have no id.
    by_id: HashMap<(&'a str, usize, Option<&'a str>), Allowing>,
}

/// Records that allow one thing, by their places.
#[derive(Default)]
struct Allowing {
    records: Vec<usize>,
    /// They were noted as needed: once is enough.
    is_noted: Cell<bool>,
}

impl<'a> Allowances<'a> {
    /// Those of files; what is wrong with them is added to `problems`.
    pub(super) fn new(records: &'a [AllowRecord], problems: &mut Reports<Problem>) -> Self {
        let mut all = Vec::new();
        let mut by_id: HashMap<_, Allowing> = HashMap::new();
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
                let place = |id| (record.rule.as_str(), usize::from(record.position.file), id);
                let mut add = |id| {
                    let allowing = by_id.entry(place(id)).or_default();
                    allowing.records.push(all.len());
                };
                for id in &record.ids {
                    add(Some(&**id));
                }
                if record.ids.is_empty() {
                    add(None);
                }
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
        Self { all, by_id }
    }

    /// Whether what a record of a file does is allowed.
    pub(super) fn allow(&mut self, rule: &Rule, file: usize, id: &str) -> bool {
        let mut is_allowed = false;
        for id in [Some(id), None] {
            let Some(allowing) = self.by_id.get(&(rule.name, file, id)) else {
                continue;
            };
            is_allowed = true;
            if allowing.is_noted.replace(true) {
                continue;
            }
            for place in &allowing.records {
                if let Some((_, is_used)) = self.all.get_mut(*place) {
                    *is_used = true;
                }
            }
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
