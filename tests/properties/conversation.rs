//! Whatever a client says, every request has exactly one answer, and the server ends when the client leaves.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Something that a client says.
#[derive(Clone, Debug)]
pub enum Said {
    /// A request: a number for its method, a place.
    Asked(u8, u32, u32),
    /// The last request is no longer wanted.
    Cancelled,
    /// A document is opened with this text.
    Opened(String),
    /// Its text changes at a place.
    Changed(u32, u32, String),
    /// It is closed.
    Closed,
    /// A message that is none: these bytes as its body.
    Garbage(Vec<u8>),
    /// A method that nobody knows; a request where it has a number.
    Unknown(bool),
}

const METHODS: [&str; 8] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/declaration",
    "workspace/symbol",
    "uradori/text",
];

const URI: &str = "file:///conversation/a.txt";

/// Has the conversation with a server of its own. Panics where the property does not hold.
pub fn every_request_has_one_answer(said: &[Said]) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("there are threads");
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(60), have(said)).await.expect("it ends") });
    runtime.shutdown_background();
}

async fn have(said: &[Said]) {
    let (ours, theirs) = tokio::io::duplex(1 << 20);
    let (input, output) = tokio::io::split(theirs);
    let server = tokio::spawn(uradori::lsp::serve(input, output));
    let (mut reader, mut writer) = tokio::io::split(ours);
    let heard = tokio::spawn(async move {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await.expect("a pipe");
        bytes
    });
    let mut asked: Vec<i64> = Vec::new();
    let mut frames: Vec<u8> = Vec::new();
    let mut say = |message: &Value| frames.extend(frame(message.to_string().as_bytes()));
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8"] } });
    let settings = json!({ "cache": { "articles": false } });
    say(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": { "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": settings } }));
    writer.write_all(&frames).await.expect("it reads");
    frames.clear();
    // A client waits for the answer before it says more.
    tokio::time::sleep(Duration::from_millis(30)).await;
    let mut say = |body: &[u8]| frames.extend(frame(body));
    say(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }).to_string().as_bytes());
    for (n, one) in said.iter().enumerate() {
        let id = n as i64 + 1;
        let document = json!({ "uri": URI });
        let message = match one {
            Said::Asked(method, line, character) => {
                asked.push(id);
                let method = METHODS[*method as usize % METHODS.len()];
                json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": {
                    "textDocument": document, "position": { "line": line % 50, "character": character % 200 },
                    "context": { "includeDeclaration": true }, "query": "a",
                } })
            }
            Said::Cancelled => {
                json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": asked.last().unwrap_or(&0) } })
            }
            Said::Opened(text) => json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {
                "textDocument": { "uri": URI, "languageId": "plaintext", "version": id, "text": text } } }),
            Said::Changed(line, character, text) => {
                let place = json!({ "line": line % 50, "character": character % 200 });
                json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                    "textDocument": { "uri": URI, "version": id },
                    "contentChanges": [{ "range": { "start": place, "end": place }, "text": text }] } })
            }
            Said::Closed => {
                json!({ "jsonrpc": "2.0", "method": "textDocument/didClose", "params": { "textDocument": document } })
            }
            Said::Garbage(bytes) => {
                say(bytes);
                continue;
            }
            Said::Unknown(true) => {
                asked.push(id);
                json!({ "jsonrpc": "2.0", "id": id, "method": "nobody/knows", "params": {} })
            }
            Said::Unknown(false) => json!({ "jsonrpc": "2.0", "method": "nobody/knows" }),
        };
        say(message.to_string().as_bytes());
    }
    let last = said.len() as i64 + 1;
    asked.push(last);
    say(json!({ "jsonrpc": "2.0", "id": last, "method": "shutdown" }).to_string().as_bytes());
    writer.write_all(&frames).await.expect("it reads");
    // Whoever says `exit` at once is not owed the answers that are on their way.
    tokio::time::sleep(Duration::from_millis(150)).await;
    writer
        .write_all(&frame(json!({ "jsonrpc": "2.0", "method": "exit" }).to_string().as_bytes()))
        .await
        .expect("it reads");
    server.await.expect("it does not panic").expect("it had started");
    drop(writer);
    let mut answers: BTreeMap<i64, usize> = BTreeMap::new();
    for message in messages(&heard.await.expect("it is heard")) {
        if let Some(id) = message["id"].as_i64().filter(|_| message.get("method").is_none()) {
            *answers.entry(id).or_default() += 1;
        }
    }
    for id in asked {
        assert_eq!(answers.get(&id), Some(&1), "answers to {id} of {said:?}");
    }
}

fn frame(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

fn messages(mut bytes: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
        let head = std::str::from_utf8(&bytes[..end]).expect("a header");
        let length =
            head.split("Content-Length:").nth(1).and_then(|it| it.split_whitespace().next()).expect("a length");
        let length: usize = length.parse().expect("a number");
        let body = &bytes[end + 4..end + 4 + length];
        messages.push(serde_json::from_slice(body).expect("JSON"));
        bytes = &bytes[end + 4 + length..];
    }
    messages
}
