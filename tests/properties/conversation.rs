//! Whatever a client says, every request has exactly one answer, and the server ends when the client leaves.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf};

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

/// How long a conversation may take. What does not end in it hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// Has the conversation with a server of its own. Panics where the property does not hold.
pub fn every_request_has_one_answer(said: &[Said]) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("there are threads");
    runtime.block_on(async { tokio::time::timeout(PATIENCE, have(said)).await.expect("it ends") });
    runtime.shutdown_background();
}

async fn have(said: &[Said]) {
    let (ours, theirs) = tokio::io::duplex(1 << 20);
    let (input, output) = tokio::io::split(theirs);
    let server = tokio::spawn(uradori::lsp::serve(input, output));
    let (reader, mut writer) = tokio::io::split(ours);
    let mut heard = Heard { reader: BufReader::new(reader), answers: BTreeMap::new() };
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8"] } });
    let settings = json!({ "cache": { "articles": false } });
    let hello = json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": { "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": settings } });
    writer.write_all(&frame(hello.to_string().as_bytes())).await.expect("it reads");
    // A client waits for the answer before it says more.
    heard.answers_to(&[0]).await;

    let mut asked: Vec<i64> = vec![0];
    let mut frames = frame(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }).to_string().as_bytes());
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
                // What is a message after all may say goodbye, or ask under a number that is taken.
                if !serde_json::from_slice::<Value>(bytes).is_ok_and(|value| value.is_object()) {
                    frames.extend(frame(bytes));
                }
                continue;
            }
            Said::Unknown(true) => {
                asked.push(id);
                json!({ "jsonrpc": "2.0", "id": id, "method": "nobody/knows", "params": {} })
            }
            Said::Unknown(false) => json!({ "jsonrpc": "2.0", "method": "nobody/knows" }),
        };
        frames.extend(frame(message.to_string().as_bytes()));
    }
    let last = said.len() as i64 + 1;
    asked.push(last);
    frames.extend(frame(json!({ "jsonrpc": "2.0", "id": last, "method": "shutdown" }).to_string().as_bytes()));
    let speaking = async { writer.write_all(&frames).await.expect("it reads") };
    // Whoever says `exit` at once is not owed the answers that are on their way.
    tokio::join!(speaking, heard.answers_to(&asked));
    let exit = frame(json!({ "jsonrpc": "2.0", "method": "exit" }).to_string().as_bytes());
    writer.write_all(&exit).await.expect("it reads");
    server.await.expect("it does not panic").expect("it had started");
    drop(writer);
    while heard.one().await.is_some() {}
    for id in asked {
        assert_eq!(heard.answers.get(&id), Some(&1), "answers to {id} of {said:?}");
    }
}

/// What the server says.
struct Heard {
    reader: BufReader<ReadHalf<DuplexStream>>,
    /// How often each request was answered.
    answers: BTreeMap<i64, usize>,
}

impl Heard {
    /// Listens until all of these requests are answered.
    async fn answers_to(&mut self, asked: &[i64]) {
        while !asked.iter().all(|id| self.answers.contains_key(id)) {
            assert!(self.one().await.is_some(), "the server left, and had answered {:?} of {asked:?}", self.answers);
        }
    }

    /// Takes one message; `None` where no more come.
    async fn one(&mut self) -> Option<()> {
        let mut length = None;
        loop {
            let mut line = String::new();
            if self.reader.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().ok(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length.expect("a length")];
        self.reader.read_exact(&mut body).await.expect("a body");
        let message: Value = serde_json::from_slice(&body).expect("JSON");
        if let Some(id) = message["id"].as_i64().filter(|_| message.get("method").is_none()) {
            *self.answers.entry(id).or_default() += 1;
        }
        Some(())
    }
}

fn frame(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}
