//! A large chronology to measure with: `cargo run --release --example generate -- 1000000 > million.ron`.
//!
//! The same numbers give the same bytes on every machine. Events take about 580 bytes
//! each: words in skewed shares, proper names, accents, Chinese, Thai and Burmese, one to four actors,
//! dates of every kind, comments and escapes. Nothing in it is true.
//!
//! A second number makes every fourth word one of so many rare ones, as real text has them; a third is how many bytes a summary
//! takes (140 if it is left out): `generate -- 100000 500000`, `generate -- 100000 0 2000`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Words that titles and summaries are made of, the most frequent first.
const WORDS: &str = "the of and in to a on for with after from by at over against border town police \
    army talks group operation joint workers report officials ministry compound suspects scam network \
    families region river market road bridge camp school hospital station district province village \
    agreement ceasefire election protest strike raid arrest warrant sanction transfer handover rescue \
    release trial verdict appeal inquiry hearing statement visit meeting summit patrol attack shelling \
    blast fire flood storm drought harvest trade customs convoy shipment seizure smuggling trafficking \
    fraud casino investor company bank account payment ransom debt licence permit concession mine dam \
    port railway factory warehouse office embassy consulate council assembly party union court prison \
    general colonel minister governor mayor envoy spokesman delegation committee commission agency \
    force guard militia rebels syndicate brokers victims migrants refugees residents farmers traders \
    students monks doctors journalists lawyers judges witnesses analysts northern southern eastern \
    western coastal central remote former senior local foreign regional national online armed wanted \
    missing several hundreds dozens three seven forty early late weekly overnight quietly abruptly again";

const VERBS: &[&str] = &[
    "announces",
    "orders",
    "denies",
    "reports",
    "seizes",
    "opens",
    "closes",
    "signs",
    "rejects",
    "sanctions",
    "extradites",
    "arrests",
    "releases",
    "rescues",
    "attacks",
    "leaves",
    "enters",
    "questions",
    "accuses",
    "warns",
    "meets",
    "joins",
    "funds",
    "blocks",
    "shelters",
    "loses",
];
const KINDS: &[&str] = &[
    "talks",
    "agreement",
    "arrest",
    "seizure",
    "sanctions",
    "statement",
    "attack",
    "rescue",
    "trial",
    "warrant",
    "protest",
    "visit",
    "report",
    "transfer",
    "disaster",
    "election",
];
const ROLES: &[&str] = &[
    "party",
    "announces",
    "target",
    "victim",
    "witness",
    "imposes",
    "takes part",
    "is asked",
    "negotiates",
    "wanted",
    "leads",
    "funds",
    "represented",
    "arrested",
];
const TAGS: &[&str] = &[
    "policing",
    "trafficking",
    "border",
    "gambling",
    "cooperation",
    "crackdown",
    "victims",
    "trade",
    "sanctions",
    "military",
    "aid",
    "courts",
    "press",
    "migration",
    "energy",
    "water",
    "elections",
    "health",
    "rivers",
    "mining",
    "finance",
    "cyber",
    "routes",
    "weapons",
];
const STATUS: &[&str] = &[
    "Reported",
    "Announced",
    "Confirmed",
    "Alleged",
    "Assessed",
    "Denied",
];
const SYLLABLES: &[&str] = &[
    "ba", "sok", "chi", "tun", "ka", "ren", "mya", "wad", "lau", "kai", "shwe", "ko", "min",
    "aung", "zaw", "thu", "wei", "san", "li", "xing", "pu", "er", "nak", "hon", "ratch", "phon",
    "som", "chai", "dao", "kha", "mong", "lin", "tay", "bo", "ne", "la", "ri", "ven", "tor", "hal",
    "mar", "dek", "ist", "qar", "zu", "vel", "ost", "grad", "é", "ø", "ł", "ü", "ã",
];
const OTHER_SCRIPTS: &[&str] = &[
    "老街",
    "果敢",
    "缅北",
    "妙瓦底",
    "边境",
    "เมียวดี",
    "แม่สอด",
    "เชียงราย",
    "မြဝတီ",
    "ရန်ကုန်",
    "ကရင်",
    "Đà Nẵng",
    "İzmir",
    "Łódź",
    "Straße",
    "São Tomé",
];

/// `SplitMix64` (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `below` − 1, each as likely.
    fn even(&mut self, below: usize) -> usize {
        let below = u64::try_from(below.max(1)).unwrap_or(1);
        usize::try_from(self.next() % below).unwrap_or(0)
    }

    /// A number from 0 to `below` − 1, small ones far more likely.
    fn skewed(&mut self, below: usize) -> usize {
        let reach = self.even(below) + 1;
        let reach = self.even(reach) + 1;
        self.even(reach)
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.even(chances) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let nth = self.skewed(from.len());
        from.get(nth).copied().unwrap_or_default()
    }
}

/// A proper name of `parts` words.
fn name(dice: &mut Dice, parts: usize) -> String {
    let mut words = Vec::with_capacity(parts);
    for _ in 0..parts {
        let mut word = String::new();
        for _ in 0..=dice.even(3) {
            let nth = dice.even(SYLLABLES.len());
            word.push_str(SYLLABLES.get(nth).copied().unwrap_or_default());
        }
        let mut letters = word.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string());
        words.push(first.unwrap_or_default() + letters.as_str());
    }
    words.join(" ")
}

/// What texts are like.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// How many rare words there are, each as likely as the others; every fourth word is one of them.
    pub rare: usize,
    /// The bytes of a summary.
    pub summary: usize,
}

impl Shape {
    /// What two numbers say; for one that is missing, the usual.
    pub fn new(rare: Option<usize>, summary: Option<usize>) -> Self {
        Self {
            rare: rare.unwrap_or(0),
            summary: summary.unwrap_or(140),
        }
    }

    /// What `DATELINE_BENCH_RARE` and `DATELINE_BENCH_SUMMARY` say.
    pub fn of_environment() -> Self {
        let number = |name: &str| std::env::var(name).ok()?.parse().ok();
        Self::new(
            number("DATELINE_BENCH_RARE"),
            number("DATELINE_BENCH_SUMMARY"),
        )
    }
}

/// Adds a rare word: the `nth` of all that have four syllables.
fn push_rare(text: &mut String, mut nth: usize) {
    for _ in 0..4 {
        let syllable = SYLLABLES.get(nth % SYLLABLES.len());
        text.push_str(syllable.copied().unwrap_or_default());
        nth /= SYLLABLES.len();
    }
}

/// The cast: what events name.
struct Cast {
    shape: Shape,
    words: Vec<String>,
    actors: Vec<String>,
    places: Vec<String>,
    sources: usize,
}

impl Cast {
    fn new(dice: &mut Dice, events: usize, shape: Shape) -> Self {
        let mut words: Vec<String> = WORDS.split_whitespace().map(str::to_owned).collect();
        // A long tail of rare words.
        for _ in 0..20_000.min(200 + events / 10) {
            words.push(name(dice, 1).to_lowercase());
        }
        let actors = (0..20_000.min(30 + events / 40)).map(|_| {
            let parts = 2 + dice.even(2);
            name(dice, parts)
        });
        let actors = actors.collect();
        let places = (0..2_000.min(20 + events / 200)).map(|_| name(dice, 1));
        Self {
            shape,
            actors,
            places: places.collect(),
            words,
            sources: 1_000.min(5 + events / 100),
        }
    }

    fn text(&self, dice: &mut Dice, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 20);
        while text.len() < bytes {
            if !text.is_empty() {
                text.push(' ');
            }
            if self.shape.rare > 0 && dice.one_in(4) {
                push_rare(&mut text, dice.even(self.shape.rare));
                continue;
            }
            match dice.even(100) {
                0 => text.push_str(dice.pick(OTHER_SCRIPTS)),
                1 | 2 => text.push_str(self.place(dice).1),
                3 => text.push_str(&(dice.skewed(9_000) + 2).to_string()),
                5 => text.push_str("\\\"so called\\\""),
                _ => {
                    let nth = dice.skewed(self.words.len());
                    text.push_str(self.words.get(nth).map_or("", String::as_str));
                }
            }
        }
        text
    }

    fn actor(&self, dice: &mut Dice) -> (usize, &str) {
        let nth = dice.skewed(self.actors.len());
        (nth, self.actors.get(nth).map_or("", String::as_str))
    }

    fn place(&self, dice: &mut Dice) -> (usize, &str) {
        let nth = dice.skewed(self.places.len());
        (nth, self.places.get(nth).map_or("", String::as_str))
    }
}

fn date(dice: &mut Dice) -> String {
    let year = 1990 + dice.even(35);
    let month = 1 + dice.even(12);
    let day = 1 + dice.even(28);
    match dice.even(20) {
        0 => String::new(),
        1 => format!("{year}"),
        2 | 3 => format!("{year}-{month:02}"),
        4 => format!("{year}?-{month:02}"),
        5 => format!("{year}-{month:02}-{day:02}~"),
        6 => format!("{year}-{month:02}/.."),
        7 => format!(
            "{year}-{month:02}-{day:02}/{}-{month:02}-{day:02}",
            year + 1
        ),
        8 => format!("[{year}-{month:02}-{day:02}..{year}-12-31]"),
        9 => format!("{year}-{}", 21 + dice.even(4)),
        10 => format!("{}X", year / 10),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

fn write_cast(out: &mut impl Write, dice: &mut Dice, cast: &Cast) -> io::Result<()> {
    writeln!(out, "    sources: [")?;
    for nth in 0..cast.sources {
        let letter = ["B", "C", "A", "D", "F", "E"]
            .get(dice.skewed(6))
            .unwrap_or(&"C");
        let title = cast.text(dice, 40);
        writeln!(
            out,
            "        (id: \"source-{nth}\", title: \"{title}\", reliability: {letter}, published: \"{}\"),",
            1990 + dice.even(35)
        )?;
    }
    writeln!(out, "    ],\n    places: [")?;
    for (nth, name) in cast.places.iter().enumerate() {
        write!(out, "        (id: \"place-{nth}\", name: \"{name}\"")?;
        if dice.one_in(4) {
            write!(out, ", aliases: [\"{} {nth}\"]", dice.pick(OTHER_SCRIPTS))?;
        }
        // A place lies within one that stands before it, so that none lies within itself.
        if nth >= 10 {
            write!(out, ", within: \"place-{}\"", dice.even(nth / 5))?;
        }
        writeln!(out, "),")?;
    }
    writeln!(out, "    ],\n    actors: [")?;
    for (nth, name) in cast.actors.iter().enumerate() {
        let kind = ["Person", "Organisation", "Group", "State"].get(dice.skewed(4));
        let kind = kind.unwrap_or(&"Person");
        write!(
            out,
            "        (id: \"actor-{nth}\", name: \"{name}\", kind: {kind}"
        )?;
        if dice.one_in(3) {
            let alias = match name.split_once(' ') {
                Some((_, last)) => format!("Col {last}"),
                None => format!("the {name}"),
            };
            write!(out, ", aliases: [\"{alias}\"]")?;
        }
        writeln!(out, "),")?;
    }
    writeln!(out, "    ],")
}

fn write_event(out: &mut impl Write, dice: &mut Dice, cast: &Cast, nth: usize) -> io::Result<()> {
    if dice.one_in(50) {
        writeln!(out, "        // checked {nth}")?;
    }
    let (_, actor) = cast.actor(dice);
    let title = format!("{actor} {} {}", dice.pick(VERBS), cast.text(dice, 40));
    let summary = cast.text(dice, cast.shape.summary);
    writeln!(
        out,
        "        (id: \"event-{nth}\", date: \"{}\", title: \"{title}\",",
        date(dice)
    )?;
    writeln!(out, "         summary: \"{summary}.\",")?;
    write!(
        out,
        "         kind: \"{}\", status: {}, actors: [",
        dice.pick(KINDS),
        dice.pick(STATUS)
    )?;
    let mut known = Vec::new();
    for _ in 0..=dice.even(4).min(dice.even(4)) {
        let (nth, _) = cast.actor(dice);
        if !known.contains(&nth) {
            known.push(nth);
            write!(
                out,
                "(id: \"actor-{nth}\", role: \"{}\"), ",
                dice.pick(ROLES)
            )?;
        }
    }
    write!(
        out,
        "], places: [\"place-{}\"], tags: [",
        cast.place(dice).0
    )?;
    let first = dice.pick(TAGS);
    let second = dice.pick(TAGS);
    write!(out, "\"{first}\"")?;
    if second != first {
        write!(out, ", \"{second}\"")?;
    }
    writeln!(
        out,
        "],\n         cites: [(source: \"source-{}\", at: \"¶{}\", credibility: {}, quote: \"{}.\")]),",
        dice.skewed(cast.sources),
        1 + dice.even(30),
        1 + dice.even(6),
        cast.text(dice, 30)
    )
}

/// Writes a chronology of so many events.
///
/// # Errors
///
/// When `out` can't be written to.
pub fn write_all(out: &mut impl Write, events: usize, shape: Shape) -> io::Result<()> {
    let mut dice = Dice(20_231_010);
    let cast = Cast::new(&mut dice, events, shape);
    writeln!(
        out,
        "// Made by examples/generate.rs; nothing in it is true."
    )?;
    writeln!(
        out,
        "Chronology(\n    title: \"{events} events that never happened\","
    )?;
    write_cast(out, &mut dice, &cast)?;
    writeln!(out, "    events: [")?;
    for nth in 0..events {
        write_event(out, &mut dice, &cast, nth)?;
    }
    writeln!(out, "    ],\n)")?;
    out.flush()
}

fn main() -> ExitCode {
    let number = |nth| {
        std::env::args()
            .nth(nth)
            .and_then(|count| count.parse().ok())
    };
    let Some(events) = number(1) else {
        eprintln!("how many events? cargo run --release --example generate -- 100000 > events.ron");
        return ExitCode::from(2);
    };
    let shape = Shape::new(number(2), number(3));
    match write_all(&mut BufWriter::new(io::stdout().lock()), events, shape) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
