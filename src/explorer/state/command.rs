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
    /// While a briefing is given.
    Brief,
    /// Unless a line is being typed.
    Screen,
    /// In the list of the result's actors.
    Result,
    /// In the filters.
    Filters,
    /// While a line is being typed.
    Line,
    /// In the list, when events are picked for another program.
    Pick,
    /// The same, unless a line is being typed.
    PickList,
}

impl Scope {
    /// Every scope, in the order of the help.
    pub const ALL: [Self; 9] = [
        Self::Browse,
        Self::Screen,
        Self::Result,
        Self::Filters,
        Self::Brief,
        Self::Line,
        Self::Pick,
        Self::PickList,
        Self::Everywhere,
    ];

    /// Its heading in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Always",
            Self::Browse => "Explore",
            Self::Brief => "In a briefing",
            Self::Pick => "Picking (dateline pick)",
            Self::PickList => "Picking, in the list",
            Self::Screen => "On every screen",
            Self::Result => "In the actors of the result",
            Self::Filters => "In the filters",
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
    /// Does it.
    pub run: fn(&mut S) -> Vec<Effect>,
}

/// The command of that name.
pub fn called<S>(commands: &'static [Command<S>], name: &str) -> Option<&'static Command<S>> {
    commands.iter().find(|command| command.name == name)
}
