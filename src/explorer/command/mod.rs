//! The command table: name, default keys, scope, one line of help, function.
//!
//! Keymap, help, footer, palette and the manual are computed from it. A new
//! command is one function in the file of its family and one row here.

mod briefing;
mod counts;
mod follow;
mod handoff;
mod highlight;
mod line_editor;
mod navigate;
mod needs;
mod parts;
mod path;
mod pick;
mod query;
mod selection;
mod show;
mod strip;

pub use briefing::{
    follow_cue, forget_question, go_to_step, point, start as start_briefing,
    started as briefing_started, step_number,
};
pub use counts::counted;
pub use follow::follow_target;
pub use handoff::copy_in_style;
pub use highlight::find_events as find_highlighted;
pub use line_editor::typed;
pub use navigate::{click, wheel};
pub use pick::leave_when_loaded;
pub use query::{apply_text, release, run, search_again};
pub use selection::{after_answer, agree, keep_in_sight, select_event, to_cited};

use crate::explorer::state::command::{Command, Needs, Scope};
use crate::explorer::state::current::State;

macro_rules! commands {
    ($($name:literal [$($key:literal),*] $scope:ident $($now:ident)? $help:literal $(($footer:literal))?
        $(if $lacks:ident)? => $run:path;)*) => {
        /// Every command, in the order of the help and the footer. A row with `now` runs at once; all others wait
        /// for the list of what was typed before, so that a command that is not marked is never wrong, only late. What stands
        /// after `if` is what it needs besides: without it, the command says so and the palette hides it.
        pub static COMMANDS: &[Command<State>] = &[$(Command {
            name: $name,
            keys: &[$($key),*],
            scope: Scope::$scope,
            help: $help,
            needs: commands!(@needs $($now)?),
            footer: commands!(@footer $($footer)?),
            lacks: commands!(@lacks $($lacks)?),
            run: $run,
        }),*];
    };
    (@footer $footer:literal) => { Some($footer) };
    (@footer) => { None };
    (@lacks $lacks:ident) => { needs::$lacks };
    (@lacks) => { |_| None };
    (@needs now) => { Needs::Nothing };
    (@needs) => { Needs::List };
}

commands! {
    "choose" ["Enter"] Pick "leave with the marked events, or with the selected one" ("choose") => pick::choose;
    "mark" ["Tab"] Pick "mark the event, or unmark it" ("mark") if event => pick::mark;
    "cancel" ["Esc"] Pick now "leave with nothing" ("leave") => pick::cancel;
    "mark-row" ["Space"] PickList "mark the event, or unmark it" if event => pick::mark;

    "keep" ["Enter"] Line "keep what is typed" ("keep") => line_editor::keep;
    "leave-line" ["Esc"] Line now "leave the line; what was searched stays" ("leave") => line_editor::leave;
    "complete" ["Tab"] Line now "complete the field or value" ("complete") if query_line => line_editor::complete;
    "older" ["Up"] Line "the query asked before" => line_editor::older;
    "newer" ["Down"] Line "the query asked after; else one row down" => line_editor::newer;
    "row-up" ["C-p"] Line "one row up, while typing" => line_editor::row_up;
    "row-down" ["C-n"] Line "one row down, while typing" => line_editor::row_down;
    "delete-left" ["Backspace"] Line now "delete the letter before" => line_editor::delete_left;
    "delete-right" ["Delete", "C-d"] Line now "delete the letter after" => line_editor::delete_right;
    "delete-word" ["C-w", "M-Backspace"] Line now "delete the word before" => line_editor::delete_word;
    "delete-line" ["C-u"] Line now "delete all before" => line_editor::delete_line;
    "letter-left" ["Left", "C-b"] Line now "one letter to the left" => line_editor::left;
    "letter-right" ["Right", "C-f"] Line now "one letter to the right" => line_editor::right;
    "word-left" ["M-b", "C-Left"] Line now "one word to the left" => line_editor::word_left;
    "word-right" ["M-f", "C-Right"] Line now "one word to the right" => line_editor::word_right;
    "as-typed-line" ["M-u"] Line "search for the letters as typed, where a word was taken as another" if correction => query::as_typed;
    "line-start" ["Home", "C-a"] Line now "to the start" => line_editor::start;
    "line-end" ["End", "C-e"] Line now "to the end" => line_editor::end;

    "pin" ["Space"] Result "keep only events with the actor, or stop that" ("pin") if actor_of_result => query::pin;
    "unpin" ["Minus"] Result "leave out events with the actor, or stop that" if actor_of_result => query::unpin;
    "with" ["Space"] Filters "keep events with the value, or stop that; several are alternatives" ("keep") => query::with;
    "without" ["Minus"] Filters "leave out events with the value, or stop that" ("leave out") => query::without;
    "accept-filters" ["Enter"] Filters "to the list; with the value, if none was chosen yet" ("to the list") => query::accept_filters;
    "find-value" ["/"] Filters now "find a value by its words" ("find value") => query::find_value;
    "all-or-any" ["&"] Filters "require all chosen values of the group, or any of them again" ("all of them") => query::all_or_any;
    "part-negate" ["Space", "Minus"] Parts "leave it out, or keep it" ("leave out") => parts::negate;
    "part-drop" ["x", "Delete"] Parts "drop it" ("drop") => parts::drop_part;
    "part-certain" ["t"] Parts "of a period: what certainly falls in it, or what may" ("certain or possible") => parts::certain;
    "accept-parts" ["Enter"] Parts now "to the list" ("to the list") => parts::accept;

    "step-next" ["Right", "Space", "PageDown", "Enter", "l"] Stage now "on: the rest of the step, then the next; a click too" ("next") => briefing::next;
    "step-back" ["Left", "PageUp", "Backspace", "h"] Stage now "back: up in the step, then the one before" ("back") => briefing::back;
    "step-blank" [".", "b"] Stage now "blank the screen, and back; while it is blank only these keys work" ("blank") => briefing::blank;
    "step-first" ["Home"] Brief now "the first step" => briefing::first;
    "step-last" ["End", "G"] Brief now "the last step" => briefing::last;
    "step-go" ["g"] Brief now "go to a step, by its number or words of its title; 5 Enter does too" ("go to") => briefing::go_to;
    "step-notes" ["n"] Brief now "show or hide the notes" ("notes") => briefing::notes;
    "step-details" ["i"] Brief now "all that is known of the event" ("details") => briefing::details;
    "step-down" ["Down", "j"] Brief now "scroll down, where a step is longer than the screen" => navigate::down;
    "step-up" ["Up", "k"] Brief now "scroll up" => navigate::up;
    "step-explore" ["e"] Brief "leave to the explorer at this event; b comes back" ("explore") => briefing::leave;
    "step-quit" ["q"] Brief now "quit, after y" => briefing::quit;
    "step-close" ["Esc"] Brief now "close keys, details or a question; the step stays" => briefing::close;
    "step-keys" ["?", "F1"] Brief now "the keys of a briefing" ("keys") => briefing::keys;
    "talk-time" ["t"] Speaker now "start the time of the talk, pause it, go on; it starts with the first step on" ("time") => briefing::talk_time;
    "talk-reset" ["r"] Speaker now "set the time of the talk to nothing" => briefing::talk_reset;
    "quit-yes" ["y"] Asked now "quit" => briefing::quit_yes;

    "search" ["/"] Browse "search: every letter narrows and ranks" ("search") => query::search;
    "filters" ["f"] Browse "filters, with counts" ("filters") => query::filters;
    "follow" ["Enter"] Browse "follow: to the actors, the dossier, the event, the source" ("follow") => follow::follow;
    "back" ["Backspace", "M-Left"] Browse "back on the way" ("back") => follow::back;
    "forward" ["M-Right"] Browse "forward on the way" if way_on => follow::forward;
    "next-pane" ["Tab", "Right"] Browse "to the next pane" ("next pane") if other_panes => show::next_pane;
    "previous-pane" ["S-Tab", "Left"] Browse "to the previous pane" if other_panes => show::previous_pane;
    "result-actors" ["a"] Browse "the actors of the result" ("actors") if actors => show::result_actors;
    "down" ["j", "Down"] Browse "one down" => navigate::down;
    "up" ["k", "Up"] Browse "one up" => navigate::up;
    "page-down" ["PageDown", "C-f", "Space"] Browse "a page down" => navigate::page_down;
    "page-up" ["PageUp", "C-b"] Browse "a page up" => navigate::page_up;
    "half-down" ["C-d"] Browse "half a page down" => navigate::half_down;
    "half-up" ["C-u"] Browse "half a page up" => navigate::half_up;
    "first" ["g", "Home"] Browse "to the first" => navigate::first;
    "last" ["G", "End"] Browse "to the last" => navigate::last;
    "highlight" ["h"] Browse "highlight words without filtering; n and N go through them" => highlight::open;
    "next-match" ["n"] Browse "the next match or highlighted event, from any pane" if matches => navigate::next_match;
    "previous-match" ["N"] Browse "the previous match or highlighted event, from any pane" if matches => navigate::previous_match;
    "next-year" ["]"] Browse "to the next heading, in lists, filters and texts" => navigate::next_heading;
    "previous-year" ["["] Browse "to the previous heading" => navigate::previous_heading;
    "go-to-date" ["d"] Browse "go to a date: 2023-10, oct 2023, 10 oct 2023" ("date") if matches => query::go_to_date;
    "period" ["p"] Browse "keep a period: certain and possible told apart" ("period") => query::period;
    "zoom-in" ["+", "="] Browse "the strip: less time, to the hours of a day; so does the wheel over it" if strip => strip::zoom_in;
    "zoom-out" ["Minus", "_"] Browse "the strip: more time, to all there is" if strip => strip::zoom_out;
    "sort" ["s"] Browse "by date, or best match first" ("sort") if matches => show::sort;
    "why" ["w"] Browse "why this row is here, and at this place" ("why") if event => show::why;
    "source" ["o"] Browse "open the source, at the cited paragraph" ("source") if citation => follow::open_source;
    "edit" ["e"] Browse "edit the event in $EDITOR, at its line" if event => handoff::edit;
    "copy" ["y"] Browse "copy the citation" ("cite") if event => handoff::copy;
    "brief" ["b", "F5"] Browse "give a briefing, or go on with it" ("brief") => briefing::begin;
    "choose-briefing" ["B"] Browse "choose a briefing, or the present result" => briefing::choose;
    "choose-style" ["Y"] Browse "copy the citation in a style of your choice" if event => handoff::choose_style;
    "as-typed" ["u"] Browse "search for the letters as typed, where a word was taken as another" if correction => query::as_typed;
    "drop-filter" ["x"] Browse "drop the last filter" if query => query::drop_filter;
    "query-parts" ["F"] Browse "the parts of the query: drop any, turn it round, make it certain" if query => parts::open;
    "clear" ["Esc"] Browse "close what lies over; else end the highlight; else clear the query" => query::clear;
    "path" ["P"] Browse "how the actor is connected with another: all shortest paths" if actor => path::open;
    "around" ["r"] Browse "a week around the selected event; Backspace comes back" if event => query::around;
    "context" ["c"] Browse "the selected event among all events; Backspace comes back" if context => query::in_context;
    "faults" ["E"] Browse now "the faults of the files" => show::faults;
    "palette" [":"] Screen now "every command, found by its words" => show::palette;
    "help" ["?", "F1"] Screen now "all keys, marks and query fields" ("all keys") => show::help;
    "quit" ["q"] Screen now "close what lies over; else quit" => handoff::quit;

    "redraw" ["C-l"] Everywhere now "draw everything anew" => handoff::redraw;
    "suspend" ["C-z"] Everywhere now "stop; fg goes on" => handoff::suspend;
    "quit-always" ["C-c"] Everywhere now "quit, always" => handoff::quit_always;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::explorer::base::key::Key;
    use crate::explorer::state::command::called;
    use crate::explorer::state::keymap::Keymap;

    #[test]
    fn names_are_unique_and_every_key_is_one() {
        let mut names = BTreeSet::new();
        for command in COMMANDS {
            assert!(names.insert(command.name), "{} stands twice", command.name);
            assert!(!command.help.is_empty() && !command.keys.is_empty());
            for key in command.keys {
                assert_eq!(key.parse::<Key>().unwrap().to_string(), **key);
            }
        }
    }

    #[test]
    fn no_key_has_two_commands_in_one_scope() {
        let mut taken = BTreeSet::new();
        for command in COMMANDS {
            for key in command.keys {
                let place = format!("{:?} {key}", command.scope);
                assert!(taken.insert(place.clone()), "{place} is taken twice");
            }
        }
    }

    fn changed(name: &str, keys: &[&str]) -> Result<Keymap, String> {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        Keymap::new(COMMANDS, [(name, &*keys)]).map_err(|error| error.to_string())
    }

    #[test]
    fn changed_keys_replace_the_default_ones() {
        let keymap = changed("quit", &["Q"]).unwrap();
        let quit = called(COMMANDS, "quit").unwrap();
        assert!(keymap.runs(quit, "Q"));
        assert!(!keymap.runs(quit, "q"));
        assert_eq!(
            keymap.keys(called(COMMANDS, "down").unwrap()),
            ["j", "Down"]
        );
    }

    #[test]
    fn every_default_key_is_one_that_terminals_send() {
        for command in COMMANDS {
            for key in command.keys {
                let key: Key = key.parse().unwrap();
                assert_eq!(key.as_sent(), Some(key), "{}", command.name);
            }
        }
    }

    #[test]
    fn a_key_is_configured_as_terminals_send_it() {
        for (written, runs) in [
            ("-", "Minus"),
            (" ", "Space"),
            ("M-C-w", "C-M-w"),
            ("S-z", "Z"),
            ("C-m", "Enter"),
            ("C-[", "Esc"),
            ("C-h", "Backspace"),
            ("S-é", "É"),
        ] {
            let keymap = changed("redraw", &[written]).unwrap();
            let redraw = called(COMMANDS, "redraw").unwrap();
            assert!(keymap.runs(redraw, runs), "{written}");
        }
        let keymap = changed("quit-always", &[]).unwrap();
        assert!(keymap.runs(called(COMMANDS, "quit-always").unwrap(), "C-c"));
    }

    #[test]
    fn a_key_that_another_command_takes_somewhere_is_told() {
        let told = changed("quit-always", &["x"]).unwrap().shadowed(COMMANDS);
        assert_eq!(
            told,
            [
                "x runs \"part-drop\" where both work (In the parts of the query), not \"quit-always\"",
                "x runs \"drop-filter\" where both work (Explore), not \"quit-always\""
            ]
        );
        assert!(
            changed("redraw", &["Z"])
                .unwrap()
                .shadowed(COMMANDS)
                .is_empty()
        );
        let same = changed("page-down", &["Space", "J"]).unwrap();
        assert!(same.shadowed(COMMANDS).is_empty());
    }

    #[test]
    fn what_can_not_be_is_told() {
        for (name, keys, told) in [
            ("donw", &["x"][..], "did you mean \"down\"?"),
            ("search", &["C-S-a"], "no terminal sends C-S-a"),
            ("search", &["C-1"], "no terminal sends C-1"),
            ("search", &["S-Enter"], "no terminal sends S-Enter"),
            (
                "search",
                &["C-i"],
                "Tab would run \"search\" and \"next-pane\"",
            ),
            ("keep", &["x"], "x is typed into the line"),
            ("down", &["C-c"], "C-c always quits"),
            ("down", &["Return"], "no key is called \"Return\""),
            ("down", &["k"], "k would run \"down\" and \"up\""),
        ] {
            let error = changed(name, keys).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
