//! `cargo +nightly fuzz run exports`: the target stands in tests/suite/fuzzing/targets.rs.

#![no_main]

#[path = "../../tests/suite/support/mod.rs"]
mod support;
#[path = "../../tests/suite/fuzzing/targets.rs"]
#[allow(dead_code, reason = "one target a program")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::exports(bytes));
