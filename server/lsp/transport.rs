//! Messages in, messages out: the loop between a client and the service.
//!
//! It does what the library's `Server` does, and two things that that cannot: it answers a message that it cannot read and goes
//! on, and it sends [prepared](super::prepared) answers as they are.

use std::collections::VecDeque;
use std::fmt::Display;
use std::future::poll_fn;
use std::io::{self, Cursor};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use futures_util::stream::{FuturesUnordered, StreamExt};
use futures_util::{FutureExt, SinkExt};
use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{self, Receiver};
use tower_lsp::ClientSocket;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use super::framing::{self, Message};
use super::prepared::Prepared;

/// How many messages may be in the works at once. A notification is not even looked at while all places are taken by
/// requests that wait for their answers, so there must be more places than any editor asks questions.
const CONCURRENCY: usize = 256;

/// How much may be written before the client reads, in bytes. Where there is more, it is not listened to either.
const UNREAD: usize = 64 * 1024 * 1024;

/// Serves one client until it says `exit`, or until `input` ends and every question has its answer. `leaving` is called once
/// nothing more will be read.
pub(super) async fn serve<S>(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
    mut service: S,
    socket: ClientSocket,
    prepared: &Prepared,
    leaving: impl Fn(),
) where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Display,
{
    let (mut requests, mut responses) = socket.split();
    let (sender, mut messages) = mpsc::channel(1);
    let mut reading = pin!(framing::read(input, sender).fuse());
    let mut output = pin!(output);
    let mut outgoing = Outgoing::default();
    let mut working = FuturesUnordered::new();
    let (mut listens, mut asks) = (true, true);
    while listens || !working.is_empty() || !outgoing.is_empty() {
        let may_write = outgoing.length < UNREAD;
        tokio::select! {
            message = next(&mut service, &mut messages), if listens && may_write && working.len() < CONCURRENCY => {
                match message {
                    Some(Message::Request(request)) => {
                        // The client may leave its end of the pipe open.
                        listens = request.method() != "exit";
                        working.push(service.call(request));
                    }
                    Some(Message::Response(response)) => {
                        listens = responses.send(response).await.is_ok();
                    }
                    Some(Message::Unreadable { is_json }) => {
                        let error = if is_json { Error::invalid_request() } else { Error::parse_error() };
                        outgoing.push(&Response::from_error(Id::Null, error));
                    }
                    None => listens = false,
                }
                if !listens {
                    leaving();
                }
            }
            Some(answered) = working.next(), if !working.is_empty() => match answered {
                Ok(Some(response)) => outgoing.respond(&response, prepared),
                Ok(None) => {}
                Err(error) => tracing::error!("a message is not answered: {error}"),
            },
            request = requests.next(), if listens && asks && may_write => match request {
                Some(request) => outgoing.push(&request),
                None => asks = false,
            },
            written = outgoing.write(output.as_mut()), if !outgoing.is_empty() => {
                if let Err(error) = written {
                    tracing::debug!("the client does not read any more: {error}");
                    outgoing.close();
                }
            }
            ended = &mut reading => {
                if let Err(error) = ended {
                    tracing::debug!("the input ended: {error}");
                }
            }
        }
    }
}

/// The next message, once the service can take it; `None` at the end of the input or of the service.
async fn next<S: Service<Request>>(service: &mut S, messages: &mut Receiver<Message>) -> Option<Message> {
    let poll = |context: &mut Context<'_>| match ready!(service.poll_ready(context)) {
        Ok(()) => messages.poll_recv(context),
        Err(_) => Poll::Ready(None),
    };
    poll_fn(poll).await
}

/// What is to be written.
#[derive(Default)]
struct Outgoing {
    /// Messages with their headers; of the first, a part may have been written.
    messages: VecDeque<Cursor<Vec<u8>>>,
    /// All together, in bytes.
    length: usize,
    /// Whether something was written that may not have gone out.
    is_held_back: bool,
    /// Whether nobody reads any more.
    is_closed: bool,
}

impl Outgoing {
    fn is_empty(&self) -> bool {
        self.messages.is_empty() && !self.is_held_back
    }

    /// Takes a response, with its answer where that was prepared.
    fn respond(&mut self, response: &Response, prepared: &Prepared) {
        let answer = response.result().and_then(|result: &Value| prepared.take(result));
        let (Some(answer), Ok(id)) = (answer, serde_json::to_string(response.id())) else { return self.push(response) };
        self.frame(&["{\"jsonrpc\":\"2.0\",\"result\":", &answer, ",\"id\":", &id, "}"]);
    }

    fn push(&mut self, message: &impl Serialize) {
        match serde_json::to_string(message) {
            Ok(message) => self.frame(&[&message]),
            Err(error) => tracing::error!("a message cannot be written: {error}"),
        }
    }

    /// Takes a message in parts.
    fn frame(&mut self, parts: &[&str]) {
        if self.is_closed {
            return;
        }
        let header = format!("Content-Length: {}\r\n\r\n", parts.iter().map(|part| part.len()).sum::<usize>());
        let message = [&[header.as_str()], parts].concat().concat().into_bytes();
        self.length += message.len();
        self.messages.push_back(Cursor::new(message));
    }

    /// Writes some of it. Where this is given up while it waits, nothing is lost.
    async fn write(&mut self, mut output: Pin<&mut impl AsyncWrite>) -> io::Result<()> {
        let Some(first) = self.messages.front_mut() else {
            output.flush().await?;
            self.is_held_back = false;
            return Ok(());
        };
        let written = output.write_buf(first).await?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.is_held_back = true;
        self.length -= written;
        if first.position() == first.get_ref().len() as u64 {
            self.messages.pop_front();
        }
        Ok(())
    }

    /// Takes nothing any more, and forgets what it has.
    fn close(&mut self) {
        *self = Self { is_closed: true, ..Self::default() };
    }
}
