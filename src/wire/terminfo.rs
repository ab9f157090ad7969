//! What terminfo knows of a terminal: its colours, and whether it can do a few things; a compiled entry, term(5).
//!
//! The entry is read as bytes. Whether a string is there is all that is asked of it; no string of it is sent.

use std::path::PathBuf;

use super::screen::Capabilities;

/// Where in the numbers `max_colors` stands.
const MAX_COLORS: usize = 13;

/// Where in the strings stand `change_scroll_region`, `cursor_invisible`, `enter_ca_mode`.
const SCROLL_REGION: usize = 3;
const HIDDEN_CURSOR: usize = 13;
const ALTERNATE_SCREEN: usize = 28;

/// The largest file that is taken for an entry, in bytes.
const LARGEST: usize = 32 * 1024;

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct TerminfoEntry {
    /// How many colours; 0 if none.
    pub colours: u32,
    /// What it can do.
    pub capabilities: Capabilities,
    /// Whether there is an alternate screen.
    pub alternate_screen: bool,
}

/// The entry of `term`, if terminfo knows it.
pub fn entry(term: &str) -> Option<TerminfoEntry> {
    let first = term.chars().next()?;
    if !term
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_+.".contains(c))
        || first == '.'
    {
        return None;
    }
    folders().into_iter().find_map(|folder| {
        let in_folder = |below: String| std::fs::read(folder.join(below).join(term)).ok();
        let entry = in_folder(first.to_string())
            .or_else(|| in_folder(format!("{:x}", u32::from(first))))?;
        read(&entry)
    })
}

/// Where entries lie, in the order of looking: as ncurses has it.
fn folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    folders.extend(std::env::var_os("TERMINFO").map(PathBuf::from));
    folders.extend(std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".terminfo")));
    if let Some(list) = std::env::var_os("TERMINFO_DIRS") {
        folders.extend(std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()));
    }
    folders.extend(
        [
            "/etc/terminfo",
            "/lib/terminfo",
            "/usr/share/terminfo",
            "/usr/lib/terminfo",
            "/usr/local/share/terminfo",
        ]
        .map(PathBuf::from),
    );
    folders
}

/// Reads a compiled entry: a header of six shorts, names, booleans, numbers, where the strings are.
fn read(entry: &[u8]) -> Option<TerminfoEntry> {
    if entry.len() > LARGEST {
        return None;
    }
    let short = |at: usize| {
        let bytes = entry.get(at..at + 2)?;
        Some(u16::from_le_bytes(bytes.try_into().ok()?))
    };
    let width = match short(0)? {
        0o432 => 2,
        0o1036 => 4,
        _ => return None,
    };
    let header = |nth: usize| short(nth * 2).map(usize::from);
    let (names, booleans, numbers, strings) = (header(1)?, header(2)?, header(3)?, header(4)?);
    let before = 12 + names + booleans;
    // Numbers start at an even byte.
    let numbers_at = before + before % 2;
    let colours = if numbers > MAX_COLORS {
        let at = numbers_at + MAX_COLORS * width;
        number(entry.get(at..at + width)?)?
    } else {
        0
    };
    let strings_at = numbers_at + numbers * width;
    // 0xFFFF: the terminal has no such string; 0xFFFE: it was taken away.
    let has = |nth: usize| {
        nth < strings && short(strings_at + nth * 2).is_some_and(|offset| offset < 0xFFFE)
    };
    Some(TerminfoEntry {
        colours,
        capabilities: Capabilities {
            scroll_regions: has(SCROLL_REGION),
            hide_cursor: has(HIDDEN_CURSOR),
        },
        alternate_screen: has(ALTERNATE_SCREEN),
    })
}

/// A number of either width; one that is not there is none.
fn number(bytes: &[u8]) -> Option<u32> {
    let number = match *bytes {
        [low, high] => i32::from(i16::from_le_bytes([low, high])),
        [a, b, c, d] => i32::from_le_bytes([a, b, c, d]),
        _ => return None,
    };
    Some(u32::try_from(number).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_widths_and_strings_are_read() {
        for (magic, width) in [(0o432_u16, 2_usize), (0o1036, 4)] {
            let mut entry = Vec::new();
            for short in [magic, 5, 2, 14, 38, 0] {
                entry.extend(short.to_le_bytes());
            }
            entry.extend(b"name\0");
            entry.extend([1, 1]);
            entry.push(0);
            for number in 0..14_i32 {
                let value = if number == 13 { 256_i32 } else { -1 };
                entry.extend(value.to_le_bytes().iter().take(width));
            }
            for string in 0..38_u16 {
                let offset = match string {
                    3 | 28 => string,
                    37 => 0xFFFE,
                    _ => 0xFFFF,
                };
                entry.extend(offset.to_le_bytes());
            }
            let expected = TerminfoEntry {
                colours: 256,
                capabilities: Capabilities {
                    scroll_regions: true,
                    hide_cursor: false,
                },
                alternate_screen: true,
            };
            assert_eq!(read(&entry), Some(expected));
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(read(b""), None);
        assert_eq!(read(b"not an entry at all"), None);
        assert_eq!(entry("../../etc/passwd"), None);
        assert_eq!(entry(""), None);
    }
}
