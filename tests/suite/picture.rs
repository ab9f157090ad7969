//! The pictures of README and guide are what the program draws.

mod scene;
mod svg;

use std::fs;
use std::path::Path;

#[test]
fn the_pictures_are_what_the_program_draws() {
    for scene in scene::SCENES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(scene.path);
        // A checkout may have turned line ends into those of its system.
        let there = fs::read_to_string(path)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        assert!(
            there == scene.picture(),
            "{} is not what the program draws; if the program is right, renew it:\n\n    cargo run --example picture\n",
            scene.path
        );
    }
}
