//! The one loop that owns the state: open documents, the archives of the workspace folders, their configurations.
//!
//! Everything that happens is an [`Event`] on one unbounded channel, and the loop takes them in order on a thread of its
//! own; nothing else changes the state. A question ([`Session::ask`]) is an event too: when its turn comes, the loop takes
//! a snapshot, in which every edit before it has happened and none after it, and has the question answered on another
//! thread. Where nothing is left to be taken, its turn is now: who asks takes the snapshot, and the loop sleeps on; and a
//! question that costs some look-ups ([`Session::ask_briefly`]) is answered then and there, unless a file would have to be
//! read. What the editor is to be told without having asked is a [`Notice`].
//!
//! Reading files never happens on the loop: jobs in the background send what they read as events, and read ahead what
//! hovers over the names of an open document quote from.

mod abilities;
mod acceptance;
mod background;
mod configuration;
mod document;
mod draft;
mod editor;
mod event;
mod folder;
mod notice;
mod pages;
mod problem;
mod state;

use std::future::ready;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex};

use futures_util::future::Either;
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

use crate::config::Acceptance;

pub use abilities::{Abilities, Refreshes};
pub use acceptance::{Refusal, Reopening, Sentence, Wish};
pub use configuration::ConfigFile;
pub use document::Document;
pub use editor::Editor;
use event::Events;
pub use event::{Address, Event};
pub use notice::{Notice, Progress, Stage};
pub use problem::{Level, Problem, Related, Report};
use state::State;
pub use state::View;

/// The loop, seen from outside. It ends when this is dropped.
pub struct Session {
    events: Events,
    changes: watch::Receiver<u64>,
    state: Arc<Mutex<State>>,
    runtime: Handle,
}

/// Which articles a question is about.
#[derive(Clone, Debug)]
pub enum Scope {
    /// One article, and with it the folder it belongs to.
    Article(Arc<Path>),
    /// All folders.
    Everything,
}

/// There is no answer: the question panicked, or the session has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered;

impl Session {
    /// Starts the loop. Questions are answered on `runtime`'s threads for blocking work; `tell` is called on the loop's
    /// thread and must not block.
    ///
    /// # Errors
    /// Where the operating system gives no thread.
    pub fn start(runtime: Handle, tell: impl Fn(Notice) + Send + 'static) -> std::io::Result<Self> {
        let (events, receiver) = Events::new();
        let (count, changes) = watch::channel(0);
        let state = Arc::new(Mutex::new(State::new(events.clone(), runtime.clone(), Box::new(tell))));
        let of_loop = Arc::clone(&state);
        std::thread::Builder::new()
            .name("session".to_owned())
            .spawn(move || State::run(&of_loop, &receiver, &count))?;
        Ok(Self { events, changes, state, runtime })
    }

    /// Counts what may change an answer about all articles: texts, files, folders, configurations, acceptances. It is counted
    /// once it has happened. Closed when the session has ended.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.clone()
    }

    /// Sends an event to the loop. Never waits.
    pub fn send(&self, event: Event) {
        self.events.send(event);
    }

    /// Asks a question. It is sent before this returns, so that its place among the other events is decided; what is
    /// returned only waits for the answer. A question whose asker is gone when its turn comes is not answered.
    ///
    /// # Errors
    /// [`Unanswered`] where the question panicked, or the session has ended.
    pub fn ask<T: Send + 'static>(
        &self,
        scope: Scope,
        question: impl FnOnce(&View) -> T + Send + 'static,
    ) -> impl Future<Output = Result<T, Unanswered>> + Send + 'static {
        let (question, answer) = posed(question);
        match self.view_at_hand(&scope) {
            Some(view) => {
                self.runtime.spawn_blocking(move || question(view));
            }
            None => self.send(Event::Question { scope, question }),
        }
        answer
    }

    /// As [`Session::ask`], for a question that costs some look-ups: where the last version of the article is read and
    /// nothing else is left to be done, it is answered at once, on the thread of who asks. Where it turns out that a file
    /// would have to be read for that, it is asked once more, on another thread.
    pub fn ask_briefly<T: Send + 'static>(
        &self,
        article: Arc<Path>,
        question: impl Fn(&View) -> T + Send + 'static,
    ) -> impl Future<Output = Result<T, Unanswered>> + Send + 'static {
        let scope = Scope::Article(article);
        let mut view = self.view_at_hand(&scope);
        let at_once = view.as_mut().and_then(|view| view.try_at_hand(|view| answered(|| question(view))));
        if let Some(answer) = at_once {
            return Either::Left(ready(answer));
        }
        let (question, answer) = posed(question);
        match view {
            Some(view) => {
                self.runtime.spawn_blocking(move || question(view));
            }
            None => self.send(Event::Question { scope, question }),
        }
        Either::Right(answer)
    }

    /// What a question may look at, where the loop has nothing left to take. Never waits for it.
    fn view_at_hand(&self, scope: &Scope) -> Option<View> {
        self.state.try_lock().ok()?.view_at_hand(scope)
    }
}

/// What a question does with what it may look at.
type Question = Box<dyn FnOnce(View) + Send>;

/// A question in the form in which it is sent about, and its answer.
fn posed<T: Send + 'static>(
    question: impl FnOnce(&View) -> T + Send + 'static,
) -> (Question, impl Future<Output = Result<T, Unanswered>> + Send + 'static) {
    let (answer, receiver) = oneshot::channel();
    let question = Box::new(move |view: View| {
        if answer.is_closed() {
            return;
        }
        // Its asker may have left meanwhile.
        let _ = answer.send(answered(|| question(&view)));
    });
    (question, async move { receiver.await.unwrap_or(Err(Unanswered)) })
}

/// What a question comes to.
fn answered<T>(question: impl FnOnce() -> T) -> Result<T, Unanswered> {
    catch_unwind(AssertUnwindSafe(question)).map_err(|_| {
        tracing::error!("a question panicked; its asker gets an error, and everything else goes on");
        Unanswered
    })
}

impl Session {
    /// Accepts a finding: writes it down beside the articles, and has the problems told without it.
    ///
    /// # Errors
    /// [`Unanswered`] where the session has ended; inside, the [`Refusal`] where it could not be done.
    pub fn accept(
        &self,
        wish: Wish,
    ) -> impl Future<Output = Result<Result<Acceptance, Refusal>, Unanswered>> + Send + 'static {
        let (answer, receiver) = oneshot::channel();
        self.send(Event::Accept { wish, answer });
        async move { receiver.await.map_err(|_| Unanswered) }
    }

    /// Takes an acceptance back.
    ///
    /// # Errors
    /// As [`Session::accept`].
    pub fn reopen(
        &self,
        reopening: Reopening,
    ) -> impl Future<Output = Result<Result<(), Refusal>, Unanswered>> + Send + 'static {
        let (answer, receiver) = oneshot::channel();
        self.send(Event::Reopen { reopening, answer });
        async move { receiver.await.map_err(|_| Unanswered) }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.send(Event::End);
    }
}
