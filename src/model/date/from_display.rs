//! From display: what is shown of a date → the EDTF that it is shown for.
//!
//! People copy what they see into a query or a file. Parts are guessed from the words, marks and all, and a guess
//! counts only if it would be shown as exactly that text.

use edtf_core::Edtf;

use super::day::year_edtf;
use super::display::edtf_shown;
use super::month::NAMES;

/// Reads what `Date::shown` gives, in lower case with single blanks.
pub(super) fn read(text: &str) -> Option<String> {
    part(text)
        .or_else(|| significant(text))
        .or_else(|| span(text))
        .or_else(|| list(text))
}

/// `edtf`, if it is shown as `text`.
fn shown_as(edtf: String, text: &str) -> Option<String> {
    let shown = edtf_shown(&Edtf::parse(&edtf).ok()?).to_lowercase();
    (shown == text).then_some(edtf)
}

/// A day, month or year, or what stands for it, and how it is marked.
struct Component {
    text: String,
    is_uncertain: bool,
    is_approximate: bool,
}

impl Component {
    fn mark(&self) -> &'static str {
        match (self.is_uncertain, self.is_approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        }
    }
}

/// One date: "(c. 11) jun 2004?", "5 ? 2023", "feb/dec 1560".
fn part(text: &str) -> Option<String> {
    let mut components = components(text);
    let year = components.pop()?;
    let year = format!("{}{}", year_digits(&year.text)?, year.mark());
    if components.is_empty() {
        return shown_as(year, text);
    }
    let is_day = |component: &Component| {
        let text = &component.text;
        text == "?" || text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit() || c == 'x')
    };
    let day = if components.len() > 1 && components.first().is_some_and(is_day) {
        let day = components.remove(0);
        let digits = if day.text == "?" {
            "XX".to_owned()
        } else {
            format!("{:0>2}", day.text.to_uppercase())
        };
        format!("-{}{digits}", day.mark())
    } else {
        String::new()
    };
    let words: Vec<&str> = components.iter().map(|word| &*word.text).collect();
    let mark = Component {
        text: words.join(" "),
        is_uncertain: components.last().is_some_and(|word| word.is_uncertain),
        is_approximate: components.first().is_some_and(|word| word.is_approximate),
    };
    let known = NAMES
        .iter()
        .filter(|name| name.short.to_lowercase() == mark.text)
        .map(|name| format!("{:02}", name.code));
    let masks = ["XX", "0X", "1X"].map(str::to_owned).into_iter();
    let masks = masks.chain((0..10).map(|digit| format!("X{digit}")));
    known
        .chain(masks)
        .find_map(|month| shown_as(format!("{year}-{}{month}{day}", mark.mark()), text))
}

/// The words of a date with their marks; an era belongs to its year.
fn components(text: &str) -> Vec<Component> {
    let mut components: Vec<Component> = Vec::new();
    let (mut is_approximate, mut in_brackets) = (false, false);
    for word in text.split(' ') {
        let word = word.strip_prefix('(').map_or(word, |inner| {
            in_brackets = true;
            inner
        });
        if word == "c." {
            is_approximate = true;
            continue;
        }
        let inner = word.strip_suffix(')').filter(|_| in_brackets);
        let word = inner.unwrap_or(word);
        let bare = match word {
            "?" | "????" => word,
            _ => word.strip_suffix('?').unwrap_or(word),
        };
        let is_uncertain = bare != word;
        match components.last_mut() {
            Some(year) if matches!(bare, "ce" | "bce") => {
                year.text = format!("{} {bare}", year.text);
                year.is_uncertain = is_uncertain;
            }
            _ => components.push(Component {
                text: bare.to_owned(),
                is_uncertain,
                is_approximate,
            }),
        }
        if inner.is_some() {
            (is_approximate, in_brackets) = (false, false);
        }
    }
    components
}

/// "2023", "1560s", "1900–1909", "15xx", "????", "44 bce", "170,000,002 ce".
fn year_digits(text: &str) -> Option<String> {
    if text == "????" {
        return Some("XXXX".to_owned());
    }
    if let Some(decade) = decade_shown(text) {
        return Some(decade);
    }
    if let Some(decade) = text.strip_suffix("0s").filter(|digits| digits.len() == 3) {
        return Some(format!("{decade}X"));
    }
    if let Some((number, era)) = text.split_once(' ') {
        let number: i64 = number.replace(',', "").parse().ok()?;
        return Some(year_edtf(if era == "bce" { 1 - number } else { number }));
    }
    let is_mask = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit() || c == 'x');
    is_mask.then(|| text.to_uppercase())
}

/// "1950 (1900–1999)": a year of so many significant digits.
fn significant(text: &str) -> Option<String> {
    let (year, _) = text.split_once(" (")?;
    let year = part(year)?;
    (1..10).find_map(|digits| shown_as(format!("{year}S{digits}"), text))
}

/// `text`, with as much of the end of `last` as it lacks: "10 oct" before "12 oct 2023".
fn part_before(text: &str, last: &str) -> Option<String> {
    part(text).or_else(|| {
        last.match_indices(' ')
            .filter_map(|(place, _)| last.get(place..))
            .find_map(|rest| part(&format!("{text}{rest}")))
    })
}

/// "sep – nov 2023", "oct 2023 – ongoing", "until 1985", "? – 1985".
fn span(text: &str) -> Option<String> {
    let open_start = text.strip_prefix("until ").map(|end| ("", end));
    let (start, end) = open_start.or_else(|| text.split_once(" – "))?;
    let (end_text, after) = end
        .strip_suffix(" or later")
        .map_or((end, ""), |end| (end, ".."));
    let last = match end_text {
        "ongoing" => "..".to_owned(),
        "?" => String::new(),
        _ => format!("{}{after}", part(end_text)?),
    };
    let first = match (open_start, start) {
        (Some(_), _) => "..".to_owned(),
        (None, "?") => String::new(),
        (None, start) => match start.strip_suffix(" or before") {
            Some(start) => format!("..{}", part_before(start, end_text)?),
            None => part_before(start, end_text)?,
        },
    };
    shown_as(format!("{first}/{last}"), text)
}

/// "1667, 1668 or 1670 ‥ 1672", "1960 and dec 1961", "1984 or before", "one of 2023".
fn list(text: &str) -> Option<String> {
    for (word, open, close) in [("one of ", '[', ']'), ("each of ", '{', '}')] {
        if let Some(only) = text.strip_prefix(word) {
            return shown_as(format!("{open}{}{close}", part(only)?), text);
        }
    }
    let marked = text
        .replace(" and all before", "<")
        .replace(" and all later", ">")
        .replace(" or before", "<")
        .replace(" or later", ">");
    let most = [" or ", " and "]
        .into_iter()
        .find_map(|word| marked.rsplit_once(word));
    let (before, last) = most.map_or((None, &*marked), |(most, last)| (Some(most), last));
    let elements = before
        .into_iter()
        .flat_map(|before| before.split(", "))
        .chain([last]);
    let named = last.rsplit(" ‥ ").next()?.trim_end_matches(['<', '>']);
    let elements: Option<Vec<String>> = elements
        .map(|element| {
            let element = element.strip_prefix("each ").unwrap_or(element);
            if let Some(date) = element.strip_suffix('<') {
                return Some(format!("..{}", part_before(date, named)?));
            }
            if let Some(date) = element.strip_suffix('>') {
                return Some(format!("{}..", part_before(date, named)?));
            }
            match element.split_once(" ‥ ") {
                Some((from, to)) => Some(format!(
                    "{}..{}",
                    part_before(from, to)?,
                    part_before(to, named)?
                )),
                None => part_before(element, named),
            }
        })
        .collect();
    let elements = elements?.join(",");
    shown_as(format!("[{elements}]"), text).or_else(|| shown_as(format!("{{{elements}}}"), text))
}

/// "1900–1909", as a decade is shown whose name may mean a century. With blanks it is a span.
pub(super) fn decade_shown(text: &str) -> Option<String> {
    let text = text.strip_suffix(" ce").unwrap_or(text);
    let (first, last) = text.split_once('–')?;
    let year = |digits: &str| -> Option<u16> {
        let all = digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|year| all && *year < 10_000)
    };
    let (first, last) = (year(first)?, year(last)?);
    (first % 10 == 0 && last == first + 9).then(|| format!("{:03}X", first / 10))
}
