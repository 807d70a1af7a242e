//! The Language Server Protocol: the only folder that names one of its types.
//!
//! What comes in is translated and passed on to the [`session`](crate::session); what the session and `ide` say is
//! translated back. One file per method, in `requests` and `notifications`. Three rules keep the order of things, because
//! the transport polls all handlers on one task:
//!
//! - A notification's handler does nothing but send an event, synchronously, with no await before it.
//! - A request's handler sends its question before its first await, and then waits for the answer only.
//! - Nothing that is asked of the client is awaited in a handler; it happens in a task of its own.

mod abilities;
mod backend;
mod capabilities;
mod commands;
mod exit;
mod framing;
mod from_proto;
mod notices;
mod notifications;
mod options;
mod prepared;
mod requests;
mod sent_tokens;
mod streams;
mod to_proto;
mod trace;
mod transport;

use std::process::ExitCode;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tower_lsp::LspService;

use backend::Backend;

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for `shutdown` first.
    Proper,
    /// It said `exit`, or went away, without.
    Abrupt,
}

/// Serves standard input and output until the client says `exit` or goes away. The status is 0 when it had asked for
/// `shutdown` before, and 1 when not, as the protocol has it.
pub fn run() -> ExitCode {
    // One thread reads, translates and writes, without waking another in between; questions have threads of their own.
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let ending = runtime.block_on(async { serve(streams::input(), streams::output()).await });
    // Standard input may be read on a thread that may wait for a client that has nothing more to say.
    runtime.shutdown_background();
    match ending {
        Ok(Ending::Proper) => ExitCode::SUCCESS,
        Ok(Ending::Abrupt) => ExitCode::FAILURE,
        Err(error) => {
            tracing::error!("cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves one client until it says `exit` or closes `input`. Must be called on a tokio runtime.
///
/// # Errors
/// Where the operating system gives no thread for the session.
pub async fn serve<I, O>(input: I, output: O) -> std::io::Result<Ending>
where
    I: AsyncRead + Unpin,
    O: AsyncWrite,
{
    let (notices, told) = tokio::sync::mpsc::unbounded_channel();
    let session = crate::session::Session::start(tokio::runtime::Handle::current(), move |notice| {
        // After the end of the conversation there is nobody left to tell.
        let _ = notices.send(notice);
    })?;
    let (leaving, is_leaving) = watch::channel(false);
    let leaving = Arc::new(leaving);
    let trace = Arc::<trace::Trace>::default();
    let tracing = Arc::clone(&trace);
    let prepared = Arc::<prepared::Prepared>::default();
    let preparing = Arc::clone(&prepared);
    let builder = LspService::build_with_lifecycle_methods(|client| {
        tokio::spawn(notices::tell(client.clone(), told));
        tracing.tell(client.clone());
        Backend::new(client, session, tracing, is_leaving, preparing)
    });
    let (service, socket) = requests::register(notifications::register(builder)).finish();
    let (service, farewell) = exit::Watching::new(service, trace, Arc::clone(&leaving));
    // What is held back is answered when there is no more input.
    let is_left = || {
        leaving.send_replace(true);
    };
    transport::serve(input, output, service, socket, &prepared, is_left).await;
    Ok(farewell.ending())
}
