//! What a terminal shows: the emulator, its cells, and waiting for rows.

use std::fmt::Write as _;

use super::Terminal;

/// An empty screen.
pub fn emulator((columns, rows): (u16, u16)) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

/// Every cell of a screen with its style; what can't be seen of a blank is left out.
pub fn cells(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let mut cells = Vec::new();
    for row in 0..rows.get() {
        for column in 0..columns.get() {
            let cell = screen.cell(row, column).unwrap();
            let blank = matches!(cell.contents(), "" | " ");
            let letter = if blank { " " } else { cell.contents() };
            let mut told = format!(
                "{row},{column} {letter:?} on {:?} {} {}",
                cell.bgcolor(),
                cell.inverse(),
                cell.underline()
            );
            if !blank || cell.inverse() || cell.underline() {
                write!(told, " {:?} {}", cell.fgcolor(), cell.bold() && !blank).unwrap();
            }
            cells.push(told);
        }
    }
    cells
}

/// The row that shows reversed, if one does.
pub fn selected(screen: &vt100::Screen) -> Option<u16> {
    let (rows, _) = screen.size();
    (0..rows.get()).find(|row| {
        // The title of the focused pane is reversed too, in its rule.
        let is_rule = screen
            .cell(*row, 0)
            .is_some_and(|cell| cell.contents() == "─");
        !is_rule && screen.cell(*row, 3).is_some_and(vt100::Cell::inverse)
    })
}

impl Terminal {
    /// Waits until the rows from the top are those of `letters`; blanks at the end of a row do not count.
    pub fn wait_for_rows(&mut self, letters: &str, what: &str) {
        self.wait_until(&format!("{what}:\n{letters}"), |terminal| {
            let width = terminal.screen().size().1.get();
            let rows = terminal.screen().rows(0, width);
            rows.zip(letters.lines())
                .all(|(row, expected)| row.trim_end() == expected.trim_end())
        });
    }
}
