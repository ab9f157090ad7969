//! How many colours terminfo knows for a terminal: one number of a compiled entry, term(5).
//!
//! The entry is read as bytes; nothing of it is sent anywhere.

use std::path::PathBuf;

/// Where in the numbers `max_colors` stands.
const MAX_COLORS: usize = 13;

/// The largest file that is taken for an entry, in bytes.
const LARGEST: usize = 32 * 1024;

/// The colours of `term`: 0 if it has none, nothing if terminfo does not know it.
pub fn colours(term: &str) -> Option<u32> {
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
        max_colors(&entry)
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

/// The number out of a compiled entry: a header of six shorts, names, booleans, numbers.
fn max_colors(entry: &[u8]) -> Option<u32> {
    if entry.len() > LARGEST {
        return None;
    }
    let short = |nth: usize| {
        let bytes = entry.get(nth * 2..nth * 2 + 2)?;
        Some(u16::from_le_bytes(bytes.try_into().ok()?))
    };
    let width = match short(0)? {
        0o432 => 2,
        0o1036 => 4,
        _ => return None,
    };
    let (names, booleans, numbers) = (short(1)?, short(2)?, short(3)?);
    if usize::from(numbers) <= MAX_COLORS {
        return Some(0);
    }
    let before = 12 + usize::from(names) + usize::from(booleans);
    // Numbers start at an even byte.
    let at = before + before % 2 + MAX_COLORS * width;
    let bytes = entry.get(at..at + width)?;
    let number = match *bytes {
        [low, high] => i32::from(i16::from_le_bytes([low, high])),
        [a, b, c, d] => i32::from_le_bytes([a, b, c, d]),
        _ => return None,
    };
    // Negative: it has none.
    Some(u32::try_from(number).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_widths_are_read() {
        for (magic, width) in [(0o432_u16, 2_usize), (0o1036, 4)] {
            let mut entry = Vec::new();
            for short in [magic, 5, 2, 14, 0, 0] {
                entry.extend(short.to_le_bytes());
            }
            entry.extend(b"name\0");
            entry.extend([1, 1]);
            entry.push(0);
            for number in 0..14_i32 {
                let value = if number == 13 { 256_i32 } else { -1 };
                entry.extend(value.to_le_bytes().iter().take(width));
            }
            assert_eq!(max_colors(&entry), Some(256));
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(max_colors(b""), None);
        assert_eq!(max_colors(b"not an entry at all"), None);
        assert_eq!(colours("../../etc/passwd"), None);
        assert_eq!(colours(""), None);
    }
}
