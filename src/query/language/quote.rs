//! Values as they are written in a query.

/// `value` as it is written in a query: in quotes, unless it is one plain word.
pub(crate) fn key_of(value: &str) -> String {
    let is_plain = !value.is_empty()
        && value
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ','))
        && value.starts_with(char::is_alphanumeric);
    if is_plain {
        return value.to_owned();
    }
    let mut key = String::with_capacity(value.len() + 2);
    key.push('"');
    for letter in value.chars() {
        if matches!(letter, '"' | '\\') {
            key.push('\\');
        }
        key.push(letter);
    }
    key.push('"');
    key
}
