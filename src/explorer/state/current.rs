//! The state: what is open, what is asked, what is selected, what shows.
//!
//! Linked panes share one `Selection` and one query. A pane owns only its
//! cursor. `update` (in `update`) changes it; everything here that looks at it
//! changes nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use tui_input::Input;

use super::briefing::{Brief, Staging};
use super::command::Command;
use super::completion::Completing;
use super::cue::{Cue, Speaker, TalkTime};
use super::highlight::Highlighted;
use super::history::{History, Stop};
use super::keymap::Keymap;
use super::memo::Memos;
use super::message::{Action, Effect, NoteText, Opened};
use super::panes::{Cursor, Overlay, PaneKind, Screen, Selection, Side};
use crate::explorer::answer::paths::FoundPaths;
use crate::explorer::answer::search::{Answer, Counts};
use crate::explorer::base::geometry::Size;
use crate::explorer::base::key::Key;
use crate::explorer::base::layout::{Attention, Contents, Layout, Pane, layout};
use crate::explorer::base::order::Order;
use crate::model::{ActorId, Chronology, Day, EventId, SavedQuery, SourceId};
use crate::query::{self, Chip, Hits, Index, Query, QueryContext, QueryError};

/// A question that a line of typing answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Which date to go to.
    Date,
    /// Which period to keep.
    Period,
    /// Which value of a facet to find.
    Value,
    /// Which words to highlight.
    Highlight,
    /// Which command to run.
    Command,
    /// Which step of the briefing to go to.
    Step,
    /// Which actor the paths from this one lead to.
    PathEnd(ActorId),
}

/// A line being typed in answer to a question.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// The question.
    pub question: Question,
    /// The line.
    pub input: Input,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Prompt {
    /// Asks `question`, with `text` in the line to begin with.
    pub fn asking(question: Question, text: impl Into<String>) -> Self {
        Self {
            question,
            input: Input::new(text.into()),
            error: None,
        }
    }
}

/// The query: what was asked last, and the line being typed.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The text of the query that the list answers, or will.
    pub text: String,
    /// The same, read.
    pub query: Query,
    /// The line being typed, while the search box is open.
    pub typing: Option<Input>,
    /// Why what is typed is no query; the last good one stays.
    pub error: Option<QueryError>,
    /// The number of the last search.
    pub generation: u64,
    /// The event that was selected before words were typed; clearing the words comes back to it.
    pub anchor: Option<EventId>,
    /// The event to select when the answer comes.
    pub want: Option<EventId>,
    /// Whether the best hit is to be selected when the answer comes: the words were typed.
    pub wants_best: bool,
}

/// A citation style that the host can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationStyle {
    /// Its name, with the form: "apa in-text".
    pub name: Box<str>,
    /// What it is, in a line.
    pub help: &'static str,
}

/// Events picked for another program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pick {
    /// The marked events.
    pub marked: BTreeSet<EventId>,
    /// Whether the person left with them; else with nothing.
    pub is_done: bool,
    /// Whether the person chose while the files were being read: the program leaves when they are.
    pub is_leaving: bool,
}

/// What the person is doing.
#[derive(Debug)]
pub struct State {
    /// The screen's size.
    pub size: Size,
    /// Bytes read and bytes in all, while the files load.
    pub loading: Option<(u64, u64)>,
    /// What is open.
    pub opened: Opened,
    /// Whether a key was pressed since the first events showed.
    pub is_touched: bool,
    /// What was pressed ahead of the list that it acts on, in its order; it runs when the list is there.
    pub ahead: VecDeque<Action>,
    /// Whether what runs now was pressed ahead of its list: nobody saw that list at the time.
    pub is_ahead: bool,
    /// The query.
    pub asked: Asked,
    /// What it found.
    pub answer: Answer,
    /// What was counted over that, or still over what was found before.
    pub counts: Counts,
    /// What is selected.
    pub selection: Selection,
    /// What the main pane shows.
    pub screen: Screen,
    /// What the side pane shows.
    pub side: Side,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The pane that shows where several share a place.
    pub shown: Pane,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// The question that is open.
    pub prompt: Option<Prompt>,
    /// How the chronology is sorted.
    pub order: Order,
    /// Something to say once, in place of the footer.
    pub notice: Option<String>,
    /// The way here, and the way on.
    pub history: History,
    /// Where the cursors stand.
    pub cursors: BTreeMap<PaneKind, Cursor>,
    /// Source notes that were read, or why they could not be.
    pub notes: BTreeMap<SourceId, Result<Arc<NoteText>, String>>,
    /// What the chronology can't know.
    pub outside: QueryContext,
    /// Every command.
    pub commands: &'static [Command<State>],
    /// Which keys run which commands.
    pub keymap: Keymap,
    /// Saved queries of the person's own.
    pub saved: Vec<SavedQuery>,
    /// The completion that Tab goes on with.
    pub completing: Option<Completing>,
    /// Queries that were asked, the latest last.
    pub recent: Vec<String>,
    /// Which of them is in the search box, counted from the latest.
    pub recalled: Option<usize>,
    /// The citation styles that the host knows.
    pub styles: Vec<CitationStyle>,
    /// The style that was used last, by its place among them.
    pub style: usize,
    /// The events picked for another program, while that is what this is for.
    pub pick: Option<Pick>,
    /// The briefing being given, or left for a while.
    pub brief: Option<Brief>,
    /// The speaker's own screen, if this is it.
    pub speaker: Option<Speaker>,
    /// How often somebody moved in the briefing, here or at the other end of the link.
    pub moves: u64,
    /// The time of the talk, which the stage keeps for the speaker.
    pub talk_time: TalkTime,
    /// How briefings begin.
    pub staging: Staging,
    /// A key that left a briefing, or began one: it does nothing more until another was pressed, for it may have bounced.
    pub bounced: Option<Key>,
    /// The cell of a briefing on which the button went down.
    pub pressed: Option<(u16, u16)>,
    /// The briefing to begin with as soon as the files are open; empty is the result of the query.
    pub wanted_brief: Option<String>,
    /// The cell of the strip on which the button went down.
    pub brush: Option<u16>,
    /// The paths that were found last.
    pub paths: Option<Arc<FoundPaths>>,
    /// What is highlighted without filtering.
    pub highlighted: Option<Highlighted>,
    /// The query when the filters were opened: Enter there chooses the value under the cursor, if nothing was chosen since.
    pub filtered_from: Option<String>,
    /// The days that the strip was zoomed to.
    pub zoom: Option<(Day, Day)>,
    /// Why the last save is not shown, and where, while an earlier state of the files is.
    pub kept_back: Option<String>,
    /// What is dear to make, kept.
    pub(crate) memos: Memos,
}

impl State {
    /// A state that has nothing open yet, for a screen of `size` and a table of commands.
    pub fn new(size: Size, commands: &'static [Command<State>]) -> Self {
        let chronology = Arc::new(Chronology::default());
        Self {
            size,
            loading: Some((0, 0)),
            opened: Opened {
                index: Arc::new(Index::new(Arc::clone(&chronology))),
                calendar: Arc::default(),
                chronology,
                extent: None,
                faults: Vec::new(),
                errors: 0,
                warnings: 0,
            },
            is_touched: false,
            ahead: VecDeque::new(),
            is_ahead: false,
            asked: Asked::default(),
            answer: Answer::default(),
            counts: Counts::default(),
            selection: Selection::default(),
            screen: Screen::default(),
            side: Side::default(),
            focus: Pane::Main,
            shown: Pane::Event,
            overlay: None,
            prompt: None,
            order: Order::default(),
            notice: None,
            history: History::default(),
            cursors: BTreeMap::new(),
            notes: BTreeMap::new(),
            outside: QueryContext::default(),
            commands,
            keymap: Keymap::default(),
            saved: Vec::new(),
            completing: None,
            recent: Vec::new(),
            recalled: None,
            styles: Vec::new(),
            style: 0,
            pick: None,
            brief: None,
            speaker: None,
            moves: 0,
            talk_time: TalkTime::default(),
            staging: Staging::default(),
            bounced: None,
            pressed: None,
            wanted_brief: None,
            brush: None,
            paths: None,
            highlighted: None,
            filtered_from: None,
            zoom: None,
            kept_back: None,
            memos: Memos::default(),
        }
    }

    /// The parts of the query, each with its bytes in the text.
    pub fn query_parts(&self) -> Arc<Vec<Chip>> {
        // They name things by their tables of names, which are long in a large chronology.
        let text = &self.asked.text;
        self.memos.parts.get(text.clone(), || {
            query::parts(text, self.opened.index.vocabulary(), self.outside.today)
        })
    }

    /// What is lit in texts: the words of the query, and those that are highlighted.
    pub fn lit_query(&self) -> Cow<'_, Query> {
        match &self.highlighted {
            Some(highlighted) => Cow::Owned(self.asked.query.and(&highlighted.query)),
            None => Cow::Borrowed(&self.asked.query),
        }
    }

    /// Whether events are being picked in the list.
    pub fn is_picking(&self) -> bool {
        self.pick.is_some() && self.prompt.is_none() && self.focused() == PaneKind::Chronology
    }

    /// Whether the list of what was asked last is still on its way.
    pub fn awaits_list(&self) -> bool {
        let is_unopened = self.loading.is_some() && self.chronology().events().is_empty();
        is_unopened || self.asked.generation != self.answer.generation
    }

    /// The chronology.
    pub fn chronology(&self) -> &Chronology {
        &self.opened.chronology
    }

    /// Where everything stands now.
    pub fn layout(&self) -> Layout {
        let attention = Attention {
            focus: self.focus,
            shown: self.shown,
        };
        let chronology = self.chronology();
        let is_open = self.loading.is_none();
        let has_actors = !is_open || !chronology.actors().is_empty();
        let contents = Contents {
            side: has_actors || self.side == Side::Filters,
            actors: has_actors,
            relations: !is_open || !chronology.relations().is_empty(),
            rows: match (&self.screen, self.order) {
                (Screen::Chronology, Order::Date) => self.answer.rows.len(),
                (Screen::Chronology, Order::Rank) => self.answer.matches.len(),
                (Screen::Dossier(_) | Screen::Source(..) | Screen::Paths(..), _) => usize::MAX,
            },
        };
        layout(self.size, attention, contents)
    }

    /// The days that the strip shows: what it was zoomed to, else the period that is asked for as far as there are events, else
    /// all that there are.
    pub fn strip_days(&self) -> Option<(Day, Day)> {
        let (first, last) = self.opened.extent?;
        let of_period = || {
            let (from, to) = self.asked.query.days()?;
            let both = (from.max(first), to.min(last));
            (both.0 <= both.1).then_some(both)
        };
        self.zoom.or_else(of_period).or(self.opened.extent)
    }

    /// That a save is kept back, why and where, in a line.
    pub fn banner(&self) -> Option<String> {
        let told = self.kept_back.as_ref()?;
        Some(format!("Not shown: {told}"))
    }

    /// The hits in the order of the list.
    pub fn hits(&self) -> Hits<'_> {
        match self.order {
            Order::Date => self.answer.matches.hits_by_date(),
            Order::Rank => self.answer.matches.by_rank(),
        }
    }

    /// Whether the counts are those of an earlier list: those of this one are on their way.
    pub fn is_counting(&self) -> bool {
        self.counts.generation != self.answer.generation
    }

    /// The actor that the relations are of: the chosen one, else the event's first.
    pub fn actor(&self) -> Option<ActorId> {
        self.selection.actor.or_else(|| {
            let event = self.chronology().event(self.selection.event?);
            event.actors.first().map(|part| part.actor)
        })
    }

    /// What a pane shows now.
    pub fn shown_in(&self, pane: Pane) -> PaneKind {
        match pane {
            Pane::Side => match self.side {
                Side::Actors => PaneKind::Result,
                Side::Filters => PaneKind::Filters,
            },
            Pane::Main => match self.screen {
                Screen::Chronology => PaneKind::Chronology,
                Screen::Dossier(_) => PaneKind::Dossier,
                Screen::Source(..) => PaneKind::Source,
                Screen::Paths(..) => PaneKind::Paths,
            },
            Pane::Event => PaneKind::Event,
            Pane::Actors => PaneKind::Actors,
            Pane::Relations => PaneKind::Relations,
        }
    }

    /// What has the focus: the overlay, else what the focused pane shows.
    pub fn focused(&self) -> PaneKind {
        match self.overlay {
            Some(overlay) => overlay.kind(),
            None if self.briefing().is_some() => PaneKind::Brief,
            None => self.shown_in(self.focus),
        }
    }

    /// The cursor of `shown`.
    pub fn cursor(&self, shown: PaneKind) -> Cursor {
        self.cursors.get(&shown).copied().unwrap_or_default()
    }

    /// The briefing that shows.
    pub fn briefing(&self) -> Option<&Brief> {
        self.brief.as_ref().filter(|brief| brief.shows)
    }

    /// Where the briefing stands, for the other end of the link.
    pub fn cue(&self) -> Option<Cue> {
        let brief = self.brief.as_ref()?;
        let event = self.chronology().event(brief.step()?.event);
        Some(Cue {
            briefing: brief.id.clone(),
            event: (*event.id).into(),
            at: brief.at,
            blank: brief.blank,
            shows: brief.shows,
            moves: self.moves,
            time: self.talk_time,
        })
    }

    /// The stop where the person is now.
    pub fn stop(&self) -> Stop {
        Stop {
            screen: self.screen.clone(),
            selection: self.selection.clone(),
            focus: self.focus,
            shown: self.shown,
            text: self.asked.text.clone(),
            order: self.order,
            cursors: self.cursors.clone(),
        }
    }

    /// Notes the present stop, to come back to it.
    pub fn leave_here(&mut self) {
        let stop = self.stop();
        self.history.leave(stop);
    }

    /// What has to be read or found for the screen, and is not there yet.
    pub fn missing(&self) -> Option<Effect> {
        match &self.screen {
            Screen::Chronology | Screen::Dossier(_) => None,
            Screen::Source(source, _) => {
                (!self.notes.contains_key(source)).then_some(Effect::ReadNote(*source))
            }
            Screen::Paths(from, to) => {
                let found = self.paths.as_ref();
                let is_there = found.is_some_and(|found| (found.from, found.to) == (*from, *to));
                (!is_there).then_some(Effect::FindPaths(*from, *to))
            }
        }
    }

    /// Whether a line is being typed: the search box or a prompt is open.
    pub fn is_typing(&self) -> bool {
        self.asked.typing.is_some() || self.prompt.is_some()
    }
}
