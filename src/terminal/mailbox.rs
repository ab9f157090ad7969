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
    /// The other end of the link between stage and speaker is there.
    Peer(UnixStream),
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
    waker: UnixStream,
}

/// A thread's end.
#[derive(Debug)]
pub struct MailSender {
    post: Sender<Mail>,
    waker: UnixStream,
}

impl Mailbox {
    /// An empty mailbox.
    ///
    /// # Errors
    /// When the system gives no pipe.
    pub fn new() -> io::Result<Self> {
        let (wake, waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let (post, mail) = channel();
        Ok(Self {
            mail,
            wake,
            post,
            waker,
        })
    }

    /// A sender for a thread.
    ///
    /// # Errors
    /// When the system gives no descriptor.
    pub fn sender(&self) -> io::Result<MailSender> {
        Ok(MailSender {
            post: self.post.clone(),
            waker: self.waker.try_clone()?,
        })
    }

    /// The pipe's writing end, for signal handlers.
    ///
    /// # Errors
    /// When the system gives no descriptor.
    pub fn waker(&self) -> io::Result<UnixStream> {
        self.waker.try_clone()
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
        self.drain();
        Ok(())
    }

    /// Wakes the next wait at once: mail or a signal may have come whose own wake was taken out.
    pub fn wake_again(&self) {
        // A full pipe wakes as well.
        let _ = (&self.waker).write(&[1]);
    }

    /// Takes the wakes out of the pipe; the mail stays.
    pub fn drain(&self) {
        let mut buffer = [0; 256];
        while (&self.wake).read(&mut buffer).is_ok_and(|count| count > 0) {}
    }
}

impl MailSender {
    /// Sends and wakes. The loop may be gone already: then nobody wants it.
    pub fn send(&self, mail: Mail) {
        if self.post.send(mail).is_ok() {
            // A full pipe wakes as well.
            let _ = (&self.waker).write(&[1]);
        }
    }
}
