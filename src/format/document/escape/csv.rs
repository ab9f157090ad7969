//! Cells of a table: a spreadsheet computes none of them.

/// What begins a formula in some spreadsheet, in halfwidth or fullwidth.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What some spreadsheet drops in front of a formula, and what the cell is then taken to begin with.
const DROPPED: [char; 3] = ['\t', '\r', '\n'];

/// A cell that begins as formulas do, with blanks before it or none, is made text by an apostrophe.
pub fn guarded(cell: String) -> String {
    if cell.starts_with(DROPPED) || cell.trim_start().starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_are_text() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "@A1",
            "\tx",
            "\rx",
            "\nx",
            "＝1",
            "    =1",
            "\u{3000}=1",
            "\u{a0}@x",
        ] {
            assert_eq!(guarded(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["1=1", "", " x", "x\n=1"] {
            assert_eq!(guarded(cell.to_owned()), cell);
        }
    }
}
