//! Rules that `check` holds a chronology to, beyond what can't be read: what an editor would ask of it.
//!
//! A rule is a row of `rules` and a function that adds what breaks it. No other command runs them. What a file or the command line
//! allows is left out by `allowance`; what can be mended in the text has a `Fix`, which `fix` writes.

mod actors;
mod allowance;
mod citations;
mod dates;
mod duplicates;
mod findings;
pub(super) mod fix;
mod rules;
mod sources;
mod sourcing;

use crate::model::Chronology;
use crate::model::problem::{Problem, Severity};
use crate::model::record::AllowRecord;
use crate::model::reports::Reports;

use allowance::Allowances;
use findings::{Finding, Findings};
use fix::Fix;
pub use rules::{RULES, Rule};

/// Stands for every rule, where rules are named.
pub const ALL: &str = "all";

/// What the command line says of rules, by their names or `all`.
#[derive(Debug, Clone, Copy)]
pub struct Levels<'a> {
    /// What breaks them is an error.
    pub denied: &'a [String],
    /// What breaks them is not told.
    pub allowed: &'a [String],
}

impl Levels<'_> {
    /// How bad it is to break a rule; `None` if it need not be kept. What names the rule goes before `all`.
    fn severity(self, rule: &Rule) -> Option<Severity> {
        let has = |names: &[String], name: &str| names.iter().any(|known| known == name);
        if has(self.denied, rule.name) {
            Some(Severity::Error)
        } else if has(self.allowed, rule.name) {
            None
        } else if has(self.denied, ALL) {
            Some(Severity::Error)
        } else if has(self.allowed, ALL) {
            None
        } else {
            Some(rule.severity)
        }
    }
}

/// What breaks rules, and how to mend what can be.
#[derive(Debug, Default)]
pub(super) struct Lint {
    /// What breaks them, and what is wrong with what files allow.
    pub problems: Reports<Problem>,
    /// How to mend it.
    pub fixes: Vec<Fix>,
}

/// Holds a chronology to the rules, but for what the command line and its files allow.
pub(super) fn lint(chronology: &Chronology, allowed: &[AllowRecord], levels: Levels<'_>) -> Lint {
    let mut lint = Lint::default();
    let mut allowances = Allowances::new(allowed, &mut lint.problems);
    for rule in RULES {
        let Some(severity) = levels.severity(rule) else {
            allowances.pass_over(rule);
            continue;
        };
        let mut keep = |Finding { id, problem, fix }: Finding| {
            if !allowances.allow(rule, problem.site.file, &id) {
                lint.fixes.extend(fix);
                lint.problems.push(problem);
            }
        };
        let mut findings = Findings::new(rule.name, severity, &mut keep);
        (rule.find)(chronology, &mut findings);
        findings.end();
    }
    allowances.report_unused(&mut lint.problems);
    lint
}
