//! Draws docs/screen.svg, the picture of the README: `cargo run --example picture`.
//!
//! `tests/suite/picture.rs` fails when the picture is not what the program draws.

#[path = "../tests/suite/picture/scene.rs"]
mod scene;
#[path = "../tests/suite/support/mod.rs"]
mod support;
#[path = "../tests/suite/picture/svg.rs"]
mod svg;

use std::fs;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(scene::PATH);
    fs::write(path, scene::picture())
}
