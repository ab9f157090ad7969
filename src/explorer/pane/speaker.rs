//! The speaker's own screen: this step and its note, the next one, the clock, all steps. Nothing of it shows on the stage.

use super::field::{rule, text};
use super::page::Page;
use crate::explorer::base::line::{Line, Tone};
use crate::explorer::base::wrap::{shorten, width as cells};
use crate::explorer::state::briefing::{Brief, BriefingStep};
use crate::explorer::state::cue::Speaker;
use crate::explorer::state::current::State;

/// The title, at the right the clock, the time of the talk and what is left of it, and the count.
pub fn header(state: &State, brief: &Brief, speaker: &Speaker, width: u16) -> Vec<Line> {
    let count = format!("{}/{}", brief.at + 1, brief.steps.len());
    let mut right = Vec::new();
    let mut overdue = false;
    if let Some(now) = speaker.now {
        right.push(format!("{:02}:{:02}", now.hour, now.minute));
        let elapsed = state.talk_time.elapsed(now.seconds);
        let paused = if state.talk_time.started.is_some() && !state.talk_time.runs() {
            " paused"
        } else {
            ""
        };
        right.push(format!("{}{paused}", minutes(elapsed)));
        if let Some(allowed) = speaker.minutes {
            let allowed = u64::from(allowed) * 60;
            overdue = elapsed > allowed;
            right.push(match allowed.checked_sub(elapsed) {
                Some(left) => format!("{} left", minutes(left)),
                None => format!("{} over", minutes(elapsed - allowed)),
            });
        }
    }
    right.push(count);
    let right = right.join("  ");
    let at = width.saturating_sub(u16::try_from(cells(&right)).unwrap_or(width));
    let title = shorten(&brief.title, usize::from(at.saturating_sub(2)));
    let tone = if overdue { Tone::Strong } else { Tone::Plain };
    vec![
        Line::of(title, Tone::Plain).with(at, right, tone),
        match state.banner() {
            Some(told) => Line::of(shorten(&told, usize::from(width)), Tone::Conflict),
            None => Line::of(status(brief, speaker), Tone::Strong),
        },
    ]
}

/// "12:05"; "1:02:05".
fn minutes(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

/// What the speaker has to know of the stage; nothing if it shows this step.
fn status(brief: &Brief, speaker: &Speaker) -> String {
    match &speaker.stage {
        None if brief.id.is_empty() => {
            "No stage is there: give the briefing in another terminal.".to_owned()
        }
        None => format!(
            "No stage is there: dateline brief {} in another terminal is one.",
            brief.id
        ),
        Some(stage) if stage.briefing != brief.id => {
            "The stage shows another briefing, which these files do not have.".to_owned()
        }
        Some(_) if brief.blank => "The stage is blank; . or going on shows it.".to_owned(),
        Some(stage) if !stage.shows => {
            "The stage shows the explorer; going on brings it back.".to_owned()
        }
        Some(_) => brief.left_out().map_or_else(String::new, |told| told + "."),
    }
}

/// The step, its note, the next step, all steps.
pub fn page<'a>(state: &'a State, brief: &Brief, step: &BriefingStep, width: u16) -> Page<'a> {
    let mut lines = Vec::new();
    told(&mut lines, state, width, step);
    lines.push(Line::blank());
    lines.push(rule(width, "Note", Tone::Label));
    let note = match &*step.note {
        "" => "This step has no note.",
        note => note,
    };
    text(&mut lines, width, 0, note, Tone::Plain);
    lines.push(Line::blank());
    lines.push(rule(width, "Next", Tone::Label));
    match brief.steps.get(brief.at + 1) {
        Some(next) => told(&mut lines, state, width, next),
        None => lines.push(Line::of("This is the last step.", Tone::Plain)),
    }
    lines.push(Line::blank());
    lines.push(rule(width, "Steps", Tone::Label));
    let digits = cells(&brief.steps.len().to_string());
    for (nth, step) in brief.steps.iter().enumerate() {
        let (mark, tone) = match nth.cmp(&brief.at) {
            std::cmp::Ordering::Less => ("•", Tone::Plain),
            std::cmp::Ordering::Equal => ("●", Tone::Strong),
            std::cmp::Ordering::Greater => ("○", Tone::Plain),
        };
        let title = &state.chronology().event(step.event).title;
        let words = format!("{mark} {:>digits$}  {title}", nth + 1);
        lines.push(Line::of(shorten(&words, usize::from(width)), tone));
    }
    Page::of(lines)
}

/// Title and date of a step.
fn told(lines: &mut Vec<Line>, state: &State, width: u16, step: &BriefingStep) {
    let event = state.chronology().event(step.event);
    text(lines, width, 0, &event.title, Tone::Strong);
    text(lines, width, 0, &event.date_shown(), Tone::Plain);
}
