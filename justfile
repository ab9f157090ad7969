# The steps of .ci/run, one by one, and what one needs beside them.

# List the recipes
default:
    @just --list

# Explore the bundled chronology, or files
run *arguments:
    cargo run --release -- {{arguments}}

# Check the format
fmt:
    cargo fmt --all -- --check

# Lint
lint:
    cargo clippy --locked --all-targets -- -D warnings

# Test
test:
    cargo test --locked

# Build the documentation, warnings denied
doc:
    RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --document-private-items

# Draw docs/screen.svg anew
picture:
    cargo run --locked --example picture

# Compile with the oldest compiler that Cargo.toml promises
msrv:
    rustup toolchain install 1.88.0 --profile minimal
    cargo +1.88.0 check --locked --target-dir target/msrv

# Every check
ci:
    .ci/run
