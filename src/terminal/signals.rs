//! Signals: noted in flags by handlers, acted upon by the loop, which a byte in the wake pipe wakes.
//!
//! A second TERM while the first still waits ends the process at once, should
//! the loop be stuck.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::{SigId, flag, low_level};

/// The signals that end the program.
const ENDING: [i32; 4] = [SIGHUP, SIGINT, SIGTERM, SIGQUIT];

/// The handlers, in place until dropped.
#[derive(Debug)]
pub struct Signals {
    ending: Vec<(i32, Arc<AtomicBool>)>,
    stop: Arc<AtomicBool>,
    resumed: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    ids: Vec<SigId>,
}

impl Signals {
    /// Puts the handlers in place; each signal also writes to `waker`.
    ///
    /// # Errors
    /// When the system refuses a handler.
    pub fn catch(waker: &UnixStream) -> io::Result<Self> {
        let mut signals = Self {
            ending: Vec::new(),
            stop: Arc::default(),
            resumed: Arc::default(),
            resized: Arc::default(),
            ids: Vec::new(),
        };
        for signal in ENDING {
            let seen = Arc::new(AtomicBool::new(false));
            if signal == SIGTERM {
                signals.ids.push(flag::register_conditional_shutdown(
                    signal,
                    128 + signal,
                    Arc::clone(&seen),
                )?);
            }
            signals.note(signal, &seen, waker)?;
            signals.ending.push((signal, seen));
        }
        for (signal, seen) in [
            (SIGTSTP, Arc::clone(&signals.stop)),
            (SIGCONT, Arc::clone(&signals.resumed)),
            (SIGWINCH, Arc::clone(&signals.resized)),
        ] {
            signals.note(signal, &seen, waker)?;
        }
        signals
            .ids
            .push(low_level::pipe::register(SIGCHLD, waker.try_clone()?)?);
        Ok(signals)
    }

    fn note(&mut self, signal: i32, seen: &Arc<AtomicBool>, waker: &UnixStream) -> io::Result<()> {
        self.ids.push(flag::register(signal, Arc::clone(seen))?);
        self.ids
            .push(low_level::pipe::register(signal, waker.try_clone()?)?);
        Ok(())
    }

    /// The signal that wants the program to end, if one came.
    pub fn ending(&self) -> Option<i32> {
        self.ending
            .iter()
            .find(|(_, seen)| seen.load(Ordering::SeqCst))
            .map(|(signal, _)| *signal)
    }

    /// Forgets an interrupt: it was meant for a child in the foreground.
    pub fn forget_interrupt(&self) {
        for (signal, seen) in &self.ending {
            if matches!(*signal, SIGINT | SIGQUIT) {
                seen.store(false, Ordering::SeqCst);
            }
        }
    }

    /// Whether a stop was asked for since the last call.
    pub fn take_stop(&self) -> bool {
        self.stop.swap(false, Ordering::SeqCst)
    }

    /// Whether the program was continued since the last call.
    pub fn take_resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::SeqCst)
    }

    /// Whether the window changed since the last call.
    pub fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            low_level::unregister(id);
        }
    }
}

/// Stops this process, or its whole group, as Ctrl-Z does; returns when it goes on.
pub fn stop(target: StopTarget) {
    // Refused or not, what follows is the same: the terminal is taken again.
    let _ = match target {
        StopTarget::Whole => {
            rustix::process::kill_current_process_group(rustix::process::Signal::STOP)
                .map_err(io::Error::from)
        }
        StopTarget::Alone => low_level::raise(signal_hook::consts::SIGSTOP),
    };
}

/// Who stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopTarget {
    /// Everything in the shell's job.
    Whole,
    /// This process.
    Alone,
}

/// Whether a shell with job control is there to bring a stopped program back.
pub fn has_job_control() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Ends this process by `signal`, as if it had not been caught; returns the exit code if that fails.
pub fn die_of(signal: i32) -> u8 {
    // What it does not do, the exit code says.
    let _ = low_level::emulate_default_handler(signal);
    u8::try_from(128 + signal).unwrap_or(1)
}
