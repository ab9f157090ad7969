//! The loop: input, signals and mail → messages → state → one frame.
//!
//! All that has come is taken in before anything is drawn, and drawn once. A
//! frame waits while the line is busy, while a window is being dragged, and at
//! the start for a quick load, so that small files open at once. With nothing
//! to do the loop sleeps without a timeout.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::guard::{Guard, TerminalModes};
use super::link::Link;
use super::mailbox::{Mail, Mailbox};
use super::output::Output;
use super::reloader::{LiveFiles, Reloader};
use super::signals::{Signals, StopTarget};
use super::tty::{self, Ready, Tty};
use super::worker::{self, Searcher};
use super::{Finished, Locate, ReadNote, Session, SessionEnd, TerminalError};
use crate::explorer::state::lookup::letter;
use crate::explorer::{Look, Message, Mouse, Opened, Size, State};
use crate::view;
use crate::wire::screen::ScreenWriter;
use crate::wire::{self, Decoder, Environment, Input, Pace};

/// How long the first frame waits for the chronology, and the first list for its counts.
const PATIENCE: Duration = Duration::from_millis(30);

/// How long a list waits for what is counted over it, so that both are one frame.
const TOGETHER: Duration = Duration::from_millis(6);

/// How long the window must rest, and how long it may go on changing, before a frame.
const RESIZE_REST: Duration = Duration::from_millis(25);
const RESIZE_LONGEST: Duration = Duration::from_millis(150);

/// How long an ESC waits for the rest of a sequence, which a slow line or tmux may bring 100 ms later; how long a begun
/// sequence or paste may pause.
const ESCAPE: Duration = Duration::from_millis(125);
const SEQUENCE: Duration = Duration::from_millis(500);

/// Bytes taken in before a frame is drawn at the latest.
const MOST_INPUT: usize = 1 << 20;

/// The signal that a lost terminal stands for.
const HANG_UP: i32 = signal_hook::consts::SIGHUP;

/// The running session.
pub struct Host {
    pub(super) state: State,
    look: Look,
    pub(super) environment: Environment,
    pub(super) read_note: ReadNote,
    pub(super) locate: Locate,
    pub(super) searcher: Searcher,
    pub(super) mailbox: Mailbox,
    pub(super) signals: Signals,
    pub(super) tty: Arc<Tty>,
    pub(super) modes: Arc<TerminalModes>,
    pub(super) output: Output,
    pub(super) pace: Pace,
    pub(super) screen: ScreenWriter,
    pub(super) queue: VecDeque<Message>,
    pub(super) dirty: bool,
    pub(super) decoder: Decoder,
    /// When the row of keys of a briefing goes.
    pub(super) keys_until: Option<Instant>,
    /// When the speaker's clock goes on.
    pub(super) ticks_at: Option<Instant>,
    pub(super) stages: Option<PathBuf>,
    pub(super) link: Option<Link>,
    /// The files, until they are open and the reloader has them.
    live: Option<(Box<dyn LiveFiles>, bool)>,
    pub(super) reloader: Option<Reloader>,
    buffer: Buffer,
    size: Size,
    typed_at: Option<Instant>,
    pub(super) not_before: Option<Instant>,
    pub(super) resized_since: Option<Instant>,
    /// Whether the screen was taken: that goes out with the first frame.
    pub(super) started: bool,
    // Last: gives the terminal back when everything else is done.
    _guard: Guard,
}

impl Host {
    /// Takes the terminal and starts the threads.
    pub fn start(session: Session) -> Result<Self, TerminalError> {
        let tty = Arc::new(Tty::open().map_err(TerminalError::NoTerminal)?);
        let mailbox = Mailbox::new()?;
        let signals = Signals::catch(&mailbox.waker()?)?;
        worker::start_loading(session.load, mailbox.sender()?).map_err(TerminalError::NoThreads)?;
        let searcher = Searcher::start(mailbox.sender()?).map_err(TerminalError::NoThreads)?;
        let wanted = session.environment.session_modes();
        let modes = Arc::new(TerminalModes::new(Arc::clone(&tty), wanted));
        let guard = Guard::new(Arc::clone(&modes));
        let output = Output::new(Arc::clone(&tty), Arc::clone(&modes));
        modes.take_keys()?;
        let (size, speed) = (tty::size(), tty.speed());
        let screen = ScreenWriter::new(session.look, session.environment.capabilities());
        Ok(Self {
            state: session.state,
            look: session.look,
            environment: session.environment,
            read_note: session.read_note,
            locate: session.locate,
            searcher,
            mailbox,
            signals,
            tty,
            modes,
            output,
            pace: Pace::new(speed),
            screen,
            queue: VecDeque::from([Message::Resize(size)]),
            dirty: true,
            keys_until: None,
            ticks_at: None,
            stages: session.stages,
            link: None,
            live: session.live.map(|live| (live, session.watches)),
            reloader: None,
            decoder: Decoder::default(),
            buffer: Buffer::empty(Rect::ZERO),
            size,
            typed_at: None,
            not_before: Some(Instant::now() + PATIENCE),
            resized_since: None,
            started: false,
            _guard: guard,
        })
    }

    /// Runs until the end.
    pub fn run(mut self) -> Result<Finished, TerminalError> {
        let end = match self.go() {
            Ok(end) => end,
            // A terminal that is gone is no error to report: there is nobody to read it.
            Err(TerminalError::Io(error)) if is_gone(&error) => SessionEnd::Signal(HANG_UP),
            Err(error) => return Err(error),
        };
        if end != SessionEnd::Signal(HANG_UP) {
            self.await_answers();
        }
        self.release();
        Ok(Finished {
            end,
            state: self.state,
        })
    }

    fn go(&mut self) -> Result<SessionEnd, TerminalError> {
        loop {
            if let Some(end) = self.take_in()? {
                return Ok(end);
            }
            // One may have come while a program was in front.
            if let Some(signal) = self.signals.ending() {
                return Ok(SessionEnd::Signal(signal));
            }
            self.draw()?;
            let timeout = self.timeout();
            let ready = self
                .tty
                .wait(&self.mailbox.wake, self.output.is_waiting(), timeout)?;
            self.mailbox.drain();
            if let Some(signal) = self.signals.ending() {
                return Ok(SessionEnd::Signal(signal));
            }
            if !self.read(ready)? {
                return Ok(SessionEnd::Signal(HANG_UP));
            }
            self.react_to_signals()?;
            self.collect_mail()?;
            if self.keys_until.is_some_and(|until| until <= Instant::now()) {
                self.keys_until = None;
                self.queue.push_back(Message::HideKeys);
            }
            if self.ticks_at.is_some_and(|at| at <= Instant::now()) {
                self.tick();
            }
        }
    }

    /// Gives the state every message that waits, and does what it asks for.
    fn take_in(&mut self) -> Result<Option<SessionEnd>, TerminalError> {
        while let Some(message) = self.next_message() {
            #[cfg(debug_assertions)]
            panic_if_asked(&message);
            self.dirty = true;
            for effect in self.state.update(message) {
                if let Some(end) = self.perform(effect)? {
                    return Ok(Some(end));
                }
            }
        }
        Ok(None)
    }

    /// The next message that waits. Letters that follow each other are one: a paste that the terminal does not mark as one
    /// comes as a key a letter, and each would ask anew.
    fn next_message(&mut self) -> Option<Message> {
        let first = self.queue.pop_front()?;
        let types = |message: Option<&Message>| match message {
            Some(Message::Key(key)) => letter(&self.state, *key),
            _ => None,
        };
        let mut text = String::new();
        text.extend(types(Some(&first)));
        if text.is_empty() || types(self.queue.front()).is_none() {
            return Some(first);
        }
        while let Some(letter) = types(self.queue.front()) {
            text.push(letter);
            self.queue.pop_front();
        }
        Some(Message::Paste(text))
    }

    /// Draws, if there is something new and the line is free. What a command sent ahead (a citation for the
    /// clipboard) goes out first: it may be all that the frame waits for.
    fn draw(&mut self) -> io::Result<()> {
        let now = Instant::now();
        self.pace.forget_overdue(now);
        self.send(now)?;
        if !self.may_draw(now) {
            return Ok(());
        }
        self.dirty = false;
        if !self.started {
            self.started = true;
            self.output.push(&self.modes.take_screen());
        }
        self.not_before = None;
        self.resized_since = None;
        let area = Rect::new(0, 0, self.size.width, self.size.height);
        if self.buffer.area == area {
            self.buffer.reset();
        } else {
            self.buffer = Buffer::empty(area);
        }
        let cursor = view::draw(&self.state, self.look, area, &mut self.buffer);
        let bytes = self.screen.frame(&self.buffer, cursor);
        if !bytes.is_empty() {
            self.output.push(&bytes);
            if self.pace.frame(now) {
                self.output.push(wire::QUESTION);
            }
        }
        self.send(now)
    }

    fn send(&mut self, now: Instant) -> io::Result<()> {
        let sent = self.output.send()?;
        self.pace.sent(sent, now);
        Ok(())
    }

    /// Whether there is something new and nothing that it has to wait for.
    fn may_draw(&self, now: Instant) -> bool {
        self.dirty && !self.output.is_waiting() && self.draws_at(now).is_none_or(|at| at <= now)
    }

    /// Until when a frame has to wait, if the line takes bytes.
    fn draws_at(&self, now: Instant) -> Option<Instant> {
        self.not_before.max(self.pace.free_at(now))
    }

    /// How long to sleep: for ever, if nothing is to be done later.
    fn timeout(&self) -> Option<Duration> {
        let now = Instant::now();
        // A line that is full wakes the loop when it takes bytes again.
        let draws = self.dirty && !self.output.is_waiting();
        let drawing = draws.then(|| self.draws_at(now).unwrap_or(now));
        let deciding = self.typed_at.map(|at| at + self.pause());
        [drawing, deciding, self.keys_until, self.ticks_at]
            .into_iter()
            .flatten()
            .min()
            .map(|at| at.saturating_duration_since(now))
    }

    fn pause(&self) -> Duration {
        if self.decoder.may_be_key() {
            ESCAPE
        } else {
            SEQUENCE
        }
    }

    /// Reads all that is there; whether the terminal is still there.
    fn read(&mut self, ready: Ready) -> io::Result<bool> {
        let mut inputs = Vec::new();
        if ready.input || ready.hung_up {
            let mut buffer = [0; 4096];
            let mut total = 0;
            while total < MOST_INPUT {
                let Some(count) = self.tty.read(&mut buffer)? else {
                    // A hang-up that reads as "nothing yet" is still one.
                    if ready.hung_up && total == 0 {
                        return Ok(false);
                    }
                    break;
                };
                if count == 0 {
                    return Ok(false);
                }
                total += count;
                self.decoder
                    .feed(buffer.get(..count).unwrap_or_default(), &mut inputs);
                self.typed_at = Some(Instant::now());
            }
        }
        if !self.decoder.is_waiting() {
            self.typed_at = None;
        } else if self.typed_at.is_some_and(|at| at.elapsed() >= self.pause()) {
            self.decoder.flush(&mut inputs);
            self.typed_at = None;
        }
        for input in inputs {
            self.enqueue(input);
        }
        Ok(true)
    }

    /// Adds an input to the queue; a turning wheel and a dragging hand are one message.
    fn enqueue(&mut self, input: Input) {
        let message = match input {
            Input::Key(key) => Message::Key(key),
            Input::Escaped(key) => Message::Escaped(key),
            Input::Paste(text) => Message::Paste(text),
            Input::Mouse(mouse) => Message::Mouse(mouse),
            Input::Answer => return self.pace.answer(),
        };
        if let (Message::Mouse(next), Some(Message::Mouse(last))) =
            (&message, self.queue.back_mut())
        {
            match (last, *next) {
                (
                    Mouse::Wheel { x, y, notches },
                    Mouse::Wheel {
                        x: next_x,
                        y: next_y,
                        notches: more,
                    },
                ) if (*x, *y) == (next_x, next_y) => {
                    *notches = notches.saturating_add(more);
                    return;
                }
                (last @ Mouse::Drag { .. }, next @ Mouse::Drag { .. }) => {
                    *last = next;
                    return;
                }
                _ => {}
            }
        }
        self.queue.push_back(message);
    }

    fn react_to_signals(&mut self) -> Result<(), TerminalError> {
        if self.signals.take_stop() {
            self.suspend(StopTarget::Alone)?;
        }
        if self.signals.take_resumed() {
            self.retake()?;
        }
        if self.signals.take_resized() {
            self.resize();
        }
        Ok(())
    }

    pub(super) fn resize(&mut self) {
        let now = Instant::now();
        let size = tty::size();
        let since = *self.resized_since.get_or_insert(now);
        let at = (now + RESIZE_REST).min(since + RESIZE_LONGEST);
        self.not_before = Some(self.not_before.map_or(at, |before| before.max(at)));
        self.screen.forget();
        self.dirty = true;
        if size != self.size {
            self.size = size;
            self.queue.push_back(Message::Resize(size));
        }
    }

    /// Takes what the threads sent.
    fn collect_mail(&mut self) -> Result<(), TerminalError> {
        while let Ok(mail) = self.mailbox.mail.try_recv() {
            match mail {
                Mail::Message(message) => {
                    if self.resized_since.is_none() {
                        match message {
                            // What the first frame, or the first of the whole, waits for is here, or all but here.
                            Message::Found(_) => {
                                let is_first = self.state.counts.generation == 0;
                                let wait = if is_first { PATIENCE } else { TOGETHER };
                                self.not_before = Some(Instant::now() + wait);
                            }
                            Message::Counted(_) => self.not_before = None,
                            // What shows stays until the first search of what was read has its answer.
                            Message::Reloaded(Ok(_)) => {
                                self.not_before = Some(Instant::now() + PATIENCE);
                            }
                            _ => {}
                        }
                    }
                    if let (Message::Loading { .. }, Some(Message::Loading { .. })) =
                        (&message, self.queue.back())
                    {
                        self.queue.pop_back();
                    }
                    self.queue.push_back(message);
                }
                Mail::Peer(peer) => {
                    if let Some(link) = &mut self.link {
                        link.join(peer);
                    }
                }
                Mail::Loaded(Ok(opened)) => self.opened(opened)?,
                Mail::Loaded(Err(told)) => return Err(TerminalError::Load(told)),
            }
        }
        Ok(())
    }

    fn opened(&mut self, opened: Box<Opened>) -> Result<(), TerminalError> {
        if let Some((files, watches)) = self.live.take() {
            let sender = self.mailbox.sender()?;
            let reloader = Reloader::start(files, watches, sender);
            self.reloader = Some(reloader.map_err(TerminalError::NoThreads)?);
        }
        if self.started {
            // A preview shows: it stays until the first search of the whole has its answer.
            self.not_before = Some(Instant::now() + PATIENCE);
        }
        self.queue.push_back(Message::Loaded(opened));
        Ok(())
    }
}

/// Panics at the first key, for the test of what happens then; not in a release.
#[cfg(debug_assertions)]
fn panic_if_asked(message: &Message) {
    let asked = matches!(message, Message::Key(_)) && std::env::var_os("DATELINE_PANIC").is_some();
    assert!(!asked, "asked for, \x1b[31mby a test");
}

/// Whether an error means that the terminal is no longer there.
fn is_gone(error: &io::Error) -> bool {
    let errno = rustix::io::Errno::from_io_error(error);
    errno == Some(rustix::io::Errno::IO)
        || errno == Some(rustix::io::Errno::NXIO)
        || error.kind() == io::ErrorKind::BrokenPipe
}
