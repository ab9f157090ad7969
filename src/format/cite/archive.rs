//! Archives: what the places are called where copies of pages are kept.

/// Hosts, and what they are called.
const NAMES: [(&str, &str); 8] = [
    ("web.archive.org", "Internet Archive"),
    ("archive.org", "Internet Archive"),
    ("archive.today", "Archive.today"),
    ("archive.ph", "Archive.today"),
    ("archive.is", "Archive.today"),
    ("perma.cc", "Perma.cc"),
    (
        "webarchive.nationalarchives.gov.uk",
        "UK Government Web Archive",
    ),
    ("ghostarchive.org", "Ghost Archive"),
];

/// What the archive at an address is called: its name, or its host.
pub(super) fn name(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let known = NAMES.iter().find(|(known, _)| *known == host);
    known.map_or(host, |(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_called_by_its_name() {
        for (url, told) in [
            (
                "https://web.archive.org/web/2023/https://e.org",
                "Internet Archive",
            ),
            ("https://archive.ph/abc", "Archive.today"),
            ("https://copies.example/1?x", "copies.example"),
        ] {
            assert_eq!(name(url), told);
        }
    }
}
