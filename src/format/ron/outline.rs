//! The outline of a RON text: what stands where, found whatever is wrong with it.
//!
//! It reports every fault of the punctuation and goes on behind it: missing and
//! stray commas and colons, brackets that don't pair, quotes, text after the
//! end. A fault that has one meaning only is mended by a [`Patch`]; otherwise
//! the node around it is marked as broken. It is no recursion, its depth,
//! faults and nodes are bounded, and its time is linear in the text.

use std::borrow::Cow;
use std::ops::Range;

use ::ron::extensions::Extensions;

use crate::model::problem::quoted;

use super::super::diagnostic::Diagnostic;
use super::lexer::{Lexer, Token, TokenKind};
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
    pub fn stop(&mut self) {
        self.stopped = true;
        self.break_open(0);
    }

    pub fn patch(&mut self, range: Range<usize>, with: &'static str) {
        let with = Cow::Borrowed(with);
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

    /// Marks what is open, and what it was about to say, as broken.
    pub fn break_top(&mut self) {
        if let Some(frame) = self.top() {
            self.outline.tree.mark_broken(frame.node);
            if let Some(last) = self.outline.tree.last_child(frame.node) {
                self.outline.tree.mark_broken(last);
            }
        }
        self.expect(Expect::CommaAfterJunk);
    }

    pub fn unexpected(&mut self, token: Token, expected: &str, help: Option<String>) {
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
