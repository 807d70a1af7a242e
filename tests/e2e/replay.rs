//! What real editors said, said again.
//!
//! A file of `sessions` is one conversation, a message a line as the editor sent it; `{workspace}` and `{folder}` stand for the
//! address and the path of the folder, which holds the articles of `seeds/` and whatever else the editor opens. To record one,
//! give the suite of an editor (`tests/editors`) a script `tee session.raw | uradori lsp` for a server, take the frames, what
//! names the machine and the answers to the server out of the file, and of questions that are asked over and over all but a few.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use uradori::lsp::Ending;
use uradori::text::{Lines, Position, PositionEncoding};

use crate::client::Client;
use crate::workspace::Workspace;

/// Added to the numbers of recorded requests, so that the test can ask something of its own.
const BASE: i64 = 10_000;

fn sessions() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/sessions");
    let files = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    let mut sessions: Vec<(String, String)> =
        files.map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect();
    sessions.sort();
    sessions
}

/// Whether an answer looks as the protocol has it.
fn is_well_formed(method: &str, answer: &Value) -> bool {
    let list_or_null = answer.is_array() || answer.is_null();
    match method {
        "textDocument/hover" => {
            answer.is_null() || answer["contents"]["value"].is_string() || answer["contents"].is_array()
        }
        "textDocument/prepareRename" => answer.is_null() || answer["range"].is_object() || answer["start"].is_object(),
        "textDocument/rename" => answer["documentChanges"].is_array() || answer["changes"].is_object(),
        "textDocument/semanticTokens/full" | "textDocument/semanticTokens/range" => answer["data"].is_array(),
        "textDocument/semanticTokens/full/delta" => answer["data"].is_array() || answer["edits"].is_array(),
        "textDocument/diagnostic" => answer["kind"] == "full" || answer["kind"] == "unchanged",
        "textDocument/completion" => list_or_null || answer["items"].is_array(),
        "workspace/diagnostic" => answer["items"].is_array(),
        _ => list_or_null || answer.is_object(),
    }
}

#[test]
fn recorded_sessions_are_answered_as_they_were() {
    let sessions = sessions();
    assert!(!sessions.is_empty());
    for (name, session) in sessions {
        replay(&name, &session);
    }
}

fn replay(name: &str, session: &str) {
    let workspace = Workspace::new(&[]);
    for item in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap() {
        let path = item.unwrap().path();
        if path.is_file() {
            workspace.write(path.file_name().unwrap().to_str().unwrap(), std::fs::read(&path).unwrap());
        }
    }
    let folder = workspace.root().display().to_string();
    let session = session.replace("{workspace}", &workspace.root_uri()).replace("{folder}", &folder);
    let mut said: Vec<Value> = session.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for message in said.iter().filter(|message| message["method"] == "textDocument/didOpen") {
        let document = &message["params"]["textDocument"];
        let path = url::Url::parse(document["uri"].as_str().unwrap()).unwrap().to_file_path().unwrap();
        if !path.exists() {
            std::fs::write(path, document["text"].as_str().unwrap()).unwrap();
        }
    }
    let mut asked: Vec<(i64, String)> = Vec::new();
    let mut cancelled: Vec<i64> = Vec::new();
    for message in &mut said {
        if let Some(id) = message["id"].as_i64() {
            message["id"] = json!(id + BASE);
            asked.push((id + BASE, message["method"].as_str().unwrap().to_owned()));
        }
        if message["method"] == "$/cancelRequest" {
            let id = message["params"]["id"].as_i64().unwrap() + BASE;
            message["params"]["id"] = json!(id);
            cancelled.push(id);
        }
        if message["method"] == "initialize" {
            // What the user's own cache holds is none of a test's business.
            message["params"]["initializationOptions"]["cache"] = json!({ "articles": false });
        }
    }
    said.retain(|message| message["method"] != "shutdown" && message["method"] != "exit");
    asked.retain(|(_, method)| method != "shutdown");

    let mut client = Client::connect(true);
    let (hello, rest) = said.split_at(1);
    client.send_all(hello);
    let (id, _) = asked.remove(0);
    let agreed = client.answer(id).unwrap()["capabilities"].clone();
    let documents = written(rest, &agreed["positionEncoding"]);
    let ready = rest.iter().position(|message| message["method"] == "textDocument/didOpen").unwrap() + 1;
    client.send_all(&rest[..ready]);
    // A user looks at the article before asking something; meanwhile the others are read.
    client.wait_until_read();
    client.send_all(&rest[ready..]);
    // Who waits for news that never come is answered at the end.
    let (news, asked): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(_, method)| method == "workspace/diagnostic");
    let mut told = 0;
    for (id, method) in asked {
        match client.answer(id) {
            Ok(answer) => {
                assert!(is_well_formed(&method, &answer), "{name}: {method} {id}: {answer}");
                told += usize::from(method == "textDocument/hover" && answer.is_object());
            }
            Err(refusal) => {
                assert!(cancelled.contains(&id) && refusal.code == -32800, "{name}: {method} {id}: {refusal:?}");
            }
        }
    }
    assert!(told > 0, "{name}: nobody was told who this is");
    for (uri, text) in documents {
        assert_eq!(client.text(&uri).map(|(held, _)| held), text, "{name}: {uri}");
    }
    assert_eq!(client.result("shutdown", &Value::Null), Value::Null);
    for (id, method) in news {
        match client.answer(id) {
            Ok(answer) => assert!(is_well_formed(&method, &answer), "{name}: {method} {id}: {answer}"),
            Err(refusal) => assert!(cancelled.contains(&id) && refusal.code == -32800, "{name}: {id}: {refusal:?}"),
        }
    }
    for message in client.overhear(Duration::from_millis(300)) {
        assert!(message.get("method").is_some(), "{name}: an answer that nobody waits for: {message}");
    }
    assert_eq!(client.leave(), Ending::Proper);
}

/// What the editor has in each document at the end of what it said; `None` for one that it has closed.
fn written(said: &[Value], encoding: &Value) -> BTreeMap<String, Option<String>> {
    let encoding = PositionEncoding::ALL.into_iter().find(|each| *encoding == crate::client::name(*each)).unwrap();
    let mut documents: BTreeMap<String, Option<String>> = BTreeMap::new();
    for message in said {
        let params = &message["params"];
        let Some(uri) = params["textDocument"]["uri"].as_str() else { continue };
        match message["method"].as_str() {
            Some("textDocument/didOpen") => {
                let text = params["textDocument"]["text"].as_str().unwrap().to_owned();
                documents.insert(uri.to_owned(), Some(text));
            }
            Some("textDocument/didClose") => {
                documents.insert(uri.to_owned(), None);
            }
            Some("textDocument/didChange") => {
                let text = documents.get_mut(uri).and_then(Option::as_mut).unwrap();
                for change in params["contentChanges"].as_array().unwrap() {
                    let new = change["text"].as_str().unwrap();
                    if change["range"].is_null() {
                        new.clone_into(text);
                        continue;
                    }
                    let lines = Lines::of(text);
                    let offset = |at: &Value| {
                        let number = |key: &str| at[key].as_u64().unwrap() as u32;
                        lines.offset(text, Position::new(number("line"), number("character")), encoding) as usize
                    };
                    let (start, end) = (offset(&change["range"]["start"]), offset(&change["range"]["end"]));
                    text.replace_range(start..end, new);
                }
            }
            _ => {}
        }
    }
    documents
}
