//! TimelineJS3's JSON: each date with only the parts that are known, and beside it, as it is shown.
//!
//! TimelineJS counts years as people do, without a year 0: −44 is 44 BCE. It needs a start for each event, so
//! undated ones are left out and counted in a remark. Its texts are HTML, so ours are escaped.

use serde::Serialize;

use super::{Exported, Exporter, Extract};
use crate::format::document::citation::CitationDetail;
use crate::format::document::detail::EventDetail;
use crate::format::document::escape::xml::escape;
use crate::format::document::json::pretty;
use crate::format::document::words::{counted, is_web_address, joined, known};
use crate::model::date::{Bound, Date, DateShape, Day, Precision};

/// The row of the table.
pub(super) const EXPORTER: Exporter = Exporter {
    name: "timelinejs",
    extensions: &["timeline.json"],
    about: "JSON for TimelineJS3",
    write,
};

/// Years before this one are drawn on TimelineJS's scale for the age of the universe.
const HUMAN_SINCE: i64 = -270_000;

#[derive(Serialize)]
struct Document {
    scale: &'static str,
    title: Slide,
    events: Vec<Slide>,
}

#[derive(Serialize, Default)]
struct Slide {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Known>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Known>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    text: Text,
}

#[derive(Serialize, Default)]
struct Text {
    headline: String,
    text: String,
}

/// A date of TimelineJS.
#[derive(Debug, Serialize, Clone, Copy, PartialEq, Eq)]
struct Known {
    year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
}

fn write(extract: &Extract<'_>) -> Exported {
    let mut events = Vec::new();
    let mut left_out = 0;
    let mut human = true;
    for detail in extract.details() {
        let Some((start, end)) = range(&detail.event.date) else {
            left_out += 1;
            continue;
        };
        human &= start.year > HUMAN_SINCE;
        events.push(Slide {
            unique_id: Some(detail.id.to_owned()),
            start_date: Some(start),
            end_date: end,
            display_date: Some(escape(&detail.date.shown).into_owned()),
            group: (!detail.kind.is_empty()).then(|| escape(detail.kind).into_owned()),
            text: Text {
                headline: html(detail.title),
                text: body(&detail),
            },
        });
    }
    let document = Document {
        scale: if human { "human" } else { "cosmological" },
        title: Slide {
            text: Text {
                headline: html(extract.title()),
                text: paragraph(extract.chronology.about()),
            },
            ..Slide::default()
        },
        events,
    };
    Exported {
        text: pretty(&document),
        remarks: match left_out {
            0 => Vec::new(),
            _ => vec![format!(
                "{} left out: TimelineJS needs a beginning for each",
                counted(left_out, "event", "events")
            )],
        },
    }
}

fn html(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn paragraph(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<p>{}</p>", html(text))
}

fn body(detail: &EventDetail<'_>) -> String {
    let mut text = paragraph(detail.summary);
    let mut words = vec![known(detail.event), detail.event.date_description()];
    if detail.possible {
        words.push("possible in the period asked for".to_owned());
    }
    text.push_str(&paragraph(&words.join(" · ")));
    text.push_str(&paragraph(&detail.who()));
    for claim in &detail.claims {
        text.push_str(&paragraph(&format!("≠ {}", claim.words())));
    }
    let cites: Vec<String> = detail.cites.iter().map(source).collect();
    if !cites.is_empty() {
        text.extend(["<p>", &cites.join("<br>"), "</p>"]);
    }
    text
}

/// "Title, publisher, ¶9 \[C2\]", as HTML, the title a link where the source is on the web.
fn source(cite: &CitationDetail<'_>) -> String {
    let address = &*cite.cited.origin;
    let mut title = html(cite.title);
    if is_web_address(address) {
        title = format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\" target=\"_blank\">{title}</a>",
            escape(address)
        );
    }
    let (publisher, locator) = (html(&cite.cited.publisher), html(&cite.locator));
    let words = joined([&*title, &publisher, &locator], ", ");
    format!("{}{words} [{}]", cite.cite.bearing.lead_in(), cite.grade)
}

/// Where a date starts, and where it ends if that is elsewhere; `None` without a start or an end that is known. An open end
/// gets no date: `display_date` says that it goes on.
fn range(date: &Date) -> Option<(Known, Option<Known>)> {
    let ends = date.endpoints();
    let first = ends.first.as_ref().and_then(sides);
    let last = ends.last.as_ref().and_then(sides);
    match (first, last) {
        (Some((first, _)), Some((_, last))) => {
            let is_range =
                first != last || matches!(date.shape(), DateShape::Span | DateShape::AllOf);
            Some((
                first,
                is_range.then_some(last).filter(|last| *last != first),
            ))
        }
        (Some((first, _)), None) => Some((first, None)),
        (None, Some((first, last))) => Some((first, (first != last).then_some(last))),
        (None, None) => None,
    }
}

/// The first and the last of what a single date may mean, each with the parts that are known of it.
fn sides(date: &Date) -> Option<(Known, Known)> {
    let bounds = date.bounds();
    let (Bound::Day(first), Bound::Day(last)) = (bounds.earliest, bounds.latest) else {
        return None;
    };
    let year = |day: Day| parts(day, false, false);
    if date.written().contains('X') && first != last {
        let ((year_one, month_one, _), (year_two, month_two, _)) = (first.civil(), last.civil());
        let same_month = (year_one, month_one) == (year_two, month_two);
        return Some((
            parts(first, same_month, false),
            parts(last, same_month, false),
        ));
    }
    Some(match date.precision()? {
        Precision::Day | Precision::Time => (parts(first, true, true), parts(last, true, true)),
        Precision::Month | Precision::Season => {
            (parts(first, true, false), parts(last, true, false))
        }
        _ => (year(first), year(last)),
    })
}

fn parts(day: Day, has_month: bool, has_day: bool) -> Known {
    let (year, month, of_month) = day.civil();
    Known {
        year: if year > 0 { year } else { year - 1 },
        month: has_month.then_some(month),
        day: has_day.then_some(of_month),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(written: &str) -> String {
        let date = Date::parse(written).unwrap();
        serde_json::to_string(&range(&date)).unwrap()
    }

    #[test]
    fn only_known_parts_are_said() {
        for (written, expected) in [
            ("2023-10-10", r#"[{"year":2023,"month":10,"day":10},null]"#),
            ("2023?-08", r#"[{"year":2023,"month":8},null]"#),
            ("2023", r#"[{"year":2023},null]"#),
            ("202X", r#"[{"year":2020},{"year":2029}]"#),
            ("2023-XX-05", r#"[{"year":2023},null]"#),
            ("2023-10-XX", r#"[{"year":2023,"month":10},null]"#),
            (
                "2023-21",
                r#"[{"year":2023,"month":1},{"year":2023,"month":12}]"#,
            ),
            ("2023-10/..", r#"[{"year":2023,"month":10},null]"#),
            (
                "2023-09/2023-11-05",
                r#"[{"year":2023,"month":9},{"year":2023,"month":11,"day":5}]"#,
            ),
            (
                "[2023-10-10..2023-12-31]",
                r#"[{"year":2023,"month":10,"day":10},{"year":2023,"month":12,"day":31}]"#,
            ),
            ("-0043-03-15", r#"[{"year":-44,"month":3,"day":15},null]"#),
            ("0000", r#"[{"year":-1},null]"#),
            ("XXXX-12-25", "null"),
            ("", "null"),
        ] {
            assert_eq!(said(written), expected, "{written}");
        }
    }
}
