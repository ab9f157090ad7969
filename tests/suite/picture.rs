//! The README's pictures are what the program draws.

mod scene;
mod svg;

use std::fs;
use std::path::Path;

#[test]
fn the_pictures_are_what_the_program_draws() {
    for (path, make) in scene::PICTURES {
        let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        // A checkout may have turned line ends into those of its system.
        let there = fs::read_to_string(there)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        assert!(
            there == make(),
            "{path} is not what the program draws; if the program is right, renew it:\n\n    cargo run --example picture\n"
        );
    }
}
