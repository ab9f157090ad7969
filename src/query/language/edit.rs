//! The text of a query, edited: values toggled, parts removed, words taken out.
//!
//! Text and chips are one query seen twice, so every edit is one of the text. What is
//! added is added so that taking it away gives back the text as it was, to the
//! last blank. A text that can't be parsed is left alone.

use std::ops::Range;

use super::field::Field;
use super::parser::parse;
use super::quote::key_of;
use super::tree::{QueryNode, QueryTree, WrittenTerm};
use crate::query::text::fold::fold;
use crate::query::text::term::MatchMode;

/// Whether a query asks for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// It does not say.
    Off,
    /// Only events with it.
    With,
    /// Only events without it.
    Without,
}

/// `text` with the value `key` of `field` chosen or not. `key` may be in quotes.
///
/// Values of one field are alternatives, `(kind:a | kind:b)`, unless all of them are required already, `tag:a tag:b`.
pub fn toggle(text: &str, field: &str, key: &str, to: Choice) -> String {
    let (Some(field), Ok(tree)) = (Field::called(field), parse(text)) else {
        return text.to_owned();
    };
    let value = Value { field, key };
    let state = value.choice(&tree);
    if state == to {
        return text.to_owned();
    }
    let without = match state {
        Choice::Off => text.to_owned(),
        Choice::With | Choice::Without => value.removed(text),
    };
    let clause = value.clause();
    match to {
        Choice::Off => without,
        Choice::Without => added(&without, &format!("-{clause}")),
        Choice::With => value
            .grouped(&without)
            .unwrap_or_else(|| added(&without, &clause)),
    }
}

/// `text` with the value `key` of `field` required, besides all that is asked for. Of a field of which an event has only one value it is
/// an alternative.
pub fn require(text: &str, field: &str, key: &str) -> String {
    let Some(known) = Field::called(field).filter(|field| !field.is_single) else {
        return toggle(text, field, key, Choice::With);
    };
    let without = toggle(text, field, key, Choice::Off);
    let value = Value { field: known, key };
    match parse(&without) {
        Ok(_) => added(&without, &value.clause()),
        Err(_) => without,
    }
}

/// `text` with the chosen values of `field` all required where they were alternatives, or the other way round; `None` if fewer than two are
/// chosen, or an event has one value only.
pub fn all_or_any(text: &str, field: &str) -> Option<String> {
    let field = Field::called(field).filter(|field| !field.is_single)?;
    let tree = parse(text).ok()?;
    let is_of_field = |part: &QueryTree<WrittenTerm>| matches!(&part.node, QueryNode::Leaf(term) if term.field == Some(field));
    let value = Value { field, key: "" };
    if let Some(group) = tree.parts().iter().find(|part| value.is_group(part)) {
        let QueryNode::Any(members) = &group.node else {
            return None;
        };
        let members = members.iter().map(|member| text.get(member.span.clone()));
        let members: Option<Vec<_>> = members.collect();
        return Some(replaced(text, group.span.clone(), &members?.join(" ")));
    }
    let (first, others) = {
        let mut leaves = tree.parts().iter().filter(|part| is_of_field(part));
        (leaves.next()?, leaves.collect::<Vec<_>>())
    };
    let last = others.last()?;
    let all = std::iter::once(&first).chain(&others);
    let members: Option<Vec<_>> = all.map(|leaf| text.get(leaf.span.clone())).collect();
    let group = format!("({})", members?.join(" | "));
    // From the end, so that what stands before keeps its place.
    let mut shorter = remove(text, last.span.clone());
    for leaf in others.iter().rev().skip(1) {
        shorter = remove(&shorter, leaf.span.clone());
    }
    Some(replaced(&shorter, first.span.clone(), &group))
}

/// `text` with the part at `range` turned round: left out where it was kept, kept where it was left out.
pub fn negate(text: &str, range: Range<usize>) -> String {
    let Some(part) = text.get(range.clone()) else {
        return text.to_owned();
    };
    let turned = match parse(part).map(|tree| tree.node) {
        Ok(QueryNode::Not(inner)) => part.get(inner.span).unwrap_or(part).to_owned(),
        Ok(QueryNode::Any(_) | QueryNode::All(_)) if !is_group(part) => format!("-({part})"),
        Ok(QueryNode::Any(_) | QueryNode::All(_) | QueryNode::Leaf(_)) => format!("-{part}"),
        Err(_) => return text.to_owned(),
    };
    replaced(text, range, &turned)
}

/// `text` with `other` in place of the bytes `range`.
pub fn replaced(text: &str, range: Range<usize>, other: &str) -> String {
    match (text.get(..range.start), text.get(range.end..)) {
        (Some(before), Some(after)) => format!("{before}{other}{after}"),
        _ => text.to_owned(),
    }
}

/// `text` without the bytes `range`, those of a chip.
pub fn remove(text: &str, range: Range<usize>) -> String {
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
        return text.to_owned();
    };
    match before.strip_suffix(' ') {
        Some(before) => format!("{before}{after}"),
        None => unwrapped(after.strip_prefix(' ').unwrap_or(after)).to_owned(),
    }
}

/// `part`, a period, asking for what may fall in it in place of what certainly does, or the other way round; `None` if it is neither.
pub fn with_certainty(part: &str, certain: bool) -> Option<String> {
    let (from, to) = if certain {
        ("during", "within")
    } else {
        ("within", "during")
    };
    let tree = parse(part).ok()?;
    let mut at = None;
    tree.each_leaf(&mut |term, _| {
        if at.is_none() && term.field.is_some_and(|field| field.name == from) {
            at = Some(term.span.start);
        }
    });
    let (before, term) = part.split_at_checked(at?)?;
    let (_, value) = term.split_once(':')?;
    Some(format!("{before}{to}:{value}"))
}

/// The free words of `text`: the parts without a field. All of it, if it can't be parsed.
pub fn words(text: &str) -> String {
    let Ok(tree) = parse(text) else {
        return text.to_owned();
    };
    let parts = tree.parts().iter().filter(|part| part.is_free());
    let words: Vec<_> = parts
        .filter_map(|part| text.get(part.span.clone()))
        .collect();
    words.join(" ")
}

/// `text` and `clause`.
fn added(text: &str, clause: &str) -> String {
    let is_any = |text: &str| parse(text).is_ok_and(|tree| matches!(tree.node, QueryNode::Any(_)));
    if text.is_empty() {
        clause.to_owned()
    } else if is_any(text) && !is_group(text) {
        // Standing first tells that the parentheses were not there before.
        format!("{clause} ({text})")
    } else {
        format!("{text} {clause}")
    }
}

/// Whether `text` is all in one pair of parentheses.
fn is_group(text: &str) -> bool {
    text.starts_with('(')
        && parse(text).is_ok_and(|tree| tree.span == (0..text.len()))
        && text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'))
            .is_some_and(|inner| parse(inner).is_ok())
}

/// `text` without the parentheses that `added` put around it.
fn unwrapped(text: &str) -> &str {
    let inner = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    match inner {
        Some(inner)
            if parse(inner).is_ok_and(|tree| matches!(tree.node, QueryNode::Any(_)))
                && !is_group(inner) =>
        {
            inner
        }
        _ => text,
    }
}

/// A value of a field.
struct Value<'a> {
    field: &'static Field,
    key: &'a str,
}

impl Value<'_> {
    /// The key as a value, without quotes.
    fn plain(&self) -> String {
        match parse(&format!("id:{}", self.key)) {
            Ok(QueryTree {
                node:
                    QueryNode::Leaf(WrittenTerm {
                        shape: MatchMode::Phrase,
                        value,
                        ..
                    }),
                ..
            }) => value,
            _ => self.key.to_owned(),
        }
    }

    fn clause(&self) -> String {
        format!("{}:{}", self.field.name, key_of(&self.plain()))
    }

    /// Whether a leaf asks for this value.
    fn is(&self, term: &WrittenTerm) -> bool {
        term.field == Some(self.field)
            && term.operator.is_none()
            && matches!(term.shape, MatchMode::Plain | MatchMode::Phrase)
            && fold(&term.value) == fold(&self.plain())
    }

    /// Whether a part asks for this value and nothing else.
    fn is_leaf(&self, part: &QueryTree<WrittenTerm>) -> bool {
        matches!(&part.node, QueryNode::Leaf(term) if self.is(term))
    }

    /// Whether a part is a group of values of this field alone: alternatives.
    fn is_group(&self, part: &QueryTree<WrittenTerm>) -> bool {
        let QueryNode::Any(parts) = &part.node else {
            return false;
        };
        parts.iter().all(|part| match &part.node {
            QueryNode::Leaf(term) => term.field == Some(self.field),
            QueryNode::All(_) | QueryNode::Any(_) | QueryNode::Not(_) => false,
        })
    }

    fn choice(&self, tree: &QueryTree<WrittenTerm>) -> Choice {
        for part in tree.parts() {
            match &part.node {
                QueryNode::Leaf(term) if self.is(term) => return Choice::With,
                QueryNode::Not(inner) if self.is_leaf(inner) => return Choice::Without,
                QueryNode::Any(parts)
                    if self.is_group(part) && parts.iter().any(|part| self.is_leaf(part)) =>
                {
                    return Choice::With;
                }
                _ => {}
            }
        }
        Choice::Off
    }

    /// `text` without the value; again and again, if it stands there more than once.
    fn removed(&self, text: &str) -> String {
        let mut text = text.to_owned();
        while let Some(shorter) = self.removed_once(&text) {
            text = shorter;
        }
        text
    }

    fn removed_once(&self, text: &str) -> Option<String> {
        let tree = parse(text).ok()?;
        // From the end: what was added last goes first.
        for part in tree.parts().iter().rev() {
            let holds = match &part.node {
                QueryNode::Leaf(term) => self.is(term),
                QueryNode::Not(inner) => self.is_leaf(inner),
                QueryNode::Any(parts) if self.is_group(part) => {
                    if let Some(shorter) = self.removed_from_group(text, parts) {
                        return Some(shorter);
                    }
                    false
                }
                _ => false,
            };
            if holds {
                return Some(remove(text, part.span.clone()));
            }
        }
        None
    }

    fn removed_from_group(&self, text: &str, parts: &[QueryTree<WrittenTerm>]) -> Option<String> {
        let nth = parts.iter().rposition(|part| self.is_leaf(part))?;
        let cut = |range: Range<usize>| {
            let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
            Some(format!("{before}{after}"))
        };
        if let [first, second] = parts {
            let kept = if nth == 0 { second } else { first };
            let kept = text.get(kept.span.clone())?;
            let (before, after) = (text.get(..first.span.start)?, text.get(second.span.end..)?);
            // Of several pairs of parentheses, the innermost goes.
            let inner = before.trim_end().strip_suffix('(');
            let inner = inner.zip(after.trim_start().strip_prefix(')'));
            let (before, after) = inner.unwrap_or((before, after));
            return Some(format!("{before}{kept}{after}"));
        }
        let this = parts.get(nth)?;
        match nth.checked_sub(1).and_then(|before| parts.get(before)) {
            Some(before) => cut(before.span.end..this.span.end),
            None => cut(this.span.start..parts.get(1)?.span.start),
        }
    }

    /// `text` with the value beside others of the same field, if there are any that are not all required.
    fn grouped(&self, text: &str) -> Option<String> {
        let tree = parse(text).ok()?;
        let asks = |part: &&QueryTree<WrittenTerm>| match &part.node {
            QueryNode::Leaf(term) => term.field == Some(self.field),
            QueryNode::Any(_) => self.is_group(part),
            QueryNode::All(_) | QueryNode::Not(_) => false,
        };
        if !self.field.is_single && tree.parts().iter().filter(asks).count() > 1 {
            return None;
        }
        let clause = self.clause();
        for part in tree.parts() {
            match &part.node {
                QueryNode::Leaf(term) if term.field == Some(self.field) => {
                    let span = &term.span;
                    let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
                    let other = text.get(span.clone())?;
                    return Some(format!("{before}({other} | {clause}){after}"));
                }
                QueryNode::Any(parts) if self.is_group(part) => {
                    let end = parts.last()?.span.end;
                    let (before, after) = (text.get(..end)?, text.get(end..)?);
                    return Some(format!("{before} | {clause}{after}"));
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_come_and_go() {
        for (text, field, key, to, edited) in [
            ("", "kind", "talks", Choice::With, "kind:talks"),
            ("scam", "kind", "talks", Choice::With, "scam kind:talks"),
            (
                "scam ",
                "kind",
                "talks",
                Choice::Without,
                "scam  -kind:talks",
            ),
            (
                "scam kind:talks x",
                "kind",
                "rescue",
                Choice::With,
                "scam (kind:talks | kind:rescue) x",
            ),
            (
                "(kind:a | kind:b)",
                "kind",
                "c",
                Choice::With,
                "(kind:a | kind:b | kind:c)",
            ),
            ("(kind:a | kind:b) x", "kind", "b", Choice::Off, "kind:a x"),
            ("(kind:a | kind:b) x", "kind", "a", Choice::Off, "kind:b x"),
            (
                "(kind:a | kind:b | kind:c)",
                "kind",
                "a",
                Choice::Off,
                "(kind:b | kind:c)",
            ),
            ("kind:a", "kind", "a", Choice::Without, "-kind:a"),
            (
                "x",
                "actor",
                "\"Saw Chit Thu\"",
                Choice::With,
                "x actor:\"Saw Chit Thu\"",
            ),
            (
                "x who:\"saw chit thu\" y",
                "actor",
                "Saw Chit Thu",
                Choice::Off,
                "x y",
            ),
            ("a | b", "tag", "t", Choice::With, "tag:t (a | b)"),
            ("tag:t (a | b)", "tag", "t", Choice::Off, "a | b"),
            ("tag:a", "tag", "b", Choice::With, "(tag:a | tag:b)"),
            ("x -tag:a", "tag", "b", Choice::With, "x -tag:a tag:b"),
            ("tag:a tag:b", "tag", "c", Choice::With, "tag:a tag:b tag:c"),
            ("(tag:a | tag:b) x", "tag", "a", Choice::Off, "tag:b x"),
            ("(a", "tag", "b", Choice::With, "(a"),
            ("tag:a x tag:a", "tag", "a", Choice::Off, "x"),
        ] {
            assert_eq!(toggle(text, field, key, to), edited, "{text:?} {key}");
        }
    }

    #[test]
    fn the_innermost_parentheses_go() {
        let both = toggle("(kind:a)", "kind", "b", Choice::With);
        assert_eq!(both, "((kind:a | kind:b))");
        assert_eq!(toggle(&both, "kind", "b", Choice::Off), "(kind:a)");
        assert_eq!(
            toggle("kind:a | kind:b", "kind", "b", Choice::Off),
            "kind:a"
        );
    }

    #[test]
    fn chosen_values_are_alternatives_or_all_required() {
        for (any, all) in [
            ("(tag:a | tag:b)", "tag:a tag:b"),
            ("x (actor:a | actor:\"b c\") y", "x actor:a actor:\"b c\" y"),
        ] {
            let field = if any.contains("tag") { "tag" } else { "actor" };
            assert_eq!(all_or_any(any, field).as_deref(), Some(all));
            assert_eq!(all_or_any(all, field).as_deref(), Some(any));
        }
        assert_eq!(
            all_or_any("tag:a x tag:b y tag:c", "tag").as_deref(),
            Some("(tag:a | tag:b | tag:c) x y")
        );
        for text in ["", "tag:a", "tag:a -tag:b", "(kind:a | kind:b)", "(tag"] {
            let field = if text.contains("kind") { "kind" } else { "tag" };
            assert_eq!(all_or_any(text, field), None, "{text}");
        }
        assert_eq!(require("tag:a", "tag", "b"), "tag:a tag:b");
        assert_eq!(require("kind:a", "kind", "b"), "(kind:a | kind:b)");
    }

    #[test]
    fn a_part_is_turned_round_and_back() {
        for (text, part, turned) in [
            ("kind:a x", "kind:a", "-kind:a x"),
            ("x (tag:a | tag:b)", "(tag:a | tag:b)", "x -(tag:a | tag:b)"),
            ("a | b", "a | b", "-(a | b)"),
            ("\"kk park\" y", "\"kk park\"", "-\"kk park\" y"),
        ] {
            let at = text.find(part).unwrap();
            let once = negate(text, at..at + part.len());
            assert_eq!(once, turned);
            let parsed = parse(&once).unwrap();
            let not = parsed
                .parts()
                .iter()
                .find(|part| matches!(part.node, QueryNode::Not(_)));
            let back = negate(&once, not.unwrap().span.clone());
            let same = |text: &str| {
                text.trim_start_matches('(')
                    .trim_end_matches(')')
                    .to_owned()
            };
            assert_eq!(same(&back), same(text));
        }
    }

    #[test]
    fn periods_turn_from_possible_to_certain() {
        for (part, certain, turned) in [
            ("during:2023", true, Some("within:2023")),
            ("-within:\"oct 2023\"", false, Some("-during:\"oct 2023\"")),
            ("within:2023", true, None),
            ("before:2023", true, None),
            ("kind:a", false, None),
            ("(within", false, None),
        ] {
            assert_eq!(with_certainty(part, certain).as_deref(), turned, "{part}");
        }
    }

    #[test]
    fn words_stand_beside_chips() {
        let text = "shwe actor:china \"kk park\" -kind:talks (a | b)";
        assert_eq!(words(text), "shwe \"kk park\" (a | b)");
        assert_eq!(words("(half"), "(half");
    }

    proptest! {
        #[test]
        fn twice_is_not_at_all(
            text in "( {0,2}(a|b|\"c d\"|-a|\\||\\(|\\)|kind:a|-kind:b|kind:c|\\(kind:a \\| kind:b\\)|tag:x|actor:\"e f\") {0,2}){0,7}",
            field in "kind|tag|actor|status",
            key in "a|b|c|x|e f|announced",
            with: bool,
        ) {
            let to = if with { Choice::With } else { Choice::Without };
            let value = Value { field: Field::called(&field).unwrap(), key: &key };
            if let Ok(tree) = parse(&text) {
                prop_assume!(value.choice(&tree) == Choice::Off);
            }
            let once = toggle(&text, &field, &key, to);
            prop_assert_eq!(toggle(&once, &field, &key, Choice::Off), text, "{}", once);
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,30}", key in "\\PC{0,8}", start in 0usize..20, length in 0usize..20) {
            let once = toggle(&text, "tag", &key, Choice::With);
            toggle(&once, "tag", &key, Choice::Off);
            remove(&text, start..start + length);
            words(&text);
        }
    }
}
