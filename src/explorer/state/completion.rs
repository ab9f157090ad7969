//! Completing what is typed: all that could stand there, and which of it stands there now.

use crate::query::completion::Completion;

/// How many are told at once.
const TOLD: usize = 8;

/// A line being completed.
#[derive(Debug, Clone)]
pub struct Completing {
    /// The line as it was typed.
    pub line: String,
    /// What could stand there, the likeliest first.
    pub found: Vec<Completion>,
    /// Which of it stands there now.
    pub at: usize,
    /// The line as it was made by that; if it is another, typing went on.
    pub made: String,
}

impl Completing {
    /// The completed line, and the cursor in it, in characters; `None` if nothing could stand there.
    pub fn whole(&self) -> Option<(String, usize)> {
        let chosen = self.found.get(self.at)?;
        let before = self.line.get(..chosen.replace.start)?;
        let after = self.line.get(chosen.replace.end..)?;
        let completed = format!("{before}{}", chosen.text);
        let cursor = completed.chars().count();
        Some((format!("{completed}{after}"), cursor))
    }

    /// From the chosen one on, each with its count, for the footer.
    pub fn describe(&self) -> String {
        let one = |completion: &Completion| match completion.count {
            Some(count) => format!("{} {count}", completion.label),
            None => completion.label.clone(),
        };
        let told: Vec<String> = self
            .found
            .iter()
            .skip(self.at)
            .take(TOLD)
            .map(one)
            .collect();
        let rest = self.found.len().saturating_sub(self.at + TOLD);
        let more = if rest > 0 {
            format!(" · {rest} more")
        } else {
            String::new()
        };
        format!("Tab goes on: {}{more}", told.join(" · "))
    }
}
