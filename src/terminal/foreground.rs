//! Giving the terminal away for a while: to the shell, to an editor; and taking it again.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::TerminalError;
use super::host::Host;
use super::signals::{self, StopTarget};
use super::tty;
use crate::model::text;
use crate::wire::Input;

impl Host {
    /// Gives the terminal back, stops, and takes it again when the program goes on.
    pub(super) fn suspend(&mut self, target: StopTarget) -> Result<(), TerminalError> {
        self.await_answers();
        self.release();
        signals::stop(target);
        // The CONT that woke us is dealt with here.
        self.signals.take_resumed();
        self.retake()
    }

    /// Waits a little for answers that the next program would take for keys; what is typed meanwhile is lost.
    pub(super) fn await_answers(&mut self) {
        let mut buffer = [0; 4096];
        let mut inputs = Vec::new();
        while let Some(until) = self.pace.expects_until() {
            let left = until.saturating_duration_since(Instant::now());
            // A question that is still in our hands will not be asked.
            if left.is_zero() || self.output.is_waiting() {
                return;
            }
            let Ok(ready) = self.tty.wait(&self.mailbox.wake, false, Some(left)) else {
                return;
            };
            if ready.hung_up {
                return;
            }
            self.mailbox.drain();
            if let Ok(Some(count)) = self.tty.read(&mut buffer) {
                self.decoder
                    .feed(buffer.get(..count).unwrap_or_default(), &mut inputs);
            }
            for input in inputs.drain(..) {
                if input == Input::Answer {
                    self.pace.answer();
                }
            }
        }
    }

    /// Gives the terminal back for a while.
    pub(super) fn release(&mut self) {
        self.output.forget();
        self.modes.give_back();
    }

    /// Takes the terminal (again) and draws everything anew.
    pub(super) fn retake(&mut self) -> Result<(), TerminalError> {
        self.modes.take_keys()?;
        self.pace.restart();
        self.started = false;
        // What came meanwhile may have used up its wake.
        self.mailbox.wake_again();
        self.resize();
        self.not_before = None;
        self.resized_since = None;
        Ok(())
    }

    /// Runs a program, called `name`, on the terminal in our place; returns what went wrong.
    pub(super) fn run_in_front(
        &mut self,
        mut command: Command,
        name: &str,
    ) -> Result<Option<String>, TerminalError> {
        self.await_answers();
        self.release();
        if let Ok(terminal) = tty::for_child() {
            let handle = || {
                terminal
                    .try_clone()
                    .map_or_else(|_| Stdio::inherit(), Stdio::from)
            };
            command.stdin(handle()).stdout(handle()).stderr(handle());
        }
        let told = match command.spawn() {
            Err(error) => Some(format!("{name} could not be started: {error}")),
            Ok(child) => self.wait_for(child, name)?,
        };
        self.signals.forget_interrupt();
        if self.signals.ending().is_none() {
            self.retake()?;
        }
        Ok(told.map(|told| text::cleaned(&told)))
    }

    /// Sleeps until `child` ends; a Ctrl-Z that stopped it stops us too, and what ends us ends it.
    fn wait_for(&mut self, mut child: Child, name: &str) -> Result<Option<String>, TerminalError> {
        loop {
            if let Some(status) = child.try_wait()? {
                // What a shell ends with if there is no such program (POSIX, 2.8.2).
                return Ok(match status.code() {
                    Some(0) => None,
                    Some(127) => Some(format!("{name} could not be found")),
                    Some(_) | None => Some(format!("{name} ended with {status}")),
                });
            }
            // Ctrl-C and Ctrl-\ are the child's own.
            self.signals.forget_interrupt();
            if let Some(signal) = self.signals.ending() {
                pass_on(signal, &mut child);
                return Ok(None);
            }
            if self.signals.take_stop() {
                signals::stop(StopTarget::Alone);
                self.signals.take_resumed();
            }
            self.mailbox.wait()?;
        }
    }
}

/// How long a program in front may take to end when we have to.
const FAREWELL: Duration = Duration::from_secs(1);

/// Passes a signal that ends us on to `child`, and lets it put its own things in order.
fn pass_on(signal: i32, child: &mut Child) {
    let pid = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw);
    if let (Some(pid), Some(signal)) = (pid, rustix::process::Signal::from_named_raw(signal)) {
        // It may have ended already.
        let _ = rustix::process::kill_process(pid, signal);
    }
    let until = Instant::now() + FAREWELL;
    while Instant::now() < until && matches!(child.try_wait(), Ok(None)) {
        thread::sleep(Duration::from_millis(20));
    }
}
