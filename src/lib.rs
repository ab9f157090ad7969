//! Dateline, a timeline explorer for the terminal.
//!
//! This library is all of the program but its `main`. It is made for the program, not as a crate for others: names may change
//! with any version. Start here to find your way; ARCHITECTURE.md says why each part stands where it does.
//!
//! # Map
//!
//! A folder uses only folders below it, which `tests/suite/architecture.rs` checks.
//!
//! | folder | what it is |
//! |---|---|
//! | [`cli`] | arguments, one file a subcommand, one-shot output |
//! | [`terminal`] | the local screen: event loop, signals, clipboard, editor |
//! | [`wire`] | bytes ⇄ keys and frames, for any line |
//! | [`view`] | explorer state → cells |
//! | [`explorer`] | what the person is doing: state, commands, update → effects |
//! | [`query`] | words → matching events, ranked, with what matched |
//! | [`format`](mod@format) | bytes ⇄ records; diagnostics, citations, exports |
//! | [`axis`] | time as a line of cells: scale, ticks, density, lanes |
//! | [`model`] | what a chronology is: values, links, dates, order |
//!
//! From `view` down, nothing knows a terminal, a clock, the environment or the file system: all of it can be called from a test,
//! as below.
//!
//! # One example a layer
//!
//! A date is never narrower than what was written, and says so in each form:
//!
//! ```
//! use dateline::model::Date;
//! use dateline::model::Meeting;
//! use dateline::model::date::{DateError, parse_period};
//!
//! let date = Date::parse("2023-10~")?;
//! assert_eq!(date.shown(), "c. Oct 2023");
//! assert_eq!(date.describe(), "about October 2023");
//! assert_eq!(date.meeting(&parse_period("oct 2023", None)?), Meeting::Possible);
//! # Ok::<(), DateError>(())
//! ```
//!
//! A format reads bytes into records, the model checks and links them. Each tells all that is wrong, and keeps the rest:
//!
//! ```
//! use dateline::{format, model};
//!
//! let reading = format::read("two.ron", br#"Chronology(
//!     title: "Two talks",
//!     actors: [(id: "anna", name: "Anna", kind: Person)],
//!     events: [
//!         (id: "first", date: "2023-08", title: "First talks", status: Reported, actors: [(id: "anna", role: "host")]),
//!         (id: "second", date: "2023-10-10", title: "Second talks", status: Confirmed, actors: [(id: "bert", role: "guest")]),
//!     ],
//! )"#);
//! assert!(reading.diagnostics.is_empty());
//! let built = model::build::build(reading.record.into_iter().collect());
//! assert_eq!(built.problems[0].message, "there is no actor with the id `bert`");
//! assert_eq!(built.chronology.events().len(), 2);
//! ```
//!
//! A query is parsed against an index and run over it. Hits say how they match:
//!
//! ```
//! # use std::sync::Arc;
//! # fn chronology() -> Arc<dateline::model::Chronology> {
//! #     let text = r#"Chronology(title: "Two talks", events: [
//! #         (id: "first", date: "2023-08", title: "First talks", status: Reported),
//! #         (id: "second", date: "2023-10-10", title: "Second talks", status: Confirmed)])"#;
//! #     let record = dateline::format::read("two.ron", text.as_bytes()).record;
//! #     Arc::new(dateline::model::build::build(record.into_iter().collect()).chronology)
//! # }
//! use dateline::query::{Index, Query, QueryContext, run};
//! use std::sync::atomic::AtomicBool;
//!
//! let index = Index::new(chronology());
//! let context = QueryContext::default();
//! let query = Query::parse("talsk during:2023-10", index.vocabulary(), &context)?;
//! let matches = run(&index, &query, &context, &AtomicBool::new(false)).expect("nothing stops it");
//! assert_eq!(matches.correction(), Some("talsk → talks"));
//! let best = matches.best().expect("one event matches");
//! assert_eq!(&*index.chronology().event(best.event).id, "second");
//! # Ok::<(), dateline::query::QueryError>(())
//! ```
//!
//! The explorer takes messages and returns effects, which its host performs. The view draws its state:
//!
//! ```
//! # use std::sync::Arc;
//! # fn chronology() -> Arc<dateline::model::Chronology> {
//! #     let text = r#"Chronology(title: "Two talks", events: [
//! #         (id: "first", date: "2023-08", title: "First talks", status: Reported),
//! #         (id: "second", date: "2023-10-10", title: "Second talks", status: Confirmed)])"#;
//! #     let record = dateline::format::read("two.ron", text.as_bytes()).record;
//! #     Arc::new(dateline::model::build::build(record.into_iter().collect()).chronology)
//! # }
//! use dateline::cli::loaded::opened;
//! use dateline::explorer::{Answering, COMMANDS, Effect, Message, Size, State};
//! use dateline::view::{Look, draw};
//! use ratatui::{buffer::Buffer, layout::Rect};
//! use std::sync::atomic::AtomicBool;
//!
//! let mut state = State::new(Size { width: 80, height: 24 }, COMMANDS).asking("second");
//! let effects = state.update(Message::Loaded(Box::new(opened(chronology()))));
//! let [Effect::Search(search)] = &effects[..] else { panic!("{effects:?}") };
//! let answer = Answering::default().list(search, &AtomicBool::new(false)).expect("nothing stops it");
//! assert!(state.update(Message::Found(Box::new(answer))).is_empty());
//!
//! let area = Rect::new(0, 0, 80, 24);
//! let mut buffer = Buffer::empty(area);
//! draw(&state, Look::default(), area, &mut buffer);
//! let letters: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
//! assert!(letters.contains("10 Oct") && letters.contains("Second talks") && !letters.contains("First"));
//! ```

pub mod axis;
pub mod cli;
pub mod explorer;
pub mod format;
pub mod model;
pub mod query;
pub mod terminal;
pub mod view;
pub mod wire;
