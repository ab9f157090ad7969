//! The mailbox: what threads and signal handlers tell the loop, and the pipe that wakes it.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};

use rustix::event::{PollFd, PollFlags, poll};

use crate::explorer::{Message, Opened};

/// What a thread sends to the loop.
#[derive(Debug)]
pub enum Mail {
    /// For the state.
    Message(Message),
    /// Everything is read, or why it could not be.
    Loaded(Result<Box<Opened>, String>),
}

/// The loop's end.
#[derive(Debug)]
pub struct Mailbox {
    /// What came.
    pub mail: Receiver<Mail>,
    /// Readable when something came.
    pub wake: UnixStream,
    post: Sender<Mail>,
    bell: UnixStream,
}

/// A thread's end.
#[derive(Debug)]
pub struct Postman {
    post: Sender<Mail>,
    bell: UnixStream,
}

impl Mailbox {
    /// An empty mailbox.
    ///
    /// # Errors
    /// When the system gives no pipe.
    pub fn new() -> io::Result<Self> {
        let (wake, bell) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        bell.set_nonblocking(true)?;
        let (post, mail) = channel();
        Ok(Self {
            mail,
            wake,
            post,
            bell,
        })
    }

    /// A sender for a thread.
    ///
    /// # Errors
    /// When the system gives no descriptor.
    pub fn postman(&self) -> io::Result<Postman> {
        Ok(Postman {
            post: self.post.clone(),
            bell: self.bell.try_clone()?,
        })
    }

    /// The pipe's writing end, for signal handlers.
    ///
    /// # Errors
    /// When the system gives no descriptor.
    pub fn bell(&self) -> io::Result<UnixStream> {
        self.bell.try_clone()
    }

    /// Sleeps until something came.
    ///
    /// # Errors
    /// As the system says; an interruption is none.
    pub fn wait(&self) -> io::Result<()> {
        let mut wanted = [PollFd::new(&self.wake, PollFlags::IN)];
        match poll(&mut wanted, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        self.hush();
        Ok(())
    }

    /// Takes the wakes out of the pipe; the mail stays.
    pub fn hush(&self) {
        let mut buffer = [0; 256];
        while (&self.wake).read(&mut buffer).is_ok_and(|count| count > 0) {}
    }
}

impl Postman {
    /// Sends and wakes. The loop may be gone already: then nobody wants it.
    pub fn send(&self, mail: Mail) {
        if self.post.send(mail).is_ok() {
            // A full pipe wakes as well.
            let _ = (&self.bell).write(&[1]);
        }
    }
}
