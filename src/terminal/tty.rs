//! The terminal as a file: opened on its own, never blocking, and waited for together with the wake pipe.
//!
//! The device is opened anew, so that not blocking is ours alone and does not
//! leak to the shell through a shared descriptor. Waiting is `poll`, which
//! tells of a hang-up even when the signal for it is ignored; crossterm's
//! event reader would spin there, and it takes late answers of the terminal
//! for keystrokes, so bytes are read here and decoded in `wire`.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use crossterm::terminal::window_size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::termios;

use crate::explorer::Size;

/// The largest screen drawn to: more is no screen but a mistake or an attack.
const LARGEST: Size = Size {
    width: 1000,
    height: 400,
};

/// What a terminal is taken for that does not know its own size.
const USUAL: Size = Size {
    width: 80,
    height: 24,
};

/// The terminal device.
#[derive(Debug)]
pub struct Tty {
    file: File,
}

/// What a wait ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ready {
    /// There is something to read.
    pub input: bool,
    /// There is room to write.
    pub output: bool,
    /// Nobody is there any more.
    pub hung_up: bool,
}

impl Tty {
    /// Opens the terminal that this process is on.
    ///
    /// # Errors
    /// When there is none.
    pub fn open() -> io::Result<Self> {
        let controlling = open(Path::new("/dev/tty"));
        // poll(2) of macOS does not know /dev/tty: there the device's own name goes first.
        if cfg!(target_os = "macos") {
            return open_by_name().or(controlling).map(|file| Self { file });
        }
        controlling
            .or_else(|_| open_by_name())
            .map(|file| Self { file })
    }

    /// Bits a second that the line claims to take.
    pub fn speed(&self) -> Option<u32> {
        let speed = termios::tcgetattr(&self.file).ok()?.output_speed();
        (speed > 0).then_some(speed)
    }

    /// Reads what is there: `None` if nothing is, 0 bytes at a hang-up.
    ///
    /// # Errors
    /// As the system says: EIO at a hang-up.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        loop {
            match (&self.file).read(buffer) {
                Ok(count) => return Ok(Some(count)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
                Err(error) => return Err(error),
            }
        }
    }

    /// Writes what there is room for; returns how many bytes that was.
    ///
    /// # Errors
    /// As the system says: EIO at a hang-up.
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match (&self.file).write(bytes) {
                Ok(count) => return Ok(count),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(0),
                Err(error) => return Err(error),
            }
        }
    }

    /// Writes all of `bytes`, waiting at most `patience` for room each time.
    ///
    /// # Errors
    /// When the terminal takes nothing for that long or is gone.
    pub fn write_all(&self, mut bytes: &[u8], patience: Duration) -> io::Result<()> {
        while !bytes.is_empty() {
            let written = self.write(bytes)?;
            bytes = bytes.get(written..).unwrap_or_default();
            if written > 0 {
                continue;
            }
            let mut wanted = [PollFd::new(&self.file, PollFlags::OUT)];
            if poll(&mut wanted, Some(&timespec(patience)))? == 0 {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        Ok(())
    }

    /// Sleeps until there is something to read, room to write (if `writing`), a wake, or `timeout` has passed.
    ///
    /// # Errors
    /// As the system says; an interruption is none.
    pub fn wait(
        &self,
        wake: &UnixStream,
        writing: bool,
        timeout: Option<Duration>,
    ) -> io::Result<Ready> {
        let wanted = if writing {
            PollFlags::IN | PollFlags::OUT
        } else {
            PollFlags::IN
        };
        let mut descriptors = [
            PollFd::new(&self.file, wanted),
            PollFd::new(wake, PollFlags::IN),
        ];
        match poll(&mut descriptors, timeout.map(timespec).as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [terminal, _] = descriptors;
        let ready = terminal.revents();
        Ok(Ready {
            input: ready.contains(PollFlags::IN),
            output: ready.contains(PollFlags::OUT),
            hung_up: ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        })
    }
}

/// Columns and rows of the terminal that this process is on.
pub fn size() -> Size {
    let Ok(size) = window_size() else {
        return USUAL;
    };
    let or_usual = |cells: u16, usual: u16| if cells == 0 { usual } else { cells };
    Size {
        width: or_usual(size.columns, USUAL.width).min(LARGEST.width),
        height: or_usual(size.rows, USUAL.height).min(LARGEST.height),
    }
}

/// A descriptor for a child process to read from and write to.
///
/// # Errors
/// As the system says.
pub fn for_child() -> io::Result<File> {
    // Not ours: a child does not expect a terminal that never blocks.
    OpenOptions::new().read(true).write(true).open("/dev/tty")
}

fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or(0))
        .open(path)
}

fn open_by_name() -> io::Result<File> {
    let (input, output) = (io::stdin(), io::stdout());
    let name = [input.as_fd(), output.as_fd()]
        .into_iter()
        .find_map(|descriptor| termios::ttyname(descriptor, Vec::new()).ok())
        .ok_or(io::ErrorKind::NotFound)?;
    open(Path::new(OsStr::from_bytes(name.as_bytes())))
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: duration.subsec_nanos().into(),
    }
}
