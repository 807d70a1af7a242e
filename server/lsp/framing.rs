//! A sieve in front of the transport, which ends the conversation at the first message that it cannot read.
//!
//! Messages are passed on as they are. One that is no message of JSON-RPC, or too long, is replaced by a request to
//! [`UNREADABLE`] that is answered as JSON-RPC wants such a message answered: by an error for the id `null`. What is neither
//! header nor message is skipped up to the next header.

use std::io;

use serde::de::IgnoredAny;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tower_lsp::jsonrpc::{Request, Response};

/// The longest message that is read, in bytes: an article of the greatest length, escaped in the worst way.
const LONGEST_MESSAGE: u64 = 128 * 1024 * 1024;

/// The longest line that is looked at for a header.
const LONGEST_LINE: u64 = 4096;

/// The method that stands for a message that could not be read.
pub(super) const UNREADABLE: &str = "uradori/unreadable";

/// Passes messages on until the input ends or nobody reads any more.
///
/// # Errors
/// Where the input cannot be read or the output not be written.
pub(super) async fn sieve(input: impl AsyncRead + Unpin, mut output: impl AsyncWrite + Unpin) -> io::Result<()> {
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
        if let Err(Unreadable { is_json }) = check(&body) {
            tracing::error!(length, is_json, "a message cannot be read");
            body =
                format!(r#"{{"jsonrpc":"2.0","id":null,"method":"{UNREADABLE}","params":[{is_json}]}}"#).into_bytes();
        }
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        output.flush().await?;
    }
    output.shutdown().await
}

/// A message that the transport cannot read, though it may be JSON.
struct Unreadable {
    is_json: bool,
}

/// Whether the transport will be able to read a message: it takes these two types.
fn check(body: &[u8]) -> Result<(), Unreadable> {
    let text = std::str::from_utf8(body).map_err(|_| Unreadable { is_json: false })?;
    if serde_json::from_str::<Request>(text).is_ok() || serde_json::from_str::<Response>(text).is_ok() {
        return Ok(());
    }
    Err(Unreadable { is_json: serde_json::from_str::<IgnoredAny>(text).is_ok() })
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
