//! How the outline pairs brackets: what is meant where a closing bracket fits none that is open.
//!
//! A bracket that does not pair is one of three: the closer of an outer bracket
//! whose inner ones lack theirs, a slip for the right closer, or one too many.
//! What follows it tells: after the outer bracket, what follows must fit there.

use super::super::diagnostic::Diagnostic;
use super::lexer::{Token, TokenKind};
use super::outline::{Expect, Frame, Scanner};
use super::schema::CHRONOLOGY;
use super::tree::NodeKind;

/// The names of brackets.
pub(super) struct Brackets;

impl Brackets {
    /// What closes `opener`.
    pub fn closer(opener: u8) -> u8 {
        match opener {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        }
    }
}

impl Scanner<'_> {
    /// A closing bracket.
    pub fn close(&mut self, token: Token, closer: u8) {
        let Some(top) = self.top() else {
            return;
        };
        if top.opener != 0 && Brackets::closer(top.opener) == closer {
            self.pop(token);
            return;
        }
        let outer = self
            .frames
            .iter()
            .rposition(|frame| frame.opener != 0 && Brackets::closer(frame.opener) == closer);
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
            let closer = char::from(Brackets::closer(inner.opener));
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
        let with = match top.opener {
            b'(' => ")",
            b'[' => "]",
            _ => "}",
        };
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
            return next.kind == TokenKind::Close(Brackets::closer(frame.opener));
        }
        let after = tokens.next().map(|token| token.kind);
        let is_field = next.kind == TokenKind::Word && after == Some(TokenKind::Colon);
        let is_whole = self
            .frames
            .get(1)
            .is_some_and(|root| root.node == frame.node);
        match frame.opener {
            b'(' if frame.has_fields && is_whole => {
                is_field && CHRONOLOGY.field(self.said(next)).is_some()
            }
            b'(' if frame.has_fields => is_field,
            b'{' => next.begins_value(),
            _ => next.begins_value() && !is_field,
        }
    }

    /// Ends the top frame before `token`, which begins the next element of the list around it. Says
    /// whether there is such a list.
    pub fn end_unclosed(&mut self, token: Token) -> bool {
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
    pub fn end_unclosed_list(&mut self, name: Token) -> Option<Frame> {
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
    pub fn ended(&mut self, token: Token) {
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
