//! Every integration test, in one program: the crate is linked once. A file is a concern; what several share stands in
//! `support` (a host without a terminal), `terminal` (the built program on a pseudo-terminal) and `documents` (the Markdown).

mod documents;
#[path = "../../examples/generate.rs"]
#[allow(dead_code, reason = "the example's main is not ours")]
mod generate;
mod support;
mod terminal;

mod add;
mod architecture;
mod attribution;
mod briefing;
mod budgets;
mod check;
mod chronology;
mod cutting;
mod dates;
mod diff;
mod editors;
mod export;
mod filters;
mod fuzzing;
mod guide;
mod highlight;
mod hostile;
mod import;
mod json_schema;
mod leaving;
mod line;
mod lint;
mod loading;
mod lookup;
mod multiplexers;
mod notes;
mod one_event;
mod opening;
mod palette;
mod paths;
mod picture;
mod place;
mod preview;
mod pty;
mod queries;
mod reading;
mod readme;
mod reload;
mod remote;
mod scaling;
mod screens;
mod speaker;
mod supply_chain;
mod system;
mod terminals;
mod type_ahead;
mod typing;
mod walks;
mod widgets;
mod zoom;
