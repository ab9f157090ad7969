//! Names of months in other languages → English, and digits of other scripts → ASCII, for texts that are to be read as dates.
//!
//! Names are those of the Unicode Common Locale Data Repository (CLDR 46), long and abbreviated, without accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The months in English, and what they are called elsewhere; a name that is English too needs no row.
const MONTHS: &[(&str, &[&str])] = &[
    (
        "january",
        &[
            "janvier",
            "janv",
            "januar",
            "janner",
            "enero",
            "ene",
            "января",
            "январь",
            "янв",
            "มกราคม",
            "ม.ค.",
        ],
    ),
    (
        "february",
        &[
            "fevrier",
            "fevr",
            "februar",
            "febrero",
            "февраля",
            "февраль",
            "февр",
            "фев",
            "กุมภาพันธ์",
            "ก.พ.",
        ],
    ),
    (
        "march",
        &[
            "mars",
            "marz",
            "maerz",
            "marzo",
            "марта",
            "март",
            "мар",
            "มีนาคม",
            "มี.ค.",
        ],
    ),
    (
        "april",
        &[
            "avril",
            "avr",
            "abril",
            "abr",
            "апреля",
            "апрель",
            "апр",
            "เมษายน",
            "เม.ย.",
        ],
    ),
    ("may", &["mai", "mayo", "мая", "май", "พฤษภาคม", "พ.ค."]),
    (
        "june",
        &[
            "juin",
            "juni",
            "junio",
            "июня",
            "июнь",
            "июн",
            "มิถุนายน",
            "มิ.ย.",
        ],
    ),
    (
        "july",
        &[
            "juillet",
            "juil",
            "juli",
            "julio",
            "июля",
            "июль",
            "июл",
            "กรกฎาคม",
            "ก.ค.",
        ],
    ),
    (
        "august",
        &[
            "aout",
            "agosto",
            "ago",
            "августа",
            "август",
            "авг",
            "สิงหาคม",
            "ส.ค.",
        ],
    ),
    (
        "september",
        &[
            "septembre",
            "septiembre",
            "setiembre",
            "сентября",
            "сентябрь",
            "сент",
            "сен",
            "กันยายน",
            "ก.ย.",
        ],
    ),
    (
        "october",
        &[
            "octobre",
            "oktober",
            "okt",
            "octubre",
            "октября",
            "октябрь",
            "окт",
            "ตุลาคม",
            "ต.ค.",
        ],
    ),
    (
        "november",
        &[
            "novembre",
            "noviembre",
            "ноября",
            "ноябрь",
            "нояб",
            "ноя",
            "พฤศจิกายน",
            "พ.ย.",
        ],
    ),
    (
        "december",
        &[
            "decembre",
            "dezember",
            "dez",
            "diciembre",
            "dic",
            "декабря",
            "декабрь",
            "дек",
            "ธันวาคม",
            "ธ.ค.",
        ],
    ),
];

/// Words between the parts of a date: "15 de agosto de 1944", "15. August 1944", "15 августа 1944 г.".
const FILLERS: &[&str] = &["de", "del", "le", "den", "г", "года", "год", "พ.ศ"];

/// The text in lower case with English months and ASCII digits, without accents and filling words.
pub(super) fn in_english(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let lower: String = ascii_digits(word).to_lowercase();
            let bare: String = lower
                .nfd()
                .filter(|letter| !is_combining_mark(*letter) || is_thai(*letter))
                .collect();
            let name = bare.trim_end_matches([',', '.']);
            let is_month = |(_, names): &&(&str, &[&str])| {
                names
                    .iter()
                    .any(|known| *known == bare || known.trim_end_matches('.') == name)
            };
            match MONTHS.iter().find(is_month) {
                Some((english, _)) => (*english).to_owned(),
                None => lower,
            }
        })
        .filter(|word| !FILLERS.contains(&word.trim_end_matches('.')))
        .collect();
    // "15. August": an ordinal of a day.
    let words = words.iter().map(|word| {
        let day = word.strip_suffix('.').filter(|day| day.len() <= 2);
        day.filter(|day| day.bytes().all(|digit| digit.is_ascii_digit()))
            .unwrap_or(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Decimal digits of other scripts as ASCII.
pub(super) fn ascii_digits(text: &str) -> String {
    /// The zeros of scripts whose digits stand in a row of ten (Unicode 17, Nd).
    const ZEROS: &[u32] = &[
        0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
        0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
    ];
    text.chars()
        .map(|letter| {
            let code = u32::from(letter);
            let digit = ZEROS
                .iter()
                .find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10));
            digit
                .and_then(|digit| char::from_digit(digit, 10))
                .unwrap_or(letter)
        })
        .collect()
}

/// Whether a mark belongs to the spelling of Thai.
fn is_thai(letter: char) -> bool {
    matches!(letter, '\u{E00}'..='\u{E7F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_other_languages_are_english() {
        for (text, english) in [
            ("15 août 1944", "15 august 1944"),
            ("15. August 1944", "15 august 1944"),
            ("3 de marzo de 1939", "3 march 1939"),
            ("9 мая 1945 г.", "9 may 1945"),
            ("1 мая 1945", "1 may 1945"),
            ("März 1848", "march 1848"),
            ("14 ต.ค. 2516", "14 october 2516"),
            ("๒๕๖๗-๐๑-๐๑", "2567-01-01"),
            ("Oct 2023", "oct 2023"),
        ] {
            assert_eq!(in_english(text), english);
        }
    }
}
