//! Draws the pictures of the README, docs/screen.svg and docs/tour.svg: `cargo run --example picture`.
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
    for (path, make) in scene::PICTURES {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), make())?;
    }
    Ok(())
}
