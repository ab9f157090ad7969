//! The threads: one that searches, one that loads, one for each note that is read.
//!
//! A newer search sets the older one's stop flag; only the newest waiting one
//! is run. A panic in a thread is caught and told, not lost and not fatal.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::guard;
use super::mailbox::{Mail, MailSender};
use crate::explorer::{Answering, Message, Opened, Search};

/// The least time between two reports of progress.
const PROGRESS: Duration = Duration::from_millis(50);

/// Loads the chronology: gets a function that takes `Loading` and `Preview` meanwhile; fails with a text to print.
pub type Load = Box<dyn FnOnce(&mut (dyn FnMut(Message) + Send)) -> Result<Opened, String> + Send>;

/// Runs searches.
#[derive(Debug)]
pub struct Searcher {
    jobs: Sender<Job>,
    stop: Arc<AtomicBool>,
}

#[derive(Debug)]
struct Job {
    search: Box<Search>,
    stop: Arc<AtomicBool>,
}

impl Searcher {
    /// Starts the thread; answers go to `sender`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(sender: MailSender) -> io::Result<Self> {
        let (jobs, todo) = channel();
        thread::Builder::new()
            .name("search".into())
            .spawn(move || work(&todo, &sender))?;
        Ok(Self {
            jobs,
            stop: Arc::default(),
        })
    }

    /// Runs `search` next; what ran before is stopped.
    pub fn search(&mut self, search: Box<Search>) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        let stop = Arc::clone(&self.stop);
        // The thread ends only with this end of the channel.
        let _ = self.jobs.send(Job { search, stop });
    }
}

impl Drop for Searcher {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn work(todo: &Receiver<Job>, sender: &MailSender) {
    let mut answering = Answering::default();
    while let Ok(job) = todo.recv() {
        let newest = todo.try_iter().last().unwrap_or(job);
        let found = catch_unwind(AssertUnwindSafe(|| {
            answer(&newest, &mut answering, sender);
        }));
        if let Err(panic) = found {
            let told = format!(
                "the search failed, a fault of the program: {}",
                guard::message(&*panic)
            );
            sender.send(Mail::Message(Message::Told(told)));
        }
    }
}

/// Sends the list as soon as it is there, and then what is counted over it, unless the job is stopped.
fn answer(job: &Job, answering: &mut Answering, sender: &MailSender) {
    let Some(answer) = answering.list(&job.search, &job.stop) else {
        return;
    };
    let matches = Arc::clone(&answer.matches);
    sender.send(Mail::Message(Message::Found(Box::new(answer))));
    if let Some(counts) = answering.counts(&job.search, &matches, &job.stop) {
        sender.send(Mail::Message(Message::Counted(Box::new(counts))));
    }
}

/// Starts loading.
///
/// # Errors
/// When the system gives no thread.
pub fn start_loading(load: Load, sender: MailSender) -> io::Result<()> {
    thread::Builder::new().name("load".into()).spawn(move || {
        let mut last: Option<Instant> = None;
        let mut news = |message| {
            let now = Instant::now();
            if !matches!(message, Message::Loading { .. }) {
                sender.send(Mail::Message(message));
            } else if last.is_none_or(|last| now.duration_since(last) >= PROGRESS) {
                last = Some(now);
                sender.send(Mail::Message(message));
            }
        };
        let loaded = catch_unwind(AssertUnwindSafe(|| load(&mut news)));
        let loaded = loaded.unwrap_or_else(|panic| {
            Err(format!(
                "loading failed, a fault of the program: {}",
                guard::message(&*panic)
            ))
        });
        sender.send(Mail::Loaded(loaded.map(Box::new)));
    })?;
    Ok(())
}

/// Runs `read` on a thread of its own and sends the message that it makes.
///
/// # Errors
/// When the system gives no thread.
pub fn start_reading(
    read: impl FnOnce() -> Message + Send + 'static,
    sender: MailSender,
) -> io::Result<()> {
    thread::Builder::new().name("read".into()).spawn(move || {
        let message = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
            Message::Told(format!(
                "reading failed, a fault of the program: {}",
                guard::message(&*panic)
            ))
        });
        sender.send(Mail::Message(message));
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::Calendar;
    use crate::model::Chronology;
    use crate::query::{Index, Query, QueryContext};
    use crate::terminal::mailbox::Mailbox;

    fn search(generation: u64) -> Box<Search> {
        let chronology = Arc::new(Chronology::default());
        Box::new(Search {
            generation,
            calendar: Arc::new(Calendar::new(&chronology)),
            index: Arc::new(Index::new(chronology)),
            query: Query::default(),
            text: String::new(),
            outside: QueryContext::default(),
            order: crate::explorer::Order::default(),
            extent: None,
            strip: 0,
        })
    }

    #[test]
    fn a_list_comes_and_then_its_counts_and_never_those_of_an_older_one() {
        let mailbox = Mailbox::new().unwrap();
        let mut searcher = Searcher::start(mailbox.sender().unwrap()).unwrap();
        let newest = 50;
        for generation in 1..=newest {
            searcher.search(search(generation));
        }
        let (mut list, mut counted) = (0, 0);
        while counted < newest {
            let mail = mailbox.mail.recv_timeout(Duration::from_secs(20)).unwrap();
            match mail {
                Mail::Message(Message::Found(answer)) => {
                    assert!(answer.generation > list);
                    list = answer.generation;
                }
                Mail::Message(Message::Counted(counts)) => {
                    assert_eq!(counts.generation, list);
                    assert!(counts.generation > counted);
                    counted = counts.generation;
                }
                _ => panic!("neither a list nor its counts"),
            }
        }
        assert_eq!(list, newest);
    }
}
