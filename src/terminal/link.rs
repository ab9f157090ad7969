//! The link between the stage and the speaker's screen: a Unix socket in the state folder, which only the user can open.
//!
//! The stage listens, speakers connect, and either may end and come back. A line that is no cue ends its connection. Threads
//! read; the loop writes. Where there is no folder or no socket, there is no speaker, and the stage says nothing of it.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::mailbox::{Mail, MailSender};
use crate::explorer::Message;
use crate::explorer::state::cue::Cue;
use crate::wire::cue::{LONGEST, decode, encode};

/// The most speakers at once.
const MOST: usize = 4;

/// How long a speaker that does not read may hold up the stage; then it is let go.
const WRITE: Duration = Duration::from_millis(50);

/// How often a speaker looks for a stage.
const LOOK: Duration = Duration::from_millis(500);

/// How a socket's name ends.
const ENDING: &str = "stage";

/// One end of the link.
#[derive(Debug)]
pub(super) struct Link {
    peers: Vec<UnixStream>,
    last: Option<Cue>,
    /// The stage's socket, removed at the end.
    socket: Option<PathBuf>,
}

impl Link {
    /// Listens for speakers in `folder`.
    ///
    /// # Errors
    /// When the folder is not the user's own, or the system refuses.
    pub fn listen(folder: &Path, sender: MailSender) -> io::Result<Self> {
        make_private(folder)?;
        let socket = folder.join(format!("{}.{ENDING}", std::process::id()));
        // Left by a program of the same number that did not end well.
        let _ = fs::remove_file(&socket);
        let listener = UnixListener::bind(&socket)?;
        fs::set_permissions(&socket, Permissions::from_mode(0o600))?;
        thread::Builder::new()
            .name("speakers".into())
            .spawn(move || accept(&listener, &Arc::new(sender)))?;
        Ok(Self {
            peers: Vec::new(),
            last: None,
            socket: Some(socket),
        })
    }

    /// Looks for a stage in `folder`, again and again.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn connect(folder: PathBuf, sender: MailSender) -> io::Result<Self> {
        thread::Builder::new()
            .name("stage".into())
            .spawn(move || look(&folder, &sender))?;
        Ok(Self {
            peers: Vec::new(),
            last: None,
            socket: None,
        })
    }

    /// A new other end: it hears at once where this one stands.
    pub fn join(&mut self, peer: UnixStream) {
        if peer.set_write_timeout(Some(WRITE)).is_ok() {
            self.peers.push(peer);
        }
        if let Some(last) = self.last.clone() {
            self.send(last);
        }
    }

    /// Tells all other ends.
    pub fn send(&mut self, cue: Cue) {
        if let Some(line) = encode(&cue) {
            self.peers.retain_mut(|peer| {
                let sent = peer.write_all(&line);
                if sent.is_err() {
                    // Its reader ends with it.
                    let _ = peer.shutdown(std::net::Shutdown::Both);
                }
                sent.is_ok()
            });
        }
        self.last = Some(cue);
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(socket) = &self.socket {
            let _ = fs::remove_file(socket);
        }
    }
}

/// Makes the folder, or checks that nobody else can enter it.
fn make_private(folder: &Path) -> io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let known = fs::symlink_metadata(folder)?;
    let is_ours = known.is_dir() && known.uid() == rustix::process::geteuid().as_raw();
    if !is_ours {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if known.mode() & 0o077 != 0 {
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn accept(listener: &UnixListener, sender: &Arc<MailSender>) {
    let count = Arc::new(AtomicUsize::new(0));
    for peer in listener.incoming().flatten() {
        if count.fetch_add(1, Ordering::SeqCst) >= MOST {
            count.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (sender, leaving) = (Arc::clone(sender), Arc::clone(&count));
        let reading = move || {
            hear(peer, &sender);
            leaving.fetch_sub(1, Ordering::SeqCst);
        };
        if thread::Builder::new()
            .name("speaker".into())
            .spawn(reading)
            .is_err()
        {
            count.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

/// Looks for a stage and follows it, until this program ends.
fn look(folder: &Path, sender: &MailSender) {
    loop {
        for socket in sockets(folder) {
            match UnixStream::connect(&socket) {
                Ok(stage) => {
                    hear(stage, sender);
                    sender.send(Mail::Message(Message::StageLost));
                }
                // Its program did not end well.
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                    let _ = fs::remove_file(&socket);
                }
                Err(_) => {}
            }
        }
        thread::sleep(LOOK);
    }
}

/// The sockets of stages, the latest first.
fn sockets(folder: &Path) -> Vec<PathBuf> {
    let is_ours = fs::symlink_metadata(folder)
        .is_ok_and(|known| known.uid() == rustix::process::geteuid().as_raw());
    let entries = fs::read_dir(folder).ok().filter(|_| is_ours);
    let mut found: Vec<_> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let about = entry.metadata().ok()?;
            let is_stage = entry.path().extension().is_some_and(|end| end == ENDING);
            (is_stage && about.file_type().is_socket())
                .then_some((about.modified().ok()?, entry.path()))
        })
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

/// Hands over what the other end says, until it ends or says what is no cue.
fn hear(peer: UnixStream, sender: &MailSender) {
    let Ok(writing) = peer.try_clone() else {
        return;
    };
    sender.send(Mail::Peer(writing));
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let mut reader = BufReader::new(peer);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader.by_ref().take(limit).read_until(b'\n', &mut line);
        let cue = read.ok().and_then(|_| decode(&line));
        let Some(cue) = cue else {
            break;
        };
        sender.send(Mail::Message(Message::Cue(Box::new(cue))));
    }
    let _ = reader.get_ref().shutdown(std::net::Shutdown::Both);
}

#[cfg(test)]
mod tests {
    use super::super::mailbox::Mailbox;
    use super::*;
    use crate::explorer::state::cue::TalkTime;

    const LONG: Duration = Duration::from_secs(20);

    fn cue(moves: u64) -> Cue {
        Cue {
            briefing: "b".into(),
            event: "e".into(),
            at: 0,
            blank: false,
            shows: true,
            moves,
            time: TalkTime::default(),
        }
    }

    /// An end with its mailbox.
    struct End {
        mailbox: Mailbox,
        link: Link,
    }

    impl End {
        fn stage(folder: &Path) -> Self {
            let mailbox = Mailbox::new().unwrap();
            let link = Link::listen(folder, mailbox.sender().unwrap()).unwrap();
            Self { mailbox, link }
        }

        fn speaker(folder: &Path) -> Self {
            let mailbox = Mailbox::new().unwrap();
            let link = Link::connect(folder.into(), mailbox.sender().unwrap()).unwrap();
            Self { mailbox, link }
        }

        /// Takes in the other end.
        fn joins(&mut self) {
            match self.mailbox.mail.recv_timeout(LONG).unwrap() {
                Mail::Peer(peer) => self.link.join(peer),
                other => panic!("{other:?}"),
            }
        }

        /// The next cue, or `None` when the stage is lost.
        fn heard(&mut self) -> Option<Cue> {
            loop {
                match self.mailbox.mail.recv_timeout(LONG).unwrap() {
                    Mail::Peer(peer) => self.link.join(peer),
                    Mail::Message(Message::Cue(cue)) => return Some(*cue),
                    Mail::Message(Message::StageLost) => return None,
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    #[test]
    fn either_end_may_go_and_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("stages");
        let mut speaker = End::speaker(&folder);
        speaker.link.send(cue(1));
        let mut stage = End::stage(&folder);
        stage.link.send(cue(2));
        stage.joins();
        speaker.joins();
        // Whoever comes hears where the other stands.
        assert_eq!(stage.heard(), Some(cue(1)));
        assert_eq!(speaker.heard(), Some(cue(2)));
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(stage.link.socket.as_ref().unwrap()), 0o600);
        // The stage goes, and another comes.
        for peer in &stage.link.peers {
            peer.shutdown(std::net::Shutdown::Both).unwrap();
        }
        drop(stage.link);
        assert_eq!(speaker.heard(), None);
        let mut stage = End::stage(&folder);
        stage.link.send(cue(3));
        stage.joins();
        speaker.joins();
        assert_eq!(stage.heard(), Some(cue(1)));
        assert_eq!(speaker.heard(), Some(cue(3)));
    }

    #[test]
    fn what_is_no_cue_ends_the_connection() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("stages");
        let mut stage = End::stage(&folder);
        for hostile in [&b"{\"run\":\"sh\"}\n"[..], &[b'x'; 2 * LONGEST], b"\xff\n"] {
            let socket = stage.link.socket.clone().unwrap();
            let mut stranger = UnixStream::connect(socket).unwrap();
            // It may be let go before it has said all.
            let _ = stranger.write_all(hostile);
            let mut rest = Vec::new();
            let _ = stranger.read_to_end(&mut rest);
        }
        let mut honest = UnixStream::connect(stage.link.socket.clone().unwrap()).unwrap();
        honest.write_all(&encode(&cue(9)).unwrap()).unwrap();
        assert_eq!(stage.heard(), Some(cue(9)));
    }
}
