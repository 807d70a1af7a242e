//! A client that speaks the protocol, frames and all.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use uradori::lsp::{Ending, serve};
use uradori::text::PositionEncoding;

/// How long anything may take before the test fails: on a machine that is slow, and busy with other tests.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Tries until there is something, and fails where there never is.
pub fn eventually<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = attempt() {
            return found;
        }
        assert!(Instant::now() < until, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What a client says of itself.
pub struct Options {
    pub capabilities: Value,
    pub folders: Vec<String>,
    pub locale: &'static str,
    /// Whether it answers what the server asks of it.
    pub answers: bool,
    /// The user's settings (`initializationOptions`).
    pub settings: Value,
}

impl Default for Options {
    /// A client that can do everything, counts in UTF-8, reads Japanese, and has no folder open.
    fn default() -> Self {
        Self {
            capabilities: capable(&["utf-8"]),
            folders: Vec::new(),
            locale: "ja",
            answers: true,
            // What the user's own cache holds is none of a test's business.
            settings: json!({ "cache": { "articles": false } }),
        }
    }
}

impl Options {
    pub fn counting_in(encoding: PositionEncoding) -> Self {
        Self { capabilities: capable(&[name(encoding)]), ..Self::default() }
    }

    pub fn in_folders(self, folders: impl IntoIterator<Item = String>) -> Self {
        Self { folders: folders.into_iter().collect(), ..self }
    }

    /// Adds one capability, by its path (`textDocument/diagnostic`).
    pub fn plus(mut self, path: &str, value: Value) -> Self {
        let mut at = &mut self.capabilities;
        for part in path.split('/') {
            at = &mut at[part];
        }
        *at = value;
        self
    }

    /// Changes one capability, by its path (`/window/workDoneProgress`).
    pub fn with(mut self, pointer: &str, value: Value) -> Self {
        *self.capabilities.pointer_mut(pointer).unwrap_or_else(|| panic!("no capability {pointer}")) = value;
        self
    }
}

/// The name of an encoding on the wire.
pub fn name(encoding: PositionEncoding) -> &'static str {
    match encoding {
        PositionEncoding::Utf8 => "utf-8",
        PositionEncoding::Utf16 => "utf-16",
        PositionEncoding::Utf32 => "utf-32",
    }
}

fn capable(encodings: &[&str]) -> Value {
    json!({
        "general": { "positionEncodings": encodings },
        "window": { "workDoneProgress": false, "showDocument": { "support": true } },
        "workspace": {
            "workspaceFolders": true,
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"], "snippetEditSupport": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor"] } },
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "definition": { "linkSupport": true },
            "declaration": { "linkSupport": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": false },
        },
    })
}

/// An error that the server answered with.
#[derive(Debug, PartialEq)]
pub struct Refusal {
    pub code: i64,
    pub message: String,
}

/// A client in conversation with a server of its own.
pub struct Client {
    /// Always there until the client goes.
    runtime: Option<Runtime>,
    to_server: Option<WriteHalf<DuplexStream>>,
    from_server: Receiver<Value>,
    server: Option<JoinHandle<std::io::Result<Ending>>>,
    /// What the server said and nobody has read yet.
    unread: VecDeque<Value>,
    answers: bool,
    /// Whether it is of no interest what else the server says.
    listens_no_more: bool,
    last_id: i64,
    /// What the server answered to `initialize`.
    pub agreed: Value,
    /// What it asked to be watched.
    pub watched: Value,
}

impl Client {
    /// Starts a server and shakes hands with it.
    pub fn start(options: Options) -> Self {
        let Options { capabilities, folders, locale, answers, settings } = options;
        let mut client = Self::connect(answers);
        let folders: Vec<Value> =
            folders.iter().map(|uri| json!({ "uri": uri, "name": uri.rsplit('/').next() })).collect();
        let agreed = client.request(
            "initialize",
            &json!({
                "processId": null,
                "rootUri": null,
                "locale": locale,
                "workspaceFolders": folders,
                "capabilities": capabilities,
                "initializationOptions": settings,
            }),
        );
        client.agreed = agreed.expect("the handshake");
        client.notify("initialized", &json!({}));
        let watches = capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] == true;
        if watches && answers {
            client.watched = client.server_request("client/registerCapability");
        }
        client
    }

    /// Starts a server and says nothing yet.
    pub fn connect(answers: bool) -> Self {
        let runtime = Runtime::new().unwrap();
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (input, output) = tokio::io::split(theirs);
        let server = runtime.spawn(serve(input, output));
        let (reader, writer) = tokio::io::split(ours);
        let (sender, from_server) = channel();
        runtime.spawn(async move {
            let mut reader = BufReader::new(reader);
            while let Some(message) = receive(&mut reader).await {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            runtime: Some(runtime),
            to_server: Some(writer),
            from_server,
            server: Some(server),
            unread: VecDeque::new(),
            answers,
            listens_no_more: false,
            last_id: 0,
            agreed: Value::Null,
            watched: Value::Null,
        }
    }

    // Speaking

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let writer = self.to_server.as_mut().expect("the conversation goes on");
        self.runtime.as_ref().expect("it runs").block_on(async {
            writer.write_all(bytes).await.expect("the server reads");
            writer.flush().await.expect("the server reads");
        });
    }

    /// Sends several messages at once.
    pub fn send_all(&mut self, messages: &[Value]) {
        let frames: Vec<u8> = messages.iter().flat_map(frame).collect();
        self.send_raw(&frames);
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send_all(&[notification(method, params)]);
    }

    /// Sends a request without waiting for its answer. Returns its id.
    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send_all(&[json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })]);
        id
    }

    /// Sends a request and waits for its answer.
    pub fn request(&mut self, method: &str, params: &Value) -> Result<Value, Refusal> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// A request that is answered with a result.
    pub fn result(&mut self, method: &str, params: &Value) -> Value {
        self.request(method, params).unwrap_or_else(|refusal| panic!("{method}: {refusal:?}"))
    }

    // Listening

    /// Waits for the answer to the request `id`.
    pub fn answer(&mut self, id: i64) -> Result<Value, Refusal> {
        let message = self
            .wait_for(&format!("the answer to {id}"), |message| message["id"] == id && message.get("method").is_none());
        match message.get("error") {
            None => Ok(message["result"].clone()),
            Some(error) => Err(Refusal {
                code: error["code"].as_i64().expect("a code"),
                message: error["message"].as_str().unwrap_or_default().to_owned(),
            }),
        }
    }

    /// Waits for the next notification `method`, and returns its parameters.
    pub fn notification(&mut self, method: &str) -> Value {
        self.wait_for(method, |message| message["method"] == method && message.get("id").is_none())["params"].clone()
    }

    /// Waits for the next request `method` of the server, and returns its parameters.
    pub fn server_request(&mut self, method: &str) -> Value {
        self.wait_for(method, |message| message["method"] == method && message.get("id").is_some())["params"].clone()
    }

    /// Waits for the next report of the document's problems.
    pub fn problems(&mut self, uri: &str) -> Value {
        self.wait_for(&format!("problems of {uri}"), |message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        })["params"]
            .clone()
    }

    /// Whatever the server says in the next `moment` without having been asked.
    pub fn overhear(&mut self, moment: Duration) -> Vec<Value> {
        let until = Instant::now() + moment;
        while let Ok(message) = self.from_server.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.take(message);
        }
        self.unread.drain(..).collect()
    }

    /// What else the server says by and by is of no interest.
    pub fn listen_no_more(&mut self) {
        self.listens_no_more = true;
    }

    /// Waits for a message that is wanted.
    pub fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.unread.iter().position(&wanted) {
                return self.unread.remove(at).expect("it is there");
            }
            match self.from_server.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(message) => self.take(message),
                Err(RecvTimeoutError::Timeout) => panic!("waited in vain for {what}; unread: {:#?}", self.unread),
                Err(RecvTimeoutError::Disconnected) => panic!("the server left before {what}"),
            }
        }
    }

    fn take(&mut self, message: Value) {
        let is_request = message.get("method").is_some() && message.get("id").is_some();
        if is_request && self.answers {
            self.send_all(&[json!({ "jsonrpc": "2.0", "id": message["id"], "result": null })]);
        }
        self.unread.push_back(message);
    }

    /// Waits until all articles of the folders are read.
    pub fn wait_until_read(&mut self) {
        eventually("the articles to be read", || {
            (self.execute("uradori.actors", &json!({})).ok()?["complete"] == true).then_some(())
        });
    }

    /// Runs a command.
    pub fn execute(&mut self, command: &str, argument: &Value) -> Result<Value, Refusal> {
        self.request("workspace/executeCommand", &json!({ "command": command, "arguments": [argument] }))
    }

    // Documents

    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": version, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Opens a document and waits until its problems are told.
    pub fn open_and_read(&mut self, uri: &str, text: &str) -> Value {
        self.open(uri, 1, text);
        self.problems(uri)
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    }

    /// Replaces the whole text.
    pub fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.notify("textDocument/didChange", &change(uri, version, &json!([{ "text": text }])));
    }

    /// The text as the server has it, with its version; `None` where the document is not open.
    pub fn text(&mut self, uri: &str) -> Option<(String, i64)> {
        let answer = self.result("uradori/text", &json!({ "textDocument": { "uri": uri } }));
        Some((answer["text"].as_str()?.to_owned(), answer["version"].as_i64()?))
    }

    // Goodbye

    /// Says goodbye without asking for `shutdown`.
    pub fn leave(mut self) -> Ending {
        self.notify("exit", &Value::Null);
        self.end()
    }

    /// Goes away without a word.
    pub fn hang_up(mut self) -> Ending {
        if let Some(mut writer) = self.to_server.take() {
            self.runtime.as_ref().expect("it runs").block_on(writer.shutdown()).expect("the server reads");
        }
        self.end()
    }

    fn end(&mut self) -> Ending {
        let server = self.server.take().expect("the conversation goes on");
        let ended =
            self.runtime.as_ref().expect("it runs").block_on(async { tokio::time::timeout(PATIENCE, server).await });
        ended.expect("the server ends").expect("it does not panic").expect("it had started")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if !std::thread::panicking() && self.server.is_some() {
            assert_eq!(self.result("shutdown", &Value::Null), Value::Null);
            self.notify("exit", &Value::Null);
            assert_eq!(self.end(), Ending::Proper);
            while let Ok(message) = self.from_server.recv_timeout(PATIENCE) {
                self.unread.push_back(message);
            }
            // Problems are told after a rest, which may be over before a test is, or after.
            self.unread.retain(|message| message["method"] != "textDocument/publishDiagnostics");
            let is_heard = self.listens_no_more || self.unread.is_empty();
            assert!(is_heard, "the server said what nobody read: {:#?}", self.unread);
        }
        // Without waiting for questions that nobody waits for any more.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The parameters of `textDocument/didChange`.
pub fn change(uri: &str, version: i32, changes: &Value) -> Value {
    json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes })
}

pub fn notification(method: &str, params: &Value) -> Value {
    if params.is_null() {
        return json!({ "jsonrpc": "2.0", "method": method });
    }
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// A message as it goes over the wire.
pub fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn receive(reader: &mut BufReader<ReadHalf<DuplexStream>>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await.ok()? == 0 {
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
    let mut body = vec![0; length.expect("a length")];
    reader.read_exact(&mut body).await.ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
