//! Rules that `check` holds a chronology to, beyond what can't be read: what an editor would ask of it.
//!
//! A rule is a row of `RULES` and a function that adds what breaks it. No other command runs them. What a file or the command line
//! allows is left out by `allowance`; what can be mended in the text has a `Fix`, which `fix` writes.

mod actors;
mod allowance;
mod citations;
mod dates;
mod duplicates;
pub(super) mod fix;
mod sources;
mod sourcing;

use crate::model::Chronology;
use crate::model::problem::{Problem, Severity, Site};
use crate::model::record::AllowRecord;
use crate::model::reports::Reports;

use allowance::Allowances;
use fix::Fix;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in reports, on the command line and in files: "no-source".
    pub name: &'static str,
    /// How bad it is to break it, where nothing else is said.
    pub severity: Severity,
    /// What breaks it.
    pub about: &'static str,
    /// Adds what breaks it.
    find: fn(&Chronology, &mut Findings),
}

const fn warning(
    name: &'static str,
    about: &'static str,
    find: fn(&Chronology, &mut Findings),
) -> Rule {
    Rule {
        name,
        severity: Severity::Warning,
        about,
        find,
    }
}

const fn note(
    name: &'static str,
    about: &'static str,
    find: fn(&Chronology, &mut Findings),
) -> Rule {
    Rule {
        severity: Severity::Note,
        ..warning(name, about, find)
    }
}

/// Every rule, in the order of the guide.
pub static RULES: &[Rule] = &[
    note("undated", "an event has no date", dates::undated),
    warning(
        "suspicious-precision",
        "so many dates are 1 January, or the first of a month, that years and months may have been made into days",
        dates::suspicious_precision,
    ),
    warning(
        "certain-inferred",
        "a date is marked as inferred, but is given to the day without a doubt, or a source states it",
        dates::certain_inferred,
    ),
    warning(
        "no-source",
        "nothing supports an event",
        sourcing::no_source,
    ),
    warning(
        "alleged-without-source",
        "an event is alleged, and nothing says by whom",
        sourcing::alleged_without_source,
    ),
    note(
        "single-source",
        "an event rests on one source only",
        sourcing::single_source,
    ),
    note(
        "no-status",
        "an event does not say how sure it is",
        sourcing::no_status,
    ),
    warning(
        "quoted-paraphrase",
        "a `says` stands in quotation marks as a whole: what is verbatim belongs into `quote`",
        citations::quoted_paraphrase,
    ),
    warning(
        "doubled-quotation-marks",
        "a `quote` has quotation marks of its own around it, and would be shown with two pairs",
        citations::doubled_quotation_marks,
    ),
    warning(
        "odd-locator",
        "a locator is not in its normal form: ¶6, p. 3, pp. 4–5, § 2, ch. 1",
        citations::odd_locator,
    ),
    warning(
        "address-without-scheme",
        "the address of a source does not begin with https:// or the like, so that nothing opens it",
        sources::address_without_scheme,
    ),
    note(
        "no-access-date",
        "a web page does not say when it was last seen",
        sources::no_access_date,
    ),
    warning(
        "unused-actor",
        "an actor is in no event and no relation",
        actors::unused,
    ),
    warning(
        "relation-outside-life",
        "a relation held before the birth or after the death of one of its actors, or before or after an organisation existed",
        actors::relation_outside_life,
    ),
    warning(
        "similar-actors",
        "two actors have nearly the same name",
        duplicates::similar_actors,
    ),
    warning(
        "similar-places",
        "two places have nearly the same name",
        duplicates::similar_places,
    ),
    warning(
        "similar-events",
        "two events have nearly the same title, and may be on the same day",
        duplicates::similar_events,
    ),
];

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

/// What breaks a rule.
#[derive(Debug)]
struct Finding {
    /// The id of the record that breaks it; of a relation, that of the actor it goes out from.
    id: String,
    problem: Problem,
    /// How to mend it in the text, if one way is right.
    fix: Option<Fix>,
}

/// What breaks a rule, as far as it was found.
#[derive(Debug)]
pub struct Findings {
    /// How bad it is.
    severity: Severity,
    /// The rule's name.
    rule: &'static str,
    all: Vec<Finding>,
}

impl Findings {
    /// Adds what the record with that id does at `site`.
    fn add(&mut self, id: &str, site: Site, message: impl Into<String>) -> &mut Finding {
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
    fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.problem.label = label.into();
        self
    }

    fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.problem.help = Some(help.into());
        self
    }

    fn related(&mut self, site: Site, label: impl Into<String>) -> &mut Self {
        self.problem.related.push((site, label.into()));
        self
    }

    /// The text at its site is `was`, and should be `now`.
    fn fix(&mut self, was: &str, now: impl Into<String>) -> &mut Self {
        self.fix = Some(Fix {
            site: self.problem.site.clone(),
            was: was.to_owned(),
            now: now.into(),
        });
        self
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
        let mut findings = Findings {
            severity,
            rule: rule.name,
            all: Vec::new(),
        };
        (rule.find)(chronology, &mut findings);
        for finding in findings.all {
            if allowances.allow(rule, finding.problem.site.file, &finding.id) {
                continue;
            }
            lint.fixes.extend(finding.fix);
            lint.problems.push(finding.problem);
        }
    }
    allowances.report_unused(&mut lint.problems);
    lint
}
