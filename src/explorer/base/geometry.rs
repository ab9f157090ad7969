//! Sizes and rectangles of cells.

/// Columns × rows of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of cells, from the top left, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell lies in it.
    pub fn holds(self, x: u16, y: u16) -> bool {
        x >= self.x && y >= self.y && x - self.x < self.width && y - self.y < self.height
    }

    /// Its rows from `from` on, `height` of them at most.
    #[must_use]
    pub fn rows(self, from: u16, height: u16) -> Self {
        let from = from.min(self.height);
        Self {
            y: self.y + from,
            height: height.min(self.height - from),
            ..self
        }
    }

    /// Its columns from `from` on, `width` of them at most.
    #[must_use]
    pub fn columns(self, from: u16, width: u16) -> Self {
        let from = from.min(self.width);
        Self {
            x: self.x + from,
            width: width.min(self.width - from),
            ..self
        }
    }

    /// Without its first row, which is the rule with the title.
    #[must_use]
    pub fn body(self) -> Self {
        self.rows(1, self.height)
    }
}
