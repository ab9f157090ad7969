//! What /proc tells of processes: states, children, time used. Waiting has a deadline.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Pid;

use super::DEADLINE;

/// Waits until `holds`, asking again and again.
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < DEADLINE, "never came: {what}");
        thread::sleep(Duration::from_millis(5));
    }
    start.elapsed()
}

/// The fields of a process's stat from its state on: what is before may hold anything.
fn stat(pid: Pid) -> Option<Vec<String>> {
    let about = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    let (_, fields) = about.rsplit_once(") ")?;
    Some(fields.split(' ').map(str::to_owned).collect())
}

/// The state that /proc calls by a letter; nothing of a process that is gone.
pub fn state(pid: Pid) -> Option<char> {
    stat(pid)?[0].chars().next()
}

/// Whether it is gone: nobody may have asked how it ended.
pub fn is_gone(pid: Pid) -> bool {
    state(pid).is_none_or(|letter| letter == 'Z' || letter == 'X')
}

/// Processor time used, in clock ticks.
pub fn ticks(pid: Pid) -> Option<u64> {
    let fields = stat(pid)?;
    Some(fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap())
}

/// All processes that were started by `pid`, and by those.
pub fn descendants(pid: Pid) -> Vec<Pid> {
    let all: Vec<(Pid, Pid)> = fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| {
            let id = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let id = Pid::from_raw(id)?;
            Some((id, Pid::from_raw(stat(id)?[1].parse().ok()?)?))
        })
        .collect();
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(
            all.iter()
                .filter(|(_, of)| *of == parent)
                .map(|(id, _)| *id),
        );
        next += 1;
    }
    found.split_off(1)
}

/// The program's own processes among those that `pid` started.
pub fn programs_below(pid: Pid) -> Vec<Pid> {
    let runs = |pid: &Pid| {
        let name = fs::read_to_string(format!("/proc/{}/comm", pid.as_raw_nonzero()));
        name.is_ok_and(|name| name.trim_end() == "dateline")
    };
    descendants(pid).into_iter().filter(runs).collect()
}

/// Whether a program that a test needs is there.
///
/// A missing one is a failure, unless `DATELINE_WITHOUT_TOOLS` says that such tests are to be left out.
pub fn has_tool(name: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .chain(["/usr/sbin".into(), "/usr/local/sbin".into()])
        .any(|folder| folder.join(name).is_file());
    if !found {
        assert!(
            std::env::var_os("DATELINE_WITHOUT_TOOLS").is_some_and(|without| !without.is_empty()),
            "{name} is not installed, and this test needs it: install it, or set \
             DATELINE_WITHOUT_TOOLS=1 to leave such tests out"
        );
        println!("left out: {name} is not installed");
    }
    found
}

/// Runs the program to its end: its exit code, and what it wrote to standard output and to standard error.
pub fn dateline(arguments: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .env_remove("DATELINE_FILE")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}
