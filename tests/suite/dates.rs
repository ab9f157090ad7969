//! Dates against the EDTF corpora, in a table to read, and in properties.
//!
//! The corpora are in `tests/data/edtf`; where we differ from one, the difference stands in `DIVERGENCES`
//! with its reason, and is tested to be one. The oracles below know no bounds and no spans: they compare
//! digits day by day.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may stop at what it does not expect"
)]

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::Datelike;
use dateline::model::date::{
    Bound, Date, DateShape, Day, HeadingSays, Meeting, Precision, SaidOnce, parse_natural,
    parse_period,
};
use proptest::prelude::*;
use serde_json::Value;

fn date(written: &str) -> Date {
    Date::parse(written).unwrap_or_else(|fault| panic!("{written}: {fault:?}"))
}

// ------------------------------------------------------------------ corpora

/// What a corpus says otherwise than we do, and why.
const DIVERGENCES: &[(&str, &str)] = &[
    ("", "blank is undated here, not an error"),
    (
        "Y-17E7",
        "the corpus stops at 4713 BCE; we count days of any year",
    ),
    (
        "Y17E7",
        "the corpus stops at the year 5874897; we count days of any year",
    ),
    (
        "Y171010000S3",
        "the corpus stops at the year 5874897; we count days of any year",
    ),
    (
        "2001-21",
        "a season of no said hemisphere may fall anywhere in its year",
    ),
    (
        "2001-24",
        "a season of no said hemisphere may fall anywhere in its year",
    ),
];

fn diverges(written: &str) -> bool {
    DIVERGENCES.iter().any(|(text, _)| *text == written)
}

fn corpus(text: &str) -> Value {
    serde_json::from_str(text).expect("the corpus is JSON")
}

fn rows<'a>(corpus: &'a Value, name: &str) -> Vec<(&'a str, &'a Value)> {
    corpus[name]
        .as_array()
        .unwrap_or_else(|| panic!("no list {name}"))
        .iter()
        .map(|row| (row["edtf"].as_str().expect("a text"), row))
        .collect()
}

fn bound_text(bound: Bound, open: &str) -> String {
    match bound {
        Bound::Open => open.to_owned(),
        Bound::Unknown => "null".to_owned(),
        Bound::Day(day) => {
            let (year, month, day) = day.civil();
            let sign = if year < 0 { "-" } else { "" };
            format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
        }
    }
}

#[test]
fn conformance_corpus_with_bounds() {
    let corpus = corpus(include_str!("../data/edtf/edtf-conformance-corpus.json"));
    let mut count = 0;
    for level in ["level0", "level1", "level2"] {
        for (written, row) in rows(&corpus, level) {
            let bounds = date(written).bounds();
            let ours = (
                bound_text(bounds.earliest, "-infinity"),
                bound_text(bounds.latest, "infinity"),
            );
            let text = |name: &str| row[name].as_str().unwrap_or("null").to_owned();
            let theirs = (text("earliest"), text("latest"));
            assert_eq!(
                ours != theirs,
                diverges(written),
                "{written}: {ours:?} {theirs:?}"
            );
            count += 1;
        }
    }
    for (written, _) in rows(&corpus, "invalid") {
        assert!(Date::parse(written).is_err(), "{written}");
        count += 1;
    }
    assert_eq!(count, 63);
}

#[test]
fn reference_implementations_corpus() {
    let corpus = corpus(include_str!("../data/edtf/reference-impl-corpus.json"));
    for name in ["accepts", "we_accept_they_reject"] {
        for (written, _) in rows(&corpus, name) {
            assert_eq!(date(written).written(), written);
        }
    }
    for name in ["rejects", "must_reject"] {
        for (written, _) in rows(&corpus, name) {
            assert_eq!(Date::parse(written).is_ok(), diverges(written), "{written}");
        }
    }
    assert_eq!(rows(&corpus, "accepts").len(), 180);
}

#[test]
fn library_of_congress_examples() {
    let corpus = corpus(include_str!("../data/edtf/loc-edtf-examples.json"));
    for (written, _) in rows(&corpus, "examples") {
        let date = date(written);
        assert!(!date.is_undated() && !date.shown().is_empty() && !date.describe().is_empty());
    }
    for (written, _) in rows(&corpus, "invalid") {
        assert!(Date::parse(written).is_err(), "{written}");
    }
}

// ------------------------------------------------------------------ words

/// Written, shown, short under its year, told.
#[rustfmt::skip]
const TABLE: &[(&str, &str, &str, &str)] = &[
    ("2023-10-10", "10 Oct 2023", "10 Oct", "on 10 October 2023"),
    ("2023-08", "Aug 2023", "Aug", "some time in August 2023"),
    ("2023?-08", "Aug 2023?", "Aug", "some time in August 2023 (the year is uncertain)"),
    ("2023-08?", "Aug? 2023?", "Aug?", "some time in August 2023 (the whole date is uncertain)"),
    ("2023-?08", "Aug? 2023", "Aug?", "some time in August 2023 (the month is uncertain)"),
    ("2023-10~", "c. Oct 2023", "c. Oct", "about October 2023"),
    ("2023~-10", "Oct c. 2023", "Oct c. 2023", "some time in October 2023 (the year is approximate)"),
    ("2023-~10", "(c. Oct) 2023", "(c. Oct)", "some time in October 2023 (the month is approximate)"),
    ("2023-10%", "c. Oct? 2023?", "c. Oct?", "about October 2023 (the whole date is uncertain)"),
    ("2023-10/..", "Oct 2023 – ongoing", "Oct –", "from some time in October 2023, still going on"),
    ("2023-10/", "Oct 2023 – ?", "Oct – ?", "from some time in October 2023 to an unknown day"),
    ("2023?-10/..", "Oct 2023? – ongoing", "Oct –", "from some time in October 2023 (year uncertain), still going on"),
    ("2023-09/2023-11", "Sep – Nov 2023", "Sep – Nov", "from some time in September 2023 to some time in November 2023"),
    ("2023?-09/2023?-11", "Sep – Nov 2023?", "Sep – Nov", "from some time in September 2023 (year uncertain) to some time in November 2023 (year uncertain)"),
    ("2023-09/2024-11", "Sep 2023 – Nov 2024", "Sep – Nov 2024", "from some time in September 2023 to some time in November 2024"),
    ("2023-10-10/2023-10-12", "10 – 12 Oct 2023", "10 – 12 Oct", "from 10 October 2023 to 12 October 2023"),
    ("2023-10-10/2023-12-12", "10 Oct – 12 Dec 2023", "10 Oct – 12 Dec", "from 10 October 2023 to 12 December 2023"),
    ("[2023-10-10..2023-12-31]", "10 Oct ‥ 31 Dec 2023", "10 Oct ‥ Dec", "on some day from 10 October to 31 December 2023"),
    ("[2023-10-01..2023-12-31]", "1 Oct ‥ 31 Dec 2023", "Oct ‥ Dec", "on some day from 1 October to 31 December 2023"),
    ("[2023-10-10..2023-10-31]", "10 ‥ 31 Oct 2023", "10 ‥ 31 Oct", "on some day from 10 October to 31 October 2023"),
    ("[2023-10-10..2024-01-31]", "10 Oct 2023 ‥ 31 Jan 2024", "10 Oct ‥ Jan 2024", "on some day from 10 October 2023 to 31 January 2024"),
    ("[2023-10..2023-12]", "Oct ‥ Dec 2023", "Oct ‥ Dec", "some time from October to December 2023"),
    ("2023-XX-05", "5 ? 2023", "5 ? 2023", "on day 5 of an unknown month of 2023"),
    ("XXXX-12-25", "25 Dec ????", "25 Dec ????", "on 25 December of an unknown year"),
    ("XXXX", "????", "????", "in an unknown year"),
    ("202X", "2020s", "2020s", "some time in the 2020s"),
    ("190X", "1900–1909", "1900–1909", "some time in the years 1900 to 1909"),
    ("20XX", "20XX", "20XX", "some time in the years 2000 to 2099"),
    ("2XXX", "2XXX", "2XXX", "some time in the years 2000 to 2999"),
    ("1XX3", "1XX3", "1XX3", "some time in the years written 1XX3"),
    ("156X-12-25", "25 Dec 1560s", "25 Dec 1560s", "on 25 December of a year in the 1560s"),
    ("15XX-12-25", "25 Dec 15XX", "25 Dec 15XX", "on 25 December of a year in the years 1500 to 1599"),
    ("1984-1X", "Oct/Nov/Dec 1984", "Oct/Nov/Dec", "some time in October, November or December 1984"),
    ("1560-X2", "Feb/Dec 1560", "Feb/Dec", "some time in February or December 1560"),
    ("1984-0X-05", "5 Jan/…/Sep 1984", "5 Jan/…/Sep", "on day 5 of January, February, March, April, May, June, July, August or September 1984"),
    ("2004-XX", "? 2004", "? 2004", "in an unknown month of 2004"),
    ("2004-XX-XX", "? ? 2004", "? ? 2004", "on an unknown day of 2004"),
    ("1985-04-XX", "? Apr 1985", "? Apr", "on an unknown day of April 1985"),
    ("1985-04-1X", "1X Apr 1985", "1X Apr", "on one of the days 10 to 19 of April 1985"),
    ("1985-04-X5", "X5 Apr 1985", "X5 Apr", "on day 5, 15 or 25 of April 1985"),
    ("-0043-03-15", "15 Mar 44 BCE", "15 Mar", "on 15 March 44 BCE"),
    ("-0043", "44 BCE", "in 44 BCE", "some time in 44 BCE"),
    ("0094", "94 CE", "in 94 CE", "some time in 94 CE"),
    ("0000", "1 BCE", "in 1 BCE", "some time in 1 BCE"),
    ("009X", "90–99 CE", "90–99 CE", "some time in the years 90 CE to 99 CE"),
    ("000X", "1 BCE – 9 CE", "1 BCE – 9 CE", "some time in the years 1 BCE to 9 CE"),
    ("", "undated", "—", "undated"),
    ("?2004-06-~11", "(c. 11) Jun 2004?", "(c. 11) Jun", "on 11 June 2004 (the year is uncertain, the day is approximate)"),
    ("2004-06~-11", "11 c. Jun 2004", "11 c. Jun", "on 11 June 2004 (the month and year are approximate)"),
    ("2004-~06-11", "11 (c. Jun) 2004", "11 (c. Jun)", "on 11 June 2004 (the month is approximate)"),
    ("2004-~06-~11", "(c. 11 Jun) 2004", "(c. 11 Jun)", "on 11 June 2004 (the day and month are approximate)"),
    ("2004-%06-11", "11 (c. Jun?) 2004", "11 (c. Jun?)", "on 11 June 2004 (the month is uncertain and approximate)"),
    ("2004-06-~01/2004-06-~20", "(c. 1) – (c. 20) Jun 2004", "(c. 1) – (c. 20) Jun", "from 1 June 2004 (day approximate) to 20 June 2004 (day approximate)"),
    ("1964/2008", "1964 – 2008", "1964 – 2008", "from some time in 1964 to some time in 2008"),
    ("2023", "2023", "in 2023", "some time in 2023"),
    ("2023?", "2023?", "in 2023?", "some time in 2023 (the year is uncertain)"),
    ("2023~", "c. 2023", "c. 2023", "about 2023"),
    ("2023%", "c. 2023?", "c. 2023?", "about 2023 (the year is uncertain)"),
    ("2024-06-01T00:30:00+09:00", "1 Jun 2024 00:30 +09:00", "1 Jun 00:30 +09:00", "on 1 June 2024 at 00:30, UTC+09:00"),
    ("1985-04-12T23:20:30Z", "12 Apr 1985 23:20:30 UTC", "12 Apr 23:20:30 UTC", "on 12 April 1985 at 23:20:30 UTC"),
    ("1985-04-12T23:20:30-04", "12 Apr 1985 23:20:30 -04", "12 Apr 23:20:30 -04", "on 12 April 1985 at 23:20:30, UTC-04"),
    ("1985-04-12T23:20:30", "12 Apr 1985 23:20:30", "12 Apr 23:20:30", "on 12 April 1985 at 23:20:30, no offset given"),
    ("2016-12-31T23:59:60Z", "31 Dec 2016 23:59:60 UTC", "31 Dec 23:59:60 UTC", "on 31 December 2016 at 23:59:60 UTC"),
    ("2023-12-31T23:59:59+05:30", "31 Dec 2023 23:59:59 +05:30", "31 Dec 23:59:59 +05:30", "on 31 December 2023 at 23:59:59, UTC+05:30"),
    ("2001-21", "spring 2001", "spring", "some time in spring 2001"),
    ("2001-24", "winter 2001", "winter", "some time in winter 2001"),
    ("2001-25", "northern spring 2001", "northern spring", "some time in the northern spring of 2001"),
    ("2001-30", "southern summer 2001", "southern summer", "some time in the southern summer of 2001"),
    ("2001-34", "Q2 2001", "Q2", "some time in the second quarter of 2001"),
    ("2001-38", "May–Aug third 2001", "May–Aug third", "some time in the middle four months of 2001"),
    ("2001-41", "2nd half 2001", "2nd half", "some time in the second half of 2001"),
    ("2012-21/2012-22", "spring – summer 2012", "spring – summer", "from some time in spring 2012 to some time in summer 2012"),
    ("2001?-23", "autumn 2001?", "autumn", "some time in autumn 2001 (the year is uncertain)"),
    ("Y170000002", "170,000,002 CE", "in 170,000,002 CE", "some time in 170,000,002 CE"),
    ("Y-170000002", "170,000,003 BCE", "in 170,000,003 BCE", "some time in 170,000,003 BCE"),
    ("Y17E7", "170,000,000 CE", "in 170,000,000 CE", "some time in 170,000,000 CE"),
    ("Y-17E7", "170,000,001 BCE", "in 170,000,001 BCE", "some time in 170,000,001 BCE"),
    ("Y17E20", "year 17×10^20", "year 17×10^20", "some time in year 17×10^20"),
    ("Y3388E2S3", "338,800 CE (338,000–338,999 CE)", "338,800 CE …", "some time in the years 338,000 CE to 338,999 CE, perhaps 338,800 CE"),
    ("Y171010000S3", "171,010,000 CE (171,000,000–171,999,999 CE)", "171,010,000 CE …", "some time in the years 171,000,000 CE to 171,999,999 CE, perhaps 171,010,000 CE"),
    ("Y17E30S2", "year 17×10^30 (2 significant digits)", "year 17×10^30 …", "some time in year 17×10^30 (2 significant digits)"),
    ("1950S2", "1950 (1900–1999)", "1950 (1900–1999)", "some time in the years 1900 to 1999, perhaps 1950"),
    ("1950S4", "1950", "1950", "some time in 1950"),
    ("-1950S2", "1951 BCE (2000–1901 BCE)", "1951 BCE …", "some time in the years 2000 BCE to 1901 BCE, perhaps 1951 BCE"),
    ("{1960,1961-12}", "1960 and Dec 1961", "1960 and Dec 1961", "some time in 1960, and some time in December 1961"),
    ("[1667,1760-12]", "1667 or Dec 1760", "1667 or Dec 1760", "some time in 1667, or some time in December 1760"),
    ("{1667,1668,1670..1672}", "1667, 1668 and each 1670 ‥ 1672", "1667 …", "some time in 1667, some time in 1668, and in each year from 1670 to 1672"),
    ("[1667,1668,1670..1672]", "1667, 1668 or 1670 ‥ 1672", "1667 …", "some time in 1667, some time in 1668, or some time from 1670 to 1672"),
    ("[1670..1672]", "1670 ‥ 1672", "1670 ‥ 1672", "some time from 1670 to 1672"),
    ("{1670..1672}", "each 1670 ‥ 1672", "each 1670 ‥ 1672", "in each year from 1670 to 1672"),
    ("[..1984]", "1984 or before", "1984 or before", "some time in 1984 or before"),
    ("[1984..]", "1984 or later", "1984 or later", "some time in 1984 or later"),
    ("{..1984}", "1984 and all before", "1984 and all before", "some time in 1984, and all before it"),
    ("{1984..}", "1984 and all later", "1984 and all later", "some time in 1984, and all after it"),
    ("[..1760-12-03]", "3 Dec 1760 or before", "3 Dec or before", "on 3 December 1760 or before"),
    ("[1760-01,1760-02,1760-12..]", "Jan, Feb 1760 or Dec 1760 or later", "Jan …", "some time in January 1760, some time in February 1760, or some time in December 1760 or later"),
    ("{2023-10-10,2023-10-12}", "10 Oct and 12 Oct 2023", "10 Oct and 12 Oct", "on 10 October 2023, and on 12 October 2023"),
    ("[2023-10-10,2023-10-12,2023-11-01]", "10 Oct, 12 Oct or 1 Nov 2023", "10 Oct …", "on 10 October 2023, on 12 October 2023, or on 1 November 2023"),
    ("/1985", "? – 1985", "? – 1985", "from an unknown day to some time in 1985"),
    ("../1985", "until 1985", "until 1985", "until some time in 1985, its start left open"),
    ("../1985-04", "until Apr 1985", "until Apr", "until some time in April 1985, its start left open"),
    ("/1985-04-12", "? – 12 Apr 1985", "? – 12 Apr", "from an unknown day to 12 April 1985"),
    ("1984?/2004%", "1984? – c. 2004?", "1984? – c. 2004?", "from some time in 1984 (year uncertain) to about 2004 (year uncertain)"),
    ("..2004-06-01/2004-06-20..", "1 Jun 2004 or before – 20 Jun 2004 or later", "1 Jun or before – …", "from 1 June 2004 or before to 20 June 2004 or later"),
    ("2004-06-20/2004-06-01..", "20 Jun 2004 – 1 Jun 2004 or later", "20 Jun …", "from 20 June 2004 to 1 June 2004 or later"),
    ("2023/..", "2023 – ongoing", "2023 –", "from some time in 2023, still going on"),
    ("2023/2025", "2023 – 2025", "2023 – 2025", "from some time in 2023 to some time in 2025"),
    ("2023-05/2023", "May 2023 – 2023", "May – 2023", "from some time in May 2023 to some time in 2023"),
    ("Y9E30/2000", "year 9×10^30 – 2000", "year 9×10^30 – 2000", "from some time in year 9×10^30 to some time in 2000"),
    ("2023-09~/2023-11~", "c. Sep – c. Nov 2023", "c. Sep – c. Nov", "from about September 2023 to about November 2023"),
    ("2004-XX/2004-07", "? 2004 – Jul 2004", "? 2004 – Jul", "from an unknown month of 2004 to some time in July 2004"),
    ("2023-10-10~", "c. 10 Oct 2023", "c. 10 Oct", "about 10 October 2023"),
    ("2023-10~/..", "c. Oct 2023 – ongoing", "c. Oct –", "from about October 2023, still going on"),
    ("XXXX~", "c. ????", "c. ????", "about an unknown year"),
    ("2023-02-2X", "2X Feb 2023", "2X Feb", "on one of the days 20 to 28 of February 2023"),
    ("2024-02-2X", "2X Feb 2024", "2X Feb", "on one of the days 20 to 29 of February 2024"),
    ("202X-02-X9", "X9 Feb 2020s", "X9 Feb 2020s", "on day 9, 19 or 29 of February of a year in the 2020s"),
    ("2023-11-3X", "3X Nov 2023", "3X Nov", "on 30 November 2023"),
    ("2023-11-X1", "X1 Nov 2023", "X1 Nov", "on day 1, 11 or 21 of November 2023"),
    ("2023-1X-31", "31 Oct/Dec 2023", "31 Oct/Dec", "on day 31 of October or December 2023"),
    ("[2023]", "one of 2023", "one of 2023", "some time in 2023, the only date of a list"),
    ("{2023-10}", "each of Oct 2023", "each of Oct", "some time in October 2023, the only date of a list"),
    ("2004-06/2004-XX", "Jun – ? 2004", "Jun – ? 2004", "from some time in June 2004 to an unknown month of 2004"),
];

/// Under a heading that says the year.
fn under_year(uncertain: bool) -> SaidOnce {
    SaidOnce {
        heading: HeadingSays::Year { uncertain },
        zone: false,
    }
}

#[test]
fn words_of_dates() {
    for (written, shown, short, told) in TABLE {
        let date = date(written);
        let words = (
            date.shown(),
            date.short(under_year(date.is_year_uncertain())),
            date.describe(),
        );
        let expected = ((*shown).to_owned(), (*short).to_owned(), (*told).to_owned());
        assert_eq!(words, expected, "{written}");
    }
}

/// Written, under an uncertain heading or not, short.
const UNDER: &[(&str, bool, &str)] = &[
    ("2023?-08", false, "Aug 2023?"),
    ("2023-08?", false, "Aug? 2023?"),
    ("2023?-10-10", false, "10 Oct 2023?"),
    ("2023-?10-10", false, "10 Oct?"),
    ("2023-10-?10", false, "10? Oct"),
    ("2023-10-10", true, "10 Oct 2023"),
    ("2023?-10/..", false, "Oct 2023? –"),
    ("2023?-10/", true, "Oct – ?"),
    ("2023?-10/", false, "Oct 2023? – ?"),
    ("[2023-10-10..2023-12-31]", true, "10 Oct ‥ Dec 2023"),
    ("2023?", false, "in 2023?"),
    ("2023", true, "in 2023"),
    ("", true, "—"),
];

#[test]
fn short_says_what_the_heading_does_not() {
    for (written, under_uncertain, short) in UNDER {
        assert_eq!(
            date(written).short(under_year(*under_uncertain)),
            *short,
            "{written}"
        );
    }
}

#[test]
fn precision_shape_and_heading() {
    let cases = [
        (
            "2023-10-10",
            Some(Precision::Day),
            DateShape::Moment,
            Some((2023, Some(10))),
        ),
        (
            "1985-04-XX",
            Some(Precision::Month),
            DateShape::Moment,
            Some((1985, Some(4))),
        ),
        (
            "2004-XX",
            Some(Precision::Year),
            DateShape::Moment,
            Some((2004, None)),
        ),
        (
            "2001-24",
            Some(Precision::Season),
            DateShape::Moment,
            Some((2001, None)),
        ),
        (
            "202X",
            Some(Precision::Decade),
            DateShape::Moment,
            Some((2020, None)),
        ),
        (
            "1950S2",
            Some(Precision::Century),
            DateShape::Moment,
            Some((1900, None)),
        ),
        (
            "2XXX",
            Some(Precision::Millennium),
            DateShape::Moment,
            Some((2000, None)),
        ),
        ("XXXX-12-25", Some(Precision::Day), DateShape::Moment, None),
        (
            "2023-10/..",
            Some(Precision::Interval),
            DateShape::Span,
            Some((2023, Some(10))),
        ),
        (
            "2023/2024-05",
            Some(Precision::Interval),
            DateShape::Span,
            Some((2023, None)),
        ),
        (
            "/1985",
            Some(Precision::Interval),
            DateShape::Span,
            Some((1985, None)),
        ),
        ("XXXX-12", Some(Precision::Month), DateShape::Moment, None),
        (
            "2023-XX-05",
            Some(Precision::Day),
            DateShape::Moment,
            Some((2023, None)),
        ),
        (
            "[1760-12,1667-02]",
            Some(Precision::Set),
            DateShape::OneOf,
            Some((1667, Some(2))),
        ),
        (
            "{1960,1961-12}",
            Some(Precision::Set),
            DateShape::AllOf,
            Some((1960, None)),
        ),
        (
            "2024-06-01T00:30:00+09:00",
            Some(Precision::Time),
            DateShape::Moment,
            Some((2024, Some(6))),
        ),
        ("", None, DateShape::Undated, None),
    ];
    for (written, precision, shape, heading) in cases {
        let date = date(written);
        let found = date.heading().map(|heading| (heading.year, heading.month));
        assert_eq!(
            (date.precision(), date.shape(), found),
            (precision, shape, heading),
            "{written}"
        );
    }
    assert!(date("Y9E30/2000").ends_before_it_starts());
    assert!(!date("2000/2001").ends_before_it_starts());
}

// ------------------------------------------------------------------ errors

/// Written, message, help.
#[rustfmt::skip]
const FAULTS: &[(&str, &str, &str)] = &[
    ("03/04/2020", "it does not say whether the day or the month comes first", "write 2020-04-03 or 2020-03-04"),
    ("2023-2-3", "“2023-2-3” is not written as EDTF", "write 2023-02-03"),
    ("Oct 2023", "“Oct 2023” is not written as EDTF", "write 2023-10"),
    ("10 Oct 2023", "“10 Oct 2023” is not written as EDTF", "write 2023-10-10"),
    ("October 10, 2023", "“October 10, 2023” is not written as EDTF", "write 2023-10-10"),
    ("44 BCE", "“44 BCE” is not written as EDTF", "write -0043"),
    ("44 BC", "“44 BC” is not written as EDTF", "write -0043"),
    ("2020-02-30", "February 2020 has 29 days", ""),
    ("2021-02-29", "February 2021 has 28 days", ""),
    ("[2023-10-10..2023-12]", "“[2023-10-10..2023-12]” is no EDTF date: EDTF wants one precision at both ends", "write [2023-10-10..2023-12-31]"),
    ("[2023..2023-10-05]", "“[2023..2023-10-05]” is no EDTF date: EDTF wants one precision at both ends", "write [2023-01-01..2023-10-05]"),
    ("2024-05-01T24:00:00Z", "EDTF has no hour 24; it is the first moment of the next day", "write 2024-05-02T00:00:00Z"),
    ("1679614100", "a number alone is no date", "write 2023-03-23T23:28:20Z if it counts seconds since 1970, Y1679614100 if it is a year"),
    ("1679614100123", "a number alone is no date", "write 2023-03-23T23:28:20Z if it counts milliseconds since 1970, Y1679614100123 if it is a year"),
    ("1679614100123456", "a number alone is no date", "write 2023-03-23T23:28:20Z if it counts microseconds since 1970, Y1679614100123456 if it is a year"),
    ("-86400", "a number alone is no date", "write 1969-12-31T00:00:00Z if it counts seconds since 1970, Y-86400 if it is a year"),
    ("-13798000000", "a number alone is no date", "write Y-13798000000 if it is a year"),
    ("+12024-01-01", "years beyond 9999 have neither months nor days in EDTF", "write Y12024"),
    ("12345", "a number alone is no date", "write Y12345 if it is a year"),
    ("2024-W01-1", "“2024-W01-1” is not written as EDTF", "write 2024-01-01"),
    ("2024-W01", "“2024-W01” is not written as EDTF", "write [2024-01-01..2024-01-07]"),
    ("2012-025", "“2012-025” is not written as EDTF", "write 2012-01-25"),
    ("2023 ", "there is a blank after the date", "write 2023"),
    ("198x", "“198x” is not written as EDTF", "write 198X"),
    ("199u", "unspecified digits are written X", "write 199X"),
    ("๒๕๖๗-๐๑-๐๑", "EDTF takes only the digits 0 to 9", "write 2024-01-01 if it is a Buddhist year, 2567-01-01 if it is not"),
    ("circa 1984", "“circa 1984” is not written as EDTF", "write 1984~"),
    ("1980s", "“1980s” is not written as EDTF", "write 198X"),
    ("1900s", "it may be ten years or a hundred", "write 190X for the ten years, 19XX for the hundred"),
    ("1980–1990", "“1980–1990” is not written as EDTF", "write 1980/1990"),
    ("1980-1990", "“1980-1990” is not written as EDTF", "write 1980/1990"),
    ("2024-06/2024-05", "“2024-06/2024-05” is no EDTF date: it ends before it starts", "write 2024-05/2024-06, if the ends were swapped"),
    ("2024-03-31T01:30:00[Europe/London]", "EDTF has no time zones by name", "write the offset that was in force, as in 2024-03-31T01:30:00+01:00"),
    ("Jan 03", "the year is missing", "write XXXX-01-03 if the year is not known"),
    ("15 août 1944", "“15 août 1944” is no EDTF date: only plain letters, digits and signs are allowed", "write the date in digits, as in 2023, 2023-10 or 2023-10-31"),
    ("20231010", "“20231010” is not written as EDTF", "write 2023-10-10"),
    ("2023-Q4", "“2023-Q4” is not written as EDTF", "write 2023-36"),
    ("summer 2023", "“summer 2023” is not written as EDTF", "write 2023-22"),
    ("2023-10-10..2023-12-31", "a range needs brackets or a slash to say which kind it is", "write 2023-10-10/2023-12-31 if it lasted, [2023-10-10..2023-12-31] if it happened once between"),
    ("2023-10-10 .. 2023-12-31", "a range needs brackets or a slash to say which kind it is", "write 2023-10-10/2023-12-31 if it lasted, [2023-10-10..2023-12-31] if it happened once between"),
    ("2023-10..", "“2023-10..” is not written as EDTF", "write 2023-10/.."),
    ("Sep – Nov 2023", "“Sep – Nov 2023” is not written as EDTF", "write 2023-09/2023-11"),
    ("10 – 12 Oct 2023", "“10 – 12 Oct 2023” is not written as EDTF", "write 2023-10-10/2023-10-12"),
    ("10 Oct ‥ 31 Dec 2023", "“10 Oct ‥ 31 Dec 2023” is not written as EDTF", "write [2023-10-10..2023-12-31]"),
    ("Oct 2023 – ongoing", "“Oct 2023 – ongoing” is not written as EDTF", "write 2023-10/.."),
    ("Oct 2023 – ?", "“Oct 2023 – ?” is not written as EDTF", "write 2023-10/"),
    ("until 1985", "“until 1985” is not written as EDTF", "write ../1985"),
    ("2004/open", "“2004/open” is not written as EDTF", "write 2004/.."),
    ("2004/unknown", "“2004/unknown” is not written as EDTF", "write 2004/"),
    ("n.d.", "it is no date", "leave it empty for undated"),
    ("today", "“today” is no EDTF date: year must have exactly four digits (or X)", "write a date as 2023, 2023-10 or 2023-10-31"),
    ("2004-(06)?-11", "brackets belong to a draft of EDTF", "write the mark after what it qualifies, as in 2004?-06, or before one part, as in 2004-?06"),
    ("[1667, 1668, 1670..1672]", "“[1667, 1668, 1670..1672]” is not written as EDTF", "write [1667,1668,1670..1672]"),
    ("2016-05-02T16:54:59.042Z", "EDTF has no fractions of a second", "write 2016-05-02T16:54:59Z"),
    ("2016-05-02T16:54:59+0230", "“2016-05-02T16:54:59+0230” is not written as EDTF", "write 2016-05-02T16:54:59+02:30"),
    ("2024-06-01 00:30", "“2024-06-01 00:30” is not written as EDTF", "write 2024-06-01T00:30:00"),
    ("2016-13", "“2016-13” is no EDTF date: months are 01 to 12, seasons and quarters 21 to 41", "write year-month-day, as in 2023-10-31"),
    ("198", "a year has four digits", "write 0198 for the year 198, 198X for the ten years from 1980"),
    ("2nd century BCE", "“2nd century BCE” is not written as EDTF", "write [-0199..-0100]"),
    ("Q4", "the year is missing", "write it with its year, as in 2023-36"),
    ("-04", "“-04” is no EDTF date: year must have exactly four digits (or X)", "write a date as 2023, 2023-10 or 2023-10-31"),
    ("-0000", "“-0000” is no EDTF date: there is no year −0000; 1 BCE is 0000", "write 0000 for 1 BCE"),
    ("/", "“/” is no EDTF date: a span needs a date at one end", "write a date as 2023, 2023-10 or 2023-10-31"),
    ("../..", "“../..” is no EDTF date: a span needs a date at one end", "write a date as 2023, 2023-10 or 2023-10-31"),
    ("-01XX", "“-01XX” is no EDTF date: negative years cannot contain unspecified digits", "write the years that it is one of, as in [-0199..-0100]"),
    ("[2023-10-10?..2023-12-31]", "“[2023-10-10?..2023-12-31]” is no EDTF date: set range endpoints cannot be qualified", "list the dates one by one, as in [2023-10?,2023-11?], or leave the mark out"),
    ("19th century", "“19th century” is not written as EDTF", "write 18XX"),
    ("15 Mar 44 BCE", "“15 Mar 44 BCE” is not written as EDTF", "write -0043-03-15"),
    ("12000 BC", "“12000 BC” is not written as EDTF", "write Y-11999"),
    ("2023/10", "“2023/10” is not written as EDTF", "write 2023-10"),
    ("2023-02-3X", "February 2023 has 28 days", ""),
    (" 2023", "there is a blank before the date", "write 2023"),
];

#[test]
fn errors_teach() {
    for (written, message, help) in FAULTS {
        let fault = Date::parse(written).expect_err(written);
        assert_eq!(
            (
                fault.message.as_str(),
                fault.help.as_deref().unwrap_or_default()
            ),
            (*message, *help),
            "{written}"
        );
        assert!(fault.at <= written.chars().count(), "{written}");
    }
}

/// What people type, and the EDTF it becomes.
const TYPED: &[(&str, &str)] = &[
    ("2023-10", "2023-10"),
    (" 2023-10 ", "2023-10"),
    ("oct 2023", "2023-10"),
    ("Sept. 2023", "2023-09"),
    ("10 oct 2023", "2023-10-10"),
    ("10th of October, 2023", "2023-10-10"),
    ("Oct 10, 2023", "2023-10-10"),
    ("2023 oct 10", "2023-10-10"),
    ("10-Oct-2023", "2023-10-10"),
    ("2023-2-3", "2023-02-03"),
    ("2023/02/03", "2023-02-03"),
    ("16.04.2020", "2020-04-16"),
    ("2023-Q4", "2023-36"),
    ("2023 q4", "2023-36"),
    ("Q4 2023", "2023-36"),
    ("1980s", "198X"),
    ("19th century", "18XX"),
    ("summer 2023", "2023-22"),
    ("190–199 CE", "019X"),
    ("2nd century BC", "[-0199..-0100]"),
    ("44 BC", "-0043"),
    ("15 March 44 BCE", "-0043-03-15"),
    ("AD 94", "0094"),
    ("circa 1984", "1984~"),
    ("c. oct 2023?", "2023-10%"),
    ("maybe 1862", "1862?"),
    ("198x", "198X"),
    ("2023-10-10..2023-12-31", "2023-10-10/2023-12-31"),
    ("2023-10..", "2023-10/.."),
    ("..2023-10", "../2023-10"),
    ("since 2023", "2023/.."),
    ("until 1985", "../1985"),
    ("oct – dec 2023", "2023-10/2023-12"),
    ("10 – 12 Oct 2023", "2023-10-10/2023-10-12"),
    ("10 Oct ‥ 31 Dec 2023", "[2023-10-10..2023-12-31]"),
    ("Oct 2023 – ongoing", "2023-10/.."),
    ("Oct 2023 – ?", "2023-10/"),
    ("1980-1990", "1980/1990"),
    ("1980 to 1990", "1980/1990"),
    ("1971-now", "1971/.."),
    ("2024-06-01 00:30", "2024-06-01T00:30:00"),
    ("2024-06-01T00:30+09:00", "2024-06-01T00:30:00+09:00"),
    ("2024-W01-1", "2024-01-01"),
    ("2012-025", "2012-01-25"),
    ("[1667, 1668]", "[1667,1668]"),
    ("", ""),
];

#[test]
fn loose_dates() {
    for (typed, written) in TYPED {
        let date = parse_natural(typed).unwrap_or_else(|fault| panic!("{typed}: {fault:?}"));
        assert_eq!(date.written(), *written, "{typed}");
    }
    for typed in [
        "today",
        "03/04/2020",
        "1900s",
        "oct",
        "10 oct",
        "-0000",
        "x..y",
        "…",
    ] {
        assert!(parse_natural(typed).is_err(), "{typed}");
    }
}

/// What people type for a period, and the EDTF it becomes; today is Saturday, 28 November 2026.
const PERIODS: &[(&str, &str)] = &[
    ("2023-10", "2023-10"),
    ("oct 10-12 2023", "2023-10-10/2023-10-12"),
    ("Oct 10–12, 2023", "2023-10-10/2023-10-12"),
    ("10-12 oct 2023", "2023-10-10/2023-10-12"),
    ("2023 oct 10 to 12", "2023-10-10/2023-10-12"),
    ("oct 10 - nov 12 2023", "2023-10-10/2023-11-12"),
    ("oct-dec 2023", "2023-10/2023-12"),
    ("2023Q4", "2023-36"),
    ("Q4 2023", "2023-36"),
    ("2023h1", "2023-40"),
    ("19th-century", "18XX"),
    ("the 19th century", "18XX"),
    ("2nd century BCE", "-0199/-0100"),
    ("1st century BC", "-0099/0000"),
    ("2nd century CE", "01XX"),
    ("1900–1909", "190X"),
    ("early 2023", "2023-01/2023-04"),
    ("mid 2023", "2023-05/2023-08"),
    ("mid-2023", "2023-05/2023-08"),
    ("late 2023", "2023-09/2023-12"),
    ("early oct 2023", "2023-10-01/2023-10-10"),
    ("late oct 2023", "2023-10-21/2023-10-31"),
    ("early Q4 2023", "2023-10"),
    ("early 1980s", "1980/1982"),
    ("mid 1980s", "1983/1985"),
    ("late 19th century", "1866/1899"),
    ("before 2023", "../2022-12-31"),
    ("after oct 2023", "2023-11-01/.."),
    ("since 2023", "2023/.."),
    ("until oct 2023", "../2023-10"),
    ("this year", "2026"),
    ("last year", "2025"),
    ("this month", "2026-11"),
    ("last month", "2026-10"),
    ("next month", "2026-12"),
    ("today", "2026-11-28"),
    ("Yesterday", "2026-11-27"),
    ("tomorrow", "2026-11-29"),
    ("this week", "2026-11-23/2026-11-29"),
    ("last-week", "2026-11-16/2026-11-22"),
    ("before this year", "../2025-12-31"),
    ("week 41 2023", "2023-10-09/2023-10-15"),
    ("2023 week 41", "2023-10-09/2023-10-15"),
    ("2023-W41", "2023-10-09/2023-10-15"),
    ("W41 2023", "2023-10-09/2023-10-15"),
    ("202X", "202X"),
    ("2023-10-XX", "2023-10-XX"),
    ("[2023-10-10..2023-10-12]", "2023-10-10/2023-10-12"),
    ("spring 2023", "2023-21"),
];

/// What is no one stretch of whole days: why, and what to write instead.
const NO_PERIODS: &[(&str, &str, &str)] = &[
    ("XXXX-12-25", "a period needs a year", "2023-12-25"),
    ("XXXX", "a period needs a year", "2023"),
    ("2023-XX-05", "its days lie apart", "2023-10"),
    ("202X-12-25", "its days lie apart", "2023-10"),
    ("{1960,1962}", "several dates", "during:1960 | during:1962"),
    ("2024-06-01T12:00:00Z", "whole days", "2024-06-01"),
    ("2024-06-01 12:00", "whole days", "2024-06-01"),
    (
        "03/04/2020",
        "whether the day or the month comes first",
        "2020-04-03 or 2020-03-04",
    ),
    ("1900s", "ten years or a hundred", "190X"),
    ("oct", "the year is missing", "2023-10"),
    ("Q4", "the year is missing", "2023-36"),
    ("10 oct", "the year is missing", "XXXX-10-10"),
    ("before sometime", "no EDTF date", "2023-10"),
    ("early ../2023", "does not end on both sides", "2023"),
    ("week 54 2023", "is no EDTF date", "2023"),
];

#[test]
fn periods_as_people_say_them() {
    let today = Day::from_civil(2026, 11, 28);
    for (typed, written) in PERIODS {
        let date = parse_period(typed, today).unwrap_or_else(|fault| panic!("{typed}: {fault:?}"));
        assert_eq!(date.written(), *written, "{typed}");
    }
    for (typed, message, help) in NO_PERIODS {
        let fault = parse_period(typed, today).expect_err(typed);
        assert!(fault.message.contains(message), "{typed}: {fault:?}");
        let found = fault.help.unwrap_or_default();
        assert!(found.contains(help), "{typed}: {found}");
    }
    for relative in ["today", "this year", "last week"] {
        let fault = parse_period(relative, None).expect_err(relative);
        assert!(fault.message.contains("today's date"), "{fault:?}");
    }
}

/// What is shown is read back as the same days.
#[test]
fn what_is_shown_is_read_back() {
    let mut lost = Vec::new();
    for (written, shown, _, _) in TABLE {
        let read = parse_natural(shown).map(|read| read.bounds());
        if read.as_ref().ok() != Some(&date(written).bounds()) && !NOT_READ_BACK.contains(shown) {
            lost.push((written, shown, read));
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

/// No date, and years of more digits than anybody types.
const NOT_READ_BACK: &[&str] = &[
    "undated",
    "year 17×10^20",
    "year 17×10^30 (2 significant digits)",
    "year 9×10^30 – 2000",
];

// ------------------------------------------------------------------ order

#[test]
fn order_is_explained() {
    use Ordering::{Equal, Greater, Less};
    #[rustfmt::skip]
    let cases = [
        ("2023-09", "2023-10", Less, "may begin sooner: 1 Sep 2023 against 1 Oct 2023"),
        ("2024", "2023-10", Greater, "may begin no sooner: 1 Jan 2024 against 1 Oct 2023"),
        ("2023-10", "2023-10-01", Less, "same beginning, written more coarsely: month against day"),
        ("2023-10-01", "2023-10", Greater, "same beginning, written more finely: day against month"),
        ("2023", "2023-01-01/2023-01-03", Less, "same beginning, written more coarsely: year against day"),
        ("2023/2025", "2023-01", Less, "same beginning, written more coarsely: year against month"),
        ("20XX", "200X", Less, "same beginning, written more coarsely: century against decade"),
        ("2023", "2023-21", Less, "same beginning, written more coarsely: year against season"),
        ("2023-21", "2023-01", Less, "same beginning, written more coarsely: season against month"),
        ("2023-10", "2023-10/..", Less, "same beginning, ends sooner: 31 Oct 2023 against open"),
        ("2023-10-10", "[2023-10-10..2023-12-31]", Less, "same earliest day, begun sooner at the latest: 10 Oct 2023 against 31 Dec 2023"),
        ("[2023-10-10..2023-12-31]", "2023-10-10/..", Greater, "same earliest day, may have begun later: 31 Dec 2023 against 10 Oct 2023"),
        ("{2023-10-10..2023-10-12}", "[2023-10-10..2023-10-11]", Less, "same earliest day, begun sooner at the latest: 10 Oct 2023 against 11 Oct 2023"),
        ("2023-10/2023-11", "2023-10/2023-12", Less, "same beginning, ends sooner: 30 Nov 2023 against 31 Dec 2023"),
        ("2023-10/..", "2023-10/2023-12", Greater, "same beginning, ends later: open against 31 Dec 2023"),
        ("2023-10/..", "2023-10/", Less, "same beginning, ends sooner: open against unknown"),
        ("2023-10", "2023-10?", Equal, "same beginning and end: order in the file"),
        ("", "2023", Greater, "undated events come last"),
        ("", "", Equal, "both undated: order in the file"),
        ("../2023", "2023-12-30", Greater, "an open start stands at its known end: 31 Dec 2023 against 30 Dec 2023"),
        ("/2023", "2023-12-01", Greater, "an unknown start stands at its known end: 31 Dec 2023 against 1 Dec 2023"),
        ("[..1760-12-03]", "1760-12-02", Greater, "an open start stands at its known end: 3 Dec 1760 against 2 Dec 1760"),
        ("1760-12-04", "[..1760-12-03]", Greater, "an open start stands at its known end: 4 Dec 1760 against 3 Dec 1760"),
        ("..2004-06-01/2004-06-20..", "2004-05", Greater, "an open start stands at its known end: 1 Jun 2004 against 1 May 2004"),
        ("XXXX-12-25", "9999", Greater, "dates of an unknown year come after those with a year"),
        ("2024-06-01T00:30:00+09:00", "2024-05-31T20:00:00Z", Less, "earlier: 31 May 2024 15:30 UTC against 31 May 2024 20:00 UTC"),
        ("2024-06-01T23:30:00-11:00", "2024-06-02", Greater, "later: 2 Jun 2024 10:30 UTC against 2 Jun 2024 from its first moment"),
        ("2024-06-01T12:00:00", "2024-06-01T11:00:00Z", Greater, "later: 1 Jun 2024 12:00 as written, no offset against 1 Jun 2024 11:00 UTC"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", Greater, "later: 31 Dec 2016 23:59:60 UTC against 31 Dec 2016 23:59:59 UTC"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", Less, "earlier: 31 Dec 2016 23:59:60 UTC against 1 Jan 2017 00:00 UTC"),
        ("-0044-03-15", "-0043", Less, "may begin sooner: 15 Mar 45 BCE against 1 Jan 44 BCE"),
        ("0000-01-01", "0001-01-01", Less, "may begin sooner: 1 Jan 1 BCE against 1 Jan 1 CE"),
        ("Y-13798000000", "-9999", Less, "may begin sooner: 1 Jan 13,798,000,001 BCE against 1 Jan 10,000 BCE"),
        ("Y9E30", "Y999999999999999", Greater, "may begin no sooner: 31 Dec 1,000,000,000,000,000 CE against 1 Jan 999,999,999,999,999 CE"),
    ];
    for (one, other, order, reason) in cases {
        let (one, other) = (date(one), date(other));
        assert_eq!(
            one.order_key().cmp(&other.order_key()),
            order,
            "{one} {other}"
        );
        assert_eq!(one.order_reason(&other), reason, "{one} {other}");
    }
    let unreadable = Date::unreadable("2020-02-30~");
    assert_eq!(
        unreadable.order_key().cmp(&date("XXXX").order_key()),
        Greater
    );
    assert_eq!(unreadable.order_key().cmp(&date("").order_key()), Less);
    assert_eq!(
        unreadable.order_reason(&date("2023")),
        "unreadable dates come after all that can be read"
    );
}

/// As the bundled file reads, and other lists that once read wrong.
#[test]
fn lists_read_in_order() {
    for list in [
        vec![
            "2023-08",
            "2023-10~/..",
            "2023-10-10",
            "2023-10-10",
            "[2023-10-10..2023-12-31]",
            "[2023-10-10..2023-12-31]",
        ],
        vec!["2023", "2023-01", "2023-01-01/2023-01-03", "2023-01-02"],
        vec![
            "[..1760-12-03]",
            "1761",
            "../1985",
            "1986",
            "XXXX-12-25",
            "",
        ],
        vec![
            "2001-09-11",
            "2001-09-11T09:59:00",
            "2001-09-11T08:46:40-04:00",
            "2001-09-11T12:50:00Z",
            "2001-09-11T09:03:00-04:00",
            "2001-09-11T21:03:01+08:00",
            "2001-09-12T05:30:00+05:45",
            "2001-09-11T23:50:00Z",
            "2001-09-12",
        ],
    ] {
        let dates: Vec<Date> = list.iter().map(|written| date(written)).collect();
        let mut sorted: Vec<&Date> = dates.iter().rev().collect();
        sorted.sort_by_key(|date| date.order_key());
        let sorted: Vec<&str> = sorted.into_iter().map(Date::written).collect();
        assert_eq!(sorted, list);
    }
}

// ------------------------------------------------------------------ meeting

#[test]
fn meetings() {
    use Meeting::{Certain, Never, Possible};
    let cases = [
        ("2023-08", "2023", Certain),
        ("2023-08", "2023-08-15", Possible),
        ("2023-08", "2023-09", Never),
        ("2023?-08", "2023", Possible),
        ("2023-09/2023-11", "2023-10", Certain),
        ("2023-09/2023-11", "2023-09", Certain),
        ("2023-09/2023-11", "2023-09-15", Possible),
        ("2023-09/2023-11", "2023-12", Never),
        ("2023-10/..", "2031", Possible),
        ("2023-10/..", "2023", Certain),
        ("2023-10/..", "2023-10-15/..", Possible),
        ("2023/..", "2023-01", Possible),
        ("{1984..}", "1984", Certain),
        ("{1984..}", "1985", Possible),
        ("2023-10/", "2031", Possible),
        ("2023-10/", "2023", Certain),
        ("/1985", "1984", Possible),
        ("../1985", "1984", Certain),
        ("[2023-10-10..2023-12-31]", "2023", Certain),
        ("[2023-10-10..2023-12-31]", "2023-11", Possible),
        ("{1960,1961-12}", "1961", Certain),
        ("{1667,1670..1672}", "1671", Certain),
        ("{1667,1670..1672}", "1671-05", Possible),
        ("{1667,1670..1672}", "1668/1669", Never),
        ("{2023-05-01..2023-05-09}", "2023-05-04/2023-05-05", Certain),
        ("{..1984}", "1900", Certain),
        ("2023-XX-05", "2023-10-06/2023-11-04", Never),
        ("2023-XX-05", "2023-10", Possible),
        ("1560-X2", "1560-03/1560-11", Never),
        ("156X-12-25", "1565-12-26/1566-12-24", Never),
        ("XXXX-12-25", "2023", Possible),
        ("XXXX-12-25", "2023-11", Never),
        ("XXXX-02-29", "1897/1903", Never),
        ("20XX-24", "1999-12", Never),
        ("2023-24", "2023-07", Possible),
        ("2023-24", "2024-01", Never),
        ("2023-24", "2023", Certain),
        ("2023-28", "2024-01", Possible),
        ("2023-28", "2023-07", Never),
        ("20XX-24", "2001-01", Possible),
        ("2024-06-01T00:30:00+09:00", "2024-06-01", Certain),
        ("2024-06-01T00:30:00+09:00", "2024-05-31", Never),
        ("", "2023", Never),
        ("2023", "", Never),
        ("2023", "../2024", Certain),
        ("2025", "2024/", Possible),
        ("2023", "2024/", Never),
    ];
    for (event, period, meeting) in cases {
        assert_eq!(
            date(event).meeting(&date(period)),
            meeting,
            "{event} in {period}"
        );
    }
}

/// An event's date is certain only if nothing around it is in doubt, and `w` says what is.
#[test]
fn what_stands_around_a_date_caps_it_at_possible() {
    use Meeting::{Certain, Possible};
    const EVENTS: &str = r#"Chronology(title: "t", sources: [
        (id: "dec", title: "Dec", published: "2023-12-15"),
        (id: "about", title: "About", published: "2024-12-15~"),
        (id: "none", title: "None"),
    ], events: [
        (id: "plain", date: "2023-10-10", title: "t", status: Reported),
        (id: "inferred", date: "2023-10-10", title: "t", status: Reported, inferred: true),
        (id: "marked", date: "2023-10-10?", title: "t", status: Reported),
        (id: "disputed", date: "2023-10-10", title: "t", status: Reported,
            cites: [(source: "dec", date: "2023"), (source: "none", date: "2025")]),
        (id: "figures", date: "2023-10-10", title: "t", status: Reported,
            cites: [(source: "dec", figure: "1"), (source: "none", figure: "2")]),
        (id: "open", date: "2023-10/..", title: "t", status: Reported),
        (id: "vouched", date: "2023-10/..", title: "t", status: Reported, cites: [(source: "dec"), (source: "about")]),
        (id: "other-claim", date: "2023-10/..", title: "t", status: Reported, cites: [(source: "dec", date: "2023-10")]),
        (id: "bounds", date: "2023", title: "t", status: Reported),
        (id: "unreadable", date: "2020-02-30~", title: "t", status: Reported),
    ])"#;
    let loaded = dateline::cli::loader::load_text("t.ron", EVENTS);
    let chronology = &loaded.chronology;
    let event = |id: &str| {
        let found = chronology.events().iter().find(|event| &*event.id == id);
        found.unwrap_or_else(|| panic!("no event {id}"))
    };
    #[rustfmt::skip]
    let cases = [
        ("plain", "2023", Certain, ""),
        ("inferred", "2023", Possible, "its date is inferred; no source states it"),
        ("marked", "2023", Possible, "its date is marked as uncertain (?)"),
        ("disputed", "2023", Possible, "its sources claim dates that differ"),
        ("figures", "2023", Certain, ""),
        ("open", "2023", Certain, ""),
        ("open", "2023-11", Possible, "its end is open, and no source says how long it went on"),
        ("vouched", "2023-11", Certain, ""),
        ("vouched", "2023-12-15", Certain, ""),
        ("vouched", "2023-12-16", Possible, "its end is open, and no source vouches for it after 15 Dec 2023"),
        ("vouched", "2024-12", Possible, "its end is open, and no source vouches for it after 15 Dec 2023"),
        ("other-claim", "2023-11", Possible, "its end is open, and no source says how long it went on"),
        ("bounds", "2023-10", Possible, "its date allows days inside the period and others"),
        ("unreadable", "2020", Meeting::Never, ""),
    ];
    for (id, period, meeting, doubt) in cases {
        let (event, period) = (event(id), date(period));
        assert_eq!(chronology.meeting(event, &period), meeting, "{id} {period}");
        let doubts = chronology.doubts(event, &period);
        let doubts: Vec<String> = doubts.iter().map(|doubt| doubt.words(event)).collect();
        assert_eq!(doubts.join("; "), doubt, "{id} {period}");
    }
    assert_eq!(event("inferred").date_shown(), "[10 Oct 2023]");
    assert_eq!(event("inferred").date_short(under_year(false)), "[10 Oct]");
    assert_eq!(event("inferred").date_description(), "[on 10 October 2023]");
    let unreadable = event("unreadable");
    assert_eq!(unreadable.date_shown(), "unreadable: 2020-02-30~");
    assert_eq!(unreadable.date_short(under_year(false)), "2020-02-30~");
    let long = Date::unreadable("2023-10-10T10:00:00.123456Z");
    assert_eq!(long.short(under_year(false)), "2023-10-10T10:00:00.1…");
    assert_eq!(unreadable.date.written(), "2020-02-30~");
    assert_eq!(
        unreadable.date.error().expect("an error").message,
        "February 2020 has 29 days"
    );
    let last = chronology.events().last().map(|event| &*event.id);
    assert_eq!(last, Some("unreadable"));
}

#[test]
fn claims_agree_if_they_share_a_day() {
    for (one, other, agree) in [
        ("2023-08", "2023-08-31", true),
        ("2023-08", "2023-09", false),
        ("2023-10/..", "2030", true),
        ("2023-10/..", "2022", false),
        ("", "2022", true),
    ] {
        assert_eq!(date(one).agrees_with(&date(other)), agree, "{one} {other}");
        assert_eq!(date(other).agrees_with(&date(one)), agree, "{other} {one}");
    }
}

#[test]
fn a_date_is_small() {
    assert!(size_of::<Date>() <= 64, "{}", size_of::<Date>());
}

// ------------------------------------------------------------------ oracle

const LAST_YEAR: i64 = 2034;

/// Every day of the years that the oracle knows: its number, and its digits as `YYYY-MM-DD`.
static DAYS: LazyLock<Vec<(i64, String)>> = LazyLock::new(|| {
    let first = chrono::NaiveDate::from_ymd_opt(1985, 1, 1).expect("a day");
    first
        .iter_days()
        .take_while(|day| i64::from(day.year()) <= LAST_YEAR)
        .map(|day| (number(day), day.format("%Y-%m-%d").to_string()))
        .collect()
});

fn number(day: chrono::NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - 719_163
}

/// Stand for days before and after all that the oracle knows.
const BEFORE: i64 = i64::MIN;
const AFTER: i64 = i64::MAX;

/// The days that one date may mean, by comparing digits; seasons by their months.
fn oracle_days(written: &str) -> Vec<i64> {
    let bare: String = written
        .chars()
        .filter(|letter| !"?~%".contains(*letter))
        .collect();
    let (year, code) = (bare.get(..4).unwrap_or(""), bare.get(5..7).unwrap_or(""));
    let alike = |pattern: &str, digits: &str| {
        let digits = &digits.as_bytes()[..pattern.len()];
        pattern
            .bytes()
            .zip(digits)
            .all(|(one, other)| one == b'X' || one == *other)
    };
    let months: &[&str] = match code {
        "21" | "22" | "24" => {
            return oracle_days(year);
        }
        "25" => &["03", "04", "05"],
        "29" => &["09", "10", "11"],
        "36" => &["10", "11", "12"],
        "28" => &["12", "01+", "02+"],
        "34" => &["04", "05", "06"],
        "41" => &["07", "08", "09", "10", "11", "12"],
        _ => &[],
    };
    if months.is_empty() {
        return DAYS
            .iter()
            .filter(|(_, day)| alike(&bare, day))
            .map(|(day, _)| *day)
            .collect();
    }
    let before = |digits: &str| format!("{:04}", digits[..4].parse::<i64>().expect("a year") - 1);
    DAYS.iter()
        .filter(|(_, day)| {
            months.iter().any(|month| match month.strip_suffix('+') {
                Some(month) => alike(year, &before(day)) && day[5..7] == *month,
                None => alike(year, &day[..4]) && day[5..7] == **month,
            })
        })
        .map(|(day, _)| *day)
        .collect()
}

/// All the ways an event may have been.
enum Ways {
    /// On one of these days.
    OneOf(Vec<i64>),
    /// On one day of each of these, the sure ones and all.
    AllOf(Vec<Vec<i64>>, Vec<Vec<i64>>),
    /// From one of these days to one of those.
    Span(Vec<i64>, Vec<i64>),
}

/// Certain, possible or never, from all the ways the event may have been.
fn oracle(event: &str, period: (i64, i64)) -> Meeting {
    oracle_meeting(event, &ways(event), period)
}

fn ways(event: &str) -> Ways {
    if let Some(inner) = event.strip_prefix('[') {
        let elements = oracle_elements(inner.trim_end_matches(']'), false);
        return Ways::OneOf(elements.concat());
    }
    if let Some(inner) = event.strip_prefix('{') {
        let inner = inner.trim_end_matches('}');
        // Of "all later" only the first is sure.
        let sure = inner.strip_suffix("..").unwrap_or(inner);
        return Ways::AllOf(oracle_elements(sure, true), oracle_elements(inner, true));
    }
    match event.split_once('/') {
        Some((start, end)) => oracle_span(start, end),
        None => Ways::OneOf(oracle_days(event)),
    }
}

fn oracle_meeting(event: &str, ways: &Ways, period: (i64, i64)) -> Meeting {
    let within = |day: &i64| period.0 <= *day && *day <= period.1;
    let (may, must) = match ways {
        Ways::OneOf(days) => (days.iter().any(within), days.iter().all(within)),
        Ways::AllOf(sure, all) => (
            all.iter().flatten().any(within),
            sure.iter().any(|days| days.iter().all(within)),
        ),
        Ways::Span(starts, ends) => {
            let (mut may, mut must) = (false, true);
            for first in starts {
                let possible = &ends[ends.partition_point(|last| last < first)..];
                let (Some(soonest), Some(latest)) = (possible.first(), possible.last()) else {
                    continue;
                };
                may |= *first <= period.1 && *latest >= period.0;
                must &= *first <= period.1 && *soonest >= period.0;
            }
            (may, must)
        }
    };
    match (may, must && !event.contains(['?', '~', '%'])) {
        (false, _) => Meeting::Never,
        (true, false) => Meeting::Possible,
        (true, true) => Meeting::Certain,
    }
}

fn oracle_span(start: &str, end: &str) -> Ways {
    let known = |ends: &mut Vec<i64>| ends.extend(DAYS.iter().map(|(day, _)| *day));
    let mut starts = vec![];
    match start {
        ".." => starts.push(BEFORE),
        "" => {
            starts.push(BEFORE);
            known(&mut starts);
        }
        _ => starts = oracle_days(start),
    }
    let mut ends = vec![];
    match end {
        // An open end is not certain: nothing says how long it went on.
        ".." | "" => {
            known(&mut ends);
            ends.push(AFTER);
        }
        _ => ends = oracle_days(end),
    }
    Ways::Span(starts, ends)
}

/// The days of each element; `a..b` is one element for each date between if it is `each`.
fn oracle_elements(inner: &str, each: bool) -> Vec<Vec<i64>> {
    let mut elements = vec![];
    for element in inner.split(',') {
        let Some((from, to)) = element.split_once("..") else {
            elements.push(oracle_days(element));
            continue;
        };
        let length = from.len().max(to.len());
        let mut days: Vec<Vec<i64>> = vec![];
        let mut known = "";
        for (number, day) in DAYS.iter() {
            let unit = &day[..length];
            if (!from.is_empty() && unit < from) || (!to.is_empty() && unit > to) {
                continue;
            }
            if unit != known {
                days.push(vec![]);
                known = unit;
            }
            days.last_mut().expect("just pushed").push(*number);
        }
        if from.is_empty() {
            days.insert(0, vec![BEFORE]);
        }
        if to.is_empty() {
            days.push(vec![AFTER]);
        }
        if each {
            elements.extend(days);
        } else {
            elements.push(days.concat());
        }
    }
    elements
}

// ------------------------------------------------------------------ generators

fn year() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (1999..=2003_i32).prop_map(|year| year.to_string()),
        1 => Just("200X".to_owned()),
        1 => Just("199X".to_owned()),
    ]
}

fn chosen(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(texts).prop_map(str::to_owned)
}

/// A date of any form within the oracle's years, without qualifiers.
fn plain() -> impl Strategy<Value = String> {
    let month = chosen(&["01", "02", "03", "07", "10", "12", "XX", "0X", "1X", "X2"]);
    let day = chosen(&[
        "01", "05", "15", "28", "29", "30", "31", "XX", "1X", "X5", "3X", "X1",
    ]);
    prop_oneof![
        2 => year(),
        1 => (year(), chosen(&["21", "24", "25", "28", "34", "41"])).prop_map(|(year, code)| format!("{year}-{code}")),
        3 => (year(), month).prop_map(|(year, month)| format!("{year}-{month}")),
        5 => (
            year(),
            chosen(&["01", "02", "03", "07", "10", "12", "XX", "0X", "1X", "X2"]),
            day
        )
            .prop_map(|(year, month, day)| format!("{year}-{month}-{day}")),
    ]
    .prop_filter("EDTF", |written| Date::parse(written).is_ok())
}

fn marked() -> impl Strategy<Value = String> {
    (plain(), chosen(&["", "", "", "?", "~", "%"])).prop_map(|(date, mark)| date + &mark)
}

/// A year, month or day without unspecified digits.
fn unit(length: usize) -> impl Strategy<Value = String> {
    (0..3_650_usize).prop_map(move |day| DAYS[day + 3_650].1[..length].to_owned())
}

fn element() -> impl Strategy<Value = String> {
    prop::sample::select(vec![4_usize, 7, 10]).prop_flat_map(|length| {
        prop_oneof![
            3 => plain(),
            2 => (unit(length), unit(length)).prop_map(|(one, other)| {
                let (from, to) = if one <= other { (one, other) } else { (other, one) };
                format!("{from}..{to}")
            }),
        ]
    })
}

fn set() -> impl Strategy<Value = String> {
    let opening =
        prop_oneof![4 => Just(None), 1 => unit(7).prop_map(|unit| Some(format!("..{unit}")))];
    let closing =
        prop_oneof![4 => Just(None), 1 => unit(4).prop_map(|unit| Some(format!("{unit}..")))];
    (
        prop::bool::ANY,
        opening,
        prop::collection::vec(element(), 1..4),
        closing,
    )
        .prop_map(|(all, opening, elements, closing)| {
            let elements: Vec<String> =
                opening.into_iter().chain(elements).chain(closing).collect();
            let (open, close) = if all { ('{', '}') } else { ('[', ']') };
            format!("{open}{}{close}", elements.join(","))
        })
}

fn span() -> impl Strategy<Value = String> {
    let end = || prop_oneof![4 => marked(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    (end(), end())
        .prop_map(|(start, end)| format!("{start}/{end}"))
        .prop_filter("EDTF", |written| Date::parse(written).is_ok())
}

fn event() -> impl Strategy<Value = String> {
    prop_oneof![3 => marked(), 3 => span(), 3 => set()]
}

/// A period between two days or open, as written and as numbers.
fn period() -> impl Strategy<Value = (String, (i64, i64))> {
    (0..4_000_usize, 0..400_usize, 0..10_u8).prop_map(|(start, length, open)| {
        let (first, from) = &DAYS[start + 3_400];
        let (last, to) = &DAYS[start + 3_400 + length];
        match open {
            0 => (format!("../{to}"), (BEFORE, *last)),
            1 => (format!("{from}/.."), (*first, AFTER)),
            _ => (format!("{from}/{to}"), (*first, *last)),
        }
    })
}

/// Dates of every kind, of far years and none too.
fn any_date() -> impl Strategy<Value = Date> {
    let clock = (
        0..4_000_usize,
        0..24_u8,
        0..60_u8,
        0..61_u8,
        chosen(&["", "Z", "+09:00", "-11:00", "+14", "-03:30"]),
    )
        .prop_map(|(day, hour, minute, second, offset)| {
            format!(
                "{}T{hour:02}:{minute:02}:{second:02}{offset}",
                DAYS[day % 8 + 5_000].1
            )
        });
    let odd = chosen(&[
        "",
        "XXXX",
        "XXXX-12-25",
        "XXXX-XX-05",
        "Y17E7",
        "Y-17E7",
        "Y9E30",
        "Y-9E30",
        "0000",
        "-0043-03-15",
        "-0043",
        "1950S2",
        "/1998",
        "../1998",
        "[..1998]",
        "[1998..]",
        "{1998..}",
        "20XX",
        "1998-25",
        "1998-09-09",
        "1998-09-09/..",
        "1998-09-09/",
        "1998-09/1998-09-09",
    ]);
    prop_oneof![5 => event(), 3 => clock, 3 => odd].prop_map(|written| date(&written))
}

// ------------------------------------------------------------------ properties

/// 60 periods of every length, some open, as written and as numbers.
fn periods() -> Vec<(String, (i64, i64))> {
    let text = |day: i64| {
        let (year, month, day) = Day::new(day).civil();
        format!("{year:04}-{month:02}-{day:02}")
    };
    let zero = number(chrono::NaiveDate::from_ymd_opt(1998, 12, 1).expect("a day"));
    let mut periods: Vec<(String, (i64, i64))> = Vec::new();
    for first in (0..19).map(|nth| zero + nth * 47) {
        for length in [1, 29, 200] {
            let last = first + length - 1;
            periods.push((format!("{}/{}", text(first), text(last)), (first, last)));
        }
    }
    periods.push((format!("{}/..", text(zero + 430)), (zero + 430, AFTER)));
    periods.push((format!("../{}", text(zero + 430)), (BEFORE, zero + 430)));
    periods.push((
        format!("{}/{}", text(zero), text(zero + 1200)),
        (zero, zero + 1200),
    ));
    periods
}

/// 181 events of every form, each in 60 periods of every length: 10,860 answers, each beside what counting the
/// days one by one gives.
#[test]
fn every_form_meets_every_period_as_counting_days_finds() {
    let marks = ["", "?", "~", "%"];
    let mut events: Vec<String> = Vec::new();
    let singles = [
        "1998-12-31",
        "1999",
        "199X",
        "2000-02",
        "2000-36",
        "2000-06-1X",
        "20XX",
        "2000-21",
        "2000-24",
        "1999-28",
        "2000-29",
        "2000-34",
        "2001-41",
        "2000-02-29",
        "2000-XX",
        "2000-XX-05",
        "200X-12-25",
        "2000-1X",
        "2000-0X-31",
        "2000-02-XX",
        "2001-02-2X",
        "1999-12-3X",
    ];
    for single in singles {
        events.extend(marks.map(|mark| format!("{single}{mark}")));
    }
    let ends = [
        "..",
        "",
        "1999",
        "1999-12",
        "2000-02-10",
        "2000-1X",
        "2001-24",
        "200X",
    ];
    for start in ends {
        events.extend(ends.map(|end| format!("{start}/{end}")));
    }
    for inner in [
        "1999,2001",
        "1999-12..2000-02",
        "..1999-12",
        "2000-02..",
        "2000-02-10..2000-02-20",
        "1998,2000-02..2000-04,2001-03-05",
        "..1998,2000",
        "1998,2001..",
        "2000-XX-05,2001-02",
        "1999-28,2000-22",
        "2000",
    ] {
        events.extend([format!("[{inner}]"), format!("{{{inner}}}")]);
    }
    for start in ["1999", "1999-11", "1999-11-30"] {
        for end in ["2000", "2000-06", "2001-01-15"] {
            events.extend([
                format!("{start}?/{end}"),
                format!("{start}/{end}~"),
                format!("{start}%/{end}?"),
            ]);
        }
    }
    events.retain(|written| Date::parse(written).is_ok());
    events.sort();
    events.dedup();
    events.truncate(181);
    assert_eq!(events.len(), 181);
    let periods = periods();
    let mut count = 0;
    for event in &events {
        let (found, ways) = (date(event), ways(event));
        for (written, days) in &periods {
            let wanted = oracle_meeting(event, &ways, *days);
            assert_eq!(
                found.meeting(&date(written)),
                wanted,
                "{event} in {written}"
            );
            count += 1;
        }
    }
    assert_eq!(count, 10_860);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn meeting_is_what_counting_days_finds(event in event(), (written, days) in period()) {
        prop_assert_eq!(date(&event).meeting(&date(&written)), oracle(&event, days), "{} in {}", event, written);
    }

    #[test]
    fn bounds_are_what_counting_days_finds(written in plain()) {
        let days = oracle_days(&written);
        let bounds = date(&written).bounds();
        prop_assert_eq!(bounds.earliest, Bound::Day(Day::new(days[0])));
        prop_assert_eq!(bounds.latest, Bound::Day(Day::new(*days.last().unwrap())));
    }

    #[test]
    fn bounds_are_those_of_edtf_core(date in any_date()) {
        if let Ok(edtf) = edtf_core::Edtf::parse(date.written()) {
            // Seasons of no said hemisphere are theirs alone: they read them as northern.
            let is_season = ["-21", "-22", "-23", "-24"].iter().any(|code| date.written().contains(code));
            prop_assume!(!is_season);
            let theirs = edtf.bounds();
            for (ours, theirs) in [(date.bounds().earliest, theirs.earliest), (date.bounds().latest, theirs.latest)] {
                if let (Bound::Day(day), edtf_core::Bound::Date(known)) = (ours, theirs) {
                    prop_assert_eq!(day.civil(), (known.year, known.month, known.day));
                }
            }
        }
    }

    #[test]
    fn a_bigger_period_never_lowers_the_answer(event in event(), (_, days) in period(), more in 0..90_i64, after in 0..90_i64) {
        prop_assume!(days.0 != BEFORE && days.1 != AFTER);
        let written = |first: i64, last: i64| {
            let text = |number: i64| {
                let (year, month, day) = Day::new(number).civil();
                format!("{year:04}-{month:02}-{day:02}")
            };
            date(&format!("{}/{}", text(first), text(last)))
        };
        let event = date(&event);
        let small = event.meeting(&written(days.0, days.1));
        let big = event.meeting(&written(days.0 - more, days.1 + after));
        prop_assert!(small <= big, "{} {:?} {:?}", event, small, big);
    }

    #[test]
    fn certain_means_the_bounds_share_a_day(event in any_date(), period in any_date()) {
        if event.meeting(&period) != Meeting::Never {
            prop_assert!(event.agrees_with(&period));
        }
        if event.meeting(&period) == Meeting::Certain {
            prop_assert!(!event.is_uncertain() && !event.is_approximate());
        }
    }

    #[test]
    fn order_is_total(one in any_date(), two in any_date(), three in any_date()) {
        prop_assert_eq!(one.order_key().cmp(&one.order_key()), Ordering::Equal);
        prop_assert_eq!(one.order_key().cmp(&two.order_key()), two.order_key().cmp(&one.order_key()).reverse());
        let mut all = [&one, &two, &three];
        all.sort_by_key(|date| date.order_key());
        let [first, second, third] = all;
        prop_assert!(first.order_key().cmp(&second.order_key()) != Ordering::Greater);
        prop_assert!(second.order_key().cmp(&third.order_key()) != Ordering::Greater);
        prop_assert!(first.order_key().cmp(&third.order_key()) != Ordering::Greater);
        if first.order_key().cmp(&second.order_key()) == Ordering::Equal {
            prop_assert_eq!(first.order_key().cmp(&third.order_key()), second.order_key().cmp(&third.order_key()));
        }
    }

    #[test]
    fn the_reason_agrees_with_the_order(one in any_date(), two in any_date()) {
        let equal = one.order_key().cmp(&two.order_key()) == Ordering::Equal;
        prop_assert_eq!(one.order_reason(&two).ends_with("order in the file"), equal);
    }

    #[test]
    fn written_is_kept(date in any_date()) {
        let again = Date::parse(date.written()).unwrap();
        prop_assert_eq!(again.written(), date.written());
        prop_assert_eq!(&again, &date);
    }

    #[test]
    fn words_are_there_and_short_ones_are_short(date in any_date(), under_uncertain: bool) {
        prop_assert!(!date.shown().is_empty());
        prop_assert!(!date.describe().is_empty());
        let short = date.short(under_year(under_uncertain));
        prop_assert!((1..=22).contains(&short.chars().count()), "{} {}", date.written(), short);
    }

    #[test]
    fn no_more_is_shown_than_written(written in marked()) {
        let shown = date(&written).shown();
        let parts = shown.trim_start_matches("c. ").replace("2nd half", "half").replace("northern ", "").split(' ').count();
        prop_assert!(parts <= written.split('-').count(), "{} {}", written, shown);
        let has_day = parts == 3;
        prop_assert_eq!(has_day, written.split('-').count() == 3);
    }

    #[test]
    fn any_text_is_read_or_refused_well(text in "\\PC{0,60}|[0-9XTZ:/.,?~%\\[\\]{}SYE+ -]{0,24}|[\\x00-\\x1f\\u{202a}-\\u{202e}0-9a-z -]{0,80}") {
        for read in [Date::parse(&text), parse_natural(&text)] {
            if let Err(fault) = read {
                let said = format!("{}{}", fault.message, fault.help.unwrap_or_default());
                let hidden = said.contains(|letter: char| letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter));
                prop_assert!(!hidden);
                prop_assert!(said.chars().count() < 300);
                prop_assert!(fault.at <= text.chars().count());
            }
        }
    }

    #[test]
    fn days_are_those_of_chrono(number in -90_000_000..90_000_000_i64) {
        let days = i32::try_from(number + 719_163).unwrap();
        let theirs = chrono::NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let (year, month, day) = Day::new(number).civil();
        prop_assert_eq!((year, u32::from(month), u32::from(day)), (theirs.year().into(), theirs.month(), theirs.day()));
        prop_assert_eq!(Day::from_civil(year, month, day), Some(Day::new(number)));
    }

    #[test]
    fn days_of_far_years_come_back(number: i64) {
        let (year, month, day) = Day::new(number).civil();
        prop_assert_eq!(Day::from_civil(year, month, day), Some(Day::new(number)));
    }
}

/// Different spellings that may be shown alike: four significant digits are all.
fn says_the_same(one: &str, other: &str) -> bool {
    one.trim_end_matches("S4") == other.trim_end_matches("S4")
}

#[test]
fn different_dates_are_never_shown_alike() {
    let years = [
        "2004", "0094", "-0043", "200X", "20XX", "XXXX", "2X04", "0200", "020X",
    ];
    let months = ["06", "07", "XX", "1X", "X2", "0X", "21", "25", "34"];
    let days = ["11", "01", "XX", "1X", "X1"];
    let marks = ["", "?", "~", "%"];
    let mut single = vec![];
    for year in years {
        for first in marks {
            single.push(format!("{year}{first}"));
            for month in months {
                for second in marks {
                    single.push(format!("{first}{year}-{second}{month}"));
                    for day in days {
                        for third in marks {
                            single.push(format!("{first}{year}-{second}{month}-{third}{day}"));
                        }
                    }
                }
            }
        }
    }
    single.extend(
        [
            "1950S2", "1950S3", "1950S4", "1950", "Y17E7", "Y17E8", "Y17E7S1", "Y17E30", "Y17E30S2",
        ]
        .map(String::from),
    );
    single.retain(|written| Date::parse(written).is_ok());
    let mut all = single.clone();
    let ends: Vec<&String> = single
        .iter()
        .filter(|text| text.contains("2004") || text.len() < 6)
        .step_by(7)
        .collect();
    for start in &ends {
        for form in [
            "[S]", "{S}", "[..S]", "[S..]", "{..S}", "{S..}", "S/", "S/..", "/S", "../S",
            "..S/S..", "S/S..",
        ] {
            all.push(form.replace('S', start));
        }
        for end in ends.iter().step_by(3) {
            for form in ["S/E", "[S..E]", "{S..E}", "[S,E]", "{S,E}"] {
                all.push(form.replace('S', start).replace('E', end));
            }
        }
    }
    let mut seen: HashMap<String, (String, Date)> = HashMap::new();
    let mut count = 0;
    for written in &all {
        let (Ok(edtf), Ok(date)) = (edtf_core::Edtf::parse(written), Date::parse(written)) else {
            continue;
        };
        count += 1;
        let canonical = edtf.to_string();
        let (first, known) = seen
            .entry(date.shown())
            .or_insert_with(|| (canonical.clone(), date.clone()));
        assert_eq!(date.bounds(), known.bounds(), "{written} {first} {date}");
        assert!(
            *first == canonical || says_the_same(first, &canonical),
            "{written} and {first}: {date}"
        );
    }
    assert!(count > 3_000, "{count}");
}
