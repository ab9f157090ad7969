//! What is depended on: licences and registries as deny.toml allows them, and no version with a known advisory.
//!
//! `cargo deny check` says the same and more, but has to be built first. Here `cargo metadata` and Cargo.lock are held to
//! deny.toml, and to a copy of the advisories of `RustSec` (tests/data/advisories.tsv), which a checkout of their database renews:
//! `RENEW_ADVISORIES=advisory-db cargo test --test suite supply_chain::`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop at what it does not expect"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use semver::{Version, VersionReq};
use serde::Deserialize;
use serde_json::Value;

/// The part of deny.toml that is held here too.
#[derive(Deserialize)]
struct Policy {
    licenses: Licenses,
    advisories: Advisories,
}

#[derive(Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Advisories {
    ignore: Vec<Ignored>,
}

/// An advisory that is known and borne with.
#[derive(Deserialize)]
struct Ignored {
    id: String,
    reason: String,
}

/// An advisory: versions that match none of `patched` and `unaffected` have the fault.
#[derive(Debug)]
struct Advisory {
    id: String,
    package: String,
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
}

impl Advisory {
    fn concerns(&self, package: &str, version: &Version) -> bool {
        self.package == package
            && !self
                .patched
                .iter()
                .chain(&self.unaffected)
                .any(|sound| sound.matches(version))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn policy() -> Policy {
    basic_toml::from_str(&fs::read_to_string(root().join("deny.toml")).unwrap()).unwrap()
}

/// What cargo tells of all packages of Cargo.lock, for this platform and others, and how they depend on each other.
fn metadata() -> Value {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    serde_json::from_slice(&told.stdout).unwrap()
}

/// Name, version, licence and registry of each.
fn packages(metadata: &Value) -> &[Value] {
    metadata["packages"].as_array().unwrap()
}

/// The ids of the packages that go into the program: what only tests need is not among them.
fn shipped(metadata: &Value) -> BTreeSet<&str> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let mut reached = BTreeSet::new();
    let mut waiting = vec![metadata["resolve"]["root"].as_str().unwrap()];
    while let Some(id) = waiting.pop() {
        if !reached.insert(id) {
            continue;
        }
        let node = nodes.iter().find(|node| node["id"] == id).unwrap();
        for dependency in node["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"] != "dev") {
                waiting.push(dependency["pkg"].as_str().unwrap());
            }
        }
    }
    reached
}

/// Whether a licence expression (SPDX, without `WITH`) can be met by what is allowed.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = either(&words, allowed);
    assert!(rest.is_empty(), "{expression} is no licence expression");
    met
}

fn either<'a>(words: &'a [&'a str], allowed: &BTreeSet<String>) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = both(words, allowed);
    while let ["OR", after @ ..] = rest {
        let (other, left) = both(after, allowed);
        met |= other;
        rest = left;
    }
    (met, rest)
}

fn both<'a>(words: &'a [&'a str], allowed: &BTreeSet<String>) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = single(words, allowed);
    while let ["AND", after @ ..] = rest {
        let (other, left) = single(after, allowed);
        met &= other;
        rest = left;
    }
    (met, rest)
}

fn single<'a>(words: &'a [&'a str], allowed: &BTreeSet<String>) -> (bool, &'a [&'a str]) {
    match words {
        ["(", within @ ..] => {
            let (met, rest) = either(within, allowed);
            assert_eq!(rest.first(), Some(&")"));
            (met, &rest[1..])
        }
        [name, "WITH", exception, rest @ ..] => {
            (allowed.contains(&format!("{name} WITH {exception}")), rest)
        }
        [name, rest @ ..] => (allowed.contains(*name), rest),
        [] => (false, &[]),
    }
}

#[test]
fn licence_expressions_are_read() {
    let allowed: BTreeSet<String> = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, met) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("Apache-2.0 OR MIT", true),
        ("Apache-2.0 AND MIT", false),
        ("(Apache-2.0 OR MIT) AND Zlib", true),
        ("(Apache-2.0 OR MIT) AND BSD-3-Clause", false),
        ("GPL-3.0-only", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn every_package_comes_from_one_registry_under_a_licence_that_is_allowed() {
    let allowed = policy().licenses.allow;
    let metadata = metadata();
    let shipped = shipped(&metadata);
    assert!(shipped.len() > 50, "{shipped:?}");
    let mut wrong = Vec::new();
    let mut sources = BTreeSet::new();
    for package in packages(&metadata) {
        let name = format!("{} {}", package["name"], package["version"]);
        match package["license"].as_str() {
            _ if !shipped.contains(package["id"].as_str().unwrap()) => {}
            Some(licence) if is_met(licence, &allowed) => {}
            licence => wrong.push(format!("{name}: licence {licence:?}")),
        }
        match package["source"].as_str() {
            None if package["name"] == "dateline" => {}
            Some(source) if source.starts_with("registry+") => {
                sources.insert(source);
            }
            source => wrong.push(format!("{name}: from {source:?}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(sources.len(), 1, "one registry: {sources:?}");
}

#[test]
fn no_package_has_a_known_advisory() {
    if let Some(database) = std::env::var_os("RENEW_ADVISORIES") {
        renew(&root().join(database));
    }
    let ignored = policy().advisories.ignore;
    let advisories = advisories();
    assert!(advisories.len() > 500, "the copy is cut short");
    let mut met = BTreeSet::new();
    let metadata = metadata();
    for package in packages(&metadata) {
        let name = package["name"].as_str().unwrap();
        let version = Version::parse(package["version"].as_str().unwrap()).unwrap();
        for advisory in &advisories {
            if advisory.concerns(name, &version) {
                met.insert(advisory.id.clone());
            }
        }
    }
    let borne: BTreeSet<String> = ignored.iter().map(|one| one.id.clone()).collect();
    assert_eq!(
        met, borne,
        "advisories met, and those that deny.toml bears with"
    );
    for one in ignored {
        assert!(!one.reason.is_empty(), "{} needs a reason", one.id);
    }
}

#[test]
fn versions_are_held_to_advisories() {
    let advisory = row("RUSTSEC-0000-0001\tbad\t>= 2.1.0, ^1.4.2\t< 1.0.0").unwrap();
    for (version, concerned) in [
        ("0.9.0", false),
        ("1.0.0", true),
        ("1.4.2", false),
        ("2.0.9", true),
        ("2.1.0", false),
    ] {
        let version = Version::parse(version).unwrap();
        assert_eq!(advisory.concerns("bad", &version), concerned, "{version}");
        assert!(!advisory.concerns("good", &version));
    }
}

fn advisories() -> Vec<Advisory> {
    let copy = fs::read_to_string(copy()).unwrap();
    copy.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| row(line).unwrap_or_else(|| unreachable!("{line}")))
        .collect()
}

fn copy() -> PathBuf {
    root().join("tests/data/advisories.tsv")
}

/// A row of the copy: id, package, patched versions, unaffected ones. Requirements that all have to hold are parted by `;`,
/// those of which one is enough by `,`.
fn row(line: &str) -> Option<Advisory> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[id, package, patched, unaffected] = cells.as_slice() else {
        return None;
    };
    let requirements = |cell: &str| -> Option<Vec<VersionReq>> {
        cell.split(',')
            .map(str::trim)
            .filter(|requirement| !requirement.is_empty())
            .map(|requirement| VersionReq::parse(&requirement.replace(';', ",")).ok())
            .collect()
    };
    Some(Advisory {
        id: id.to_owned(),
        package: package.to_owned(),
        patched: requirements(patched)?,
        unaffected: requirements(unaffected)?,
    })
}

/// What is read of a file of the database: TOML between the first two fences.
#[derive(Deserialize)]
struct Entry {
    advisory: EntryHead,
    versions: EntryVersions,
}

#[derive(Deserialize)]
struct EntryHead {
    id: String,
    package: String,
    date: String,
    withdrawn: Option<String>,
}

#[derive(Deserialize)]
struct EntryVersions {
    patched: Vec<String>,
    #[serde(default)]
    unaffected: Vec<String>,
}

/// Writes the copy from a checkout of `RustSec`'s database.
fn renew(database: &Path) {
    let mut rows = BTreeSet::new();
    let mut newest = String::new();
    for folder in fs::read_dir(database.join("crates")).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let toml = text.split("```").nth(1).unwrap();
            let entry: Entry = basic_toml::from_str(toml.trim_start_matches("toml")).unwrap();
            if entry.advisory.withdrawn.is_some() {
                continue;
            }
            newest = newest.max(entry.advisory.date);
            let cell = |versions: &[String]| -> String {
                let all: Vec<String> = versions.iter().map(|one| one.replace(',', ";")).collect();
                all.join(", ")
            };
            rows.insert(format!(
                "{}\t{}\t{}\t{}",
                entry.advisory.id,
                entry.advisory.package,
                cell(&entry.versions.patched),
                cell(&entry.versions.unaffected)
            ));
        }
    }
    let mut copy = format!(
        "# Advisories of RustSec up to {newest}, written by tests/suite/supply_chain.rs: id, package, patched, unaffected\n"
    );
    for row in rows {
        copy.push_str(&row);
        copy.push('\n');
    }
    fs::write(self::copy(), copy).unwrap();
}
