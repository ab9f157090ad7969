//! A thread that sees when files were saved, and has them read again.
//!
//! It looks at the files several times a second and waits until they rest: a program that truncates and then writes, or writes
//! beside and renames, is seen like any other, on network folders too, where systems tell of no changes. A look costs some
//! microseconds and the loop is not woken. Without `watches` it looks only when it is asked to.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::guard;
use super::mailbox::{Mail, MailSender};
use crate::explorer::{Message, Opened};

/// How often it looks; files that did not change between two looks rest.
const LOOK: Duration = Duration::from_millis(150);

/// It waits at least so many times as long as a look takes: a folder may have thousands of files.
const REST: u32 = 50;

/// How long files may go on changing before they are read all the same: one that something is appended to never rests.
const RESTLESS: Duration = Duration::from_secs(2);

/// What tells one state of all files from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilesStamp(pub u64);

/// Files that may change and can be read again.
pub trait LiveFiles: Send {
    /// The state that they are in; `None` if they can't be read twice.
    fn stamp(&self) -> Option<FilesStamp>;

    /// Whether they have changed since they were read.
    fn is_outdated(&self) -> bool;

    /// Reads them again.
    ///
    /// # Errors
    /// Why the last good state stays, and where, in a line for the screen.
    fn read(&self) -> Result<Opened, String>;
}

/// The thread's other end; it ends with it.
#[derive(Debug)]
pub struct Reloader(Sender<()>);

impl Reloader {
    /// Starts the thread; what was read goes to `sender`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(files: Box<dyn LiveFiles>, watches: bool, sender: MailSender) -> io::Result<Self> {
        let (asking, asked) = channel();
        thread::Builder::new()
            .name("reload".into())
            .spawn(move || run(&*files, watches, &asked, &sender))?;
        Ok(Self(asking))
    }

    /// Has it look at once.
    pub fn look(&self) {
        // The thread may have ended: then the files can't be read twice.
        let _ = self.0.send(());
    }
}

fn run(files: &dyn LiveFiles, watches: bool, asked: &Receiver<()>, sender: &MailSender) {
    let Some(mut known) = files.stamp() else {
        return;
    };
    // They may have changed before this began.
    let mut changing = files.is_outdated().then(|| (known, Instant::now()));
    let mut wait = LOOK;
    loop {
        let is_asked = if watches {
            match asked.recv_timeout(wait) {
                Ok(()) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        } else {
            if asked.recv().is_err() {
                return;
            }
            true
        };
        let looking = Instant::now();
        let stamp = files.stamp();
        wait = LOOK.max(looking.elapsed() * REST);
        let Some(now) = stamp else {
            continue;
        };
        if now == known && changing.is_none() {
            continue;
        }
        let since = changing.map_or_else(Instant::now, |(_, since)| since);
        let rests = changing.is_some_and(|(before, _)| before == now);
        if rests || is_asked || since.elapsed() >= RESTLESS {
            known = now;
            changing = None;
            send(files, sender);
        } else {
            changing = Some((now, since));
        }
    }
}

fn send(files: &dyn LiveFiles, sender: &MailSender) {
    let read = catch_unwind(AssertUnwindSafe(|| files.read())).unwrap_or_else(|panic| {
        let why = guard::message(&*panic);
        Err(format!("reading failed, a fault of the program: {why}"))
    });
    sender.send(Mail::Message(Message::Reloaded(read.map(Box::new))));
}
