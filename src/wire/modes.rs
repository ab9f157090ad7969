//! The modes that a session sets on a terminal, and the bytes that set them and take them back.

/// A mode: what takes it, what gives it back, and whether it is among what is taken.
struct Mode {
    take: &'static [u8],
    give_back: &'static [u8],
    is_taken: fn(SessionModes) -> bool,
}

/// The modes, in the order of taking; they are given back in the opposite order.
const MODES: [Mode; 6] = [
    Mode {
        take: b"\x1b[?1049h",
        give_back: b"\x1b[?1049l",
        is_taken: |modes| modes.alternate_screen,
    },
    Mode {
        take: b"\x1b[?25l",
        give_back: b"\x1b[?25h",
        is_taken: |modes| modes.cursor,
    },
    // Style and wrapping change with the frames; what they are afterwards is the usual.
    Mode {
        take: b"",
        give_back: b"\x1b[m\x1b[?7h",
        is_taken: |_| true,
    },
    Mode {
        take: b"\x1b[?2004h",
        give_back: b"\x1b[?2004l",
        is_taken: |modes| modes.mouse_and_paste,
    },
    Mode {
        take: b"\x1b[?1000h\x1b[?1002h",
        give_back: b"\x1b[?1002l\x1b[?1000l",
        is_taken: |modes| modes.mouse_and_paste,
    },
    Mode {
        take: b"\x1b[?1006h",
        give_back: b"\x1b[?1006l",
        is_taken: |modes| modes.mouse_and_paste,
    },
];

/// Ends a half-written sequence.
const CANCEL: &[u8] = b"\x18";

/// Clears, for terminals that have no alternate screen to leave.
const CLEAR: &[u8] = b"\x1b[m\x1b[H\x1b[J";

/// What is taken from the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionModes {
    /// The alternate screen; where there is none, the screen is cleared in the end.
    pub alternate_screen: bool,
    /// The cursor, which is hidden.
    pub cursor: bool,
    /// The mouse's buttons and drags in SGR coordinates, and pastes in brackets.
    pub mouse_and_paste: bool,
}

impl SessionModes {
    /// The bytes that take the screen, to be sent before the first frame.
    pub fn take(self) -> Vec<u8> {
        self.modes().flat_map(|mode| mode.take).copied().collect()
    }

    /// The bytes that give everything back; `torn` if the output may have ended within a sequence.
    pub fn give_back(self, torn: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        if torn {
            bytes.extend_from_slice(CANCEL);
        }
        if !self.alternate_screen {
            bytes.extend_from_slice(CLEAR);
        }
        bytes.extend(self.modes().rev().flat_map(|mode| mode.give_back));
        bytes
    }

    fn modes(self) -> impl DoubleEndedIterator<Item = &'static Mode> {
        MODES.iter().filter(move |mode| (mode.is_taken)(self))
    }
}
