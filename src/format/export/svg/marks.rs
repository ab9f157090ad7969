//! Marks: a day, a fuzzy date, a span, and the legend that explains them.

use super::canvas::{Area, Canvas, pixels};
use crate::axis::{Block, BlockMark};
use crate::model::{Event, Status};

/// Pixels of the axis.
pub(super) const AXIS: u16 = 820;

/// The height of a row.
pub(super) const ROW: i64 = 20;

/// The classes of status, and what the legend calls them.
pub(super) const CLASSES: [(&str, &str); 3] = [
    ("said", "announced, confirmed"),
    ("told", "reported, or not stated"),
    ("held", "alleged, assessed, denied"),
];

/// The class of an event's status, which gives it its colour.
pub(super) const fn class(event: &Event) -> &'static str {
    match event.status {
        Status::Announced | Status::Confirmed => "said",
        Status::Reported | Status::Unstated => "told",
        Status::Alleged | Status::Assessed | Status::Denied => "held",
    }
}

/// The hatching of each class.
pub(super) fn patterns(canvas: &mut Canvas) {
    canvas.0.push_str("<defs>\n");
    for (class, _) in CLASSES {
        let pattern = format!(
            "<pattern id=\"dl-{class}\" class=\"{class}\" width=\"6\" height=\"6\" \
             patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect width=\"6\" height=\"6\" fill=\"currentColor\" fill-opacity=\"0.12\"/>\
             <line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"currentColor\" stroke-width=\"2\" stroke-opacity=\"0.55\"/>\
             </pattern>\n"
        );
        canvas.0.push_str(&pattern);
    }
    canvas.0.push_str("</defs>\n");
}

/// Draws a block in the row whose top is `y`; cell 0 is at `left`. The label says its number and mark.
pub(super) fn block(
    canvas: &mut Canvas,
    left: i64,
    y: i64,
    class: &str,
    block: &Block,
    label: &str,
) {
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
    match &block.mark {
        BlockMark::Day => {
            let area = Area {
                width: width.max(6),
                ..area
            };
            let fill = if block.doubtful {
                "none"
            } else {
                "currentColor"
            };
            canvas.rect(
                area,
                0,
                &format!("fill=\"{fill}\" stroke=\"currentColor\"{dash}"),
            );
            beside(canvas, area, left, label);
        }
        BlockMark::Within => {
            let area = Area {
                width: width.max(12),
                ..area
            };
            let paint = format!("fill=\"url(#dl-{class})\" stroke=\"currentColor\"{dash}");
            canvas.rect(area, 7, &paint);
            // A number has its place inside, if there is any.
            if area.width < 26 {
                beside(canvas, area, left, label);
            } else {
                canvas.text(x + 6, y + 14, "n", label);
            }
        }
        BlockMark::Several => {
            canvas.rect(
                area,
                7,
                "fill=\"none\" stroke=\"currentColor\" stroke-dasharray=\"1 3\"",
            );
            canvas.text(x + 6, y + 14, "n", label);
        }
        BlockMark::Span {
            sure,
            goes_on,
            starts_before,
            end_unknown,
        } => {
            let bar = Area {
                y: y + 12,
                height: 5,
                width: width.max(6),
                ..area
            };
            canvas.rect(
                bar,
                0,
                &format!(
                    "fill=\"url(#dl-{class})\" stroke=\"currentColor\" stroke-width=\"0.5\"{dash}"
                ),
            );
            if let Some(sure) = sure {
                let solid = Area {
                    x: left + i64::from(sure.start),
                    width: i64::from(sure.end - sure.start),
                    ..bar
                };
                canvas.rect(solid, 0, "fill=\"currentColor\"");
            }
            let end = x + bar.width;
            if *goes_on {
                canvas.arrow(end + 8, y + 14, 8);
            }
            if *starts_before {
                canvas.arrow(x - 8, y + 14, -8);
            }
            if *end_unknown {
                canvas.text(end + 2, y + 17, "n", "?");
            }
            canvas.text(x + 2, y + 10, "n", label);
        }
    }
}

/// A number beside its mark: after it, but before it where the axis ends.
fn beside(canvas: &mut Canvas, area: Area, left: i64, label: &str) {
    let (after, y) = (area.x + area.width + 3, area.y + 11);
    if after + pixels(label) > left + i64::from(AXIS) {
        canvas.text_before(area.x - 3, y, label);
    } else {
        canvas.text(after, y, "n", label);
    }
}

/// The legend, from the left of row `y` on; gives the row after it.
pub(super) fn legend(canvas: &mut Canvas, left: i64, right: i64, y: i64) -> i64 {
    let sample = |mark: BlockMark, doubtful: bool, to: u16| Block {
        event: crate::model::EventId::new(0),
        row: 0,
        cells: 0..to,
        mark,
        doubtful,
    };
    let span = |sure: std::ops::Range<u16>, goes_on: bool| BlockMark::Span {
        sure: Some(sure),
        goes_on,
        starts_before: false,
        end_unknown: false,
    };
    let samples = [
        (sample(BlockMark::Day, false, 6), "that day"),
        (
            sample(BlockMark::Within, false, 30),
            "once, on some day within",
        ),
        (sample(span(0..30, false), false, 30), "lasts throughout"),
        (
            sample(span(15..30, false), false, 30),
            "lasts; hatched where it may have begun or ended",
        ),
        (sample(span(0..30, true), false, 30), "goes on"),
        (
            sample(BlockMark::Several, false, 30),
            "on several days within",
        ),
        (
            sample(BlockMark::Day, true, 6),
            "dashed: uncertain or approximate",
        ),
    ];
    let (mut x, mut y) = (left, y);
    for (drawn, text) in samples {
        let width = 62 + pixels(text);
        if x > left && x + width > right {
            (x, y) = (left, y + ROW);
        }
        canvas.open("told");
        block(canvas, x, y, "told", &drawn, "");
        canvas.close();
        canvas.text(x + 42, y + 15, "q", text);
        x += width;
    }
    (x, y) = (left, y + ROW);
    for (class, text) in CLASSES {
        canvas.open(class);
        let area = Area {
            x,
            y: y + 5,
            width: 10,
            height: 10,
        };
        canvas.rect(area, 0, "fill=\"currentColor\"");
        canvas.close();
        canvas.text(x + 16, y + 15, "q", text);
        x += 36 + pixels(text);
    }
    y + ROW
}
