//! A set of the rows of a segment, a bit each.

/// How many events a segment holds: enough to be worth a task, few enough to stop soon.
pub(crate) const EVENTS: usize = 4096;

const WORDS: usize = EVENTS / 64;

/// A set of rows.
#[derive(Debug, Clone)]
pub(crate) struct RowSet([u64; WORDS]);

impl RowSet {
    /// No row.
    pub fn none() -> Self {
        Self([0; WORDS])
    }

    /// The rows for which `holds`, of the first `rows`.
    pub fn of(rows: usize, holds: impl Fn(usize) -> bool) -> Self {
        let mut bits = Self::none();
        for (nth, word) in bits.0.iter_mut().enumerate() {
            let first = nth * 64;
            for row in first..rows.min(first + 64) {
                *word |= u64::from(holds(row)) << (row - first);
            }
        }
        bits
    }

    /// Adds a row.
    pub fn add(&mut self, row: usize) {
        if let Some(word) = self.0.get_mut(row / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// All rows.
    pub fn all() -> Self {
        Self([u64::MAX; WORDS])
    }

    /// Whether a row is in it.
    pub fn has(&self, row: usize) -> bool {
        let word = self.0.get(row / 64).copied().unwrap_or(0);
        word >> (row % 64) & 1 == 1
    }

    /// Leaves the rows that another set has too.
    pub fn keep(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    /// Leaves the rows that `holds` holds of.
    pub fn filter(&mut self, holds: impl Fn(usize) -> bool) {
        for (nth, word) in self.0.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                let row = nth * 64 + usize::try_from(bit).unwrap_or(0);
                if !holds(row) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// The rows, ascending.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(nth, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = usize::try_from(rest.trailing_zeros()).ok()?;
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    nth * 64 + bit
                })
            })
        })
    }
}

/// For each of 64 letters the rows that have it.
#[derive(Debug)]
pub(crate) struct LetterSets(Vec<RowSet>);

impl Default for LetterSets {
    fn default() -> Self {
        Self(vec![RowSet::none(); 64])
    }
}

impl LetterSets {
    /// Adds the letters of a row, a bit each.
    pub fn add(&mut self, row: usize, letters: u64) {
        let mut rest = letters;
        while rest != 0 {
            let letter = usize::try_from(rest.trailing_zeros()).unwrap_or(0);
            rest &= rest - 1;
            if let Some(rows) = self.0.get_mut(letter) {
                rows.add(row);
            }
        }
    }

    /// The rows that have all of `letters`.
    pub fn rows(&self, letters: u64) -> RowSet {
        let mut all = RowSet::all();
        for (_, rows) in self.of_letters(letters) {
            all.keep(rows);
        }
        all
    }

    /// Which of `letters` a row has.
    pub fn of(&self, row: usize, letters: u64) -> u64 {
        let of_letters = self.of_letters(letters);
        of_letters.fold(
            0,
            |all, (bit, rows)| {
                if rows.has(row) { all | bit } else { all }
            },
        )
    }

    /// The rows of each of `letters`, with its bit.
    fn of_letters(&self, letters: u64) -> impl Iterator<Item = (u64, &RowSet)> {
        let mut rest = letters;
        std::iter::from_fn(move || {
            let letter = usize::try_from(rest.trailing_zeros()).ok()?;
            let bit = rest & rest.wrapping_neg();
            rest &= !bit;
            Some((bit, self.0.get(letter)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_in() {
        let mut bits = RowSet::of(100, |row| row % 30 == 5);
        assert_eq!(bits.rows().collect::<Vec<_>>(), [5, 35, 65, 95]);
        bits.add(EVENTS - 1);
        bits.add(EVENTS);
        bits.add(0);
        assert_eq!(
            bits.rows().collect::<Vec<_>>(),
            [0, 5, 35, 65, 95, EVENTS - 1]
        );
        let mut both = RowSet::of(EVENTS, |row| row > 60);
        both.keep(&bits);
        assert_eq!(both.rows().collect::<Vec<_>>(), [65, 95, EVENTS - 1]);
        both.filter(|row| row != 95);
        both.keep(&RowSet::of(EVENTS, |row| row != 5));
        assert!(both.has(65) && !both.has(95) && !both.has(EVENTS));
        assert_eq!(both.rows().collect::<Vec<_>>(), [65, EVENTS - 1]);
    }

    #[test]
    fn rows_are_known_by_their_letters() {
        let mut letters = LetterSets::default();
        letters.add(0, 0b101);
        letters.add(70, 1 << 63 | 0b100);
        assert_eq!(
            [0, 1, 70].map(|row| letters.of(row, u64::MAX)),
            [0b101, 0, 1 << 63 | 0b100]
        );
        assert_eq!(letters.rows(0b100).rows().collect::<Vec<_>>(), [0, 70]);
        assert_eq!(letters.rows(0b101).rows().collect::<Vec<_>>(), [0]);
        assert!(letters.rows(0).has(5));
        assert_eq!(letters.of(70, 0b110), 0b100);
    }
}
