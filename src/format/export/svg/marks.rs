//! Marks: a day, a fuzzy date, a span, and the legend that explains them.

use super::canvas::{Area, Canvas, TextStyle, cut, pixels};
use crate::axis::{Block, BlockMark, Label, LabelPlace, Packing};
use crate::model::{EventId, Status};

/// The height of a row.
pub(super) const ROW: i64 = 22;

/// How marks and their labels are packed, in pixels.
pub(super) const PACKING: Packing = Packing {
    mark: 10,
    gap: 4,
    tail: 8,
    short: 120,
    rows: 10,
};

/// A group of statuses that has a colour.
pub(super) struct StatusClass {
    /// What the style sheet calls it.
    name: &'static str,
    colour: &'static str,
    /// What the legend calls it, with the signs that stand beside its numbers.
    meaning: &'static str,
}

const SAID: StatusClass = StatusClass {
    name: "said",
    colour: "#0b6b4d",
    meaning: "announced, confirmed",
};
const TOLD: StatusClass = StatusClass {
    name: "told",
    colour: "#2455a4",
    meaning: "reported",
};
const UNSTATED: StatusClass = StatusClass {
    name: "unstated",
    colour: "#565662",
    meaning: "status not stated",
};
const HELD: StatusClass = StatusClass {
    name: "held",
    colour: "#8a3a9c",
    meaning: "? alleged, ~ assessed",
};
const DENIED: StatusClass = StatusClass {
    name: "denied",
    colour: "#9a3412",
    meaning: "× denied, struck through",
};

impl StatusClass {
    pub(super) const fn of(status: Status) -> &'static Self {
        match status {
            Status::Announced | Status::Confirmed => &SAID,
            Status::Reported => &TOLD,
            Status::Unstated => &UNSTATED,
            Status::Alleged | Status::Assessed => &HELD,
            Status::Denied => &DENIED,
        }
    }

    /// Attributes of a group: what is in it has this colour.
    pub(super) fn attributes(&self) -> String {
        let Self { name, colour, .. } = self;
        format!(" class=\"{name}\" fill=\"{colour}\" stroke=\"{colour}\"")
    }
}

/// Draws a block in the row whose top is `y`; cell 0 is at `left`.
pub(super) fn block(canvas: &mut Canvas, left: i64, y: i64, block: &Block, status: Status) {
    let x = left + i64::from(block.cells.start);
    let width = i64::from(block.cells.end - block.cells.start);
    let dash = if block.doubtful {
        " stroke-dasharray=\"3 2\""
    } else {
        ""
    };
    let area = Area {
        x,
        y: y + 3,
        width,
        height: ROW - 6,
    };
    let middle = match &block.mark {
        BlockMark::Day => {
            let fill = if block.doubtful { " fill=\"none\"" } else { "" };
            canvas.rect(area, 0, &format!("{fill}{dash}"));
            y + ROW / 2
        }
        BlockMark::Within => {
            canvas.rect(area, 8, &format!(" fill-opacity=\"0.12\"{dash}"));
            y + ROW / 2
        }
        BlockMark::Several => {
            canvas.rect(area, 8, " fill=\"none\" stroke-dasharray=\"1 3\"");
            y + ROW / 2
        }
        BlockMark::Span {
            sure,
            goes_on,
            starts_before,
            end_unknown,
        } => {
            let tail = if *end_unknown {
                i64::from(PACKING.tail)
            } else {
                0
            };
            let bar = Area {
                y: y + ROW - 7,
                height: 4,
                width: width - tail,
                ..area
            };
            let middle = bar.y + 2;
            canvas.rect(bar, 0, &format!(" fill-opacity=\"0.2\"{dash}"));
            if let Some(sure) = sure {
                let solid = Area {
                    x: left + i64::from(sure.start),
                    width: i64::from(sure.end - sure.start),
                    ..bar
                };
                canvas.rect(solid, 0, "");
            }
            if *goes_on {
                canvas.arrow(x + bar.width, middle, 8);
            }
            if *starts_before {
                canvas.arrow(x, middle, -8);
            }
            if *end_unknown {
                canvas.text(x + bar.width + 1, y + ROW - 2, TextStyle::Label, "?");
            }
            middle
        }
    };
    if status == Status::Denied {
        canvas.stroke((x - 2, middle + 4), (x + width + 2, middle - 4));
    }
}

/// Writes the label of a block, cut to its room.
pub(super) fn label(canvas: &mut Canvas, left: i64, y: i64, block: &Block, text: &str) {
    let Label { place, cells } = &block.label;
    let room = i64::from(cells.end - cells.start);
    let text = cut(text, room, TextStyle::Label);
    let y = match block.mark {
        BlockMark::Span { .. } => y + 10,
        BlockMark::Day | BlockMark::Within | BlockMark::Several => y + 15,
    };
    match place {
        LabelPlace::Before => {
            canvas.text_before(left + i64::from(cells.end), y, TextStyle::Label, &text);
        }
        LabelPlace::On | LabelPlace::After => {
            canvas.text(left + i64::from(cells.start), y, TextStyle::Label, &text);
        }
    }
}

/// The legend of what is drawn, from the left of row `y` on; gives the row after it.
pub(super) fn legend(
    canvas: &mut Canvas,
    (left, right): (i64, i64),
    y: i64,
    drawn: &[(&Block, Status)],
    has_disputed: bool,
) -> i64 {
    let sample = |mark: BlockMark, doubtful: bool, to: u16| Block {
        event: EventId::new(0),
        row: 0,
        cells: 0..to,
        mark,
        doubtful,
        label: Label {
            place: LabelPlace::On,
            cells: 0..0,
        },
    };
    let span = |sure: Option<std::ops::Range<u16>>, goes_on: bool| BlockMark::Span {
        sure,
        goes_on,
        starts_before: false,
        end_unknown: false,
    };
    let has = |is: &dyn Fn(&Block) -> bool| drawn.iter().any(|(block, _)| is(block));
    let samples = [
        (
            has(&|one| one.mark == BlockMark::Day),
            sample(BlockMark::Day, false, 10),
            "that day",
        ),
        (
            has(&|one| one.mark == BlockMark::Within),
            sample(BlockMark::Within, false, 30),
            "once, on some day within",
        ),
        (
            has(&|one| one.mark == BlockMark::Several),
            sample(BlockMark::Several, false, 30),
            "on several days within",
        ),
        (
            has(&|one| matches!(one.mark, BlockMark::Span { .. })),
            sample(span(Some(15..30), false), false, 30),
            "lasts; light where it is not sure",
        ),
        (
            has(&|one| matches!(one.mark, BlockMark::Span { goes_on: true, .. })),
            sample(span(Some(0..15), true), false, 30),
            "no end is known; solid as far as a source vouches",
        ),
        (
            has(&|one| one.doubtful),
            sample(BlockMark::Day, true, 10),
            "dashed: date uncertain, approximate, inferred or disputed",
        ),
    ];
    let (mut x, mut y) = (left, y);
    let mut place = |wide: i64| {
        if x > left && x + wide > right {
            (x, y) = (left, y + ROW);
        }
        x += wide;
        (x - wide, y)
    };
    for (is_there, sample, text) in samples {
        if !is_there {
            continue;
        }
        let mark = i64::from(sample.cells.end) + 8;
        let (x, y) = place(mark + pixels(text, TextStyle::Quiet) + 20);
        canvas.open(&TOLD.attributes());
        block(canvas, x, y, &sample, Status::Reported);
        canvas.close();
        canvas.text(x + mark, y + 15, TextStyle::Quiet, text);
    }
    for class in [&SAID, &TOLD, &HELD, &DENIED, &UNSTATED] {
        let is_of = |status: &Status| StatusClass::of(*status).name == class.name;
        if !drawn.iter().any(|(_, status)| is_of(status)) {
            continue;
        }
        let (x, y) = place(18 + pixels(class.meaning, TextStyle::Quiet) + 20);
        canvas.open(&class.attributes());
        let area = Area {
            x,
            y: y + 6,
            width: 10,
            height: 10,
        };
        canvas.rect(area, 0, "");
        canvas.close();
        canvas.text(x + 18, y + 15, TextStyle::Quiet, class.meaning);
    }
    if has_disputed {
        let text = "≠ disputed";
        let (x, y) = place(pixels(text, TextStyle::Quiet) + 20);
        canvas.text(x, y + 15, TextStyle::Quiet, text);
    }
    y + ROW
}
