//! The diffing writer: the next frame → the bytes that turn the last one into it.
//!
//! It keeps what the terminal shows. An equal frame is no bytes. Where a block
//! of rows moved it tries a scroll region too and takes what is shorter. It
//! never writes to the terminal itself: the host sends the bytes in one piece.

mod encode;
mod frame;
mod pen;
mod shift;
#[cfg(test)]
mod tests;

use crossterm::QueueableCommand;
use crossterm::cursor::{Hide, Show};
use crossterm::terminal::{DisableLineWrap, EnableLineWrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use encode::Encoder;
use frame::{Pen, ScreenFrame};

use crate::explorer::Look;

/// Bytes from which on a scroll region is tried, and clearing.
const WORTH_A_SHIFT: usize = 120;

/// Bytes from which on the cursor is hidden while the frame is drawn.
const WORTH_HIDING: usize = 64;

/// What the terminal can do beyond addressing, erasing to an end, and bold, underlined and reversed letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// DECSTBM: scroll some rows.
    pub scroll_regions: bool,
    /// DECTCEM: hide the cursor.
    pub hide_cursor: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self {
            scroll_regions: true,
            hide_cursor: true,
        }
    }
}

/// What the terminal shows, and how to show the next frame.
#[derive(Debug)]
pub struct ScreenWriter {
    look: Look,
    capabilities: Capabilities,
    shown: Option<ScreenFrame>,
    pen: Option<Pen>,
    cursor: Option<Position>,
    /// Whether the cursor may be seen.
    visible: bool,
}

impl ScreenWriter {
    /// A screen of which nothing is known yet; its cursor is hidden.
    pub fn new(look: Look, capabilities: Capabilities) -> Self {
        Self {
            look,
            capabilities,
            shown: None,
            pen: None,
            cursor: None,
            visible: false,
        }
    }

    /// Forgets what the terminal shows: the next frame is drawn in full.
    pub fn forget(&mut self) {
        self.shown = None;
        self.pen = None;
        self.cursor = None;
        self.visible = true;
    }

    /// The bytes that show `buffer`, with the cursor at `cursor` or hidden.
    pub fn frame(&mut self, buffer: &Buffer, cursor: Option<Position>) -> Vec<u8> {
        let new = ScreenFrame::read(buffer, self.look);
        let mut encoder = self.encode(&new);
        let area = *buffer.area();
        let cursor = cursor.filter(|at| area.contains(*at));
        // Writing to memory does not fail: what `queue` returns is left.
        let mut out = Vec::with_capacity(encoder.out.len() + 32);
        let painted = !encoder.out.is_empty();
        if self.capabilities.hide_cursor
            && self.visible
            && (cursor.is_none() || encoder.out.len() > WORTH_HIDING)
        {
            let _ = out.queue(Hide);
            self.visible = false;
        }
        // A letter that the terminal takes for a wider one must not spill into the next row.
        let guarded = encoder.disputed;
        if guarded {
            let _ = out.queue(DisableLineWrap);
        }
        if let Some(at) = cursor
            && (painted || self.cursor != cursor)
        {
            encoder.move_to(at.x - area.x, at.y - area.y, &[]);
        }
        out.append(&mut encoder.out);
        if guarded {
            let _ = out.queue(EnableLineWrap);
        }
        if self.capabilities.hide_cursor && cursor.is_some() && !self.visible {
            self.visible = true;
            let _ = out.queue(Show);
        }
        self.pen = encoder.pen;
        self.cursor = cursor;
        self.shown = Some(new);
        out
    }

    /// Paints `new` over what is shown, the shortest way known.
    fn encode(&self, new: &ScreenFrame) -> Encoder {
        let mut encoder = Encoder::new(self.pen);
        let known = self
            .shown
            .as_ref()
            .filter(|shown| shown.width() == new.width() && shown.height() == new.height());
        let Some(shown) = known else {
            encoder.clear();
            rows(
                &mut encoder,
                &ScreenFrame::blank(new.width(), new.height()),
                new,
            );
            return encoder;
        };
        let mut plain = encoder.clone();
        rows(&mut plain, shown, new);
        if plain.out.len() >= WORTH_A_SHIFT {
            let mut cleared = encoder.clone();
            cleared.clear();
            rows(
                &mut cleared,
                &ScreenFrame::blank(new.width(), new.height()),
                new,
            );
            // All goes blank before it comes again: that must save much.
            if cleared.out.len() < plain.out.len() / 2 {
                return cleared;
            }
        }
        if !self.capabilities.scroll_regions || plain.out.len() < WORTH_A_SHIFT {
            return plain;
        }
        let Some(shift) = shift::find(shown, new) else {
            return plain;
        };
        encoder.scroll(shift.top, shift.bottom, shift.by);
        let mut moved = shown.clone();
        moved.shift(shift.top, shift.bottom, shift.by);
        rows(&mut encoder, &moved, new);
        if encoder.out.len() < plain.out.len() {
            encoder
        } else {
            plain
        }
    }
}

/// Turns all rows of `old` into those of `new`.
fn rows(encoder: &mut Encoder, old: &ScreenFrame, new: &ScreenFrame) {
    for (y, (old, new)) in (0u16..).zip(old.rows().iter().zip(new.rows())) {
        encoder.row(y, old, new);
    }
}
