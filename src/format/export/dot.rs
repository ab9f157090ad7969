//! DOT (Graphviz): the relations of the result's actors as a graph.
//!
//! An actor that the result does not have itself, only a relation of it, is drawn dotted. A relation says its verb, its
//! date, its locator, and its status where it is more than told; alleged, assessed and denied ones are no solid lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Exported, Exporter, Extract};
use crate::format::document::detail::RelationDetail;
use crate::format::document::escape::dot::quoted;
use crate::format::document::words::joined;
use crate::model::{Actor, ActorId, ActorKind, Status};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "dot",
    extensions: &["dot", "gv"],
    about: "The actors' relations as a Graphviz graph",
    write,
};

fn write(extract: &Extract<'_>) -> Exported {
    let chronology = extract.chronology;
    let own: BTreeSet<ActorId> = extract.actors().into_iter().collect();
    let relations: Vec<RelationDetail<'_>> = extract.relation_details().collect();
    let mut all = own.clone();
    for one in &relations {
        all.extend([one.relation.from, one.relation.to]);
    }

    let mut text = String::from("digraph dateline {\n");
    let _ = writeln!(text, "  label={};", quoted(extract.title()));
    text.push_str("  labelloc=t;\n  rankdir=LR;\n");
    text.push_str("  node [fontname=\"sans-serif\", fontsize=11];\n");
    text.push_str("  edge [fontname=\"sans-serif\", fontsize=9];\n\n");
    for id in all {
        let actor = chronology.actor(id);
        let _ = writeln!(
            text,
            "  {} [label={}, tooltip={}, {}];",
            quoted(&actor.id),
            quoted(&actor.name),
            quoted(&tooltip(actor)),
            shape(actor.kind, own.contains(&id)),
        );
    }
    text.push('\n');
    for one in &relations {
        let _ = writeln!(
            text,
            "  {} -> {} [label={}{}];",
            quoted(one.from.id),
            quoted(one.to.id),
            quoted(&label(one)),
            line(one.relation.status),
        );
    }
    text.push_str("}\n");
    text.into()
}

fn tooltip(actor: &Actor) -> String {
    joined([actor.kind.word(), &actor.about], ": ")
}

fn shape(kind: ActorKind, is_own: bool) -> String {
    let (shape, style) = match kind {
        ActorKind::Person => ("ellipse", ""),
        ActorKind::Organisation => ("box", ""),
        ActorKind::State => ("box", "bold"),
        ActorKind::Group => ("box", "rounded"),
    };
    match joined([style, if is_own { "" } else { "dotted" }], ",") {
        style if style.is_empty() => format!("shape={shape}"),
        style => format!("shape={shape}, style=\"{style}\""),
    }
}

/// "leads ¶4", "shields ¶8\n(assessed)".
fn label(one: &RelationDetail<'_>) -> String {
    let mut label = one.is.to_owned();
    if !one.relation.date.is_undated() {
        label.extend(["\n", &one.date.shown]);
    }
    let mut locators: Vec<&str> = one.cites.iter().map(|cite| cite.at).collect();
    locators.retain(|at| !at.is_empty());
    locators.dedup();
    if !locators.is_empty() {
        label.extend([" ", &locators.join(", ")]);
    }
    if let Some(status) = one.unusual_status() {
        label.extend(["\n(", status, ")"]);
    }
    label
}

fn line(status: Status) -> &'static str {
    match status {
        Status::Announced | Status::Confirmed | Status::Reported | Status::Unstated => "",
        Status::Alleged | Status::Assessed => ", style=dashed",
        Status::Denied => ", style=dotted",
    }
}
