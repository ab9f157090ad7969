//! The outline of a RON text: what stands where, found whatever is wrong with it.
//!
//! It reports every fault of the punctuation and goes on behind it: missing and
//! stray commas and colons, brackets that don't pair, quotes, text after the
//! end. A fault that has one meaning only is mended by a [`Patch`]; otherwise
//! the node around it is marked as broken. It is no recursion, its depth,
//! faults and nodes are bounded, and its time is linear in the text.

use std::ops::Range;

use ::ron::extensions::Extensions;

use crate::model::problem::quoted;

use super::super::diagnostic::Diagnostic;
use super::brackets::Brackets;
use super::lexer::{Lexer, Quotes, Token, TokenKind};
use super::tree::{MOST_NODES, NodeId, NodeKind, Tree};

/// How deep brackets may nest. A chronology needs five; ron itself gives up at 128.
pub const DEEPEST: usize = 64;

/// After so many faults the rest of the text is not looked at.
const MOST_FAULTS: usize = 10_000;

/// Bytes to put in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The bytes that go; empty to insert.
    pub range: Range<usize>,
    /// What comes; removed bytes become blanks if this is empty.
    pub with: &'static str,
}

/// What a text is made of, and what is wrong with it.
#[derive(Debug)]
pub struct Outline {
    /// The nodes.
    pub tree: Tree,
    /// The root; its child, if it has one, is the chronology.
    pub root: NodeId,
    /// Faults, in the order of the text.
    pub faults: Vec<Diagnostic>,
    /// What mends those that can be mended.
    pub patches: Vec<Patch>,
    /// What `#![enable(…)]` enables.
    pub extensions: Extensions,
}

/// What may come next in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// An element or a field; or the end.
    Item,
    /// The value of a field.
    Value(NodeId),
    /// A comma, or the end.
    Comma,
    /// The same, behind something that was reported: anything up to the comma is passed over.
    CommaAfterJunk,
}

/// Brackets that are open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Their node.
    pub node: NodeId,
    /// `(`, `[`, `{`; 0 for the root.
    pub opener: u8,
    /// The byte of the opener.
    pub at: usize,
    /// What may come next.
    pub expect: Expect,
    /// Whether fields were seen in them.
    pub has_fields: bool,
    /// Whether a misplaced field or value was reported: once is enough.
    pub reported: bool,
}

/// Outlines `text`.
pub fn outline(text: &str) -> Outline {
    let mut scanner = Scanner::new(text);
    scanner.attributes();
    scanner.run();
    scanner.outline
}

pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub lexer: Lexer<'a>,
    pub outline: Outline,
    pub frames: Vec<Frame>,
    stopped: bool,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        let mut tree = Tree::default();
        let root = tree.add(NodeKind::Root, 0..text.len(), 0..0);
        Self {
            text,
            lexer: Lexer::new(text),
            outline: Outline {
                tree,
                root,
                faults: Vec::new(),
                patches: Vec::new(),
                extensions: Extensions::empty(),
            },
            frames: vec![Frame {
                node: root,
                opener: 0,
                at: 0,
                expect: Expect::Item,
                has_fields: false,
                reported: false,
            }],
            stopped: false,
        }
    }

    /// A token's text.
    pub fn said(&self, token: Token) -> &'a str {
        self.text.get(token.range()).unwrap_or_default()
    }

    pub fn fault(&mut self, fault: Diagnostic) {
        self.outline.faults.push(fault);
        if self.outline.faults.len() == MOST_FAULTS {
            self.outline.faults.push(Diagnostic::error(
                "too-many-faults",
                format!("after {MOST_FAULTS} faults the rest of the file is not looked at"),
            ));
            self.stop();
        }
    }

    /// Looks no further: everything that is open can't be read.
    fn stop(&mut self) {
        self.stopped = true;
        self.break_open(0);
    }

    pub fn patch(&mut self, range: Range<usize>, with: &'static str) {
        self.outline.patches.push(Patch { range, with });
    }

    /// Marks what is open from the frame at `from` on as broken, and ends it here.
    pub fn break_open(&mut self, from: usize) {
        for frame in self.frames.get(from..).unwrap_or_default() {
            // What holds lists is read list by list, so a fault in one need not cost the others.
            self.outline.tree.mark_broken(frame.node);
            if frame.opener != 0 {
                self.outline.tree.end(frame.node, self.lexer_at());
            }
        }
    }

    fn lexer_at(&self) -> usize {
        let mut ahead = self.lexer;
        ahead.next().start
    }

    pub fn top(&self) -> Option<Frame> {
        self.frames.last().copied()
    }

    pub fn expect(&mut self, expect: Expect) {
        if let Some(frame) = self.frames.last_mut() {
            frame.expect = expect;
        }
    }

    /// `#![enable(…)]` and its like, at the start.
    fn attributes(&mut self) {
        loop {
            let mut ahead = self.lexer;
            let hash = ahead.next();
            let bang = ahead.next();
            if self.said(hash) != "#" || self.said(bang) != "!" {
                return;
            }
            self.lexer = ahead;
            let mut enabling = false;
            loop {
                let token = self.lexer.next();
                match token.kind {
                    TokenKind::Word if self.said(token) == "enable" => enabling = true,
                    TokenKind::Word if enabling => self.extension(token),
                    TokenKind::Close(b']') => break,
                    TokenKind::End | TokenKind::OpenComment => {
                        let fault = Diagnostic::error("bad-attribute", "this `#![…]` does not end")
                            .at(hash.range(), "begins here")
                            .help(Some("write `#![enable(implicit_some)]`".into()));
                        self.fault(fault);
                        return;
                    }
                    _ => {}
                }
            }
        }
    }

    fn extension(&mut self, token: Token) {
        let name = self.said(token);
        if let Some(extension) = Extensions::from_ident(name) {
            self.outline.extensions |= extension;
        } else {
            let fault = Diagnostic::error(
                "unknown-extension",
                format!("RON has no extension {}", quoted(name)),
            )
            .at(token.range(), "not known");
            self.fault(fault);
        }
    }

    fn run(&mut self) {
        while !self.stopped {
            if self.outline.tree.len() >= MOST_NODES {
                let message = "the file is too large to be looked at further";
                self.fault(Diagnostic::error("too-large", message));
                self.stop();
                return;
            }
            let token = self.lexer.next();
            match token.kind {
                TokenKind::End => {
                    self.ended(token);
                    return;
                }
                TokenKind::OpenComment => {
                    let range = token.start..token.start + 2;
                    let fault = Diagnostic::error("open-comment", "this comment does not end")
                        .at(range, "begins here")
                        .help(Some("end it with `*/`; comments may hold comments".into()));
                    self.fault(fault);
                    self.stop();
                }
                TokenKind::Close(closer) => self.close(token, closer),
                _ => self.step(token),
            }
        }
    }

    /// One token that closes nothing.
    pub fn step(&mut self, token: Token) {
        let Some(frame) = self.top() else {
            return;
        };
        if frame.opener == 0 {
            self.at_root(token, frame);
            return;
        }
        match (frame.expect, token.kind) {
            (Expect::Item, TokenKind::Comma) => {
                let fault = Diagnostic::error("stray-comma", "nothing stands before this comma")
                    .at(token.range(), "one comma too many");
                self.fault(fault);
                self.patch(token.range(), "");
            }
            (Expect::Item, _) => self.item(token, frame),
            (Expect::Value(field), _) => self.field_value(token, field),
            (Expect::Comma | Expect::CommaAfterJunk, TokenKind::Comma) => {
                if let Some(last) = self.outline.tree.last_child(frame.node) {
                    self.outline.tree.end_comma(last, token.end);
                }
                self.expect(Expect::Item);
            }
            (Expect::Comma, TokenKind::Colon) if frame.opener == b'{' => self.expect(Expect::Item),
            (Expect::Comma, _) => self.no_comma(token, frame),
            (Expect::CommaAfterJunk, TokenKind::Open(opener)) => {
                self.open(token, opener, None, None);
            }
            (Expect::CommaAfterJunk, _) => {}
        }
    }

    fn at_root(&mut self, token: Token, frame: Frame) {
        if frame.expect == Expect::Item && token.begins_value() {
            self.value(token, None);
        } else if frame.expect == Expect::Item {
            self.unexpected(token, "`Chronology(…)`", None);
            self.expect(Expect::CommaAfterJunk);
        } else {
            let tree = &self.outline.tree;
            let value = tree.value(frame.node).map(|value| tree.get(value).kind);
            if frame.expect == Expect::Comma && value == Some(NodeKind::Round) {
                let fault =
                    Diagnostic::error("text-after-end", "the chronology has ended before this")
                        .at(token.range(), "nothing may follow")
                        .help(Some("is there a `)` too many above?".into()));
                self.fault(fault);
            }
            // No stop: what stands above is sound.
            self.stopped = true;
        }
    }

    /// A token where an element or a field is expected.
    fn item(&mut self, token: Token, frame: Frame) {
        let mut ahead = self.lexer;
        let next = ahead.next();
        let is_field = next.kind == TokenKind::Colon || self.said(next) == "=";
        let is_name = matches!(token.kind, TokenKind::Word | TokenKind::Text);
        if is_field && is_name && frame.opener != b'{' {
            self.lexer = ahead;
            self.field(token, next, frame);
        } else if frame.opener == b'(' && frame.has_fields {
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
    fn field_value(&mut self, token: Token, field: NodeId) {
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
    fn no_comma(&mut self, token: Token, frame: Frame) {
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
        let help = (after_text && token.start == end)
            .then(|| "a quotation mark within a text is written `\\\"`".to_owned());
        let closer = char::from(Brackets::closer(frame.opener));
        self.unexpected(token, &format!("`,` or `{closer}`"), help);
        self.break_top();
        if let TokenKind::Open(opener) = token.kind {
            self.open(token, opener, None, None);
        }
    }

    /// Marks what is open, and what it was about to say, as broken.
    fn break_top(&mut self) {
        if let Some(frame) = self.top() {
            self.outline.tree.mark_broken(frame.node);
            if let Some(last) = self.outline.tree.last_child(frame.node) {
                self.outline.tree.mark_broken(last);
            }
        }
        self.expect(Expect::CommaAfterJunk);
    }

    fn unexpected(&mut self, token: Token, expected: &str, help: Option<String>) {
        let found = match token.kind {
            TokenKind::Text | TokenKind::BadText(_) | TokenKind::Bytes => "a text".into(),
            TokenKind::Odd => {
                let said = self.said(token);
                let code = said.chars().next().map_or(0, u32::from);
                format!("{} (U+{code:04X})", quoted(said))
            }
            _ => quoted(self.said(token)),
        };
        let fault = Diagnostic::error("unexpected", format!("{expected} is expected, not {found}"))
            .at(token.range(), "")
            .help(help);
        self.fault(fault);
    }
}

/// Whether a record begins with `token`: `(` or `Event(`.
fn begins_record(token: Token, next: Token) -> bool {
    let open = TokenKind::Open(b'(');
    token.kind == open || (token.kind == TokenKind::Word && next.kind == open)
}

/// Values.
impl Scanner<'_> {
    /// A value that begins with `token`, for the field or for the brackets that are open.
    fn value(&mut self, token: Token, field: Option<NodeId>) {
        let kind = match token.kind {
            TokenKind::Open(opener) => {
                self.open(token, opener, None, field);
                return;
            }
            TokenKind::Word => {
                let mut ahead = self.lexer;
                let next = ahead.next();
                // No field takes a record with a name, so a bracket on another line is another value.
                let between = self.text.get(token.end..next.start).unwrap_or_default();
                let apart = field.is_some() && between.contains('\n');
                if next.kind == TokenKind::Open(b'(') && !apart {
                    self.lexer = ahead;
                    self.open(next, b'(', Some(token), field);
                    return;
                }
                NodeKind::Word
            }
            TokenKind::Number => NodeKind::Number,
            TokenKind::Bytes => NodeKind::Bytes,
            TokenKind::Character => NodeKind::Character,
            _ => NodeKind::Text,
        };
        let node = self.outline.tree.add(kind, token.range(), 0..0);
        self.place(node, field);
        if let TokenKind::BadText(quotes) = token.kind {
            self.bad_text(token, quotes);
            self.outline.tree.mark_broken(node);
            if quotes == Quotes::Unclosed
                && let Some(frame) = self.top()
            {
                // It may have swallowed what follows.
                self.outline.tree.mark_broken(frame.node);
            }
        }
        self.expect(Expect::Comma);
    }

    /// Puts a value where it belongs: in its field, or in the brackets that are open.
    fn place(&mut self, node: NodeId, field: Option<NodeId>) {
        let Some(frame) = self.top() else {
            return;
        };
        self.outline.tree.append(field.unwrap_or(frame.node), node);
        if let Some(field) = field {
            let end = self.outline.tree.get(node).range().end;
            self.outline.tree.end(field, end);
        }
    }

    /// Opens brackets, after the word `name` if there is one.
    fn open(&mut self, token: Token, opener: u8, name: Option<Token>, field: Option<NodeId>) {
        if self.frames.len() > DEEPEST {
            let fault = Diagnostic::error(
                "too-deep",
                format!("brackets nest more than {DEEPEST} deep"),
            )
            .at(token.range(), "the rest of the file is not looked at");
            self.fault(fault);
            self.stop();
            return;
        }
        let kind = match opener {
            b'(' => NodeKind::Round,
            b'[' => NodeKind::List,
            _ => NodeKind::Map,
        };
        let start = name.map_or(token.start, |name| name.start);
        let name = name.map_or(0..0, Token::range);
        let node = self.outline.tree.add(kind, start..token.end, name);
        let junk = self.top().map(|frame| frame.expect) == Some(Expect::CommaAfterJunk);
        if junk {
            // It belongs to nothing that will be read, but its brackets must pair.
            self.outline.tree.mark_broken(node);
        } else {
            self.place(node, field);
            self.expect(Expect::Comma);
        }
        self.frames.push(Frame {
            node,
            opener,
            at: token.start,
            expect: Expect::Item,
            has_fields: false,
            reported: junk,
        });
    }

    fn bad_text(&mut self, token: Token, quotes: Quotes) {
        let fault = match quotes {
            Quotes::Unclosed => Diagnostic::error("open-text", "this text has no closing quote")
                .at(token.range(), "begins here")
                .help(Some(
                    "end it with `\"`; a quotation mark within a text is written `\\\"`".into(),
                )),
            Quotes::Curly => Diagnostic::error("wrong-quotes", "a text stands in straight quotes")
                .at(token.range(), "these are typographic")
                .help(Some("write `\"…\"`".into())),
            Quotes::Single => Diagnostic::error("wrong-quotes", "a text stands in double quotes")
                .at(token.range(), "these are single")
                .help(Some("write `\"…\"`".into())),
        };
        self.fault(fault);
    }
}
