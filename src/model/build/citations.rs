//! Citations of every kind of record: their sources found, their credibility and dates checked.

use crate::model::entities::Citation;
use crate::model::grade::Credibility;
use crate::model::ids::SourceId;
use crate::model::problem::{Hop, Problem};
use crate::model::record::CitationRecord;

use super::checks::{Checks, RecordSite};
use super::id_table::IdTable;

/// Citations; those of unknown sources are reported and left out. `path` leads from the record to
/// the list of citations.
pub(super) fn citations(
    written: Box<[CitationRecord]>,
    sources: &IdTable,
    path: &[Hop],
    spot: RecordSite,
    checks: &mut Checks,
) -> Vec<Citation> {
    // Collects into the allocation of the list (std does so where the sizes allow).
    let citations = written
        .into_iter()
        .enumerate()
        .filter_map(|(nth, citation)| {
            let site = |field: &'static str| {
                let mut path = path.to_vec();
                path.extend([Hop::Item(nth), Hop::Field(field)]);
                spot.site(&path)
            };
            let source = sources.find(&citation.source, checks, || site("source"));
            let credibility = match citation.credibility {
                None => Credibility::UNJUDGED,
                Some(figure) => Credibility::new(figure).unwrap_or_else(|| {
                    checks.report(
                        Problem::error(
                            "bad-credibility",
                            site("credibility"),
                            format!("{figure} is no credibility"),
                        )
                        .label("1 to 6 is expected here")
                        .help(Some(
                            "1 is confirmed by other sources, 5 improbable, 6 can't be judged"
                                .into(),
                        )),
                    );
                    Credibility::UNJUDGED
                }),
            };
            let date = checks.date(&citation.date, || site("date"));
            let at = checks.word(citation.at);
            let says = checks.text(citation.says);
            let quote = checks.text(citation.quote);
            let figure = checks.word(citation.figure);
            source.map(|source| Citation {
                source: SourceId::new(source),
                at,
                bearing: citation.bearing,
                says,
                quote,
                credibility,
                date: date.is_dated().then(|| Box::new(date)),
                figure,
            })
        });
    citations.collect()
}
