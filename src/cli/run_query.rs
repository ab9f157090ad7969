//! A query from the command line, run over what was loaded. One way for every subcommand.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::Datelike;

use super::loaded::Loaded;
use super::{Outcome, complain};
use crate::model::date::Day;
use crate::query::{self, Index, Matches, Query, QueryContext, QueryError};

/// A query and what it found.
pub struct QueryRun {
    /// What was searched.
    pub index: Index,
    /// The query.
    pub query: Query,
    /// What it found.
    pub found: Matches,
    /// What a word of it may have been meant as, where that is not taken so: "sanctoins → sanctions".
    pub offered: Option<String>,
    corrections: Corrections,
}

/// Today, here: the one clock that queries know.
pub fn outside() -> QueryContext {
    let today = chrono::Local::now().date_naive();
    let part = |number: u32| u8::try_from(number).ok();
    QueryContext {
        today: part(today.month())
            .zip(part(today.day()))
            .and_then(|(month, day)| Day::from_civil(i64::from(today.year()), month, day)),
        ..QueryContext::default()
    }
}

/// What becomes of a word that is nowhere, but near to one that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corrections {
    /// Nothing is found, and what is said of that offers it.
    Offered,
    /// The same, and the flag that takes it is named.
    OfferedByFlag,
    /// It is taken as that, which is said.
    Taken,
}

impl Corrections {
    /// Those of a command that takes them if `--correct` says so.
    pub const fn taken_if(is_asked: bool) -> Self {
        if is_asked {
            Self::Taken
        } else {
            Self::OfferedByFlag
        }
    }
}

/// Runs the query `text`. That a word is taken as another is said on standard error.
///
/// # Errors
///
/// If it is no query: then that is said, and this is how the command ends.
pub fn run_query(
    loaded: &Loaded,
    text: &str,
    corrections: Corrections,
) -> Result<QueryRun, Outcome> {
    // The clock is asked only where the query may.
    let outside = if text.contains(':') {
        outside()
    } else {
        QueryContext::default()
    };
    let index = Index::for_once(Arc::clone(&loaded.chronology));
    let query = Query::parse(text, index.vocabulary(), &outside).map_err(|error| {
        complain(&refusal(&error));
        Outcome::Misused
    })?;
    let mut found =
        query::run(&index, &query, &outside, &AtomicBool::new(false)).unwrap_or_default();
    let mut offered = None;
    if let Some(correction) = found.correction() {
        match corrections {
            Corrections::Taken => complain(&format!("dateline: taken as {correction}")),
            Corrections::Offered | Corrections::OfferedByFlag => {
                offered = Some(correction.to_owned());
                found = Matches::default();
            }
        }
    }
    Ok(QueryRun {
        index,
        query,
        found,
        offered,
        corrections,
    })
}

/// Says on standard error that `text`, which was run, finds nothing, and what would: the word that was meant, or else its parts.
pub fn complain_of_nothing(run: &QueryRun, text: &str) {
    let QueryRun { index, query, .. } = run;
    if let Some(offered) = &run.offered {
        let flag = match run.corrections {
            Corrections::OfferedByFlag => " --correct takes it so",
            Corrections::Offered | Corrections::Taken => "",
        };
        complain(&format!(
            "dateline: no event matches; did you mean {offered}?{flag}"
        ));
        return;
    }
    let never = AtomicBool::new(false);
    let advice = query::advise(index, (query, text), &outside(), &never);
    let lines = advice.unwrap_or_default().into_iter();
    let lines = lines.map(|advice| format!("\n  {}", advice.text));
    complain(&format!(
        "dateline: no event matches{}",
        lines.collect::<String>()
    ));
}

/// Why a text is no query, for standard error.
fn refusal(error: &QueryError) -> String {
    let help = error.help.as_deref();
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    let column = error.at.start + 1;
    format!(
        "dateline: the query, column {column}: {}{help}",
        error.message
    )
}
