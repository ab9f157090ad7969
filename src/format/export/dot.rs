//! DOT (Graphviz): the relations of the result's actors as a graph.
//!
//! Actors without a relation are left out, and counted in a remark. An actor that the result does not have itself, only a relation of it, is drawn dotted. A relation says its verb, its
//! date, its status where it is more than told, and its sources; alleged, assessed and denied ones are no solid lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Exported, Exporter, Extract};
use crate::format::document::citation::CitationDetail;
use crate::format::document::detail::RelationDetail;
use crate::format::document::escape::dot::quoted;
use crate::format::document::words::{counted, joined};
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
    let all: BTreeSet<ActorId> = relations
        .iter()
        .flat_map(|one| [one.relation.from, one.relation.to])
        .collect();
    let isolated = own.difference(&all).count();

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
            "  {} -> {} [label={}, tooltip={}{}];",
            quoted(one.from.id),
            quoted(one.to.id),
            quoted(&label(one)),
            quoted(&one.words()),
            line(one.relation.status),
        );
    }
    text.push_str("}\n");
    Exported {
        text,
        remarks: (isolated > 0)
            .then(|| {
                let actors = counted(isolated, "actor", "actors");
                format!("{actors} left out of the graph: without a relation")
            })
            .into_iter()
            .collect(),
    }
}

fn tooltip(actor: &Actor) -> String {
    joined([actor.kind.word(), &actor.about], ": ")
}

fn shape(kind: ActorKind, is_own: bool) -> String {
    let (shape, style) = match kind {
        ActorKind::Person => ("ellipse", ""),
        ActorKind::Organisation => ("box", ""),
        ActorKind::State => ("box", "bold"),
        ActorKind::Unstated => ("box", "dashed"),
        ActorKind::Group => ("box", "rounded"),
    };
    match joined([style, if is_own { "" } else { "dotted" }], ",") {
        style if style.is_empty() => format!("shape={shape}"),
        style => format!("shape={shape}, style=\"{style}\""),
    }
}

/// "leads\nreport ¶4", "shields\n(assessed)\nreport ¶8".
fn label(one: &RelationDetail<'_>) -> String {
    let mut label = one.is.to_owned();
    if !one.relation.date.is_undated() {
        label.extend(["\n", &one.date.shown]);
    }
    if let Some(status) = one.unusual_status() {
        label.extend(["\n(", status, ")"]);
    }
    let mut sources: Vec<String> = one.cites.iter().map(CitationDetail::led_in).collect();
    sources.dedup();
    for source in &sources {
        label.extend(["\n", source]);
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
