//! Key scripts → screens.
mod support;
use support::Screen;

#[test]
fn look() {
    for (w, h) in [(140, 45), (80, 24), (100, 30), (40, 12), (30, 6)] {
        let mut screen = Screen::bundled(w, h);
        screen.press("j");
        println!("{}", screen.letters());
    }
    let mut screen = Screen::bundled(140, 45);
    println!("{}", screen.press("j <Enter> <Enter>").letters());
    println!("{}", screen.press("?").letters());
}
