//! Where the index keeps things of many events side by side: folded texts in one
//! string, and lists of numbers in one vector.

use std::collections::HashSet;
use std::ops::Range;

/// Rows of fewer values are looked through for repeats.
const SHORT: usize = 64;

/// Rows of folded text in one string, each between newlines.
#[derive(Debug)]
pub(crate) struct Arena {
    text: String,
    /// For each row the byte after its newline.
    ends: Vec<u32>,
}

impl Default for Arena {
    fn default() -> Self {
        Self {
            text: "\n".to_owned(),
            ends: Vec::new(),
        }
    }
}

impl Arena {
    /// Room for more of the row that `end_row` will end.
    pub fn open_row(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        self.text.push('\n');
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Gives back what was reserved and not used.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// All rows, with a newline before the first and after each.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a row starts.
    pub fn start(&self, row: usize) -> usize {
        match row.checked_sub(1) {
            None => 1,
            Some(before) => self.end(before),
        }
    }

    /// Where the row after starts.
    pub fn end(&self, row: usize) -> usize {
        let end = self.ends.get(row).or(self.ends.last());
        end.map_or(1, |end| usize::try_from(*end).unwrap_or(usize::MAX))
    }

    /// A row, without its newline.
    pub fn row(&self, row: usize) -> &str {
        let end = self.end(row).saturating_sub(1);
        self.text.get(self.start(row)..end).unwrap_or_default()
    }

    /// The bytes of a row, without its newline.
    pub fn length(&self, row: usize) -> usize {
        self.end(row).saturating_sub(self.start(row) + 1)
    }

    /// The first row from `row` on that ends after byte `at`.
    pub fn row_of(&self, at: usize, row: usize) -> usize {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        // Most often it is one of the next few.
        let rest = self.ends.get(row..).unwrap_or_default();
        let mut reach = 8;
        loop {
            let part = rest.get(..reach.min(rest.len())).unwrap_or_default();
            if part.last().is_some_and(|end| *end > at) || reach >= rest.len() {
                return row + part.partition_point(|end| *end <= at);
            }
            reach *= 4;
        }
    }
}

/// Rows of numbers in one vector.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    values: Vec<u32>,
    ends: Vec<u32>,
}

impl Lists {
    /// Adds a row: `values` in their order, each once.
    pub fn push_row(&mut self, values: impl IntoIterator<Item = usize>) {
        let start = self.values.len();
        // A row is short as a rule, and looked through; a long one is a set too.
        let mut known: HashSet<u32> = HashSet::new();
        for value in values {
            let value = u32::try_from(value).unwrap_or(u32::MAX);
            let row = self.values.get(start..).unwrap_or_default();
            let is_new = if row.len() < SHORT {
                !row.contains(&value)
            } else {
                if known.is_empty() {
                    known.extend(row);
                }
                known.insert(value)
            };
            if is_new {
                self.values.push(value);
            }
        }
        self.ends
            .push(u32::try_from(self.values.len()).unwrap_or(u32::MAX));
    }

    /// Gives back what was reserved and not used.
    pub fn shrink(&mut self) {
        self.values.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Replaces each value by what `table` has in its place.
    pub fn renumber(&mut self, table: &[u32]) {
        for value in &mut self.values {
            *value = table.get(index(*value)).copied().unwrap_or(u32::MAX);
        }
    }

    /// A row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows(row..row + 1).iter().map(|value| index(*value))
    }

    /// The values of consecutive rows, one after another.
    pub fn rows(&self, rows: Range<usize>) -> &[u32] {
        let range = start(&self.ends, rows.start)..start(&self.ends, rows.end);
        let values = self.values.get(range);
        values.unwrap_or_default()
    }

    /// Shows `visit` each value with its row.
    pub fn each(&self, mut visit: impl FnMut(usize, usize)) {
        let mut start = 0;
        for (row, end) in self.ends.iter().enumerate() {
            let end = index(*end);
            for value in self.values.get(start..end).unwrap_or_default() {
                visit(row, index(*value));
            }
            start = end;
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Where the items of the `nth` begin, of which the ends are known.
pub(crate) fn start(ends: &[u32], nth: usize) -> usize {
    let before = nth.checked_sub(1).and_then(|before| ends.get(before));
    before.map_or(0, |end| index(*end))
}

/// Makes of how many items each has where its items begin.
pub(crate) fn counts_to_starts(counts: &mut [u32]) {
    let mut next = 0;
    for count in counts {
        (*count, next) = (next, next + *count);
    }
}

/// A stored number as a place in a table.
pub(crate) fn index(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_apart() {
        let mut arena = Arena::default();
        for row in ["one", "", "three"] {
            arena.open_row().push_str(row);
            arena.end_row();
        }
        assert_eq!(arena.text(), "\none\n\nthree\n");
        assert_eq!([0, 1, 2].map(|row| arena.row(row)), ["one", "", "three"]);
        assert_eq!(arena.row(3), "");
        assert_eq!(
            [1, 3, 5, 6, 9].map(|at| arena.row_of(at, 0)),
            [0, 0, 1, 2, 2]
        );
    }

    #[test]
    fn far_rows_are_found() {
        let mut arena = Arena::default();
        for row in 0..1000 {
            arena.open_row().push_str(&"x".repeat(row % 7));
            arena.end_row();
        }
        for row in 0..1000 {
            assert_eq!(arena.row_of(arena.start(row), 0), row);
            assert_eq!(arena.row_of(arena.end(row) - 1, row / 2), row);
        }
    }

    #[test]
    fn lists_hold_each_value_once() {
        let mut lists = Lists::default();
        lists.push_row([3, 1, 3]);
        lists.push_row([]);
        lists.push_row([2]);
        assert_eq!(lists.row(0).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(lists.row(1).count(), 0);
        assert_eq!(lists.rows(0..3), [3, 1, 2]);
        assert_eq!(lists.rows(1..3), [2]);
        assert_eq!(lists.rows(1..2), [0; 0]);
        lists.renumber(&[0, 10, 20, 30]);
        assert_eq!(lists.row(2).collect::<Vec<_>>(), [20]);
    }
}
