//! The rows in which values of facets stand, so that a cursor can stay on its value when others come.

use super::{filters, result};
use crate::explorer::state::current::State;
use crate::explorer::state::panes::PaneKind;
use crate::query::facets::{Facet, FacetValue};

/// The value in a row of a page of facets: its field, and how a query writes it.
pub fn value_at_row(state: &State, shown: PaneKind, row: usize) -> Option<(&'static str, String)> {
    let (_, field, value) = values(state, shown).find(|(at, ..)| *at == row)?;
    Some((field, value.key.clone()))
}

/// The row of a value.
pub fn row_of_value(state: &State, shown: PaneKind, of: &(&'static str, String)) -> Option<usize> {
    let (row, ..) =
        values(state, shown).find(|(_, field, value)| *field == of.0 && value.key == of.1)?;
    Some(row)
}

/// Each value on a page: its row, its field and itself.
fn values(
    state: &State,
    shown: PaneKind,
) -> Box<dyn Iterator<Item = (usize, &'static str, &FacetValue)> + '_> {
    match shown {
        PaneKind::Filters => Box::new(filters::values(state).into_iter()),
        PaneKind::Result => {
            let values = result::facet(state).map_or(&[][..], Facet::result);
            let values = values.iter().enumerate();
            Box::new(values.map(|(row, value)| (row, "actor", value)))
        }
        _ => Box::new(std::iter::empty()),
    }
}
