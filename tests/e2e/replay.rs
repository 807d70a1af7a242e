//! What real editors said, said again.
//!
//! A file of `sessions` is one conversation, a message a line as the editor sent it; `{workspace}` and `{folder}` stand for the
//! address and the path of the folder, which holds the articles that the editor opens. To record one, give the editor a script
//! `tee session.raw | uradori lsp` for a server, and take the frames and what names the machine out of the file.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;
use crate::workspace::{NAME, Workspace};

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
    let workspace = Workspace::new(&[("uradori.toml", "")]);
    let folder = workspace.root().display().to_string();
    let session = session.replace("{workspace}", &workspace.root_uri()).replace("{folder}", &folder);
    let mut said: Vec<Value> = session.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // The articles as they were when the editor opened them first.
    let mut articles: BTreeMap<String, String> = BTreeMap::new();
    for message in said.iter().filter(|message| message["method"] == "textDocument/didOpen") {
        let document = &message["params"]["textDocument"];
        let (uri, text) = (document["uri"].as_str().unwrap(), document["text"].as_str().unwrap());
        articles.entry(uri.to_owned()).or_insert_with(|| {
            let path = url::Url::parse(uri).unwrap().to_file_path().unwrap();
            std::fs::write(path, text).unwrap();
            text.to_owned()
        });
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
    assert!(client.answer(id).unwrap()["capabilities"].is_object(), "{name}");
    let ready = rest.iter().position(|message| message["method"] == "textDocument/didOpen").unwrap() + 1;
    client.send_all(&rest[..ready]);
    // A user looks at the article before asking something; meanwhile the others are read.
    client.wait_until_read();
    client.send_all(&rest[ready..]);
    let mut named = 0;
    for (id, method) in asked {
        match client.answer(id) {
            Ok(answer) => {
                assert!(is_well_formed(&method, &answer), "{name}: {method} {id}: {answer}");
                named += usize::from(method == "textDocument/hover" && answer.to_string().contains(NAME));
            }
            Err(refusal) => {
                assert!(cancelled.contains(&id) && refusal.code == -32800, "{name}: {method} {id}: {refusal:?}");
            }
        }
    }
    assert!(named > 0, "{name}: nobody was told who this is");
    // Whatever was typed was taken back.
    for (uri, text) in &articles {
        if let Some((held, _)) = client.text(uri) {
            assert_eq!(held, *text, "{name}: {uri}");
        }
    }
    for message in client.overhear(Duration::from_millis(300)) {
        assert!(message.get("method").is_some(), "{name}: an answer that nobody waits for: {message}");
    }
}
