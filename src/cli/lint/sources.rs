//! Rules of sources: addresses, and when a page was seen.

use super::findings::Findings;
use crate::model::Chronology;
use crate::model::SourceKind;
use crate::model::problem::Hop;

/// Addresses that lack `https://`.
pub(super) fn address_without_scheme(chronology: &Chronology, findings: &mut Findings<'_>) {
    for source in chronology.sources() {
        for (field, address) in [("origin", &source.origin), ("archived", &source.archived)] {
            if is_bare_address(address) {
                let site = source.position.site("sources", &[Hop::Field(field)]);
                let whole = format!("https://{address}");
                findings
                    .add(&source.id, site, "the address has no scheme")
                    .help(format!("write {whole}"))
                    .fix(address, whole);
            }
        }
    }
}

/// Whether a text can be nothing but an address without its scheme: `example.org/a`, `www.example.org`. A shelf mark may have
/// dots and slashes too, so that the part before the first slash must end like a domain.
fn is_bare_address(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let has_path = host.len() < text.len();
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let ends_like_a_domain = labels.last().is_some_and(|end| {
        (2..=12).contains(&end.len()) && end.bytes().all(|letter| letter.is_ascii_lowercase())
    });
    let is_host = labels.len() > 1 && labels.iter().all(is_label) && ends_like_a_domain;
    is_host
        && !text.contains(char::is_whitespace)
        && (has_path || labels.len() > 2 || host.len() > 6)
}

/// Web pages that do not say when they were seen.
pub(super) fn no_access_date(chronology: &Chronology, findings: &mut Findings<'_>) {
    for source in chronology.sources() {
        if source.kind == SourceKind::WebPage && source.accessed.is_undated() {
            let site = source.position.site("sources", &[Hop::Field("accessed")]);
            let message = format!("the web page `{}` does not say when it was seen", source.id);
            findings.add(&source.id, site, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_bare_address;

    #[test]
    fn addresses_are_told_from_shelf_marks_and_files() {
        for (text, is) in [
            ("www.example.org", true),
            ("example.org/a?b", true),
            ("vegasonlinecasino.com", true),
            ("https://example.org/a", false),
            ("mailto:a@example.org", false),
            ("FO 371/123", false),
            ("MS.12/4", false),
            ("Or.8210/S.1", false),
            ("p. 3", false),
            ("", false),
            ("an address on example.org", false),
            ("127.0.0.1/a", false),
        ] {
            assert_eq!(is_bare_address(text), is, "{text}");
        }
    }
}
