//! Messages out of a stream of bytes.
//!
//! What is neither header nor message is skipped up to the next header.

use std::io;

use serde::de::IgnoredAny;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::sync::mpsc::Sender;
use tower_lsp::jsonrpc::{Request, Response};

/// The longest message that is read, in bytes: an article of the greatest length, escaped in the worst way.
const LONGEST_MESSAGE: u64 = 128 * 1024 * 1024;

/// The longest line that is looked at for a header.
const LONGEST_LINE: u64 = 4096;

/// What a client sends.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    /// It asks or tells.
    Request(Request),
    /// It answers.
    Response(Response),
    /// No message of JSON-RPC, or too long.
    Unreadable {
        /// Whether it was JSON at all.
        is_json: bool,
    },
}

/// Reads messages and passes them on until the input ends or nobody wants any more.
///
/// # Errors
/// Where the input cannot be read.
pub(super) async fn read(input: impl AsyncRead + Unpin, messages: Sender<Message>) -> io::Result<()> {
    let mut input = BufReader::new(input);
    while let Some(length) = header(&mut input).await? {
        let mut body = Vec::new();
        if length <= LONGEST_MESSAGE {
            (&mut input).take(length).read_to_end(&mut body).await?;
            if (body.len() as u64) < length {
                break;
            }
        } else {
            tokio::io::copy(&mut (&mut input).take(length), &mut tokio::io::sink()).await?;
        }
        let message = message(&body);
        if let Message::Unreadable { is_json } = message {
            tracing::error!(length, is_json, "a message cannot be read");
        }
        if messages.send(message).await.is_err() {
            break;
        }
    }
    Ok(())
}

fn message(body: &[u8]) -> Message {
    let Ok(text) = std::str::from_utf8(body) else { return Message::Unreadable { is_json: false } };
    let request = serde_json::from_str::<Request>(text);
    // To the library, what names no method is a request all the same.
    let names_method = request.as_ref().is_ok_and(|request| !request.method().is_empty());
    if !names_method && let Ok(response) = serde_json::from_str(text) {
        return Message::Response(response);
    }
    match request {
        Ok(request) => Message::Request(request),
        Err(_) => Message::Unreadable { is_json: serde_json::from_str::<IgnoredAny>(text).is_ok() },
    }
}

/// Reads up to the end of the next header, and gives the length of the message behind it; `None` at the end.
async fn header(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_LINE).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            if length.is_some() {
                return Ok(length);
            }
        } else if let Some(value) = content_length(line) {
            length = Some(value);
        }
    }
}

fn content_length(line: &[u8]) -> Option<u64> {
    let (name, value) = std::str::from_utf8(line).ok()?.split_once(':')?;
    name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
