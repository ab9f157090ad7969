//! Ids of one kind → positions in its table; what unknown ids are reported with.

use std::collections::HashMap;

use super::checks::{Checks, RecordSite, Unknown};
use crate::model::problem::{Problem, Site, quoted, with_article};
use crate::model::record::STAND_IN;

/// The ids of one kind.
#[derive(Debug)]
pub(super) struct IdTable {
    /// "actor".
    noun: &'static str,
    /// The list of such records: "actors".
    list: &'static str,
    /// What an unknown id is reported as: "unknown-actor".
    unknown: &'static str,
    by_id: HashMap<Box<str>, (usize, RecordSite)>,
    /// Names, folded, for those who write a name where an id belongs.
    by_name: HashMap<Box<str>, Box<str>>,
}

/// The tables that events and relations refer to.
#[derive(Debug)]
pub(super) struct IdTables {
    pub actors: IdTable,
    pub places: IdTable,
    pub sources: IdTable,
}

impl IdTable {
    /// An empty index.
    pub fn new(noun: &'static str, list: &'static str, unknown: &'static str) -> Self {
        Self {
            noun,
            list,
            unknown,
            by_id: HashMap::new(),
            by_name: HashMap::new(),
        }
    }

    /// What one of the kind is called: "actor".
    pub fn noun(&self) -> &'static str {
        self.noun
    }

    /// The list that they stand in: "actors".
    pub fn list(&self) -> &'static str {
        self.list
    }

    /// Whether it has no ids.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Where the record with that id stands: its position in the table, and its site in its file.
    pub fn get(&self, id: &str) -> Option<(usize, RecordSite)> {
        self.by_id.get(id).copied()
    }

    /// Adds an id that is not there yet. Blank ids are not added.
    pub fn add(&mut self, id: &str, at: usize, spot: RecordSite) {
        if !id.trim().is_empty() {
            self.by_id.insert(id.into(), (at, spot));
        }
    }

    /// Gives each record the position in the table that `positions` has for its old one.
    pub fn renumber(&mut self, positions: &[usize]) {
        for (at, _) in self.by_id.values_mut() {
            *at = positions.get(*at).copied().unwrap_or(*at);
        }
    }

    /// Adds a name that the record is known by.
    pub fn add_name(&mut self, name: &str, id: &str) {
        if name.len() <= 200 {
            self.by_name
                .entry(name.to_lowercase().into())
                .or_insert_with(|| id.into());
        }
    }

    /// Reports a second record with the id of one that is there. `difference` is the first field that
    /// tells them apart, for kinds that may be repeated in a second file.
    pub fn report_duplicate(
        &self,
        id: &str,
        spot: RecordSite,
        first: RecordSite,
        difference: Option<&'static str>,
        checks: &mut Checks,
    ) {
        let noun = self.noun;
        let problem = match difference {
            Some(field) => Problem::error(
                "conflicting-id",
                spot.field(field),
                format!(
                    "the {noun} {} is described differently in two files",
                    quoted(id)
                ),
            )
            .label(format!("this `{field}` differs"))
            .related(first.field(field), "from the one here, which is kept")
            .help(Some(
                "make the two equal in every field, or give one another id".into(),
            )),
            None => Problem::error(
                "duplicate-id",
                spot.field("id"),
                format!("two {} have the id {}", self.list, quoted(id)),
            )
            .label("this one is left out")
            .related(first.field("id"), "first used here"),
        };
        checks.report(problem);
    }

    /// Where the record meant by `written` stands in the table; reports an id that there is not.
    pub fn find(
        &self,
        written: &str,
        checks: &mut Checks,
        site: impl FnOnce() -> Site,
    ) -> Option<usize> {
        if written == STAND_IN {
            return None;
        }
        // Known ids are clean, so a text that equals one needs no cleaning.
        if let Some((at, _)) = self.get(written) {
            return Some(at);
        }
        let id = checks.line(written.to_owned());
        if let Some((at, _)) = self.get(&id) {
            return Some(at);
        }
        if checks.was_left_out(self.list, &id) {
            return None;
        }
        if id.trim().is_empty() {
            let message = format!("the id of {} is empty", with_article(self.noun));
            checks.report(
                Problem::error(self.unknown, site(), message).label("an id is needed here"),
            );
        } else {
            let message = format!("there is no {} with the id {}", self.noun, quoted(&id));
            let problem = Problem::error(self.unknown, site(), message);
            let list = self.list;
            checks.report_unknown(problem, Unknown { list, id });
        }
        None
    }

    /// What `id` may have been meant for.
    pub fn meant(&self, id: &str, checks: &mut Checks) -> Option<String> {
        if let Some(known) = self.by_name.get(id.to_lowercase().as_str()) {
            return Some(format!(
                "{} is a name; its id is {}",
                quoted(id),
                quoted(known)
            ));
        }
        checks
            .suggest(id, self.by_id.keys().map(|known| &**known))
            .map(|known| format!("did you mean {}?", quoted(known)))
    }
}

/// Says of each id that was not known what may have been meant, now that all ids are.
pub(super) fn suggest_ids(checks: &mut Checks, tables: &[&IdTable]) {
    for (problem, unknown) in checks.take_unknown() {
        let table = tables.iter().find(|table| table.list() == unknown.list);
        let help = table.and_then(|table| table.meant(&unknown.id, checks));
        checks.set_help(problem, help);
    }
}
