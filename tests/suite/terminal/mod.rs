//! The built program on a real pseudo-terminal, with an emulator for its screen.
//!
//! Waiting is always for something, with a deadline; nothing sleeps for a
//! fixed time. The program is killed when a test ends, however it ends.

#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests: a panic is the failure; each test file uses a part"
)]

pub mod many;
pub mod processes;
mod shown;

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

pub use shown::{cells, emulator, selected};

/// How long anything may take, on a machine that is busy with other tests.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// How long the terminal must be silent to count as done.
pub const QUIET: Duration = Duration::from_millis(250);

/// The modes that the program takes, and the sequences that give them back.
pub const TAKEN: [(&str, &str); 5] = [
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?1000h", "\x1b[?1000l"),
    ("\x1b[?1002h", "\x1b[?1002l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
];

/// Full draws start with this.
pub const CLEARED: &str = "\x1b[H\x1b[J";

/// A program on a terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Running,
    output: Receiver<Vec<u8>>,
    closing: Arc<AtomicBool>,
    emulator: vt100::Parser,
    termios: String,
    /// All that was written so far.
    pub bytes: Vec<u8>,
}

/// What to start, and where.
pub struct Setting {
    pub program: Vec<String>,
    pub environment: Vec<(&'static str, &'static str)>,
    pub size: (u16, u16),
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            program: vec![env!("CARGO_BIN_EXE_dateline").to_owned()],
            environment: vec![("TERM", "xterm"), ("LANG", "C.UTF-8")],
            size: (80, 24),
        }
    }
}

impl Setting {
    /// With a variable set, or set otherwise.
    pub fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.retain(|(known, _)| *known != name);
        self.environment.push((name, value));
        self
    }

    /// With arguments.
    pub fn arguments(mut self, arguments: &[&str]) -> Self {
        self.program
            .extend(arguments.iter().map(|argument| (*argument).to_owned()));
        self
    }

    /// On a screen of that size.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// Starts it.
    pub fn start(self) -> Terminal {
        Terminal::start(&self)
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// The pair of a terminal and what runs on it, nobody reading yet.
pub fn spawn(
    setting: &Setting,
) -> (
    Box<dyn MasterPty + Send>,
    Box<dyn Child + Send + Sync>,
    String,
) {
    let pair = native_pty_system().openpty(pty_size(setting.size)).unwrap();
    let termios = format!("{:?}", pair.master.get_termios().unwrap());
    let mut command = CommandBuilder::new(&setting.program[0]);
    command.args(&setting.program[1..]);
    command.env_clear();
    command.env("PATH", std::env::var("PATH").unwrap());
    command.env("HOME", "/nonexistent");
    for (name, value) in &setting.environment {
        command.env(name, value);
    }
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    let child = pair.slave.spawn_command(command).unwrap();
    (pair.master, child, termios)
}

impl Terminal {
    fn start(setting: &Setting) -> Self {
        let (master, child, termios) = spawn(setting);
        let mut reader = master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0
                    || closed.load(Ordering::SeqCst)
                    || sender.send(buffer[..count].to_vec()).is_err()
                {
                    return;
                }
            }
        });
        Self {
            keyboard: master.take_writer().unwrap(),
            master,
            child: Running(child),
            output,
            closing,
            emulator: emulator(setting.size),
            termios,
            bytes: Vec::new(),
        }
    }

    /// The built-in chronology, shown.
    pub fn explore(setting: Setting) -> Self {
        let mut terminal = setting.start();
        terminal.wait_for("Chronology");
        terminal.settle();
        terminal
    }

    fn take(&mut self, timeout: Duration) -> Result<usize, RecvTimeoutError> {
        let chunk = self.output.recv_timeout(timeout)?;
        self.emulator.process(&chunk);
        self.bytes.extend_from_slice(&chunk);
        Ok(chunk.len())
    }

    /// Types.
    pub fn type_keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits until the screen holds `text`.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |terminal| terminal.contents().contains(text));
    }

    /// Types, waits for an echo of any kind and for its end; returns how many bytes came.
    pub fn bytes_after(&mut self, keys: &str) -> usize {
        let before = self.bytes.len();
        self.type_keys(keys);
        self.wait_until(&format!("an echo of {keys:?}"), |terminal| {
            terminal.bytes.len() > before
        });
        self.settle();
        self.bytes.len() - before
    }

    /// Waits until `holds`.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            if self.take(left).is_err() {
                assert!(
                    holds(self),
                    "never came: {what}\n{}\n{}",
                    self.contents(),
                    self.bytes.escape_ascii()
                );
            }
        }
    }

    /// Waits until nothing more is written; returns how many bytes came.
    pub fn settle(&mut self) -> usize {
        let mut count = 0;
        while let Ok(more) = self.take(QUIET) {
            count += more;
        }
        count
    }

    /// Whether nothing at all is written for `time`.
    pub fn is_silent(&mut self, time: Duration) -> bool {
        matches!(self.take(time), Err(RecvTimeoutError::Timeout))
    }

    /// The letters on the screen.
    pub fn contents(&self) -> String {
        self.emulator.screen().contents()
    }

    /// The screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.emulator.screen()
    }

    /// Everything written so far, as text.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Gives the window another size; the emulator keeps the old one.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.master.resize(pty_size(size)).unwrap();
    }

    /// Kills the terminal; `nudge` is typed first, to get the echo that our own reading waits for.
    pub fn hang_up(self, nudge: &str) -> Running {
        let Self {
            mut keyboard,
            master,
            child,
            output,
            closing,
            ..
        } = self;
        closing.store(true, Ordering::SeqCst);
        keyboard.write_all(nudge.as_bytes()).unwrap();
        let start = Instant::now();
        while output.recv_timeout(DEADLINE) != Err(RecvTimeoutError::Disconnected) {
            assert!(start.elapsed() < DEADLINE, "no echo of {nudge:?}");
        }
        drop(master);
        drop(keyboard);
        child
    }

    /// Sends a signal to the program.
    pub fn signal(&mut self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// The program that runs on it.
    pub fn pid(&self) -> Pid {
        let id = self.child.0.process_id().unwrap();
        Pid::from_raw(id.try_into().unwrap()).unwrap()
    }

    /// Waits until the program has the state that /proc calls `letter`.
    pub fn wait_for_process_state(&self, letter: char) {
        processes::wait_until(&format!("state {letter}"), || {
            processes::state(self.pid()) == Some(letter)
        });
    }

    /// Processor time that the program has used, in clock ticks.
    pub fn processor_time(&self) -> u64 {
        processes::ticks(self.pid()).unwrap()
    }

    /// Whether the terminal's own settings are what they were before the program started.
    pub fn has_its_settings_back(&self) -> bool {
        format!("{:?}", self.master.get_termios().unwrap()) == self.termios
    }

    /// Waits for the program's end; takes what it still writes.
    pub fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.0.try_wait().unwrap() {
                break status;
            }
            assert!(
                start.elapsed() < DEADLINE,
                "it goes on:\n{}",
                self.contents()
            );
            // Reading lets it write; a terminal closed at its end returns at once.
            if self.take(Duration::from_millis(20)) == Err(RecvTimeoutError::Disconnected) {
                thread::yield_now();
            }
        };
        self.settle();
        status
    }

    /// Whether every mode was given back after it was last taken, the cursor too.
    pub fn assert_given_back(&self) {
        self.assert_modes_given_back();
        assert!(self.has_its_settings_back());
    }

    /// The same without the settings of the line, which a shell changes for its own prompt.
    pub fn assert_modes_given_back(&self) {
        let written = self.written();
        for (taken, back) in TAKEN {
            // Not every terminal has every mode.
            if let Some(at) = written.rfind(taken) {
                assert!(written[at..].contains(back), "{back:?} in {written:?}");
            }
        }
        let screen = self.screen();
        assert!(!screen.hide_cursor());
        assert!(!screen.alternate_screen());
        assert!(!screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

/// A program that is killed when a test ends, however it ends.
pub struct Running(pub Box<dyn Child + Send + Sync>);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
