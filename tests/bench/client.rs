//! A client on the pipes of a real server.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::usage::Usage;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(1200);

pub struct Client {
    child: Child,
    input: ChildStdin,
    output: Receiver<(Instant, Value)>,
    unread: VecDeque<(Instant, Value)>,
    last_id: i64,
}

impl Client {
    /// Starts `server` over `folder`, with its cache below `cache`, and shakes hands with it.
    pub fn start(server: &Path, folder: &Path, cache: &Path) -> Self {
        let mut child = Command::new(server)
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = child.stdin.take().expect("it was piped");
        let mut reader = BufReader::with_capacity(1 << 20, child.stdout.take().expect("it was piped"));
        let (sender, output) = channel();
        std::thread::spawn(move || {
            while let Some(body) = receive(&mut reader) {
                let now = Instant::now();
                let Ok(message) = serde_json::from_slice(&body) else { break };
                if sender.send((now, message)).is_err() {
                    break;
                }
            }
        });
        let mut client = Self { child, input, output, unread: VecDeque::new(), last_id: 0 };
        let uri = uri(folder);
        client.request(
            "initialize",
            &json!({
                "processId": null, "rootUri": null, "locale": "ja",
                "initializationOptions": { "cache": { "folder": cache } },
                "workspaceFolders": [{ "uri": uri, "name": "bench" }],
                "capabilities": {
                    "general": { "positionEncodings": ["utf-16"] },
                    "window": { "workDoneProgress": true },
                    "workspace": { "workspaceFolders": true, "didChangeWatchedFiles": { "dynamicRegistration": true } },
                    "textDocument": {
                        "hover": { "contentFormat": ["markdown"] }, "definition": { "linkSupport": true },
                        "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
                    },
                },
            }),
        );
        client.notify("initialized", &json!({}));
        client
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        self.write(&written(message));
    }

    /// Writes a message, in one piece as editors do.
    fn write(&mut self, message: &[u8]) {
        self.input.write_all(message).expect("the server reads");
        self.input.flush().expect("the server reads");
    }

    /// A request's answer, and how long it took until it had arrived.
    pub fn request(&mut self, method: &str, params: &Value) -> (Value, Duration) {
        self.last_id += 1;
        let id = self.last_id;
        let message = written(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let began = Instant::now();
        self.write(&message);
        let (at, message) = self.wait(|message| message["id"] == id && message.get("method").is_none());
        assert!(message.get("error").is_none(), "{method}: {message}");
        (message["result"].clone(), at - began)
    }

    /// The next message that is wanted, and when it came. Whatever the server asks meanwhile is answered.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> (Instant, Value) {
        loop {
            if let Some(at) = self.unread.iter().position(|(_, message)| wanted(message)) {
                return self.unread.remove(at).expect("it is there");
            }
            let (at, message) = self.output.recv_timeout(PATIENCE).expect("the server says something");
            if message.get("method").is_some() && message.get("id").is_some() {
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
            } else {
                self.unread.push_back((at, message));
            }
        }
    }

    /// Waits until the folder is read; returns when.
    pub fn indexed(&mut self) -> Instant {
        let ended = |message: &Value| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end";
        let (at, _) = self.wait(ended);
        self.unread.clear();
        at
    }

    /// Opens a document and waits for its diagnostics.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        self.published(uri, 1);
    }

    /// Waits for the problems of one version of a document.
    pub fn published(&mut self, uri: &str, version: i64) -> (Instant, Value) {
        self.wait(|message| {
            let params = &message["params"];
            let is_told = message["method"] == "textDocument/publishDiagnostics";
            is_told && params["uri"] == uri && params["version"] == version
        })
    }

    /// What the server uses of the machine.
    pub fn usage(&self) -> Usage {
        Usage::of(self.child.id())
    }

    /// Waits until the server has nothing left to do.
    pub fn rest(&mut self) {
        let mut last = self.usage().processor;
        let mut quiet = 0;
        let began = Instant::now();
        while quiet < 3 && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(10));
            let now = self.usage().processor;
            quiet = if now.saturating_sub(last) < Duration::from_micros(100) { quiet + 1 } else { 0 };
            last = now;
        }
        // What it said meanwhile belongs to nothing that was asked.
        self.unread.clear();
    }

    /// Ends the server as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        let _ = self.child.wait();
    }

    pub fn stop(mut self) {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        let _ = self.child.wait();
    }
}

fn written(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).expect("it is absolute").into()
}

fn receive(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length:") {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let mut body = vec![0; length?];
    reader.read_exact(&mut body).ok()?;
    Some(body)
}
