//! Waiting, and having waited enough.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, Options};
use crate::workspace::{HEARSAY, Workspace};

const MOMENT: Duration = Duration::from_millis(500);

#[test]
fn reading_can_be_cancelled_and_what_was_read_stays() {
    let files: Vec<(String, String)> = (0..2_000)
        .map(|n| (format!("{n:04}.txt"), format!("{HEARSAY}久慈冬子外相は{n}回、港を訪れた。\n").repeat(8)))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let workspace = Workspace::new(&files);
    let options = Options::default().with("/window/workDoneProgress", json!(true)).in_folders([workspace.root_uri()]);
    let mut client = Client::start(options);
    let token = client.server_request("window/workDoneProgress/create")["token"].clone();
    let begun = client.notification("$/progress");
    assert_eq!(begun["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", &json!({ "token": "somebody else's" }));
    client.notify("window/workDoneProgress/cancel", &json!({ "token": 7 }));
    client.notify("window/workDoneProgress/cancel", &json!({ "token": token }));
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    // A renaming over half of the articles would be worse than none.
    let uri = workspace.uri("0000.txt");
    client.open_and_read(&uri, files[0].1);
    let name = json!({
        "textDocument": { "uri": uri },
        "position": crate::workspace::range(files[0].1, "久慈冬子", 0, uradori::text::PositionEncoding::Utf8)["start"],
        "newName": "久慈夏子",
    });
    assert_eq!(client.request("textDocument/rename", &name).unwrap_err().code, -32803);
    // What is answered from half of the articles says so.
    let hover = client.result("textDocument/hover", &name);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("まだ読んでいない記事があります"), "{hover}");
    let mention = json!({ "uri": uri, "position": name["position"] });
    let claim = json!({ "uri": uri, "range": { "start": name["position"], "end": name["position"] } });
    for (command, argument) in [
        ("uradori.actors", json!({})),
        ("uradori.claims", json!({})),
        ("uradori.dossier", mention),
        ("uradori.network", json!({})),
        ("uradori.score", json!({})),
        ("uradori.similar", claim),
    ] {
        assert_eq!(client.execute(command, &argument).unwrap()["complete"], false, "{command}");
    }
    client.listen_no_more();
}

#[test]
fn an_editor_is_told_to_ask_again_once_all_is_read() {
    let workspace = Workspace::new(&[("a.txt", HEARSAY)]);
    let options = Options::default()
        .plus("workspace/semanticTokens", json!({ "refreshSupport": true }))
        .plus("workspace/inlayHint", json!({ "refreshSupport": true }))
        .plus("workspace/codeLens", json!({ "refreshSupport": true }))
        .in_folders([workspace.root_uri()]);
    let mut client = Client::start(options);
    for what in ["semanticTokens", "inlayHint", "codeLens"] {
        client.server_request(&format!("workspace/{what}/refresh"));
    }
}

#[test]
fn what_the_server_hears_is_told_where_that_is_wanted() {
    let mut client = Client::start(Options::default());
    client.notify("$/setTrace", &json!({ "value": "messages" }));
    assert_eq!(client.result("workspace/symbol", &json!({ "query": "" })), Value::Null);
    assert_eq!(client.notification("$/logTrace")["message"], "received workspace/symbol");
    client.notify("$/setTrace", &json!({ "value": "off" }));
    client.result("workspace/symbol", &json!({ "query": "" }));
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
}
