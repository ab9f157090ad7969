//! Each style over each kind of source; and what other tools read out of the files that we write.

use super::*;
use crate::format;
use crate::model::Date;
use crate::model::build::build;

fn chronology() -> Chronology {
    let reading = format::read("tests.ron", include_bytes!("tests.ron"));
    assert_eq!(reading.diagnostics, []);
    build(reading.record.into_iter().collect()).chronology
}

fn style(name: &str) -> &'static Style {
    super::style(name).unwrap()
}

fn everything(style: &Style) -> String {
    let chronology = chronology();
    let subjects: Vec<Subject> = chronology.source_ids().map(Subject::Source).collect();
    cite_all(style, &chronology, &subjects, &Options::default())
}

fn event(style: &Style, id: &str, options: &Options) -> String {
    let chronology = chronology();
    let event = chronology
        .event_ids()
        .find(|event| &*chronology.event(*event).id == id)
        .unwrap();
    cite(style, &chronology, event, options)
}

#[test]
fn every_style_writes_every_kind() {
    for style in STYLES {
        let seen = Options {
            form: None,
            locator: Some("¶¶ 2–3".to_owned()),
            accessed: Some(Date::parse("2026-11-26").unwrap()),
        };
        let text = format!(
            "{}\n--- several\n{}\n--- several, ¶¶ 2–3, seen\n{}\n--- uncited\n{}\n",
            everything(style),
            event(style, "several", &Options::default()),
            event(style, "several", &seen),
            event(style, "uncited", &Options::default()),
        );
        insta::assert_snapshot!(style.name, text.replace('\r', "␍"));
    }
}

#[test]
fn no_style_name_stands_twice() {
    let mut names: Vec<&str> = STYLES.iter().map(|style| style.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), STYLES.len());
    assert!(STYLES.iter().all(|style| !style.help.is_empty()));
}

#[test]
fn whatever_a_person_may_choose_has_a_name_of_its_own_and_cites() {
    let chronology = chronology();
    let event = chronology.event_ids().next().unwrap();
    let mut names: Vec<String> = Vec::new();
    for choice in style_choices() {
        let options = Options {
            form: choice.form,
            ..Options::default()
        };
        let text = cite(choice.style, &chronology, event, &options);
        assert!(!text.is_empty() && !choice.help().is_empty());
        names.push(choice.name());
    }
    for name in [
        "apa",
        "apa in-text",
        "chicago-author-date in-text",
        "pandoc",
        "org",
    ] {
        assert_eq!(
            names.iter().filter(|known| *known == name).count(),
            1,
            "{names:?}"
        );
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), style_choices().count());
}

#[test]
fn a_bib_file_is_read_back() {
    use biblatex::{Bibliography, ChunksExt, PermissiveType};
    let text = everything(style("bibtex"));
    let read = Bibliography::parse(&text).unwrap();
    let chronology = chronology();
    assert_eq!(read.len(), chronology.sources().len());
    for (entry, source) in read.iter().zip(chronology.sources()) {
        let title = entry.title().unwrap().format_verbatim();
        assert_eq!(title, phrase::flat(&source.title), "{text}");
        let authors = entry.author().unwrap_or_default();
        assert_eq!(authors.len(), source.authors.len());
        if &*source.id == "article" {
            assert_eq!(authors[0].name, "Peck");
            assert_eq!(authors[0].given_name, "Grant");
            assert_eq!(authors[1].name, "Saw Chit Thu");
            assert_eq!(entry.url().unwrap(), &*source.origin);
            assert!(matches!(entry.date().unwrap(), PermissiveType::Typed(_)));
        }
    }
    let book = read.get("book").unwrap();
    let PermissiveType::Typed(date) = book.date().unwrap() else {
        panic!("the date of the book is not read");
    };
    assert!(date.approximate && !date.uncertain);
}

#[test]
fn csl_json_is_read_back() {
    let text = everything(style("csl-json"));
    let items: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let chronology = chronology();
    for (item, source) in items.iter().zip(chronology.sources()) {
        assert_eq!(item["id"], source.id.replace(' ', "-"));
        assert_eq!(item["title"], phrase::flat(&source.title));
    }
    for (nth, issued) in [
        (0, serde_json::json!({"date-parts": [[2023, 10, 17]]})),
        (1, serde_json::Value::Null),
        (2, serde_json::json!({"literal": "August 2023?"})),
        (
            3,
            serde_json::json!({"date-parts": [[2023, 1], [2025, 6, 30]]}),
        ),
        (
            4,
            serde_json::json!({"date-parts": [[1984]], "circa": true}),
        ),
        (6, serde_json::json!({"date-parts": [[2023]], "season": 2})),
    ] {
        assert_eq!(items[nth]["issued"], issued, "{nth}");
    }
    // The schema knows these properties and no others.
    let known = [
        "id",
        "type",
        "title",
        "genre",
        "author",
        "container-title",
        "publisher",
        "issued",
        "accessed",
        "URL",
        "archive",
        "archive_location",
        "source",
        "language",
        "note",
    ];
    for item in &items {
        for name in item.as_object().unwrap().keys() {
            assert!(known.contains(&name.as_str()), "{name}");
        }
    }
}

#[test]
fn ris_keeps_its_lines() {
    let text = everything(style("ris"));
    let mut open = false;
    let mut records = 0;
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        let bytes = line.as_bytes();
        assert!(bytes[0].is_ascii_uppercase());
        assert!(bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit());
        let (tag, value) = (line.get(..2).unwrap(), line.get(6..).unwrap());
        assert_eq!(line.get(2..6), Some("  - "));
        assert!(!value.contains(['\n', '\r']));
        match tag {
            "TY" => {
                assert!(!open);
                open = true;
            }
            "ER" => {
                assert!(open && value.is_empty());
                open = false;
                records += 1;
            }
            "PY" => assert!(value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit())),
            "DA" | "Y2" => {
                let parts: Vec<&str> = value.splitn(4, '/').collect();
                assert_eq!(parts.len(), 4, "{value}");
                assert_eq!(parts[0].len(), 4);
                assert!(parts[1].is_empty() || parts[1].len() == 2);
                assert!(parts[2].is_empty() || parts[2].len() == 2);
            }
            _ => assert!(open),
        }
    }
    assert!(!open);
    assert_eq!(records, chronology().sources().len());
}

#[test]
fn markdown_links_hold_no_markup_of_theirs() {
    let text = everything(style("md-link"));
    assert!(text.contains("[Police say \"it's over\" in the “new city”](https://news.example/a_b%28c%29?x=1&y=50%25#top)"));
    assert!(text.contains(r"Why 100% of \$5 \[bets\] \#fail\_ed \~ now?"));
}

/// Style or key, form or the style's own, what is cited, and the exact text that the manual wants; the rule beside it.
const CASES: &[(&str, Option<Form>, &str, &str)] = &[
    // CMOS 18: the publisher in parentheses without a place; pages bare, a range with a dash; paragraphs "para."; two authors at most (13.23).
    (
        "footnote",
        None,
        "e2",
        "United Nations Office on Drugs and Crime, Casinos, cyber fraud, and trafficking in persons in Southeast Asia (United Nations Office on Drugs and Crime, September 2023), para. 9, accessed December 1, 2023, https://www.unodc.org/roseap/uploads/documents/Publications/2023/TiP_for_FC_Policy_Report.pdf; Ciara O'Dair and Ana van der Berg, “Twice,” Paper_100% #1 {x} $5 ~ ^ \\ end, May 6, 2023, chap. 2, https://e.org/a_(b)?q={x}&z=%20~; 李明, “မြန်မာ့ အလင်း,” 人民日报, January 1, 2023.",
    ),
    (
        "footnote",
        None,
        "three",
        "Grant Peck et al., Three hands (Zed, 2020).",
    ),
    (
        "footnote",
        None,
        "unc",
        "Anders Fell, Undated memo, [2023?], Box 3, folder 7.",
    ),
    (
        "chicago",
        Some(Form::Note),
        "book1",
        "Edith Marlow, A valley of crops: history, money & power (Riverside Press, 2003).",
    ),
    // CMOS 18: up to six authors in an entry, of more the first three (13.23).
    (
        "chicago",
        None,
        "three",
        "Peck, Grant, Saw Chit Thu, and Jane Doe. Three hands. Zed, 2020.",
    ),
    (
        "chicago",
        None,
        "many",
        "A, Aa, Bb B, Cc C, et al. “Many hands.” Journal, 2020.",
    ),
    // An unsigned article stands under its newspaper; a question mark takes the place of the full stop.
    (
        "chicago",
        None,
        "noauth",
        "The Valley Post. “Why is the park burning?” October 20, 2025. https://example.org/park_1_%20.html?x=1&y=2#top.",
    ),
    // A page without a date has its date of access; a site of its author's own is named once.
    (
        "chicago",
        None,
        "nodate",
        "Ministry of Public Security. “About us.” Accessed March 5, 2024. https://mps.gov.cn/about.",
    ),
    // What is not exact stands in brackets, with one mark.
    ("chicago", None, "mthu", "Month uncertain. [October 2023?]."),
    (
        "chicago",
        None,
        "yearu",
        "Paper. “Year uncertain only.” [August 5, 2023?].",
    ),
    (
        "chicago",
        None,
        "circ",
        "Doe, Jane A., and Rick Roe. Pamphlet. [ca. 1984].",
    ),
    ("chicago", None, "both", "Both. [ca. October 2023?]."),
    (
        "chicago",
        None,
        "betw",
        "Leaflet. [between October 10 and December 31, 2023].",
    ),
    // A description is neither quoted nor in italics.
    (
        "chicago",
        None,
        "untitled",
        "Shine. Two groups of suspects. September 8, 2023.",
    ),
    // APA 7: 9.17 no date; 9.16 a date of retrieval only where the page may change; 9.24 publisher and author once.
    (
        "apa",
        None,
        "nodate",
        "Ministry of Public Security. (n.d.). About us. Retrieved March 5, 2024, from https://mps.gov.cn/about",
    ),
    (
        "apa",
        None,
        "book2",
        "Okafor, I., Lin, R., & Bo, O. (2025). Empires of paper. Harbour. https://example.org/books/3315",
    ),
    ("apa", None, "mthu", "Month uncertain. (2023?, October)."),
    (
        "apa",
        None,
        "circ",
        "Doe, J. A., & Roe, R. (ca. 1984). Pamphlet.",
    ),
    (
        "apa",
        None,
        "betw",
        "Leaflet. (2023, between October 10 and December 31).",
    ),
    (
        "apa",
        None,
        "span",
        "ACLED. (2010–present). Serial [Data set]. Armed Conflict Location & Event Data Project. https://acleddata.com",
    ),
    // 9.22: an untitled work is described in brackets.
    (
        "apa",
        None,
        "untitled",
        "[two groups of suspects]. (2023, September 8). Shine.",
    ),
    // 8.12 several works in the order of the list, 8.13 their parts, 8.14 a title in place of an author, 8.17 three authors and more.
    (
        "apa",
        Some(Form::InText),
        "e1",
        "(Marlow, 2003, pp. 23, 45–47; Ministry of Public Security, n.d., Section 3; United Nations Office on Drugs and Crime, 2023, paras. 4, 5; “Why is the park burning?” 2025, para. 2)",
    ),
    ("apa", Some(Form::InText), "three", "(Peck et al., 2020)"),
    ("apa", Some(Form::InText), "unc", "(Anders Fell, 2023?)"),
    // MLA 9: an organisation that is author and publisher is named once; what follows a stop has a capital; seasons are small.
    (
        "mla",
        None,
        "nodate",
        "“About us.” Ministry of Public Security, https://mps.gov.cn/about. Accessed 5 Mar. 2024.",
    ),
    (
        "mla",
        None,
        "betw",
        "Leaflet. Between 10 Oct. and 31 Dec. 2023.",
    ),
    (
        "mla",
        None,
        "circ",
        "Doe, Jane A., and Rick Roe. Pamphlet. Circa 1984.",
    ),
    ("mla", None, "mthu", "Month uncertain. Oct. 2023?"),
    (
        "mla",
        None,
        "season",
        "“Quarterly note.” Foreign Affairs, spring 2023.",
    ),
    (
        "mla",
        None,
        "untitled",
        "Two groups of suspects. Shine, 8 Sept. 2023.",
    ),
    (
        "mla",
        Some(Form::InText),
        "e1",
        "(Marlow 23, 45–47; Casinos, cyber fraud, and trafficking in persons in Southeast Asia, pars. 4, 5; “Why is the park burning?” par. 2; “About us,” sec. 3)",
    ),
    // Works of one author and year have letters, in the order of the list (APA 8.19, 9.47; Chicago 13.114); other persons of the same name
    // their initials (APA 8.20), lists of many authors as many names as part them (APA 8.18).
    (
        "apa",
        Some(Form::InText),
        "alike",
        "(A. Marlow, 2003; E. Marlow, 2001; E. Marlow, 2003a, p. 5; E. Marlow, 2003b; Ministry of Public Security, n.d.-a, n.d.-b)",
    ),
    (
        "apa",
        Some(Form::InText),
        "series",
        "(Marlow, 2001, 2003a, 2003b; Peck, Lin, et al., 2021; Peck, Roe, et al., 2021)",
    ),
    (
        "apa",
        None,
        "series",
        "Marlow, E. (2001). Early crops. Riverside Press.\nMarlow, E. (2003a). The crops: a list. Riverside Press.\nMarlow, E. (2003b). A valley of crops: history, money & power. Riverside Press.\nPeck, G., Lin, R., Poe, E., & Doe, J. (2021). Four others. Zed.\nPeck, G., Roe, R., Poe, E., & Doe, J. (2021). Four of them. Zed.",
    ),
    (
        "chicago-author-date",
        Some(Form::InText),
        "alike",
        "(A. Marlow 2003; E. Marlow 2001; 2003a, 5; 2003b; Ministry of Public Security, n.d.-a, n.d.-b)",
    ),
    (
        "chicago-author-date",
        None,
        "alike",
        "Marlow, Ann. 2003. “Rivers.” Wire News, May 6.\nMarlow, Edith. 2001. Early crops. Riverside Press.\nMarlow, Edith. 2003a. The crops: a list. Riverside Press.\nMarlow, Edith. 2003b. A valley of crops: history, money & power. Riverside Press.\nMinistry of Public Security. n.d.-a. “About us.” Accessed March 5, 2024. https://mps.gov.cn/about.\nMinistry of Public Security. n.d.-b. “Our tasks.” https://mps.gov.cn/tasks.",
    ),
    // MLA has no years in the text: a title parts works of one author; in the list such an author is named once.
    (
        "mla",
        Some(Form::InText),
        "series",
        "(Marlow, The crops; Marlow, A valley of crops; Marlow, Early crops; Peck et al., Four others; Peck et al., Four of them)",
    ),
    (
        "mla",
        None,
        "series",
        "Marlow, Edith. The crops: a list. Riverside Press, 2003.\n---. Early crops. Riverside Press, 2001.\n---. A valley of crops: history, money & power. Riverside Press, 2003.\nPeck, Grant, et al. Four others. Zed, 2021.\nPeck, Grant, et al. Four of them. Zed, 2021.",
    ),
    // Author and date: the year once, the rest of a date with the publisher.
    (
        "chicago-author-date",
        None,
        "noauth",
        "The Valley Post. 2025. “Why is the park burning?” October 20. https://example.org/park_1_%20.html?x=1&y=2#top.",
    ),
    (
        "chicago-author-date",
        None,
        "betw",
        "Leaflet. 2023. Between October 10 and December 31.",
    ),
    (
        "chicago-author-date",
        None,
        "mthu",
        "Month uncertain. [2023?]. October.",
    ),
    (
        "chicago-author-date",
        None,
        "circ",
        "Doe, Jane A., and Rick Roe. [ca. 1984]. Pamphlet.",
    ),
    (
        "chicago-author-date",
        Some(Form::InText),
        "disputed",
        "(Shine 2023; but see “A list” 2025, 2, which dates it to May 5, 2025 and says 4)",
    ),
    // What is archived: beside the address, as a container of its own (MLA), or in its place (APA: it does not change).
    (
        "chicago",
        None,
        "kept",
        "“A page that is kept.” Watch, February 3, 2024. https://watch.example/p?a=1%20#x, archived at https://web.archive.org/web/20240204/https://watch.example/p?a=1%20#x.",
    ),
    (
        "footnote",
        None,
        "kept",
        "“A page that is kept,” Watch, February 3, 2024, https://watch.example/p?a=1%20#x, archived at https://web.archive.org/web/20240204/https://watch.example/p?a=1%20#x.",
    ),
    (
        "apa",
        None,
        "gone",
        "A page that is gone. (n.d.). Watch. https://copies.example/g",
    ),
    (
        "mla",
        None,
        "kept",
        "“A page that is kept.” Watch, 3 Feb. 2024, https://watch.example/p?a=1%20#x. Internet Archive, https://web.archive.org/web/20240204/https://watch.example/p?a=1%20#x.",
    ),
    (
        "plain",
        None,
        "gone",
        "A page that is gone, Watch, archived at https://copies.example/g, seen 4 Feb 2024",
    ),
    (
        "md-link",
        None,
        "gone",
        "A page that is gone, Watch, [archived](https://copies.example/g), seen 4 Feb 2024",
    ),
    // Ours: authors stay; a description stands in brackets; numbers of ours are said to be ours, in plain text and Markdown alone.
    (
        "md-link",
        None,
        "named",
        "Peter Aldous and Mai-Lan Vo, [“Pig butchering” comes of age](https://example.org/x), Wire News, 10 Nov 2023",
    ),
    (
        "plain",
        None,
        "betw",
        "Leaflet, between 10 Oct and 31 Dec 2023",
    ),
    (
        "plain",
        None,
        "disputed",
        "Listed (1 May 2023; reported, disputed). [two groups of suspects], Shine, 8 Sep 2023, our note ¶3; but see A list, Office, 5 May 2025, p. 2, which dates it to 5 May 2025 and says 4; see also Notes, Office, 2024, our note ¶9",
    ),
    (
        "md-link",
        None,
        "disputed",
        "\\[two groups of suspects\\], Shine, 8 Sep 2023, our note ¶3; but see A list, Office, 5 May 2025, p. 2, which dates it to 5 May 2025 and says 4; see also Notes, Office, 2024, our note ¶9",
    ),
    // What contradicts comes after what supports, and says what it claims; context stands in notes alone.
    (
        "footnote",
        None,
        "disputed",
        "Two groups of suspects, Shine, September 8, 2023; but see “A list,” Office, May 5, 2025, 2, which dates it to May 5, 2025 and says 4; see also Notes (Office, 2024).",
    ),
    (
        "chicago",
        None,
        "disputed",
        "Shine. Two groups of suspects. September 8, 2023.\nBut see: “A list.” Office, May 5, 2025. (Dates it to May 5, 2025 and says 4.)",
    ),
    (
        "footnote",
        None,
        "contradicted",
        "But see “A list,” Office, May 5, 2025, 2, which dates it between May 1 and 9, 2025.",
    ),
    (
        "apa",
        Some(Form::InText),
        "disputed",
        "([two groups of suspects], 2023; but see “A list,” 2025, p. 2, which dates it to May 5, 2025 and says 4)",
    ),
    (
        "mla",
        Some(Form::InText),
        "disputed",
        "(Two groups of suspects; but see “A list” 2, which dates it to 5 May 2025 and says 4)",
    ),
    // By key.
    (
        "pandoc",
        None,
        "e1",
        "[@book1, pp. 23, 45–47; @inst, paras. 4, 5; @noauth, para. 2; @nodate, sec. 3]",
    ),
    (
        "pandoc",
        None,
        "disputed",
        "[@untitled; but see @list, p. 2, which dates it to 5 May 2025 and says 4; see also @notes]",
    ),
    (
        "latex",
        None,
        "e1",
        "\\autocites[23, 45–47]{book1}[¶¶ 4, 5]{inst}[¶2]{noauth}[§ 3]{nodate}",
    ),
    (
        "latex",
        None,
        "disputed",
        "\\autocites{untitled}[but see][2, which dates it to May 5, 2025 and says 4]{list}[see also][]{notes}",
    ),
    ("latex", None, "book1", "\\autocite{book1}"),
    (
        "typst",
        None,
        "disputed",
        "@untitled; but see @list[p. 2], which dates it to 5 May 2025 and says 4; see also @notes",
    ),
    ("org", None, "e2", "[cite:@inst para. 9; @two chap. 2; @my]"),
];

#[test]
fn every_style_follows_its_manual() {
    let reading = format::read(
        "citations.ron",
        include_bytes!("../../../tests/data/citations.ron"),
    );
    let chronology = build(reading.record.into_iter().collect()).chronology;
    let subject = |id: &str| {
        let event = chronology
            .event_ids()
            .find(|event| &*chronology.event(*event).id == id);
        let source = chronology
            .source_ids()
            .find(|source| &*chronology.source(*source).id == id);
        event
            .map(Subject::Event)
            .or(source.map(Subject::Source))
            .unwrap_or_else(|| panic!("{id}"))
    };
    for (name, form, id, right) in CASES {
        let style = super::style(name).or(by_key(name)).unwrap();
        let options = Options {
            form: *form,
            ..Options::default()
        };
        let text = cite_all(style, &chronology, &[subject(id)], &options);
        assert_eq!(text.trim_end(), *right, "{name} of {id}");
    }
    // No style prints a locator in an entry, nor our numbers as the work's.
    let all: Vec<Subject> = chronology.event_ids().map(Subject::Event).collect();
    for style in STYLES {
        let options = Options {
            form: Some(Form::Entry),
            ..Options::default()
        };
        let text = cite_all(style, &chronology, &all, &options);
        for locator in ["¶", "para", "45–47", "p. 23"] {
            assert!(!text.contains(locator), "{}: {text}", style.name);
        }
        assert!(
            !text.contains('‥') && !text.contains("“two groups"),
            "{text}"
        );
    }
}
