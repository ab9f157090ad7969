//! Layout: which pane stands where, as a pure function of the size and of what is shown.
//!
//! `update` calls it to scroll and to find what was clicked, `view` to draw:
//! the two can't disagree. Sizes follow the screen, so that nothing jumps; but no pane stands for what the chronology has
//! none of, and below a short list the event takes the rows that are left.

use super::geometry::{Area, Size};

/// Columns from which the actors of the result stand beside the chronology.
pub const WIDE: u16 = 140;
/// Columns from which the detail stands beside the chronology.
pub const MEDIUM: u16 = 90;
/// Rows under which one pane shows at a time.
pub const SHORT: u16 = 20;
/// The smallest screen that is more than a card.
pub const CARD: Size = Size {
    width: 40,
    height: 10,
};
/// Columns of the pane with the actors of the result.
const SIDE: u16 = 32;
/// Rows from which the strip shows.
const STRIP_FROM: u16 = 24;
/// Rows of the detail column from which the relations have a pane of their own.
const RELATIONS_FROM: u16 = 24;

/// The kinds of screen, by size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Actors of the result | chronology | detail.
    Wide,
    /// Chronology | detail.
    Medium,
    /// Chronology over detail.
    Narrow,
    /// One pane at a time.
    Short,
    /// A card: date, title, n of m.
    Card,
}

impl Class {
    /// The class of a screen of that size.
    pub fn of(size: Size) -> Self {
        if size.width < CARD.width || size.height < CARD.height {
            Self::Card
        } else if size.height < SHORT {
            Self::Short
        } else if size.width < MEDIUM {
            Self::Narrow
        } else if size.width < WIDE {
            Self::Medium
        } else {
            Self::Wide
        }
    }
}

/// A part of the screen that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// The actors of the whole result, with counts; or the filters.
    Side,
    /// The chronology, or what was followed: a dossier, a source.
    Main,
    /// The selected event.
    Event,
    /// The actors of the selected event.
    Actors,
    /// The relations of the selected actor.
    Relations,
}

/// A pane on the screen: the rule with its title, and its body below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub pane: Pane,
    /// Rule and body.
    pub area: Area,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What kind of screen.
    pub class: Class,
    /// The title row.
    pub header: Area,
    /// The density strip, if there is room.
    pub strip: Option<Area>,
    /// The search row.
    pub search: Area,
    /// The panes that show.
    pub panes: Vec<Placed>,
    /// Panes that share the last place, in the order of their tabs; empty where each has its own.
    pub tabs: Vec<Pane>,
    /// The footer, if there is room.
    pub footer: Option<Area>,
    /// All between search row and footer.
    pub body: Area,
}

impl Layout {
    /// The pane's place, if it shows.
    pub fn place(&self, pane: Pane) -> Option<Area> {
        self.panes
            .iter()
            .find(|placed| placed.pane == pane)
            .map(|placed| placed.area)
    }

    /// The pane under a cell.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        self.panes
            .iter()
            .find(|placed| placed.area.holds(x, y))
            .map(|placed| placed.pane)
    }

    /// The panes that the focus goes through, in order.
    pub fn round(&self) -> Vec<Pane> {
        let mut round: Vec<Pane> = self.panes.iter().map(|placed| placed.pane).collect();
        round.extend(self.tabs.iter().copied());
        round.sort_unstable();
        round.dedup();
        round
    }
}

/// Which pane keys go to, and which shows where several share a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attention {
    /// The pane that keys go to.
    pub focus: Pane,
    /// The pane that shows beside or below the main one.
    pub shown: Pane,
}

/// What there is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// Whether the side has something to show: actors of the result, or filters.
    pub side: bool,
    /// Whether the chronology has actors.
    pub actors: bool,
    /// Whether it has relations.
    pub relations: bool,
    /// Rows of the list.
    pub rows: usize,
}

/// Rows of a list that are kept for it, rule included, however short it is.
const LIST: u16 = 6;

/// Lays a screen of `size` out.
pub fn layout(size: Size, attention: Attention, contents: Contents) -> Layout {
    let class = Class::of(size);
    let screen = Area {
        x: 0,
        y: 0,
        width: size.width,
        height: size.height,
    };
    let header = screen.rows(0, 1);
    if class == Class::Card {
        return Layout {
            class,
            header,
            strip: None,
            search: screen.rows(1, 0),
            panes: vec![Placed {
                pane: Pane::Main,
                area: screen,
            }],
            tabs: Vec::new(),
            footer: None,
            body: screen,
        };
    }
    let has_strip = size.height >= STRIP_FROM && size.width >= 60;
    let strip = has_strip.then(|| screen.rows(1, 1));
    let above = if has_strip { 2 } else { 1 };
    let search = screen.rows(above, 1);
    let footer = screen.rows(size.height - 1, 1);
    let body = screen.rows(above + 1, size.height - above - 2);
    let (panes, tabs) = match class {
        Class::Card | Class::Short => short(body, attention, contents),
        Class::Narrow => narrow(body, attention, contents),
        Class::Medium => medium(body, attention.shown, contents),
        Class::Wide => wide(body, contents),
    };
    Layout {
        class,
        header,
        strip,
        search,
        panes,
        tabs,
        footer: Some(footer),
        body,
    }
}

fn placed(pane: Pane, area: Area) -> Placed {
    Placed { pane, area }
}

/// The panes of one event.
fn of_event(contents: Contents) -> Vec<Pane> {
    let actors = contents.actors.then_some(Pane::Actors);
    let relations = contents.relations.then_some(Pane::Relations);
    [Some(Pane::Event), actors, relations]
        .into_iter()
        .flatten()
        .collect()
}

/// Rows of a short screen's body from which what the list can't say stands below it, and the rows of that, its rule included.
const CAPTION_FROM: u16 = 9;
const CAPTION: u16 = 3;

/// One pane at a time; below the list, where there is room, the beginning of another.
fn short(body: Area, attention: Attention, contents: Contents) -> (Vec<Placed>, Vec<Pane>) {
    if attention.focus == Pane::Main && body.height >= CAPTION_FROM {
        let upper = body.height - CAPTION;
        return (
            vec![
                placed(Pane::Main, body.rows(0, upper)),
                placed(below(attention), body.rows(upper, body.height)),
            ],
            of_event(contents),
        );
    }
    let mut tabs = vec![Pane::Main];
    tabs.extend(of_event(contents));
    (vec![placed(attention.focus, body)], tabs)
}

/// The pane below the main one.
fn below(attention: Attention) -> Pane {
    if attention.shown == Pane::Main {
        Pane::Event
    } else {
        attention.shown
    }
}

/// The list keeps two thirds, if it fills them; a pane below that gets the focus takes them over.
fn narrow(body: Area, attention: Attention, contents: Contents) -> (Vec<Placed>, Vec<Pane>) {
    let share = if attention.focus == Pane::Main {
        body.height * 2 / 3
    } else {
        body.height / 3
    };
    // Its rule and its rows.
    let list = u16::try_from(contents.rows)
        .unwrap_or(u16::MAX)
        .saturating_add(1);
    let upper = share.min(list.max(LIST));
    (
        vec![
            placed(Pane::Main, body.rows(0, upper)),
            placed(below(attention), body.rows(upper, body.height)),
        ],
        of_event(contents),
    )
}

fn medium(body: Area, shown: Pane, contents: Contents) -> (Vec<Placed>, Vec<Pane>) {
    let left = body.width * 11 / 20;
    let mut panes = vec![placed(Pane::Main, body.columns(0, left))];
    let column = body.columns(left, body.width);
    if shown == Pane::Side {
        panes.push(placed(Pane::Side, column));
    } else {
        panes.extend(detail(column, contents));
    }
    (panes, Vec::new())
}

fn wide(body: Area, contents: Contents) -> (Vec<Placed>, Vec<Pane>) {
    let side = if contents.side { SIDE } else { 0 };
    let rest = body.width - side;
    let middle = rest * 11 / 20;
    let mut panes = Vec::new();
    if contents.side {
        panes.push(placed(Pane::Side, body.columns(0, side)));
    }
    panes.push(placed(Pane::Main, body.columns(side, middle)));
    panes.extend(detail(body.columns(side + middle, rest), contents));
    (panes, Vec::new())
}

/// Event over actors, over relations where there is room; each if there are any.
fn detail(column: Area, contents: Contents) -> Vec<Placed> {
    if !contents.actors {
        return vec![placed(Pane::Event, column)];
    }
    let upper = column.height * 3 / 5;
    let event = placed(Pane::Event, column.rows(0, upper));
    if column.height < RELATIONS_FROM || !contents.relations {
        return vec![
            event,
            placed(Pane::Actors, column.rows(upper, column.height)),
        ];
    }
    let middle = (column.height - upper) / 2;
    vec![
        event,
        placed(Pane::Actors, column.rows(upper, middle)),
        placed(Pane::Relations, column.rows(upper + middle, column.height)),
    ]
}

/// Where a step of a briefing stands: margins of three columns on 80, which grow with the screen. The last row is for keys
/// and notices; above it one stays free.
pub fn text_area(size: Size) -> Area {
    let is_small = matches!(Class::of(size), Class::Card | Class::Short);
    let aside = if is_small {
        u16::from(size.width > 30)
    } else {
        (size.width / 26).max(3)
    };
    let above = if is_small { 0 } else { size.height / 20 };
    Area {
        x: aside,
        y: above,
        width: size.width.saturating_sub(2 * aside),
        height: size
            .height
            .saturating_sub(above + if is_small { 1 } else { 2 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_tile_the_body_at_every_size() {
        for width in (1..=220).step_by(3) {
            for height in 1..=70 {
                for shown in [
                    Pane::Side,
                    Pane::Main,
                    Pane::Event,
                    Pane::Actors,
                    Pane::Relations,
                ] {
                    let attention = Attention {
                        focus: shown,
                        shown,
                    };
                    for has in 0..16 {
                        let contents = Contents {
                            side: has & 1 > 0 || shown == Pane::Side,
                            actors: has & 2 > 0,
                            relations: has & 4 > 0,
                            rows: if has & 8 > 0 { 3 } else { 1000 },
                        };
                        let laid = layout(Size { width, height }, attention, contents);
                        let covered: u32 = laid
                            .panes
                            .iter()
                            .map(|p| u32::from(p.area.width) * u32::from(p.area.height))
                            .sum();
                        let body = u32::from(laid.body.width) * u32::from(laid.body.height);
                        assert_eq!(covered, body, "{width}×{height} {shown:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_not_there_has_no_pane() {
        let attention = Attention {
            focus: Pane::Main,
            shown: Pane::Event,
        };
        let laid = |width, height, actors, rows| {
            let contents = Contents {
                side: actors,
                actors,
                relations: false,
                rows,
            };
            layout(Size { width, height }, attention, contents)
        };
        let panes = |laid: &Layout| -> Vec<Pane> { laid.panes.iter().map(|p| p.pane).collect() };
        assert_eq!(panes(&laid(140, 45, false, 99)), [Pane::Main, Pane::Event]);
        assert_eq!(
            panes(&laid(140, 45, true, 99)),
            [Pane::Side, Pane::Main, Pane::Event, Pane::Actors]
        );
        assert_eq!(laid(80, 24, false, 99).tabs, [Pane::Event]);
        // Below a list of three rows the event has the rest.
        let list = |rows| {
            laid(80, 24, true, rows)
                .place(Pane::Main)
                .map(|area| area.height)
        };
        assert_eq!((list(99), list(7), list(3)), (Some(13), Some(8), Some(6)));
    }

    #[test]
    fn classes_follow_the_size() {
        for (width, height, class) in [
            (1, 1, Class::Card),
            (39, 24, Class::Card),
            (40, 12, Class::Short),
            (80, 24, Class::Narrow),
            (90, 24, Class::Medium),
            (140, 45, Class::Wide),
            (500, 200, Class::Wide),
        ] {
            assert_eq!(Class::of(Size { width, height }), class);
        }
    }
}
