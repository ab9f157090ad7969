//! Draws the pictures of README and guide in docs/: `cargo run --example picture`.
//!
//! `tests/suite/picture.rs` fails when one is not what the program draws.

#[path = "../tests/suite/picture/scene.rs"]
mod scene;
#[path = "../tests/suite/support/mod.rs"]
mod support;
#[path = "../tests/suite/picture/svg.rs"]
mod svg;

use std::fs;
use std::path::Path;

fn main() -> std::io::Result<()> {
    for scene in scene::SCENES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(scene.path);
        fs::write(path, scene.picture())?;
    }
    Ok(())
}
