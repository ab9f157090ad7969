//! Over the real OpenSSH on 127.0.0.1, by the commands of the presenter's page: a briefing, a lost link, tmux on the
//! other side and a second login from another size.
//!
//! The server has keys, a port and an environment of its own, all in a folder that goes with the test. `ssh` is the
//! system's, told by a configuration what `host` is, so that the page's commands run as they stand.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests: a panic is the failure"
)]

use std::collections::BTreeSet;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::documents::{Document, root};
use crate::support::Screen;
use crate::terminal::processes::{descendants, has_tool, is_gone, programs_below, wait_until};
use crate::terminal::{Setting, Terminal};
use dateline::explorer::command::COMMANDS;
use dateline::explorer::state::command::Scope;
use rustix::process::{Pid, Signal, getuid, kill_process};
use tempfile::TempDir;

/// How long the program may outlive the link.
const SOON: Duration = Duration::from_secs(1);

/// A server on this machine, for this user.
struct Server {
    folder: TempDir,
    daemon: Child,
    port: u16,
}

fn key(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path)
        .status()
        .unwrap();
    assert!(made.success());
}

/// The daemon wants to be started by its whole path.
fn daemon() -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap();
    std::env::split_paths(&folders)
        .chain(["/usr/sbin".into(), "/usr/local/sbin".into()])
        .map(|folder| folder.join("sshd"))
        .find(|path| path.is_file())
        .unwrap()
}

impl Server {
    /// Starts one; nothing where a tool is missing.
    fn start() -> Option<Self> {
        if !["sshd", "ssh", "ssh-keygen", "tmux"]
            .into_iter()
            .all(has_tool)
        {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["host_key", "user_key"] {
            key(&folder.path().join(name));
        }
        if getuid().is_root() {
            // Where the daemon's start script has not run.
            let _ = fs::create_dir_all("/run/sshd");
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let programs = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\n\
             StrictModes no\nPermitRootLogin prohibit-password\nPasswordAuthentication no\n\
             SetEnv LANG=C.UTF-8 HOME={} TMUX_TMPDIR={} SHELL=/bin/sh PATH={}:{path} DATELINE_FILE={}\n",
            at("host_key"),
            at("user_key.pub"),
            at(""),
            at(""),
            programs.display(),
            root().join("events.ron").display(),
        );
        fs::write(at("sshd_config"), settings).unwrap();
        let client = format!(
            "Host host\nHostName 127.0.0.1\nPort {port}\nIdentityFile {}\nIdentitiesOnly yes\nUserKnownHostsFile {}\n\
             StrictHostKeyChecking accept-new\nLogLevel ERROR\n",
            at("user_key"),
            at("known_hosts")
        );
        fs::write(at("ssh_config"), client).unwrap();
        let ssh = format!(
            "#!/bin/sh\nPATH={path}\nexec ssh -F {} \"$@\"\n",
            at("ssh_config")
        );
        fs::create_dir(at("bin")).unwrap();
        fs::write(at("bin/ssh"), ssh).unwrap();
        fs::set_permissions(at("bin/ssh"), fs::Permissions::from_mode(0o755)).unwrap();
        let log = fs::File::create(at("log")).unwrap();
        let daemon = Command::new(daemon())
            .args(["-D", "-e", "-f", &at("sshd_config")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut server = Self {
            folder,
            daemon,
            port,
        };
        server.wait_until_it_listens();
        Some(server)
    }

    fn wait_until_it_listens(&mut self) {
        let (port, log) = (self.port, self.folder.path().join("log"));
        wait_until("the server", || {
            let ended = self.daemon.try_wait().unwrap();
            assert!(ended.is_none(), "{}", fs::read_to_string(&log).unwrap());
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.daemon.id().try_into().unwrap()).unwrap()
    }

    /// A terminal of this machine in which a command runs, `ssh` knowing the host.
    fn run(&self, command: &str, (width, height): (u16, u16)) -> Terminal {
        let path = format!(
            "{}:{}",
            self.folder.path().join("bin").display(),
            std::env::var("PATH").unwrap()
        );
        Setting {
            program: ["sh", "-c", &format!("exec {command}")]
                .map(str::to_owned)
                .into(),
            ..Setting::default()
        }
        .with("PATH", path.leak())
        .sized(width, height)
        .start()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = Command::new("tmux")
            .arg("kill-server")
            .env("TMUX_TMPDIR", self.folder.path())
            .stderr(Stdio::null())
            .status();
        let sessions = descendants(self.pid());
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
        for session in sessions {
            let _ = kill_process(session, Signal::KILL);
        }
    }
}

/// The page's commands for a terminal, in the order in which they stand.
fn commands() -> Vec<String> {
    let page = Document::open("docs/guide/src/presenter.md");
    let blocks = page.blocks("console");
    blocks
        .iter()
        .flat_map(|block| block.text.lines().map(str::to_owned))
        .collect()
}

#[test]
fn the_page_tells_keys_that_do_something_in_a_briefing() {
    let named = |sign: &str| {
        match sign {
            "→" => "Right",
            "←" => "Left",
            "↓" => "Down",
            "↑" => "Up",
            other => other,
        }
        .to_owned()
    };
    let known = |scopes: &[Scope]| -> BTreeSet<String> {
        COMMANDS
            .iter()
            .filter(|command| scopes.contains(&command.scope))
            .flat_map(|command| command.keys.iter().map(|key| (*key).to_owned()))
            .collect()
    };
    let page = Document::open("docs/guide/src/presenter.md");
    let told: BTreeSet<String> = page
        .rows("key")
        .iter()
        .flat_map(|row| {
            row[0]
                .split(' ')
                .map(|key| named(key.trim_matches('`')))
                .collect::<Vec<_>>()
        })
        .collect();
    let all = known(&[Scope::Brief, Scope::Stage, Scope::Asked]);
    assert!(told.is_subset(&all), "{:?}", told.difference(&all));
    for command in COMMANDS
        .iter()
        .filter(|command| matches!(command.scope, Scope::Brief | Scope::Stage))
    {
        let is_told = command.keys.iter().any(|key| told.contains(*key));
        assert!(is_told, "the page has no key for {}", command.name);
    }
}

/// The first step of the overview, as the page's commands begin.
fn overview(width: u16, height: u16) -> Screen {
    let mut screen = Screen::bundled(width, height);
    screen.press("b <Enter>");
    screen
}

#[test]
fn a_briefing_over_ssh_ends_with_the_link() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut terminal = server.run(&commands()[0], (80, 24));
    let mut expected = overview(80, 24);
    terminal.wait_for_rows(&expected.letters(), "the first step");
    for (typed, pressed) in [
        (" ", "<Space>"),
        ("\x1b[6~", "<PageDown>"),
        ("n", "n"),
        ("\x1b[D", "<Left>"),
    ] {
        terminal.type_keys(typed);
        expected.press(pressed);
        terminal.wait_for_rows(&expected.letters(), pressed);
    }
    // The host tells no colours but those of TERM, and no locale but LANG.
    assert!(!terminal.written().contains("\x1b[38;5"));
    let program = programs_below(server.pid())[0];
    kill_process(terminal.pid(), Signal::KILL).unwrap();
    let took = wait_until("its end", || is_gone(program));
    assert!(took < SOON, "{took:?}");
    let took = wait_until("the session's end", || {
        descendants(server.pid()).iter().all(|pid| is_gone(*pid))
    });
    assert!(took < SOON, "{took:?}");
}

#[test]
fn q_ends_the_program_the_session_and_the_client() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut terminal = server.run(&commands()[0], (80, 24));
    terminal.wait_for_rows(&overview(80, 24).letters(), "the first step");
    terminal.type_keys("qy");
    assert!(terminal.end().success());
    terminal.assert_given_back();
}

#[test]
fn a_briefing_in_tmux_goes_on_after_a_lost_link() {
    let Some(server) = Server::start() else {
        return;
    };
    let command = &commands()[1];
    // tmux keeps a row for itself.
    let mut expected = overview(80, 23);
    let mut terminal = server.run(command, (80, 24));
    terminal.wait_for_rows(&expected.letters(), "the first step");
    for _ in 0..2 {
        terminal.type_keys(" ");
        expected.press("<Space>");
        terminal.wait_for_rows(&expected.letters(), "a step");
    }
    kill_process(terminal.pid(), Signal::KILL).unwrap();
    terminal.end();
    // The same command again, from another terminal, shows the same step.
    let mut terminal = server.run(command, (100, 30));
    expected.resize(100, 29);
    terminal.wait_for_rows(&expected.letters(), "the same step");
    for _ in 0..4 {
        terminal.type_keys("\x1b[6~");
        expected.press("<PageDown>");
        terminal.wait_for_rows(&expected.letters(), "a step");
    }
    assert!(terminal.contents().contains("7/7"));
    terminal.type_keys("qy");
    assert!(terminal.end().success());
}
