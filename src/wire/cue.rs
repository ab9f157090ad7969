//! Cues ⇄ lines of JSON, for the socket between the stage and the speaker's screen. What is no cue is refused as a whole.

use serde::{Deserialize, Serialize};

use crate::explorer::state::cue::{Cue, TalkTime};

/// The longest line, in bytes, with its newline.
pub const LONGEST: usize = 4096;

/// A cue as it is written. A new form gets a new number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueLine<'a> {
    dateline: u8,
    #[serde(borrow)]
    briefing: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    event: std::borrow::Cow<'a, str>,
    step: usize,
    blank: bool,
    shows: bool,
    moves: u64,
    started: Option<u64>,
    paused: Option<u64>,
}

/// The number of this form.
const FORM: u8 = 1;

/// The line of a cue; nothing if its ids are too long for one.
pub fn encode(cue: &Cue) -> Option<Vec<u8>> {
    let line = CueLine {
        dateline: FORM,
        briefing: (&*cue.briefing).into(),
        event: (&*cue.event).into(),
        step: cue.at,
        blank: cue.blank,
        shows: cue.shows,
        moves: cue.moves,
        started: cue.time.started,
        paused: cue.time.paused,
    };
    let mut line = serde_json::to_vec(&line).ok()?;
    line.push(b'\n');
    (line.len() <= LONGEST).then_some(line)
}

/// The cue of a line; nothing if it is none.
pub fn decode(line: &[u8]) -> Option<Cue> {
    if line.len() > LONGEST || !line.ends_with(b"\n") {
        return None;
    }
    let line: CueLine<'_> = serde_json::from_slice(line).ok()?;
    (line.dateline == FORM).then(|| Cue {
        briefing: line.briefing.into(),
        event: line.event.into(),
        at: line.step,
        blank: line.blank,
        shows: line.shows,
        moves: line.moves,
        time: TalkTime {
            started: line.started,
            paused: line.paused,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue() -> Cue {
        Cue {
            briefing: "over\"view".into(),
            event: "老街\u{1b}".into(),
            at: 2,
            blank: true,
            shows: false,
            moves: 7,
            time: TalkTime {
                started: Some(5),
                paused: None,
            },
        }
    }

    #[test]
    fn a_cue_comes_back_as_it_was() {
        let line = encode(&cue()).unwrap();
        assert!(!line.trim_ascii_end().contains(&b'\n'));
        assert!(!line.contains(&0x1b));
        assert_eq!(decode(&line), Some(cue()));
    }

    #[test]
    fn what_is_no_cue_is_refused() {
        let line = String::from_utf8(encode(&cue()).unwrap()).unwrap();
        let long = format!("{}{}", " ".repeat(LONGEST), line);
        for hostile in [
            "",
            "\n",
            "{}\n",
            line.trim_end(),
            &long,
            &line.replace("\"dateline\":1", "\"dateline\":2"),
            &line.replace("\"step\":2", "\"step\":-2"),
            &line.replace("\"step\":2", "\"step\":1e99"),
            &line.replace("\"moves\":7", "\"moves\":99999999999999999999999"),
            &line.replace("\"blank\":true", "\"blank\":true,\"run\":\"sh\""),
            &line.replace("\"blank\":true", "\"blank\":\"yes\""),
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n",
        ] {
            assert_eq!(decode(hostile.as_bytes()), None, "{hostile}");
        }
        assert_eq!(decode(b"\xff\xfe\n"), None);
        let huge = Cue {
            event: "x".repeat(LONGEST).into(),
            ..cue()
        };
        assert_eq!(encode(&huge), None);
    }
}
