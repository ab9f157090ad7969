//! The parser that recovers: it outlines a RON text, what stands where, whatever is wrong with it.
//!
//! It reports every fault of the punctuation and goes on behind it: missing and
//! stray commas and colons, brackets that don't pair, quotes, text after the
//! end. A fault that has one meaning only is mended by a [`Patch`]; otherwise
//! the node around it is marked as broken. It is no recursion, its depth,
//! faults and nodes are bounded, and its time is linear in the text.

use super::lexer::{Lexer, Quotes, Token, TokenKind, without_closers};
use super::tree::{MOST_NODES, NodeId, NodeKind, Tree};
use crate::format::diagnostic::Diagnostic;
use crate::model::problem::quoted;
use crate::model::record::ChronologyRecord;
use crate::model::schema::Described;
use ::ron::extensions::Extensions;
use std::borrow::Cow;
use std::ops::Range;

/// How deep brackets may nest. A chronology needs five; ron itself gives up at 128.
const DEEPEST: usize = 64;

/// After so many faults the rest of the text is not looked at.
const MOST_FAULTS: usize = 10_000;

/// Bytes to put in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The bytes that go; empty to insert.
    pub range: Range<usize>,
    /// What comes; removed bytes become blanks if this is empty.
    pub with: Cow<'static, str>,
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
enum Expect {
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
struct Frame {
    /// Their node.
    node: NodeId,
    /// `(`, `[`, `{`; 0 for the root.
    opener: u8,
    /// The byte of the opener.
    at: usize,
    /// What may come next.
    expect: Expect,
    /// Whether fields were seen in them.
    has_fields: bool,
    /// Whether a misplaced field or value was reported: once is enough.
    reported: bool,
}

/// Outlines `text`.
pub fn outline(text: &str) -> Outline {
    let mut parser = Parser::new(text);
    parser.attributes();
    parser.run();
    parser.outline
}

struct Parser<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    outline: Outline,
    frames: Vec<Frame>,
    stopped: bool,
}

impl<'a> Parser<'a> {
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
    fn said(&self, token: Token) -> &'a str {
        self.text.get(token.range()).unwrap_or_default()
    }

    fn fault(&mut self, fault: Diagnostic) {
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

    fn patch(&mut self, range: Range<usize>, with: impl Into<Cow<'static, str>>) {
        let with = with.into();
        self.outline.patches.push(Patch { range, with });
    }

    /// Marks what is open from the frame at `from` on as broken, and ends it here.
    fn break_open(&mut self, from: usize) {
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

    fn top(&self) -> Option<Frame> {
        self.frames.last().copied()
    }

    fn expect(&mut self, expect: Expect) {
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
            if !self.attribute() {
                let fault = Diagnostic::error("bad-attribute", "this `#![…]` does not end")
                    .at(hash.start..bang.end, "begins here")
                    .help(Some("write `#![enable(implicit_some)]`".into()));
                self.fault(fault);
            }
        }
    }

    /// One attribute, behind its `#!`; whether it ends as it should.
    fn attribute(&mut self) -> bool {
        let mut enabling = false;
        let mut last = TokenKind::End;
        loop {
            let mut ahead = self.lexer;
            let token = ahead.next();
            match token.kind {
                TokenKind::Close(b']') => {
                    self.lexer = ahead;
                    return true;
                }
                TokenKind::End | TokenKind::OpenComment => return false,
                // What follows is the chronology.
                _ if last == TokenKind::Close(b')') => return false,
                TokenKind::Word if self.said(token) == "enable" => enabling = true,
                TokenKind::Word if enabling => self.extension(token),
                _ => {}
            }
            last = token.kind;
            self.lexer = ahead;
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
    fn step(&mut self, token: Token) {
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
            TokenKind::Unknown => {
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

    /// A token where an element or a field is expected.
    fn item(&mut self, token: Token, frame: Frame) {
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
    fn no_value(&mut self, field: NodeId) {
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
        let closer = char::from(closer_of(frame.opener));
        self.unexpected(token, &format!("`,` or `{closer}`"), help);
        self.break_top();
        if let TokenKind::Open(opener) = token.kind {
            self.open(token, opener, None, None);
        }
    }

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

    /// A closing bracket.
    fn close(&mut self, token: Token, closer: u8) {
        let Some(top) = self.top() else {
            return;
        };
        if top.opener != 0 && closer_of(top.opener) == closer {
            self.pop(token);
            return;
        }
        let outer = self
            .frames
            .iter()
            .rposition(|frame| frame.opener != 0 && closer_of(frame.opener) == closer);
        let around = |at: usize| {
            at.checked_sub(1)
                .and_then(|at| self.frames.get(at))
                .copied()
        };
        let outer_fits = outer.is_some_and(|at| self.fits(around(at)));
        let top_fits = top.opener != 0 && self.fits(around(self.frames.len() - 1));
        let stray_fits = self.fits(Some(top));
        match outer {
            Some(outer) if outer_fits || (!top_fits && !stray_fits) => {
                self.close_outer(token, outer);
            }
            _ if top_fits => self.close_slip(token, top),
            _ => {
                let bracket = char::from(closer);
                let fault = Diagnostic::error(
                    "unpaired-bracket",
                    format!("this `{bracket}` closes nothing"),
                )
                .at(token.range(), "one too many");
                self.fault(fault);
                self.patch(token.range(), "");
            }
        }
    }

    /// Closes what is open, at `token`.
    fn pop(&mut self, token: Token) {
        if let Some(Frame {
            expect: Expect::Value(field),
            ..
        }) = self.top()
        {
            self.no_value(field);
        }
        self.end_top(token.end);
    }

    /// Takes the top frame away; its node ends at a byte.
    fn end_top(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.outline.tree.end(frame.node, end);
        // A field ends with its value.
        let parent = self.top().map(|frame| frame.node);
        if let Some(last) = parent.and_then(|parent| self.outline.tree.last_child(parent))
            && self.outline.tree.get(last).kind == NodeKind::Field
        {
            self.outline.tree.end(last, end);
        }
    }

    /// A closer of the frame at `outer`: those above it lack theirs.
    fn close_outer(&mut self, token: Token, outer: usize) {
        if let Some(inner) = self.frames.get(outer + 1..).and_then(<[_]>::first).copied() {
            let opener = char::from(inner.opener);
            let closer = char::from(closer_of(inner.opener));
            let fault =
                Diagnostic::error("unpaired-bracket", format!("this `{opener}` is not closed"))
                    .at(inner.at..inner.at + 1, format!("a `{closer}` is missing"))
                    .related(token.range(), "this closes what is around it");
            self.fault(fault);
        }
        self.break_open(outer + 1);
        while self.frames.len() > outer + 1 {
            self.end_top(token.start);
        }
        self.pop(token);
    }

    /// A wrong closer for what is open.
    fn close_slip(&mut self, token: Token, top: Frame) {
        let with = char::from(closer_of(top.opener)).to_string();
        let opener = char::from(top.opener);
        let fault = Diagnostic::error(
            "unpaired-bracket",
            format!("this bracket does not close the `{opener}` before it"),
        )
        .at(token.range(), format!("write `{with}`"))
        .related(top.at..top.at + 1, "opened here");
        self.fault(fault);
        self.patch(token.range(), with);
        self.pop(token);
    }

    /// Whether what comes next fits in `frame`, after a value.
    fn fits(&self, frame: Option<Frame>) -> bool {
        let Some(frame) = frame else {
            return false;
        };
        let mut ahead = self.lexer;
        let mut tokens = [ahead.next(), ahead.next(), ahead.next()].into_iter();
        let mut next = tokens.next();
        if frame.opener == 0 {
            return next.is_some_and(|token| token.kind == TokenKind::End);
        }
        let had_comma = next.is_some_and(|token| token.kind == TokenKind::Comma);
        if had_comma {
            next = tokens.next();
        }
        let Some(next) = next else {
            return false;
        };
        if matches!(next.kind, TokenKind::Close(_) | TokenKind::End) {
            return next.kind == TokenKind::Close(closer_of(frame.opener));
        }
        let after = tokens.next().map(|token| token.kind);
        let is_field = next.kind == TokenKind::Word && after == Some(TokenKind::Colon);
        let is_whole = self
            .frames
            .get(1)
            .is_some_and(|root| root.node == frame.node);
        match frame.opener {
            b'(' if frame.has_fields && is_whole => {
                is_field && ChronologyRecord::SCHEMA.field(self.said(next)).is_some()
            }
            b'(' if frame.has_fields => is_field,
            b'{' => next.begins_value(),
            _ => next.begins_value() && !is_field,
        }
    }

    /// Ends the top frame before `token`, which begins the next element of the list around it. Says
    /// whether there is such a list.
    fn end_unclosed(&mut self, token: Token) -> bool {
        let below = self.frames.len().checked_sub(2);
        let list = below.and_then(|at| self.frames.get(at)).copied();
        let (Some(list), Some(top)) = (list, self.top()) else {
            return false;
        };
        if list.opener != b'[' {
            return false;
        }
        let fault = Diagnostic::error("unpaired-bracket", "this `(` is not closed")
            .at(top.at..top.at + 1, "a `)` is missing")
            .related(token.range(), "the next element begins here");
        self.fault(fault);
        self.outline.tree.mark_broken(top.node);
        self.end_top(token.start);
        self.expect(Expect::Item);
        self.step(token);
        true
    }

    /// Ends the list on top before the field `name`, if it has elements and stands in a record: then that
    /// is what goes on. Gives the record.
    fn end_unclosed_list(&mut self, name: Token) -> Option<Frame> {
        let below = self.frames.len().checked_sub(2)?;
        let record = self.frames.get(below).copied()?;
        let top = self.top()?;
        let last = self.outline.tree.last_child(top.node)?;
        if !record.has_fields {
            return None;
        }
        let last = self.outline.tree.get(last);
        let (end, had_comma) = (last.range().end, last.range_with_comma() != last.range());
        let fault = Diagnostic::error("unpaired-bracket", "this `[` is not closed")
            .at(top.at..top.at + 1, "a `]` is missing")
            .related(name.range(), "the next field begins here");
        self.fault(fault);
        self.patch(end..end, if had_comma { "]" } else { "]," });
        self.end_top(end);
        self.expect(Expect::Item);
        self.top()
    }

    /// The end of the text.
    fn ended(&mut self, token: Token) {
        const SHOWN: usize = 3;
        let open = self.frames.get(1..).unwrap_or_default().to_vec();
        if open.is_empty() {
            if self.top().is_some_and(|root| root.expect == Expect::Item) {
                let fault = Diagnostic::error("empty-file", "there is no chronology in this file")
                    .at(token.range(), "the file ends here")
                    .help(Some("write `Chronology(title: \"…\", events: [])`".into()));
                self.fault(fault);
            }
            return;
        }
        let message = match open.len() {
            1 => "the file ends before a bracket is closed".to_owned(),
            count => format!("the file ends before {count} brackets are closed"),
        };
        let mut fault =
            Diagnostic::error("unpaired-bracket", message).at(token.range(), "the file ends here");
        if self.text.contains('\r') && !self.text.contains('\n') {
            fault.help =
                Some("its lines end in CR alone: a `//` comment takes all that follows".into());
        }
        for frame in open.iter().rev().take(SHOWN) {
            let opener = char::from(frame.opener);
            fault = fault.related(frame.at..frame.at + 1, format!("this `{opener}` is open"));
        }
        self.fault(fault);
        self.break_open(1);
        while self.frames.len() > 1 {
            self.end_top(token.start);
        }
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

/// What closes `opener`.
fn closer_of(opener: u8) -> u8 {
    match opener {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}
