//! How the outline reads values: texts, words and numbers as they are; brackets by opening a frame.

use super::super::diagnostic::Diagnostic;
use super::lexer::{Quotes, Token, TokenKind};
use super::outline::{DEEPEST, Expect, Frame, Scanner};
use super::tree::{NodeId, NodeKind};

impl Scanner<'_> {
    /// A value that begins with `token`, for the field or for the brackets that are open.
    pub fn value(&mut self, token: Token, field: Option<NodeId>) {
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
    pub fn open(&mut self, token: Token, opener: u8, name: Option<Token>, field: Option<NodeId>) {
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
