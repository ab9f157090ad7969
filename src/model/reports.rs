//! Reports of faults: all are counted, of each severity the first 1,000 are kept.
//!
//! A small file may hold a million faults, each of which would take a hundred times its bytes. Nobody reads more than
//! the first of them.

use std::ops::{Deref, DerefMut};

use super::problem::{Problem, Severity};

/// How many reports of a severity are kept.
pub const MOST_KEPT: usize = 1_000;

/// A report of a fault.
pub trait Report {
    /// How bad the fault is.
    fn severity(&self) -> Severity;
}

impl Report for Problem {
    fn severity(&self) -> Severity {
        self.severity
    }
}

/// Reports, in the order in which they came. Read those that are kept as a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reports<T> {
    kept: Vec<T>,
    /// How many notes, warnings and errors there were, kept or not.
    counts: [usize; 3],
}

impl<T> Default for Reports<T> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            counts: Default::default(),
        }
    }
}

impl<T: Report> Reports<T> {
    /// Adds a report; its place among those kept, if it is.
    pub fn push(&mut self, report: T) -> Option<usize> {
        let is_kept = self.keeps(report.severity());
        *self.count_mut(report.severity()) += 1;
        is_kept.then(|| {
            self.kept.push(report);
            self.kept.len() - 1
        })
    }

    /// Whether one more of that severity would be kept.
    pub fn keeps(&self, severity: Severity) -> bool {
        self.count(severity) < MOST_KEPT
    }

    /// Counts one that is not kept; only after `keeps` said so.
    pub fn count_only(&mut self, severity: Severity) {
        *self.count_mut(severity) += 1;
    }

    /// Adds the reports of others behind these. For each that they kept, its place here, if it is kept here too.
    pub fn append(&mut self, others: Self) -> Vec<Option<usize>> {
        let before = self.counts;
        let places = others
            .kept
            .into_iter()
            .map(|report| self.push(report))
            .collect();
        for ((count, before), more) in self.counts.iter_mut().zip(before).zip(others.counts) {
            *count = before + more;
        }
        places
    }

    /// How many there were of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let [note, warning, error] = self.counts;
        match severity {
            Severity::Note => note,
            Severity::Warning => warning,
            Severity::Error => error,
        }
    }

    /// How many there were, kept or not.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// What `make` makes of each that is kept; the counts stay.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Reports<U> {
        Reports {
            kept: self.kept.into_iter().map(make).collect(),
            counts: self.counts,
        }
    }

    fn count_mut(&mut self, severity: Severity) -> &mut usize {
        let [note, warning, error] = &mut self.counts;
        match severity {
            Severity::Note => note,
            Severity::Warning => warning,
            Severity::Error => error,
        }
    }
}

impl<T> Deref for Reports<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.kept
    }
}

impl<T> DerefMut for Reports<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.kept
    }
}

impl<T: Report> Extend<T> for Reports<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, reports: I) {
        for report in reports {
            self.push(report);
        }
    }
}

impl<T: Report> FromIterator<T> for Reports<T> {
    fn from_iter<I: IntoIterator<Item = T>>(reports: I) -> Self {
        let mut all = Self::default();
        all.extend(reports);
        all
    }
}

impl<'a, T> IntoIterator for &'a Reports<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter()
    }
}

impl<T: PartialEq, const N: usize> PartialEq<[T; N]> for Reports<T> {
    fn eq(&self, other: &[T; N]) -> bool {
        self.kept == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Report for (Severity, usize) {
        fn severity(&self) -> Severity {
            self.0
        }
    }

    #[test]
    fn all_are_counted_and_the_first_of_each_severity_kept() {
        let of = |severity, count| (0..count).map(move |nth| (severity, nth));
        let mut reports: Reports<(Severity, usize)> = of(Severity::Note, 1_500).collect();
        reports.extend(of(Severity::Error, 999));
        assert_eq!((reports.len(), reports.total()), (1_999, 2_499));
        let others = of(Severity::Error, 1_200).chain(of(Severity::Warning, 2));
        let places = reports.append(others.collect());
        assert_eq!(places.len(), 1_002);
        assert_eq!(places.first(), Some(&Some(1_999)));
        assert_eq!(places.get(1), Some(&None));
        assert_eq!(places.last(), Some(&Some(2_001)));
        let counts =
            [Severity::Note, Severity::Warning, Severity::Error].map(|of| reports.count(of));
        assert_eq!(counts, [1_500, 2, 2_199]);
        assert_eq!(reports.len(), 2_002);
    }
}
