//! Keys, answers, the mouse and pastes, whole and in pieces.

use proptest::prelude::*;

use super::*;

fn decoded(bytes: &[u8]) -> Vec<Input> {
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    decoder.feed(bytes, &mut inputs);
    decoder.flush(&mut inputs);
    inputs
}

fn keys(bytes: &[u8]) -> String {
    decoded(bytes)
        .iter()
        .map(|input| match input {
            Input::Key(key) | Input::Escaped(key) => key.to_string(),
            Input::Answer => String::new(),
            other => format!("{other:?}"),
        })
        .filter(|spelled| !spelled.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn sequences_are_keys() {
    for (bytes, spelled) in [
        (&b"a"[..], "a"),
        ("é老".as_bytes(), "é 老"),
        (b"\r\t\x7f\x08", "Enter Tab Backspace Backspace"),
        (b"\x03\x1a\x00", "C-c C-z C-Space"),
        (b"\x1b", "Esc"),
        (b"\x1b\x1b", "Esc Esc"),
        (b"\x1bx", "M-x"),
        ("\x1bé".as_bytes(), "M-é"),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left"),
        (b"\x1bOA\x1bOH\x1bOF", "Up Home End"),
        (b"\x1b[1;3C\x1b\x1b[D", "M-Right M-Left"),
        (b"\x1b[1;5A\x1b[1;2B", "C-Up S-Down"),
        (b"\x1b[Z", "S-Tab"),
        (b"\x1b[1~\x1b[4~\x1b[H\x1b[F", "Home End Home End"),
        (
            b"\x1b[3~\x1b[5~\x1b[6~\x1b[5;5~",
            "Delete PageUp PageDown C-PageUp",
        ),
        (
            b"\x1bOP\x1b[[A\x1b[15~\x1b[24~\x1b[1;5P",
            "F1 F1 F5 F12 C-F1",
        ),
        (b"\x1b[97;5u\x1b[27;5;97~\x1b[13u", "C-a C-a Enter"),
        (b"\x1b[97;1:3u", ""),
        (b"\xff\xfea", "a"),
        (b"\x1b[", "M-["),
        (b"\x1b]", "M-]"),
    ] {
        assert_eq!(
            keys(bytes),
            spelled,
            "{:?}",
            bytes.escape_ascii().to_string()
        );
    }
}

#[test]
fn answers_are_no_keys() {
    for answer in [
        &b"\x1b[?62;1;4c"[..],
        b"\x1b[>41;354;0c",
        b"\x1b[12;40R",
        b"\x1b[0n",
        b"\x1b[?2026;2$y",
        b"\x1b[?1u",
        b"\x1b[I\x1b[O",
        b"\x1b[8;24;80t",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        b"\x1bP>|XTerm(390)\x1b\\",
        b"\x1bP1+r544e=787465726d\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
    ] {
        let mut bytes = answer.to_vec();
        bytes.push(b'j');
        assert_eq!(keys(&bytes), "j", "{:?}", answer.escape_ascii().to_string());
    }
}

#[test]
fn the_mouse_is_decoded() {
    for (bytes, mouse) in [
        (&b"\x1b[<0;3;5M"[..], Some(Mouse::Press { x: 2, y: 4 })),
        (b"\x1b[<0;3;5m", Some(Mouse::Release { x: 2, y: 4 })),
        (b"\x1b[<32;4;5M", Some(Mouse::Drag { x: 3, y: 4 })),
        (
            b"\x1b[<64;1;1M",
            Some(Mouse::Wheel {
                x: 0,
                y: 0,
                notches: -1,
            }),
        ),
        (
            b"\x1b[<69;1;1M",
            Some(Mouse::Wheel {
                x: 0,
                y: 0,
                notches: 1,
            }),
        ),
        (b"\x1b[<2;3;5M", None),
        (b"\x1b[<35;3;5M", None),
        (b"\x1b[M !!", Some(Mouse::Press { x: 0, y: 0 })),
        (b"\x1b[M#!!", Some(Mouse::Release { x: 0, y: 0 })),
        (
            b"\x1b[<0;99999;0M",
            Some(Mouse::Press { x: u16::MAX, y: 0 }),
        ),
    ] {
        let wanted: Vec<Input> = mouse.map(Input::Mouse).into_iter().collect();
        assert_eq!(decoded(bytes), wanted);
    }
}

#[test]
fn pastes_come_in_one_piece() {
    let paste = b"\x1b[200~two\rlines \x1b[31m q\x1b[201~j";
    for cut in 0..paste.len() {
        let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
        let (first, second) = paste.split_at(cut);
        decoder.feed(first, &mut inputs);
        decoder.feed(second, &mut inputs);
        assert!(!decoder.is_waiting());
        assert_eq!(
            inputs,
            [
                Input::Paste("two\nlines \x1b[31m q".into()),
                Input::Key(Key::plain(Code::Char('j')))
            ]
        );
    }
}

#[test]
fn a_paste_without_an_end_is_given_up() {
    assert_eq!(decoded(b"\x1b[200~abc"), [Input::Paste("abc".into())]);
}

proptest! {
    #[test]
    fn pieces_mean_what_the_whole_means(
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", "é", "老", "\x1b[A", "\x1b[1;3C", "\x1bOP", "\x1b[<0;3;5M", "\x1b[200~x\x1b[201~",
            "\x1b]11;rgb:1/2/3\x1b\\", "\x1b[0n", "\x03", "\x1bx",
        ]), 0..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = parts.concat().into_bytes();
        let (first, second) = whole.split_at(cut.index(whole.len() + 1));
        let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
        decoder.feed(first, &mut inputs);
        decoder.feed(second, &mut inputs);
        prop_assert!(!decoder.is_waiting());
        prop_assert_eq!(inputs, decoded(&whole));
    }

    #[test]
    fn nothing_crashes_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        decoded(&bytes);
    }
}
