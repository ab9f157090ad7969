//! How the outline reads what stands in brackets: elements, fields, and the colons and commas around
//! them; and what is meant where one is missing.

use crate::model::problem::quoted;

use super::super::diagnostic::Diagnostic;
use super::brackets::Brackets;
use super::lexer::{Token, TokenKind};
use super::outline::{Expect, Frame, Scanner};
use super::quotes::without_closers;
use super::tree::{NodeId, NodeKind};

impl Scanner<'_> {
    /// A token where an element or a field is expected.
    pub fn item(&mut self, token: Token, frame: Frame) {
        let mut ahead = self.lexer;
        let next = ahead.next();
        let is_field = next.kind == TokenKind::Colon || self.said(next) == "=";
        let is_name = matches!(token.kind, TokenKind::Word | TokenKind::Text);
        if is_field && is_name && frame.opener != b'{' {
            self.lexer = ahead;
            self.field(token, next, frame);
        } else if frame.opener == b'(' && (frame.has_fields || lacks_colon(token, next)) {
            self.no_field(token, next, frame);
        } else if token.begins_value() {
            self.value(token, None);
        } else {
            self.unexpected(token, "a value", None);
            self.break_top();
        }
    }

    /// A field's name and what parts it from its value.
    fn field(&mut self, name: Token, colon: Token, frame: Frame) {
        if frame.opener == b'['
            && !frame.reported
            && let Some(outer) = self.end_unclosed_list(name)
        {
            self.field(name, colon, outer);
            return;
        }
        let mut inner = name.range();
        if name.kind == TokenKind::Text {
            inner = name.start + 1..name.end - 1;
            let fault = Diagnostic::error("quoted-name", "the name of a field has no quotes")
                .at(name.range(), "quoted")
                .help(Some(format!(
                    "write {}",
                    quoted(self.text.get(inner.clone()).unwrap_or_default())
                )));
            self.fault(fault);
            self.patch(name.start..inner.start, "");
            self.patch(inner.end..name.end, "");
        } else if self.said(name).starts_with("r#") {
            inner.start += 2;
        }
        if self.said(colon) == "=" {
            let fault = Diagnostic::error("expected-colon", "a field has a `:` before its value")
                .at(colon.range(), "write `:`");
            self.fault(fault);
            self.patch(colon.range(), ":");
        }
        if frame.opener == b'[' && !frame.reported {
            let fault = Diagnostic::error("field-in-list", "a field can't stand in a list")
                .at(name.range(), "a field")
                .help(Some("put the fields of one element in `( )`".into()));
            self.fault(fault);
        }
        let node = self
            .outline
            .tree
            .add(NodeKind::Field, name.start..colon.end, inner);
        self.outline.tree.append(frame.node, node);
        if let Some(frame) = self.frames.last_mut() {
            frame.has_fields |= frame.opener == b'(';
            frame.reported |= frame.opener == b'[';
            frame.expect = Expect::Value(node);
        }
    }

    /// A token where a field's name is expected, and is none.
    fn no_field(&mut self, token: Token, next: Token, frame: Frame) {
        if begins_record(token, next) && self.end_unclosed(token) {
            return;
        }
        if token.kind == TokenKind::Word
            && next.begins_value()
            && !matches!(next.kind, TokenKind::Open(b'('))
        {
            let said = self.said(token);
            let fault = Diagnostic::error(
                "expected-colon",
                format!("there is no `:` after {}", quoted(said)),
            )
            .at(token.range(), "write `:` after this");
            self.fault(fault);
            self.patch(token.end..token.end, ":");
            let colon = Token {
                kind: TokenKind::Colon,
                start: token.end,
                end: token.end,
            };
            self.field(token, colon, frame);
            return;
        }
        self.unexpected(token, "the name of a field", None);
        self.break_top();
        if let TokenKind::Open(opener) = token.kind {
            self.open(token, opener, None, None);
        }
    }

    /// A token where a field's value is expected.
    pub fn field_value(&mut self, token: Token, field: NodeId) {
        if token.begins_value() {
            self.value(token, Some(field));
            return;
        }
        let name = self.outline.tree.get(field).name();
        let name = quoted(self.text.get(name).unwrap_or_default());
        if token.kind == TokenKind::Comma {
            self.no_value(field);
            self.outline.tree.end_comma(field, token.end);
            self.expect(Expect::Item);
        } else {
            self.unexpected(token, &format!("the value of {name}"), None);
            self.outline.tree.mark_broken(field);
            self.break_top();
        }
    }

    /// Reports a field that ends without a value.
    pub fn no_value(&mut self, field: NodeId) {
        let node = self.outline.tree.get(field);
        let name = quoted(self.text.get(node.name()).unwrap_or_default());
        let fault = Diagnostic::error("no-value", format!("{name} has no value"))
            .at(node.range(), "a value is needed after this");
        self.fault(fault);
        self.outline.tree.mark_broken(field);
    }

    /// A token where a comma is expected.
    pub fn no_comma(&mut self, token: Token, frame: Frame) {
        let mut ahead = self.lexer;
        let next = ahead.next();
        let last = self.outline.tree.last_child(frame.node);
        let end = last.map_or(token.start, |last| self.outline.tree.get(last).range().end);
        if frame.has_fields && begins_record(token, next) && self.end_unclosed(token) {
            return;
        }
        let is_named = matches!(next.kind, TokenKind::Colon);
        let begins_item = match frame.opener {
            b'(' if frame.has_fields => token.kind == TokenKind::Word && is_named,
            b'{' => token.begins_value() && is_named,
            // `["He said "hello""]` lacks no comma.
            _ => token.begins_value() && (token.kind != TokenKind::Word || token.start > end),
        };
        if begins_item {
            let fault = Diagnostic::error("expected-comma", "a comma is missing")
                .at(end..end, "write `,` here");
            self.fault(fault);
            self.patch(end..end, ",");
            self.expect(Expect::Item);
            self.step(token);
            return;
        }
        let after_text = self.text.get(..end).is_some_and(|text| text.ends_with('"'));
        if self.unquoted(last, token) {
            return;
        }
        let help = match self.said(token) {
            ";" | "，" | "、" => Some("write `,`".to_owned()),
            _ if after_text && token.start == end && token.begins_value() => {
                Some("a quotation mark within a text is written `\\\"`".to_owned())
            }
            _ => None,
        };
        let closer = char::from(Brackets::closer(frame.opener));
        self.unexpected(token, &format!("`,` or `{closer}`"), help);
        self.break_top();
        if let TokenKind::Open(opener) = token.kind {
            self.open(token, opener, None, None);
        }
    }
}

impl Scanner<'_> {
    /// Takes `token` and the rest of its line for more words of a text without quotes, if the value before
    /// is a word of that line. Says whether it did.
    fn unquoted(&mut self, last: Option<NodeId>, token: Token) -> bool {
        let tree = &self.outline.tree;
        let Some(last) = last else {
            return false;
        };
        let value = match tree.get(last).kind {
            NodeKind::Field => tree.value(last).unwrap_or(last),
            _ => last,
        };
        let words = tree.get(value);
        let between = self.text.get(words.range().end..token.start);
        if words.kind != NodeKind::Word
            || token.kind != TokenKind::Word
            || between.is_none_or(|between| between.contains('\n'))
        {
            return false;
        }
        let start = words.range().start;
        let mut end = token.end;
        // What follows is more words, unless it looks like the next field or a bracket.
        let line = self.lexer.line();
        if !line.contains([':', '(', '[', '{']) {
            end += without_closers(line).len();
            self.lexer.skip_to(end);
        }
        let fault = Diagnostic::error("wrong-type", "a text in quotes is expected, not bare words")
            .at(start..end, "")
            .help(Some("put it in quotes: `\"…\"`".into()));
        self.fault(fault);
        self.outline.tree.mark_broken(value);
        self.break_top();
        true
    }
}

/// Whether `token` and `next` are a name and a value with nothing between: `(id "e", …`.
fn lacks_colon(token: Token, next: Token) -> bool {
    token.kind == TokenKind::Word
        && matches!(
            next.kind,
            TokenKind::Text | TokenKind::BadText(_) | TokenKind::Number | TokenKind::Open(b'[')
        )
}

/// Whether a record begins with `token`: `(` or `Event(`.
fn begins_record(token: Token, next: Token) -> bool {
    let open = TokenKind::Open(b'(');
    token.kind == open || (token.kind == TokenKind::Word && next.kind == open)
}
