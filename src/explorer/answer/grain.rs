//! The grain of headings: by year where years have several events, by decade, century or millennium where they are sparse.
//!
//! Decided for a whole result, or millennium by millennium and century by century where some have much and some little.

use crate::model::date::{Bound, Bounds, DateShape, Day, year_range};

/// The most centuries that are told by decades alone.
const FEW: usize = 3;

/// How many years a heading stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Grain {
    /// One.
    #[default]
    Year,
    /// Ten: 1910–1919, 50–41 BCE.
    Decade,
    /// A hundred: 1900–1999, 200–101 BCE.
    Century,
    /// A thousand.
    Millennium,
    /// All that there are: no heading says the year.
    All,
}

impl Grain {
    const COARSE: [Self; 3] = [Self::Decade, Self::Century, Self::Millennium];

    fn years(self) -> i64 {
        match self {
            Self::Year => 1,
            Self::Decade => 10,
            Self::Century => 100,
            Self::Millennium => 1000,
            Self::All => i64::MAX,
        }
    }
}

/// The years of one heading that is coarser than a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The first, astronomical.
    pub first: i64,
    /// The last.
    pub last: i64,
}

impl Years {
    /// Those of that grain which hold `year`. Before the common era they are counted backwards, as people do: 100–1 BCE.
    pub fn holding(year: i64, grain: Grain) -> Self {
        let size = grain.years();
        if year > 0 {
            let first = year / size * size;
            Self {
                first: first.max(1),
                last: first.saturating_add(size - 1),
            }
        } else {
            let nearest = year / size * size;
            Self {
                first: nearest.saturating_sub(size - 1),
                last: nearest,
            }
        }
    }

    /// The years that a date means as a whole, if it is a decade, a century or a millennium.
    pub fn meant(shape: DateShape, bounds: Bounds) -> Option<Self> {
        let (DateShape::Moment, Bound::Day(first), Bound::Day(last)) =
            (shape, bounds.earliest, bounds.latest)
        else {
            return None;
        };
        if last.number() - first.number() < 3000 {
            return None;
        }
        let (first, last) = (Day::civil(first).0, Day::civil(last).0);
        Grain::COARSE
            .into_iter()
            .map(|grain| Self::holding(first, grain))
            .find(|years| *years == Self { first, last })
    }

    /// "1910s", "1900–1999", "200–101 BCE". What may be taken for a century is told by its years.
    pub fn words(self) -> String {
        let is_decade = self.last - self.first == 9;
        if is_decade && self.first >= 1000 && self.first % 100 != 0 {
            return format!("{}s", self.first);
        }
        year_range(self.first, self.last)
    }
}

/// Which grain the headings of a result have, by year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grains {
    /// That of every year that is not in `centuries`.
    rest: Grain,
    /// The first years of centuries with a grain of their own, ascending.
    centuries: Vec<(i64, Grain)>,
}

/// What stands in some years.
#[derive(Debug, Clone, Copy, Default)]
struct Census {
    events: usize,
    years: usize,
    decades: usize,
    centuries: usize,
    millennia: usize,
}

impl Census {
    /// Whether so many groups have two events each on average, or are only one.
    fn suits(self, groups: usize) -> bool {
        groups <= 1 || groups * 2 <= self.events
    }

    /// Takes in `events` that stand in `year`, after those of `before`.
    fn add(&mut self, before: Option<i64>, year: i64, events: usize) {
        let differs = |grain| {
            let block = |year| Years::holding(year, grain);
            usize::from(before.is_none_or(|before| block(before) != block(year)))
        };
        self.events += events;
        if before == Some(year) {
            return;
        }
        self.years += 1;
        self.decades += differs(Grain::Decade);
        self.centuries += differs(Grain::Century);
        self.millennia += differs(Grain::Millennium);
    }
}

impl Grains {
    /// Those of events that stand in these years, ascending, so many in each; a year may come again.
    pub fn of(years: impl Iterator<Item = (i64, usize)>) -> Self {
        let mut all = Census::default();
        // By the first years of the blocks.
        let mut centuries: Vec<(i64, Census)> = Vec::new();
        let mut before = None;
        for (year, events) in years {
            all.add(before, year, events);
            let century = Years::holding(year, Grain::Century).first;
            if centuries.last().is_none_or(|(last, _)| *last != century) {
                centuries.push((century, Census::default()));
            }
            if let Some((_, census)) = centuries.last_mut() {
                census.add(before, year, events);
            }
            before = Some(year);
        }
        // Over many centuries the decades of a few events would be strange to read.
        let by_decade = all.centuries <= FEW && all.suits(all.decades);
        for (suits, rest) in [
            (all.suits(all.years), Grain::Year),
            (by_decade, Grain::Decade),
        ] {
            if suits {
                return Self {
                    rest,
                    centuries: Vec::new(),
                };
            }
        }
        if !all.suits(all.millennia) {
            return Self {
                rest: Grain::All,
                centuries: Vec::new(),
            };
        }
        let same_millennium = |one: &(i64, Census), other: &(i64, Census)| {
            let block = |century| Years::holding(century, Grain::Millennium);
            block(one.0) == block(other.0)
        };
        let mut grains = Vec::new();
        for millennium in centuries.chunk_by(same_millennium) {
            let whole = Census {
                events: millennium.iter().map(|(_, census)| census.events).sum(),
                ..Census::default()
            };
            if !whole.suits(millennium.len()) {
                continue;
            }
            grains.extend(millennium.iter().map(|(first, census)| {
                let grain = if census.suits(census.years) {
                    Grain::Year
                } else if census.suits(census.decades) {
                    Grain::Decade
                } else {
                    Grain::Century
                };
                (*first, grain)
            }));
        }
        Self {
            rest: Grain::Millennium,
            centuries: grains,
        }
    }

    /// That of events in `year`.
    pub fn at(&self, year: i64) -> Grain {
        let century = Years::holding(year, Grain::Century).first;
        let own = self
            .centuries
            .binary_search_by_key(&century, |(first, _)| *first)
            .ok()
            .and_then(|at| self.centuries.get(at));
        own.map_or(self.rest, |(_, grain)| *grain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grain(years: &[i64], at: i64) -> Grain {
        Grains::of(years.iter().map(|year| (*year, 1))).at(at)
    }

    #[test]
    fn blocks_of_years_are_those_that_people_name() {
        for (year, grain, first, last, words) in [
            (1914, Grain::Decade, 1910, 1919, "1910s"),
            (1905, Grain::Decade, 1900, 1909, "1900–1909"),
            (5, Grain::Decade, 1, 9, "1–9 CE"),
            (0, Grain::Decade, -9, 0, "10–1 BCE"),
            (-43, Grain::Decade, -49, -40, "50–41 BCE"),
            (-43, Grain::Century, -99, 0, "100–1 BCE"),
            (-199, Grain::Century, -199, -100, "200–101 BCE"),
            (1914, Grain::Century, 1900, 1999, "1900–1999"),
            (-1999, Grain::Millennium, -1999, -1000, "2000–1001 BCE"),
        ] {
            let years = Years::holding(year, grain);
            assert_eq!(years, Years { first, last }, "{year} {grain:?}");
            assert_eq!(years.words(), words);
        }
    }

    #[test]
    fn sparse_years_are_told_together() {
        assert_eq!(grain(&[2023], 2023), Grain::Year);
        assert_eq!(grain(&[2020, 2020, 2023, 2023], 2023), Grain::Year);
        assert_eq!(
            grain(&[1905, 1908, 1914, 1914, 1920, 1920, 1921, 1926], 1914),
            Grain::Decade
        );
        // Three centuries, one of them with much.
        let mut years = vec![-3200, -2600, -2300, -1750, -1700];
        years.extend((0..40).map(|nth| 1914 + nth / 2));
        years.extend([2001, 2011]);
        assert_eq!(grain(&years, -2600), Grain::Millennium);
        assert_eq!(grain(&years, 1914), Grain::Year);
        assert_eq!(grain(&years, 2001), Grain::Century);
        let ages: Vec<i64> = (1..9).map(|n| -n * 1_000_000).collect();
        assert_eq!(grain(&ages, -1_000_000), Grain::All);
    }
}
