//! What a command is and where its keys work. The table of commands stands above, in `command`; a command changes the
//! state that it is given, of which this file knows nothing.

use super::message::Effect;

/// Where a command's keys work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Always.
    Everywhere,
    /// Unless a line is being typed or a briefing given.
    Browse,
    /// While a step of a briefing shows.
    Brief,
    /// The same, and while the screen is blank.
    Stage,
    /// While a briefing asks whether to quit.
    Asked,
    /// On the speaker's screen.
    Speaker,
    /// Unless a line is being typed or a briefing given.
    Screen,
    /// In the list of the result's actors.
    Result,
    /// In the filters.
    Filters,
    /// In the parts of the query.
    Parts,
    /// While a line is being typed.
    Line,
    /// In the list, when events are picked for another program.
    Pick,
    /// The same, unless a line is being typed.
    PickList,
}

impl Scope {
    /// Every scope, in the order of the help.
    pub const ALL: [Self; 13] = [
        Self::Browse,
        Self::Screen,
        Self::Result,
        Self::Filters,
        Self::Parts,
        Self::Stage,
        Self::Brief,
        Self::Asked,
        Self::Speaker,
        Self::Line,
        Self::Pick,
        Self::PickList,
        Self::Everywhere,
    ];

    /// The scopes in the order in which a key is looked up: the narrowest active one wins.
    pub const NARROWEST_FIRST: [Self; 13] = [
        Self::Pick,
        Self::PickList,
        Self::Result,
        Self::Filters,
        Self::Parts,
        Self::Line,
        Self::Asked,
        Self::Speaker,
        Self::Brief,
        Self::Stage,
        Self::Browse,
        Self::Screen,
        Self::Everywhere,
    ];

    /// Whether a key that both have runs the command of this one.
    pub fn precedes(self, other: Self) -> bool {
        let place = |scope| {
            Self::NARROWEST_FIRST
                .iter()
                .position(|known| *known == scope)
        };
        place(self) < place(other)
    }

    /// Whether both can be active at once.
    pub const fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Everywhere, _)
            | (_, Self::Everywhere)
            | (
                Self::Browse | Self::Screen | Self::Pick | Self::PickList,
                Self::Browse | Self::Screen | Self::Pick | Self::PickList,
            )
            | (
                Self::Brief | Self::Stage | Self::Asked | Self::Speaker,
                Self::Brief | Self::Stage | Self::Asked | Self::Speaker,
            ) => true,
            (Self::Line, other) | (other, Self::Line) => {
                matches!(other, Self::Line | Self::Pick | Self::Stage)
            }
            (Self::Brief | Self::Stage | Self::Asked | Self::Speaker, _)
            | (_, Self::Brief | Self::Stage | Self::Asked | Self::Speaker) => false,
            (Self::Result, other) | (other, Self::Result) => {
                matches!(other, Self::Result | Self::Browse | Self::Screen)
            }
            (Self::Filters, other) | (other, Self::Filters) => {
                matches!(other, Self::Filters | Self::Browse | Self::Screen)
            }
            (Self::Parts, other) | (other, Self::Parts) => {
                matches!(other, Self::Parts | Self::Browse | Self::Screen)
            }
        }
    }

    /// Its heading in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Always",
            Self::Browse => "Explore",
            Self::Stage => "In a briefing",
            Self::Brief => "In a briefing, unless the screen is blank",
            Self::Asked => "In a briefing that asks whether to quit",
            Self::Speaker => "On the speaker's screen",
            Self::Pick => "Picking (dateline pick)",
            Self::PickList => "Picking, in the list",
            Self::Screen => "On every screen",
            Self::Result => "In the actors of the result",
            Self::Filters => "In the filters",
            Self::Parts => "In the parts of the query",
            Self::Line => "While typing",
        }
    }
}

/// What a command has to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it edits a line, opens or closes something.
    Nothing,
    /// The list of what was asked before the key: it acts on the selected event, or moves in the list.
    List,
}

/// Something that a key does.
#[derive(Debug)]
pub struct Command<S> {
    /// Its name: stable, lower case, words joined by hyphens.
    pub name: &'static str,
    /// The keys that run it by default, as `Key` spells them.
    pub keys: &'static [&'static str],
    /// Where they work.
    pub scope: Scope,
    /// What it does, in one line.
    pub help: &'static str,
    /// What it has to wait for.
    pub needs: Needs,
    /// Its word in the footer, if it stands there.
    pub footer: Option<&'static str>,
    /// What it lacks to be run now, in a sentence, if it lacks something.
    pub lacks: fn(&S) -> Option<&'static str>,
    /// Does it.
    pub run: fn(&mut S) -> Vec<Effect>,
}

/// The command of that name.
pub fn called<S>(commands: &'static [Command<S>], name: &str) -> Option<&'static Command<S>> {
    commands.iter().find(|command| command.name == name)
}
