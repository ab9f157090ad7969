//! The speaker's own screen: it follows the stage and drives it, and either may go and come back.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use crate::support::Screen;
use crate::terminal::Setting;
use dateline::explorer::state::cue::{Now, Speaker};
use dateline::explorer::{Effect, Message};

/// A stage and its speaker, the cues carried between them by hand.
struct Talk {
    stage: Screen,
    speaker: Screen,
}

/// The bundled overview on the stage.
fn stage() -> Screen {
    let mut screen = Screen::bundled(80, 24);
    screen.press("b <Enter>");
    screen
}

/// The same on the speaker's screen.
fn speaker() -> Screen {
    let mut screen = Screen::bundled(80, 24);
    screen.state.speaker = Some(Speaker {
        minutes: Some(20),
        ..Speaker::default()
    });
    screen.press("b <Enter>");
    tick(&mut screen, 0);
    screen
}

fn tick(screen: &mut Screen, seconds: u64) {
    screen.send(Message::Tick(Now {
        seconds: 1_000_000 + seconds,
        hour: 14,
        minute: 5,
    }));
}

/// Takes the cues that a screen has for the other end.
fn cues(screen: &mut Screen) -> Vec<Message> {
    let (cues, others) = std::mem::take(&mut screen.effects)
        .into_iter()
        .partition(|effect| matches!(effect, Effect::Cue(_)));
    screen.effects = others;
    let cues: Vec<Effect> = cues;
    let cue = |effect| match effect {
        Effect::Cue(cue) => Some(Message::Cue(cue)),
        _ => None,
    };
    cues.into_iter().filter_map(cue).collect()
}

impl Talk {
    fn begin() -> Self {
        let mut talk = Self {
            stage: stage(),
            speaker: speaker(),
        };
        talk.carry();
        talk
    }

    /// Carries cues until neither end has one.
    fn carry(&mut self) {
        for _ in 0..10 {
            let (from_stage, from_speaker) = (cues(&mut self.stage), cues(&mut self.speaker));
            if from_stage.is_empty() && from_speaker.is_empty() {
                return;
            }
            for cue in from_stage {
                self.speaker.send(cue);
            }
            for cue in from_speaker {
                self.stage.send(cue);
            }
        }
        panic!("the ends never agree");
    }

    fn stage_presses(&mut self, keys: &str) {
        self.stage.press(keys);
        self.carry();
    }

    fn speaker_presses(&mut self, keys: &str) {
        self.speaker.press(keys);
        self.carry();
    }

    fn assert_both_at(&self, step: usize) {
        for screen in [&self.stage, &self.speaker] {
            assert_eq!(screen.state.briefing().unwrap().at + 1, step);
        }
    }
}

#[test]
fn the_speaker_sees_the_note_the_next_step_and_the_clock() {
    let mut talk = Talk::begin();
    talk.speaker_presses("<Right>");
    tick(&mut talk.speaker, 754);
    insta::assert_snapshot!("speaker-80x24", talk.speaker.letters());
    let stage = talk.stage.letters();
    for hidden in ["4,666", "14:05", "12:34", "Next", "Note"] {
        assert!(!stage.contains(hidden), "{hidden} on the stage: {stage}");
    }
    for (width, height) in [(40, 12), (20, 5), (1, 1), (200, 60)] {
        talk.speaker.resize(width, height);
        talk.speaker.letters();
    }
}

#[test]
fn each_end_follows_the_other() {
    let mut talk = Talk::begin();
    talk.speaker_presses("<Right> <Right>");
    talk.assert_both_at(3);
    talk.stage_presses("<Right>");
    talk.assert_both_at(4);
    talk.speaker_presses("7 <Enter>");
    talk.assert_both_at(7);
    talk.speaker_presses(".");
    assert_eq!(talk.stage.letters().trim(), "");
    assert!(talk.speaker.letters().contains("The stage is blank"));
    // The speaker's keys all work meanwhile.
    talk.speaker_presses("i <Esc> <Right>");
    assert!(talk.stage.letters().contains("7/7"));
    talk.stage_presses("e");
    assert!(
        talk.speaker
            .letters()
            .contains("The stage shows the explorer")
    );
    talk.stage_presses("/ x");
    talk.speaker_presses("<Left>");
    talk.assert_both_at(6);
    assert!(talk.stage.letters().contains("6/7"));
}

#[test]
fn keys_at_both_ends_at_once_end_at_one_step() {
    let mut talk = Talk::begin();
    talk.speaker.press("<Right>");
    talk.stage.press("5 <Enter>");
    talk.carry();
    talk.assert_both_at(5);
    talk.speaker.press("<Right> <Right>");
    talk.stage.press("<Left>");
    talk.carry();
    talk.assert_both_at(7);
}

#[test]
fn either_end_comes_back_to_the_step_and_the_time() {
    let mut talk = Talk::begin();
    talk.speaker_presses("<Right> <Right>");
    // A new speaker: the stage knows step and time.
    talk.speaker = speaker();
    let told = talk.stage.state.cue().unwrap();
    cues(&mut talk.speaker);
    talk.speaker.send(Message::Cue(Box::new(told)));
    tick(&mut talk.speaker, 60);
    talk.carry();
    talk.assert_both_at(3);
    assert!(talk.speaker.letters().contains("1:00  19:00 left"));
    // A new stage: the speaker knows.
    talk.speaker.send(Message::StageLost);
    assert!(talk.speaker.letters().contains("No stage is there"));
    talk.stage = stage();
    talk.speaker.send(cues(&mut talk.stage).remove(0));
    talk.carry();
    talk.assert_both_at(3);
    assert!(!talk.speaker.letters().contains("No stage"));
}

#[test]
fn the_time_begins_with_the_first_step_pauses_and_is_reset() {
    let mut talk = Talk::begin();
    let shows = |talk: &Talk, what: &str| {
        let letters = talk.speaker.letters();
        assert!(letters.contains(what), "{what}: {letters}");
    };
    tick(&mut talk.speaker, 100);
    shows(&talk, "14:05  0:00  20:00 left  1/7");
    talk.speaker_presses("<Right>");
    tick(&mut talk.speaker, 160);
    shows(&talk, "1:00  19:00 left");
    talk.speaker_presses("t");
    tick(&mut talk.speaker, 200);
    shows(&talk, "1:00 paused");
    talk.speaker_presses("t");
    tick(&mut talk.speaker, 200 + 1_200);
    shows(&talk, "21:00  1:00 over");
    talk.speaker_presses("r");
    shows(&talk, "0:00  20:00 left");
}

#[test]
fn a_cue_that_means_nothing_here_changes_nothing() {
    let mut talk = Talk::begin();
    let cue = talk.speaker.state.cue().unwrap();
    let before = talk.stage.letters();
    for (briefing, event, at) in [
        ("nobody", "e", 1),
        ("overview", "nobody", usize::MAX),
        ("", "", 9),
    ] {
        let cue = dateline::explorer::state::cue::Cue {
            briefing: briefing.into(),
            event: event.into(),
            at,
            moves: u64::MAX,
            ..cue.clone()
        };
        talk.stage.send(Message::Cue(Box::new(cue)));
        assert_eq!(talk.stage.letters(), before, "{briefing} {event} {at}");
    }
    talk.stage.press("<Right>");
    assert!(talk.stage.letters().contains("2/7"));
}

#[test]
fn two_terminals_find_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let shared: &'static str =
        Box::leak(folder.path().to_str().unwrap().to_owned().into_boxed_str());
    let start = |arguments: &[&str]| {
        let arguments = [&["brief", "overview"], arguments].concat();
        let setting = Setting::default()
            .with("XDG_STATE_HOME", shared)
            .with("HOME", shared);
        setting.arguments(&arguments).start()
    };
    // The speaker may come first.
    let mut speaker = start(&["--speaker", "--minutes", "20"]);
    speaker.wait_for("No stage is there");
    let mut stage = start(&[]);
    stage.wait_for("1/7");
    speaker.wait_until("a stage", |terminal| {
        !terminal.contents().contains("No stage")
    });
    speaker.type_keys(" ");
    stage.wait_for("2/7");
    stage.type_keys(" ");
    speaker.wait_for("3/7");
    // The stage ends, and another takes its step.
    stage.type_keys("qy");
    assert!(stage.end().success());
    speaker.wait_for("No stage is there");
    let mut stage = start(&[]);
    stage.wait_for("3/7");
    stage.type_keys("qy");
    stage.end();
    speaker.type_keys("qy");
    assert!(speaker.end().success());
    let left = std::fs::read_dir(folder.path().join("dateline/stages")).unwrap();
    assert_eq!(left.count(), 0, "no socket is left");
}
