//! The modes that a session sets on a terminal, and the bytes that set and reset them.
//!
//! crossterm has the sequences of the screen and the cursor. Its mouse capture also turns on
//! reports of every motion (?1003) and of old coordinates (?1015), which nobody here reads.

use crossterm::QueueableCommand;
use crossterm::cursor::{Hide, Show};
use crossterm::terminal::{EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen};

/// Bracketed paste.
const SET_PASTE: &[u8] = b"\x1b[?2004h";
const RESET_PASTE: &[u8] = b"\x1b[?2004l";

/// Buttons, drags, and their cells in SGR coordinates.
const SET_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const RESET_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Ends a half-written sequence.
const CANCEL: &[u8] = b"\x18";

/// Clears, for terminals that have no alternate screen to leave.
const CLEAR: &[u8] = b"\x1b[m\x1b[H\x1b[J";

/// Which modes a session sets.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a mode of the terminal, set on its own"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionModes {
    /// The alternate screen; where there is none, the screen is cleared in the end.
    pub alternate_screen: bool,
    /// The cursor, which is hidden.
    pub cursor: bool,
    /// Pastes in brackets.
    pub paste: bool,
    /// The mouse's buttons and drags in SGR coordinates.
    pub mouse: bool,
}

impl SessionModes {
    /// The bytes that set them, to be sent before the first frame.
    pub fn set(self) -> Vec<u8> {
        // Writing to memory does not fail.
        let mut out = Vec::new();
        if self.alternate_screen {
            let _ = out.queue(EnterAlternateScreen);
        }
        if self.cursor {
            let _ = out.queue(Hide);
        }
        if self.paste {
            out.extend_from_slice(SET_PASTE);
        }
        if self.mouse {
            out.extend_from_slice(SET_MOUSE);
        }
        out
    }

    /// The bytes that reset them, and what frames changed; `torn` if the output may have ended within a sequence.
    pub fn reset(self, torn: bool) -> Vec<u8> {
        let mut out = Vec::new();
        if torn {
            out.extend_from_slice(CANCEL);
        }
        if !self.alternate_screen {
            out.extend_from_slice(CLEAR);
        }
        if self.mouse {
            out.extend_from_slice(RESET_MOUSE);
        }
        if self.paste {
            out.extend_from_slice(RESET_PASTE);
        }
        out.extend_from_slice(b"\x1b[m");
        let _ = out.queue(EnableLineWrap);
        if self.cursor {
            let _ = out.queue(Show);
        }
        if self.alternate_screen {
            let _ = out.queue(LeaveAlternateScreen);
        }
        out
    }
}
