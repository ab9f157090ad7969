//! The clipboard of whoever looks at the terminal: OSC 52, which travels over SSH.
//!
//! No terminal says whether it obeyed, so it is "sent", never "copied". tmux
//! and GNU screen pass a sequence on when it is wrapped; tmux also takes it
//! itself where it is set to, so it gets both.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use super::capabilities::Environment;

/// The longest text that terminals take, in base64 (xterm's and tmux's limit).
const LONGEST: usize = 74_994;

/// The longest string that GNU screen passes on in one piece, in bytes.
const SCREEN_PIECE: usize = 200;

/// The bytes that put `text` on the clipboard; nothing if it is too long.
pub fn copy(text: &str, environment: &Environment) -> Option<Vec<u8>> {
    if text.len().div_ceil(3).saturating_mul(4) > LONGEST {
        return None;
    }
    let mut sequence = String::new();
    let copy = CopyToClipboard::to_clipboard_from(text);
    copy.write_ansi(&mut sequence).ok()?;
    // Ended by BEL, not by ST, which would end what tmux and GNU screen wrap it in.
    let mut plain = sequence.trim_end_matches("\x1b\\").as_bytes().to_vec();
    plain.push(b'\x07');
    if !environment.tmux.is_empty() {
        let mut both = plain.clone();
        both.extend_from_slice(b"\x1bPtmux;\x1b");
        both.extend_from_slice(&plain);
        both.extend_from_slice(b"\x1b\\");
        return Some(both);
    }
    if environment.is_screen() {
        let mut wrapped = Vec::with_capacity(plain.len() * 2);
        for piece in plain.chunks(SCREEN_PIECE) {
            wrapped.extend_from_slice(b"\x1bP");
            wrapped.extend_from_slice(piece);
            wrapped.extend_from_slice(b"\x1b\\");
        }
        return Some(wrapped);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_terminals_get_it_plain() {
        let environment = Environment::default();
        assert_eq!(
            copy("a fact", &environment).unwrap(),
            b"\x1b]52;c;YSBmYWN0\x07"
        );
    }

    #[test]
    fn tmux_gets_it_both_ways() {
        let environment = Environment {
            tmux: "/tmp/tmux-0/default,1,0".into(),
            term: "screen-256color".into(),
            ..Environment::default()
        };
        assert_eq!(
            copy("a", &environment).unwrap(),
            b"\x1b]52;c;YQ==\x07\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\"
        );
    }

    #[test]
    fn screen_gets_it_in_pieces() {
        let environment = Environment {
            term: "screen".into(),
            ..Environment::default()
        };
        let bytes = copy(&"x".repeat(1000), &environment).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\x1bP\x1b]52;c;"));
        assert!(text.ends_with("\x07\x1b\\"));
        for piece in text.split_terminator("\x1b\\") {
            assert!(piece.len() <= SCREEN_PIECE + 2);
        }
    }

    #[test]
    fn too_long_is_not_sent() {
        let environment = Environment::default();
        assert!(copy(&"x".repeat(56_243), &environment).is_some());
        assert!(copy(&"x".repeat(56_300), &environment).is_none());
    }
}
