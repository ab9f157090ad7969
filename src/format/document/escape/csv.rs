//! Cells of a table: a spreadsheet computes none of them.

/// What begins a formula in some spreadsheet, or hides one, in halfwidth or fullwidth.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell that begins as formulas do is made text by an apostrophe.
pub fn guarded(cell: String) -> String {
    if cell.starts_with(FORMULA) {
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
        for cell in ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "＝1"] {
            assert_eq!(guarded(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["1=1", "", " x"] {
            assert_eq!(guarded(cell.to_owned()), cell);
        }
    }
}
