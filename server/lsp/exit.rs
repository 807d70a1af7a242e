//! Whether the client says goodbye properly.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::sync::watch;
use tower_lsp::jsonrpc::Request;
use tower_service::Service;

use super::Ending;
use super::trace::Trace;

/// A service that takes note of `shutdown`, and of what else a trace tells, on its way to another.
pub(super) struct Watching<S> {
    inner: S,
    shut_down: Arc<AtomicBool>,
    /// Told when the client is about to leave.
    leaving: Arc<watch::Sender<bool>>,
    trace: Arc<Trace>,
}

/// What [`Watching`] saw.
pub(super) struct Farewell {
    shut_down: Arc<AtomicBool>,
}

impl Farewell {
    pub(super) fn ending(&self) -> Ending {
        if self.shut_down.load(Ordering::Relaxed) { Ending::Proper } else { Ending::Abrupt }
    }
}

impl<S> Watching<S> {
    pub(super) fn new(inner: S, trace: Arc<Trace>, leaving: Arc<watch::Sender<bool>>) -> (Self, Farewell) {
        let shut_down = Arc::<AtomicBool>::default();
        (Self { inner, shut_down: Arc::clone(&shut_down), leaving, trace }, Farewell { shut_down })
    }
}

impl<S: Service<Request>> Service<Request> for Watching<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> S::Future {
        self.trace.received(&request);
        if request.method() == "shutdown" {
            self.shut_down.store(true, Ordering::Relaxed);
        }
        if matches!(request.method(), "shutdown" | "exit") {
            self.leaving.send_replace(true);
        }
        self.inner.call(request)
    }
}
