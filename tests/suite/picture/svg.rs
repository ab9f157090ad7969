//! A buffer → an SVG picture: for the README, and for whoever wants to show a screen without a terminal.
//!
//! Every run of letters has its column and its length written down, so that it stays in its cells whatever font
//! the reader has. Rules, bars and dots are shapes. Equal buffers give equal pictures, byte for byte.

use std::borrow::Cow;
use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

/// A cell's width, in the picture's units.
const WIDTH: u32 = 12;
/// A cell's height: eight eighths.
const HEIGHT: u32 = 24;
/// The size of the letters: a monospaced letter is about three fifths as wide as high.
const LETTERS: u32 = 20;
/// From a cell's top to the line that letters stand on.
const BASELINE: u32 = 18;
/// How thick rules and the cursor are.
const THIN: u32 = 2;
/// Around the cells.
const MARGIN: u32 = 20;

/// The paper.
const PAPER: &str = "#15171c";
/// The ink of text without a colour of its own.
const INK: &str = "#d3d7de";
/// The border of the picture.
const BORDER: &str = "#2b2f37";

/// The sixteen colours, black to white, then bright black to bright white.
const SIXTEEN: [&str; 16] = [
    "#22252c", "#d9777f", "#8db580", "#cfae70", "#7aa6da", "#b795c7", "#63b2b8", "#c3c8d1",
    "#6b7280", "#e58f96", "#a5cb99", "#e0c48c", "#96bbe6", "#caafd8", "#84c8cd", "#eceff4",
];

/// How bright a step of the 256-colour cube is (xterm).
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// `buffer` as an SVG document called `title`, with the typing cursor at `cursor` if it shows.
pub fn svg(buffer: &Buffer, cursor: Option<Position>, title: &str) -> String {
    let mut picture = Picture::default();
    picture.begin(buffer.area.width, buffer.area.height, title);
    picture.screen(buffer, cursor);
    picture.end();
    picture.text
}

/// One screen of an animation: its buffer, its cursor, and how many tenths of a second it stays.
pub type AnimationFrame = (Buffer, Option<Position>, u32);

/// Screens of one size, one after the other and again from the first, as an SVG document. Whoever wants no motion sees the last.
pub fn animation(frames: &[AnimationFrame], title: &str) -> String {
    let mut picture = Picture::default();
    let Some((first, ..)) = frames.first() else {
        return picture.text;
    };
    picture.begin(first.area.width, first.area.height, title);
    let all: u32 = frames.iter().map(|(_, _, tenths)| tenths).sum();
    let percent =
        |tenths: u32| format!("{}.{:02}%", tenths * 100 / all, tenths * 10_000 / all % 100);
    picture.line(format_args!("<style>"));
    let mut start = 0;
    for (nth, (_, _, tenths)) in frames.iter().enumerate() {
        let end = start + tenths;
        let before = if start == 0 {
            String::new()
        } else {
            "0%{visibility:hidden}".to_owned()
        };
        let after = if end == all {
            String::new()
        } else {
            format!("{}{{visibility:hidden}}", percent(end))
        };
        picture.line(format_args!(
            "@keyframes s{nth}{{{before}{}{{visibility:visible}}{after}}}",
            percent(start)
        ));
        picture.line(format_args!(
            ".s{nth}{{visibility:hidden;animation:s{nth} {}.{}s step-end infinite}}",
            all / 10,
            all % 10
        ));
        start = end;
    }
    let last = frames.len() - 1;
    picture.line(format_args!(
        "@media (prefers-reduced-motion:reduce){{g{{animation:none!important}}.s{last}{{visibility:visible}}}}"
    ));
    picture.line(format_args!("</style>"));
    for (nth, (buffer, cursor, _)) in frames.iter().enumerate() {
        picture.line(format_args!("<g class=\"s{nth}\">"));
        picture.screen(buffer, *cursor);
        picture.line(format_args!("</g>"));
    }
    picture.end();
    picture.text
}

/// How a cell looks.
#[derive(Clone, PartialEq, Eq)]
struct Ink {
    fill: Cow<'static, str>,
    behind: Cow<'static, str>,
    bold: bool,
    underlined: bool,
}

impl Ink {
    fn of(cell: &Cell) -> Self {
        let mut fill = colour(cell.fg, INK);
        let mut behind = colour(cell.bg, PAPER);
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut fill, &mut behind);
        }
        Self {
            fill,
            behind,
            bold: cell.modifier.contains(Modifier::BOLD),
            underlined: cell.modifier.contains(Modifier::UNDERLINED),
        }
    }

    /// What a `text` element says of it; nothing that the group says already.
    fn attributes(&self) -> String {
        let mut attributes = String::new();
        if self.fill != INK {
            // Writing to a String can't fail.
            let _ = write!(attributes, " fill=\"{}\"", self.fill);
        }
        if self.bold {
            attributes.push_str(" font-weight=\"bold\"");
        }
        if self.underlined {
            attributes.push_str(" text-decoration=\"underline\"");
        }
        attributes
    }
}

/// A colour as SVG writes it; `default` for the terminal's own.
fn colour(colour: Color, default: &'static str) -> Cow<'static, str> {
    let sixteen = |number: usize| Cow::from(SIXTEEN.get(number).copied().unwrap_or(default));
    match colour {
        Color::Reset => default.into(),
        Color::Black => sixteen(0),
        Color::Red => sixteen(1),
        Color::Green => sixteen(2),
        Color::Yellow => sixteen(3),
        Color::Blue => sixteen(4),
        Color::Magenta => sixteen(5),
        Color::Cyan => sixteen(6),
        Color::Gray => sixteen(7),
        Color::DarkGray => sixteen(8),
        Color::LightRed => sixteen(9),
        Color::LightGreen => sixteen(10),
        Color::LightYellow => sixteen(11),
        Color::LightBlue => sixteen(12),
        Color::LightMagenta => sixteen(13),
        Color::LightCyan => sixteen(14),
        Color::White => sixteen(15),
        Color::Indexed(number @ 0..=15) => sixteen(usize::from(number)),
        Color::Indexed(number @ 16..=231) => {
            let number = number - 16;
            let step = |step: u8| CUBE.get(usize::from(step)).copied().unwrap_or_default();
            rgb(step(number / 36), step(number / 6 % 6), step(number % 6))
        }
        Color::Indexed(number) => {
            let grey = 8 + 10 * (number - 232);
            rgb(grey, grey, grey)
        }
        Color::Rgb(red, green, blue) => rgb(red, green, blue),
    }
}

fn rgb(red: u8, green: u8, blue: u8) -> Cow<'static, str> {
    format!("#{red:02x}{green:02x}{blue:02x}").into()
}

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Nothing.
    Blank,
    /// A rule, a bar or a dot.
    Shape(Shape),
    /// A letter that every monospaced font has.
    Latin,
    /// A letter that may come from another font, as wide as so many cells: it gets its place alone.
    Other,
}

/// What is drawn as a shape, measured from the cell's top left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A full-width bar, from one row of units to another: `▁`, `█`.
    Bar { top: u32, bottom: u32 },
    /// A bar at the left: `▌`.
    Left(u32),
    /// Shade, of so many hundredths: `░`.
    Shade(u32),
    /// Rules from the middle: up, down, left, right.
    Arms(bool, bool, bool, bool),
    /// A dot of that radius.
    Dot(u32),
}

impl Shape {
    fn of(symbol: &str) -> Option<Self> {
        let mut letters = symbol.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            return None;
        };
        let lower = |eighths: u32| Self::Bar {
            top: HEIGHT - eighths * HEIGHT / 8,
            bottom: HEIGHT,
        };
        Some(match letter {
            '▁'..='█' => lower(u32::from(letter) - u32::from('▁') + 1),
            '▀' => Self::Bar {
                top: 0,
                bottom: HEIGHT / 2,
            },
            '▌' => Self::Left(WIDTH / 2),
            '▏' => Self::Left(THIN),
            '░' => Self::Shade(30),
            '▒' => Self::Shade(55),
            '▓' => Self::Shade(80),
            '─' => Self::Arms(false, false, true, true),
            '│' => Self::Arms(true, true, false, false),
            '┌' => Self::Arms(false, true, false, true),
            '┐' => Self::Arms(false, true, true, false),
            '└' => Self::Arms(true, false, false, true),
            '┘' => Self::Arms(true, false, true, false),
            '├' => Self::Arms(true, true, false, true),
            '┤' => Self::Arms(true, true, true, false),
            '┬' => Self::Arms(false, true, true, true),
            '┴' => Self::Arms(true, false, true, true),
            '┼' => Self::Arms(true, true, true, true),
            '●' => Self::Dot(5),
            '•' => Self::Dot(3),
            _ => return None,
        })
    }
}

impl Sort {
    fn of(symbol: &str) -> Self {
        if symbol.trim().is_empty() {
            return Self::Blank;
        }
        if let Some(shape) = Shape::of(symbol) {
            return Self::Shape(shape);
        }
        // Up to the end of Latin Extended-B, every monospaced font can be relied upon; and for the dash, too.
        let is_latin = |letter: char| letter < '\u{250}' || matches!(letter, '–' | '—' | '’' | '…');
        if symbol.chars().all(is_latin) {
            Self::Latin
        } else {
            Self::Other
        }
    }
}

/// Neighbouring cells that are drawn as one.
struct Run {
    sort: Sort,
    ink: Ink,
    from: u16,
    cells: u16,
    text: String,
}

impl Run {
    /// Takes the next cells, if they go on with what this run is.
    fn takes(&mut self, other: &Self) -> bool {
        let gap = other.from - self.from - self.cells;
        let goes_on = match (self.sort, other.sort) {
            // A blank between words stays in the text; two would be lost in SVG.
            (Sort::Latin, Sort::Latin) => gap <= 1,
            (Sort::Shape(one), Sort::Shape(two)) => {
                let is_level = matches!(
                    one,
                    Shape::Bar { .. } | Shape::Arms(false, false, true, true)
                );
                gap == 0 && one == two && is_level
            }
            _ => false,
        };
        if !goes_on || self.ink != other.ink {
            return false;
        }
        if gap == 1 {
            self.text.push(' ');
        }
        self.text.push_str(&other.text);
        self.cells += gap + other.cells;
        true
    }
}

#[derive(Default)]
struct Picture {
    text: String,
}

impl Picture {
    /// The paper of so many cells, and what all letters on it share.
    fn begin(&mut self, columns: u16, rows: u16, title: &str) {
        let width = u32::from(columns) * WIDTH + 2 * MARGIN;
        let height = u32::from(rows) * HEIGHT + 2 * MARGIN;
        let title = escaped(title);
        self.line(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{title}\">"
        ));
        self.line(format_args!("<title>{title}</title>"));
        let (inner_width, inner_height) = (width - 2, height - 2);
        self.line(format_args!(
            "<rect x=\"1\" y=\"1\" width=\"{inner_width}\" height=\"{inner_height}\" rx=\"12\" fill=\"{PAPER}\" stroke=\"{BORDER}\" stroke-width=\"2\"/>"
        ));
        self.line(format_args!(
            "<g transform=\"translate({MARGIN} {MARGIN})\" fill=\"{INK}\" font-size=\"{LETTERS}\" \
             font-family=\"ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace\">"
        ));
    }

    /// A screen, and the cursor on it.
    fn screen(&mut self, buffer: &Buffer, cursor: Option<Position>) {
        for y in 0..buffer.area.height {
            self.row(buffer, y);
        }
        if let Some(at) = cursor {
            let (x, y) = (u32::from(at.x) * WIDTH, u32::from(at.y) * HEIGHT);
            self.rect((x, y), (THIN, HEIGHT), INK);
        }
    }

    fn end(&mut self) {
        self.line(format_args!("</g>"));
        self.line(format_args!("</svg>"));
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        // Writing to a String can't fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn rect(&mut self, (x, y): (u32, u32), (width, height): (u32, u32), fill: &str) {
        let fill = match fill {
            INK => String::new(),
            other => format!(" fill=\"{other}\""),
        };
        self.line(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{fill}/>"
        ));
    }

    /// A row: what lies behind, then what stands on it.
    fn row(&mut self, buffer: &Buffer, y: u16) {
        let mut behind: Vec<(u16, u16, Cow<str>)> = Vec::new();
        let mut runs: Vec<Run> = Vec::new();
        let mut x = 0;
        while x < buffer.area.width {
            let Some(cell) = buffer.cell((buffer.area.x + x, buffer.area.y + y)) else {
                break;
            };
            let symbol = cell.symbol();
            let room = buffer.area.width - x;
            let cells = u16::try_from(dateline::model::text::width(symbol))
                .unwrap_or(1)
                .clamp(1, room);
            let ink = Ink::of(cell);
            match behind.last_mut() {
                Some((_, end, same)) if *end == x && *same == ink.behind => *end += cells,
                _ => behind.push((x, x + cells, ink.behind.clone())),
            }
            let run = Run {
                sort: Sort::of(symbol),
                ink,
                from: x,
                cells,
                text: symbol.to_owned(),
            };
            if run.sort != Sort::Blank && !runs.last_mut().is_some_and(|last| last.takes(&run)) {
                runs.push(run);
            }
            x += cells;
        }
        let top = u32::from(y) * HEIGHT;
        for (from, to, fill) in behind.iter().filter(|(_, _, fill)| fill != PAPER) {
            let width = u32::from(to - from) * WIDTH;
            self.rect((u32::from(*from) * WIDTH, top), (width, HEIGHT), fill);
        }
        for run in &runs {
            self.run(run, top);
        }
    }

    fn run(&mut self, run: &Run, top: u32) {
        let x = u32::from(run.from) * WIDTH;
        let width = u32::from(run.cells) * WIDTH;
        match run.sort {
            Sort::Blank => {}
            Sort::Shape(shape) => self.shape(shape, (x, top), width, &run.ink.fill),
            Sort::Latin | Sort::Other => {
                let attributes = run.ink.attributes();
                let text = escaped(&run.text);
                let y = top + BASELINE;
                self.line(format_args!(
                    "<text x=\"{x}\" y=\"{y}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"{attributes}>{text}</text>"
                ));
            }
        }
    }

    fn shape(&mut self, shape: Shape, (x, y): (u32, u32), width: u32, fill: &str) {
        match shape {
            Shape::Bar { top, bottom } => self.rect((x, y + top), (width, bottom - top), fill),
            Shape::Left(part) => self.rect((x, y), (part, HEIGHT), fill),
            Shape::Shade(hundredths) => self.line(format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{fill}\" fill-opacity=\".{hundredths}\"/>"
            )),
            Shape::Arms(up, down, left, right) => {
                let (middle, half) = ((WIDTH - THIN) / 2, (HEIGHT - THIN) / 2);
                if up || down {
                    let from = if up { 0 } else { half };
                    let to = if down { HEIGHT } else { half + THIN };
                    self.rect((x + middle, y + from), (THIN, to - from), fill);
                }
                if left || right {
                    let from = if left { 0 } else { middle };
                    let to = if right { width } else { middle + THIN };
                    self.rect((x + from, y + half), (to - from, THIN), fill);
                }
            }
            Shape::Dot(radius) => {
                let (x, y) = (x + WIDTH / 2, y + HEIGHT / 2);
                self.line(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"/>"));
            }
        }
    }
}

/// `text` as XML can hold it: marks escaped, letters that XML forbids shown as U+FFFD.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            control if control.is_control() => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn drawn(text: &str, style: Style) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, text, style);
        svg(&buffer, None, "a <test>")
    }

    /// The lines of the cells.
    fn cells(picture: &str) -> Vec<&str> {
        let inside = picture.split_once("monospace\">\n").unwrap().1;
        inside
            .lines()
            .filter(|line| !line.starts_with("</"))
            .collect()
    }

    #[test]
    fn words_keep_their_columns_and_lengths() {
        let picture = drawn("ab c   d", Style::new());
        assert_eq!(
            cells(&picture),
            [
                "<text x=\"0\" y=\"18\" textLength=\"48\" lengthAdjust=\"spacingAndGlyphs\">ab c</text>",
                "<text x=\"84\" y=\"18\" textLength=\"12\" lengthAdjust=\"spacingAndGlyphs\">d</text>",
            ]
        );
    }

    #[test]
    fn a_wide_letter_has_two_cells_to_itself() {
        let picture = drawn("老街", Style::new());
        assert_eq!(picture.matches("textLength=\"24\"").count(), 2);
        assert!(picture.contains("x=\"24\""));
    }

    #[test]
    fn rules_and_bars_are_one_shape_a_run() {
        assert_eq!(
            cells(&drawn("───├▁▁", Style::new())),
            [
                "<rect x=\"0\" y=\"11\" width=\"36\" height=\"2\"/>",
                "<rect x=\"41\" y=\"0\" width=\"2\" height=\"24\"/>",
                "<rect x=\"41\" y=\"11\" width=\"7\" height=\"2\"/>",
                "<rect x=\"48\" y=\"21\" width=\"24\" height=\"3\"/>",
            ]
        );
    }

    #[test]
    fn what_is_reversed_lies_on_its_colour() {
        let picture = drawn("x", Style::new().add_modifier(Modifier::REVERSED));
        let cells = cells(&picture);
        assert_eq!(
            cells[0],
            "<rect x=\"0\" y=\"0\" width=\"12\" height=\"24\"/>"
        );
        assert!(cells[1].contains(&format!("fill=\"{PAPER}\"")));
    }

    #[test]
    fn marks_and_controls_are_safe() {
        assert_eq!(
            escaped("<a & \"b\">\u{1b}\u{ffff}"),
            "&lt;a &amp; &quot;b&quot;&gt;\u{fffd}\u{fffd}"
        );
        assert!(drawn("<&>", Style::new()).contains(">&lt;&amp;&gt;</text>"));
    }

    #[test]
    fn indexed_colours_are_those_of_xterm() {
        assert_eq!(colour(Color::Indexed(37), INK), "#00afaf");
        assert_eq!(colour(Color::Indexed(244), INK), "#808080");
        assert_eq!(colour(Color::Indexed(255), INK), "#eeeeee");
    }
}
