//! DOT (Graphviz): the relations of the result's actors as a graph.
//!
//! An actor that the result does not have itself, only a relation of it, is drawn dotted. A relation says its verb, its
//! date, its locator, and its status where it is more than told; alleged, assessed and denied ones are no solid lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Exported, Exporter, Extract};
use crate::model::{Actor, ActorId, ActorKind, Relation, Status};

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
    let relations = extract.relations();
    let mut all = own.clone();
    all.extend(relations.iter().flat_map(|one| [one.from, one.to]));
    let names: BTreeMap<ActorId, String> = all
        .iter()
        .map(|id| (*id, quoted(&chronology.actor(*id).id)))
        .collect();

    let mut text = String::from("digraph dateline {\n");
    let _ = writeln!(text, "  label={};", quoted(extract.title()));
    text.push_str("  labelloc=t;\n  rankdir=LR;\n");
    text.push_str("  node [fontname=\"sans-serif\", fontsize=11];\n");
    text.push_str("  edge [fontname=\"sans-serif\", fontsize=9];\n\n");
    for (id, name) in &names {
        let actor = chronology.actor(*id);
        let _ = writeln!(
            text,
            "  {name} [label={}, tooltip={}, {}];",
            quoted(&actor.name),
            quoted(&tooltip(actor)),
            shape(actor.kind, own.contains(id)),
        );
    }
    text.push('\n');
    let nobody = String::new();
    for relation in &relations {
        let name = |id: ActorId| names.get(&id).unwrap_or(&nobody);
        let _ = writeln!(
            text,
            "  {} -> {} [label={}{}];",
            name(relation.from),
            name(relation.to),
            quoted(&label(relation)),
            line(relation.status),
        );
    }
    text.push_str("}\n");
    text.into()
}

fn tooltip(actor: &Actor) -> String {
    if actor.about.is_empty() {
        actor.kind.word().to_owned()
    } else {
        format!("{}: {}", actor.kind.word(), actor.about)
    }
}

fn shape(kind: ActorKind, is_own: bool) -> String {
    let (shape, style) = match kind {
        ActorKind::Person => ("ellipse", ""),
        ActorKind::Organisation => ("box", ""),
        ActorKind::State => ("box", "bold"),
        ActorKind::Group => ("box", "rounded"),
    };
    let styles: Vec<&str> = [style, if is_own { "" } else { "dotted" }]
        .into_iter()
        .filter(|style| !style.is_empty())
        .collect();
    if styles.is_empty() {
        format!("shape={shape}")
    } else {
        format!("shape={shape}, style=\"{}\"", styles.join(","))
    }
}

/// "leads ¶4", "shields ¶8\n(assessed)".
fn label(relation: &Relation) -> String {
    let mut label = relation.is.to_string();
    if !relation.date.is_undated() {
        label.extend(["\n", &relation.date.shown()]);
    }
    let mut locators: Vec<&str> = relation
        .cites
        .iter()
        .map(|cite| &*cite.at)
        .filter(|at| !at.is_empty())
        .collect();
    locators.dedup();
    if !locators.is_empty() {
        label.extend([" ", &locators.join(", ")]);
    }
    if !matches!(relation.status, Status::Reported | Status::Unstated) {
        label.extend(["\n(", relation.status.word(), ")"]);
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

/// A quoted string in which Graphviz finds no escape and no entity of its own.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '&' => quoted.push_str("&amp;"),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_gets_out_of_quotes() {
        assert_eq!(quoted("a\"b\\\"c\nd &lt;"), r#""a\"b\\\"c\nd &amp;lt;""#);
    }
}
