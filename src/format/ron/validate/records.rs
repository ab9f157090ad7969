//! The records of a chronology: whether they have the fields that they
//! should, each holding what it should. Every fault is reported; what can be
//! taken away without harm (an unknown field, a faulty optional one, a faulty
//! citation) is taken away by a patch, so that its record can be read.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::problem::quoted;
use crate::model::record::ChronologyRecord;
use crate::model::schema::{Described, Field, Holds, Schema};
use crate::model::suggest::nearest;

use super::values::{self, Reads, found};
use crate::format::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::format::ron::syntax::parser::{Outline, Patch};
use crate::format::ron::syntax::tree::{Node, NodeId, NodeKind};

/// What is found in an outlined text.
#[derive(Debug, Default)]
pub struct Validation {
    /// Faults.
    pub faults: Diagnostics,
    /// What takes faulty parts away.
    pub patches: Vec<Patch>,
    /// Values of the top-level fields that can be read, or whose elements can.
    pub fields: Vec<(&'static str, NodeId)>,
    /// How much of top-level elements can be read, in runs of those alike: where one begins, in the order of the nodes.
    runs: Vec<(NodeId, Reads)>,
    /// Where elements of nested lists begin that were taken away.
    pub left_out: Vec<u32>,
}

impl Validation {
    /// How much of a top-level element can be read.
    pub fn reads(&self, element: NodeId) -> Reads {
        let behind = self.runs.partition_point(|(first, _)| *first <= element);
        let run = behind.checked_sub(1).and_then(|nth| self.runs.get(nth));
        run.map_or(Reads::Whole, |(_, reads)| *reads)
    }

    /// Notes how much of the next top-level element can be read.
    fn note(&mut self, element: NodeId, reads: Reads) {
        if self.runs.last().map(|(_, reads)| *reads) != Some(reads) {
            self.runs.push((element, reads));
        }
    }
}

/// A text is mended at one place in so many bytes, and at as many places in any case: a patch takes forty bytes and more.
/// Past it, what is faulty is left out.
const BYTES_PER_PATCH: usize = 48;
const PATCHES: usize = 1_000;

/// Checks the records of an outlined text.
pub fn validate(text: &str, outline: &Outline) -> Validation {
    let mut checker = Checker::new(text, outline);
    checker.root();
    checker.validation
}

/// Checks the records of an outlined text that is a top-level list, the node there.
pub fn validate_list(list: &str, node: NodeId, text: &str, outline: &Outline) -> Validation {
    let mut checker = Checker::new(text, outline);
    if let Some(field) = ChronologyRecord::SCHEMA.field(list) {
        checker.list(node, field, ChronologyRecord::SCHEMA);
    }
    checker.validation
}

struct Checker<'a> {
    text: &'a str,
    outline: &'a Outline,
    validation: Validation,
}

impl<'a> Checker<'a> {
    fn new(text: &'a str, outline: &'a Outline) -> Self {
        Self {
            text,
            outline,
            validation: Validation::default(),
        }
    }

    fn node(&self, id: NodeId) -> &'a Node {
        self.outline.tree.get(id)
    }

    fn said(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn fault(&mut self, fault: Diagnostic) {
        self.validation.faults.push(fault);
    }

    /// Reports an error that takes time to word, or counts it where it would not be kept.
    fn error(&mut self, word: impl FnOnce() -> Diagnostic) {
        if self.validation.faults.keeps(Severity::Error) {
            let fault = word();
            self.fault(fault);
        } else {
            self.validation.faults.count_only(Severity::Error);
        }
    }

    /// Whether one more place can be mended.
    fn can_patch(&self) -> bool {
        self.validation.patches.len() < PATCHES + self.text.len() / BYTES_PER_PATCH
    }

    /// Blanks bytes. Where those just before are blanked too, and in place of patches within them, both are one patch.
    fn blank(&mut self, range: Range<usize>) {
        let patches = &mut self.validation.patches;
        while patches
            .pop_if(|last| last.range.start >= range.start)
            .is_some()
        {}
        if let Some(last) = patches.last_mut()
            && last.with.is_empty()
            && !last.range.is_empty()
            && self
                .text
                .get(last.range.end..range.start)
                .is_some_and(|between| between.trim().is_empty())
        {
            last.range.end = range.end;
            return;
        }
        self.replace(range, "");
    }

    fn replace(&mut self, range: Range<usize>, with: impl Into<Cow<'static, str>>) {
        // Without it the top-level element around it is left out.
        if self.can_patch() {
            let with = with.into();
            self.validation.patches.push(Patch { range, with });
        }
    }

    fn root(&mut self) {
        let Some(root) = self.outline.tree.value(self.outline.root) else {
            return;
        };
        let node = self.node(root);
        if node.kind != NodeKind::Round {
            let (message, help) = match node.kind {
                NodeKind::Map => (
                    "this looks like JSON, not like a chronology".to_owned(),
                    "write `Chronology(title: \"…\", events: […])`: `( )` around fields, names without quotes",
                ),
                _ => (
                    format!(
                        "`Chronology(…)` is expected, not {}",
                        found(node, self.text)
                    ),
                    "write `Chronology(title: \"…\", events: […])`",
                ),
            };
            let start = node.range().start;
            let end = match node.kind {
                NodeKind::List | NodeKind::Map => start + 1,
                _ => node.range().end,
            };
            let fault = Diagnostic::error("no-chronology", message)
                .at(start..end, "")
                .help(Some(help.into()));
            self.fault(fault);
            return;
        }
        self.record(root, ChronologyRecord::SCHEMA);
    }

    /// Checks a record; how much of it can be read. The root's fields are collected, not judged.
    fn record(&mut self, id: NodeId, schema: &'static Schema) -> Reads {
        let node = self.node(id);
        let is_root = schema.is_root();
        let is_named = !node.name().is_empty();
        if node.kind != NodeKind::Round || (!is_named && self.is_positional(id)) {
            self.no_record(id, schema);
            return Reads::Not;
        }
        self.name(node, schema);
        let mut reads = if node.broken {
            Reads::Not
        } else {
            Reads::Whole
        };
        let mut seen: HashMap<&'static str, NodeId> = HashMap::new();
        // What unknown fields were probably meant for: it is not reported as missing too.
        let mut meant: HashSet<&'static str> = HashSet::new();
        for child in self.outline.tree.children(id) {
            let field = self.node(child);
            if field.kind != NodeKind::Field {
                if !field.broken && reads != Reads::Not {
                    let fault = Diagnostic::error(
                        "unnamed-value",
                        format!("the values of {} have names", schema.article()),
                    )
                    .at(field.range(), "no name")
                    .help(Some(schema.example()));
                    self.fault(fault);
                }
                reads = Reads::Not;
                continue;
            }
            let name = self.said(field.name());
            let Some(known) = schema.field(name) else {
                meant.extend(self.unknown_field(field, name, schema, &seen));
                continue;
            };
            if let Some(&first) = seen.get(known.name) {
                let fault = Diagnostic::error(
                    "duplicate-field",
                    format!("{} is written twice", quoted(name)),
                )
                .at(field.name(), "this one is left out")
                .related(self.node(first).name(), "first here");
                self.fault(fault);
                self.blank(field.range_with_comma());
                continue;
            }
            seen.insert(known.name, child);
            let Some(value) = self.outline.tree.value(child) else {
                self.blank(field.range_with_comma());
                if known.required {
                    reads = reads.min(self.stand_in(node, known));
                }
                continue;
            };
            let sound = self.value(value, known, schema);
            if is_root {
                if sound {
                    self.validation.fields.push((known.name, value));
                }
            } else if !sound {
                reads = reads.min(self.take_away(field, value, known));
            }
        }
        if is_root || !node.broken {
            reads = reads.min(self.missing(node, schema, &seen, &meant));
        }
        reads
    }

    /// Whether a node is `("x", "y")`, a record's values without their names.
    fn is_positional(&self, id: NodeId) -> bool {
        let mut children = self.outline.tree.children(id).peekable();
        children.peek().is_some() && children.all(|child| self.node(child).kind != NodeKind::Field)
    }

    fn no_record(&mut self, id: NodeId, schema: &Schema) {
        let node = self.node(id);
        if node.broken {
            return;
        }
        let fault = if node.kind == NodeKind::Round {
            Diagnostic::error(
                "unnamed-value",
                format!("the values of {} have names", schema.article()),
            )
        } else {
            let found = found(node, self.text);
            let message = format!("{} is expected, not {found}", schema.article());
            Diagnostic::error("wrong-type", message)
        };
        let fault = fault
            .at(values::head(node), "")
            .help(Some(schema.example()));
        self.fault(fault);
    }

    /// The name before a record's bracket.
    fn name(&mut self, node: &Node, schema: &Schema) {
        let name = self.said(node.name()).trim_start_matches("r#");
        if name.is_empty() || name == schema.name {
            return;
        }
        let fault = Diagnostic::error(
            "wrong-name",
            format!("{} is expected, not {}", quoted(schema.name), quoted(name)),
        )
        .at(node.name(), format!("write `{}`, or nothing", schema.name));
        self.fault(fault);
        self.blank(node.name());
    }

    fn unknown_field(
        &mut self,
        field: &Node,
        name: &str,
        schema: &Schema,
        seen: &HashMap<&'static str, NodeId>,
    ) -> Option<&'static str> {
        let names = schema.fields.iter().map(|field| field.name);
        let unseen = names.filter(|name| !seen.contains_key(name));
        // What is not kept need not be worded.
        let near = if self.validation.faults.keeps(Severity::Error) {
            nearest(name, unseen).or_else(|| values::other_word(name, schema))
        } else {
            None
        };
        self.error(|| {
            let help = near.map_or_else(
                || format!("{} has {}", schema.article(), schema.names()),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("{} has no field {}", schema.article(), quoted(name));
            Diagnostic::error("unknown-field", message)
                .at(field.name(), "")
                .help(Some(help))
        });
        self.blank(field.range_with_comma());
        near
    }

    /// Takes a faulty value out of its record, or puts another in its place.
    fn take_away(&mut self, field: &Node, value: NodeId, known: &Field) -> Reads {
        let range = self.node(value).range();
        if !known.required {
            self.blank(field.range_with_comma());
            return Reads::Whole;
        }
        match values::stand_in(known.holds) {
            Some(stand_in) if !field.broken => {
                self.replace(range, stand_in);
                values::reads_with_stand_in(known.holds)
            }
            _ => Reads::Not,
        }
    }

    /// Puts a field into a record that lacks it.
    fn stand_in(&mut self, node: &Node, known: &Field) -> Reads {
        let Some(stand_in) = values::stand_in(known.holds) else {
            return Reads::Not;
        };
        let body = node.body();
        self.replace(body..body, format!("{}:{stand_in},", known.name));
        values::reads_with_stand_in(known.holds)
    }

    /// Reports needed fields that are not there, and puts others in their place. `meant` are not
    /// reported.
    fn missing(
        &mut self,
        node: &Node,
        schema: &'static Schema,
        seen: &HashMap<&'static str, NodeId>,
        meant: &HashSet<&'static str>,
    ) -> Reads {
        let mut reads = Reads::Whole;
        let mut missing = Vec::new();
        for field in schema.fields {
            if field.required && !seen.contains_key(field.name) {
                reads = reads.min(self.stand_in(node, field));
                if !meant.contains(field.name) {
                    missing.push(field.name);
                }
            }
        }
        if missing.is_empty() || (node.broken && missing.len() > 1) {
            return reads;
        }
        self.error(|| {
            let listed = values::listed(missing.iter().map(|name| format!("`{name}`")), "and");
            let undated = missing == ["date"];
            let help = undated.then(|| "write `date: \"\"` if there is none".to_owned());
            let message = format!("{} has no {listed}", schema.article());
            Diagnostic::error("missing-field", message)
                .at(values::head(node), "")
                .help(help)
        });
        reads
    }

    /// Checks a value; whether it can be read. Says so if not, unless that was said.
    fn value(&mut self, id: NodeId, field: &'static Field, schema: &Schema) -> bool {
        match field.holds {
            Holds::Texts | Holds::Records(_) => self.list(id, field, schema),
            _ => {
                let node = self.node(id);
                let fault = values::check(node, id, &self.outline.tree, self.text, field);
                let sound = fault.is_none() && !node.broken;
                if let Some(fault) = fault.filter(|_| !node.broken) {
                    self.fault(fault);
                }
                sound
            }
        }
    }

    /// Checks a list and its elements; faulty elements of nested lists are taken away.
    fn list(&mut self, id: NodeId, field: &'static Field, schema: &Schema) -> bool {
        let is_top = schema.is_root();
        let node = self.node(id);
        if node.kind != NodeKind::List {
            if !node.broken {
                let fault = values::no_list(node, self.text, field);
                self.fault(fault);
            }
            return false;
        }
        for item in self.outline.tree.items(id) {
            let element = self.node(item);
            let reads = if let Holds::Records(schema) = field.holds {
                self.record(item, schema)
            } else {
                let fault = values::check_text(element, self.text, field);
                let sound = fault.is_none() && !element.broken;
                if let Some(fault) = fault.filter(|_| !element.broken) {
                    self.fault(fault);
                }
                if sound { Reads::Whole } else { Reads::Not }
            };
            let reads = if is_top && !self.can_patch() {
                Reads::Not
            } else {
                reads
            };
            if is_top {
                self.validation.note(item, reads);
            } else if reads != Reads::Whole {
                self.blank(element.range_with_comma());
                let start = u32::try_from(element.range().start).unwrap_or(u32::MAX);
                self.validation.left_out.push(start);
            }
        }
        is_top || !node.broken
    }
}
