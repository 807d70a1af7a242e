//! Problems that the client asks for are not told as well, and are sent once.

use std::time::Duration;

use serde_json::{Value, json};
use uradori::lsp::Ending;

use crate::client::{Client, Options};
use crate::workspace::{HEARSAY, Workspace};

const MOMENT: Duration = Duration::from_millis(500);

fn pulling() -> Options {
    Options::default().plus("textDocument/diagnostic", json!({}))
}

fn asked(uri: &str, previous: Option<&Value>) -> Value {
    let mut params = json!({ "textDocument": { "uri": uri } });
    if let Some(previous) = previous {
        params["previousResultId"] = previous.clone();
    }
    params
}

#[test]
fn one_who_asks_is_not_told() {
    const URI: &str = "file:///articles/a.txt";
    let mut client = Client::start(pulling());
    assert_eq!(client.agreed["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.open(URI, 1, HEARSAY);
    let report = client.result("textDocument/diagnostic", &asked(URI, None));
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"].as_array().map(Vec::len), Some(1), "{report:#}");
    let again = client.result("textDocument/diagnostic", &asked(URI, Some(&report["resultId"])));
    assert_eq!(again["kind"], "unchanged");
    assert_eq!(again["resultId"], report["resultId"]);
    client.replace(URI, 2, &format!("今日は曇りだ。{HEARSAY}"));
    let moved = client.result("textDocument/diagnostic", &asked(URI, Some(&report["resultId"])));
    assert_eq!(moved["kind"], "full");
    client.close(URI);
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
}

#[test]
fn a_document_opened_again_is_told_in_full() {
    const URI: &str = "file:///articles/a.txt";
    let mut client = Client::start(pulling());
    client.open(URI, 1, HEARSAY);
    let report = client.result("textDocument/diagnostic", &asked(URI, None));
    client.close(URI);
    // The editor shows nothing of it any more, and yet names what it showed.
    client.open(URI, 1, HEARSAY);
    let again = client.result("textDocument/diagnostic", &asked(URI, Some(&report["resultId"])));
    assert_eq!(again["kind"], "full");
    assert_eq!(again["items"], report["items"]);
}

#[test]
fn one_who_does_not_ask_is_told_and_offered_nothing() {
    let client = Client::start(Options::default());
    assert_eq!(client.agreed["capabilities"].get("diagnosticProvider"), None);
}

#[test]
fn findings_of_articles_that_nobody_opened() {
    let workspace = Workspace::new(&[("a.txt", HEARSAY), ("b.txt", "市は橋を開いた。\n"), ("c.txt", HEARSAY)]);
    let options = pulling().with("/window/workDoneProgress", json!(true)).in_folders([workspace.root_uri()]);
    let mut client = Client::start(options);
    client.server_request("window/workDoneProgress/create");
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    let report = client.result("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    let items = report["items"].as_array().expect("reports").clone();
    let uris: Vec<&Value> = items.iter().map(|item| &item["uri"]).collect();
    assert_eq!(uris, [&json!(workspace.uri("a.txt")), &json!(workspace.uri("c.txt"))]);
    assert!(items.iter().all(|item| item["kind"] == "full" && item["version"].is_null()), "{items:#?}");

    // What is known is not sent again; what is gone is taken back.
    let previous: Vec<Value> = items
        .iter()
        .map(|item| json!({ "uri": item["uri"], "value": item["resultId"] }))
        .chain([json!({ "uri": workspace.uri("gone.txt"), "value": "x" })])
        .collect();
    let report = client.result("workspace/diagnostic", &json!({ "previousResultIds": previous }));
    let kinds: Vec<&Value> = report["items"].as_array().expect("reports").iter().map(|item| &item["kind"]).collect();
    assert_eq!(kinds, ["unchanged", "unchanged", "full"]);
    assert_eq!(report["items"][2]["items"], json!([]));

    // In parts, where the client wants them so.
    let id = client.ask("workspace/diagnostic", &json!({ "previousResultIds": [], "partialResultToken": "part" }));
    let part = client.notification("$/progress");
    assert_eq!(part["token"], "part");
    assert_eq!(part["value"]["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(client.answer(id).expect("an answer")["items"], json!([]));
}

#[test]
fn one_who_asks_is_told_to_ask_again_when_something_else_changed() {
    let workspace = Workspace::new(&[("a.txt", HEARSAY)]);
    let uri = workspace.uri("a.txt");
    let options = pulling()
        .with("/window/workDoneProgress", json!(true))
        .plus("workspace/diagnostics", json!({ "refreshSupport": true }))
        .in_folders([workspace.root_uri()]);
    let mut client = Client::start(options);
    client.server_request("window/workDoneProgress/create");
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    client.server_request("workspace/diagnostic/refresh");
    client.open(&uri, 1, HEARSAY);
    let before = client.result("textDocument/diagnostic", &asked(&uri, None));
    workspace.write("uradori.toml", "[severity]\nhearsay = \"error\"\n");
    let changed = json!({ "changes": [{ "uri": workspace.uri("uradori.toml"), "type": 1 }] });
    client.notify("workspace/didChangeWatchedFiles", &changed);
    client.server_request("workspace/diagnostic/refresh");
    let after = client.result("textDocument/diagnostic", &asked(&uri, Some(&before["resultId"])));
    assert_eq!(after["items"][0]["severity"], 1, "{after:#}");
    client.listen_no_more();
}

/// A client that knows the findings of a folder of one article, and has asked for news of them: its question's number.
fn waiting(workspace: &Workspace) -> (Client, i64) {
    let options = pulling().with("/window/workDoneProgress", json!(true)).in_folders([workspace.root_uri()]);
    let mut client = Client::start(options);
    client.server_request("window/workDoneProgress/create");
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    let report = client.result("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    let known = json!([{ "uri": workspace.uri("a.txt"), "value": report["items"][0]["resultId"] }]);
    let id = client.ask("workspace/diagnostic", &json!({ "previousResultIds": known, "partialResultToken": "news" }));
    (client, id)
}

#[test]
fn one_who_knows_everything_waits_until_something_changes() {
    let workspace = Workspace::new(&[("a.txt", HEARSAY)]);
    let (mut client, id) = waiting(&workspace);
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
    // What changes nothing that was found is no news.
    client.open(&workspace.uri("b.txt"), 1, "本日は晴天なり。\n");
    assert_eq!(client.overhear(Duration::from_millis(1500)), Vec::<Value>::new());
    client.open(&workspace.uri("c.txt"), 1, HEARSAY);
    let news = client.notification("$/progress");
    let kinds: Vec<(&Value, &Value)> =
        news["value"]["items"].as_array().expect("reports").iter().map(|item| (&item["uri"], &item["kind"])).collect();
    let (a, c) = (json!(workspace.uri("a.txt")), json!(workspace.uri("c.txt")));
    assert_eq!(kinds, [(&a, &json!("unchanged")), (&c, &json!("full"))]);
    assert_eq!(client.answer(id).expect("an answer")["items"], json!([]));
}

#[test]
fn one_who_waits_for_news_can_change_its_mind_and_leave() {
    let workspace = Workspace::new(&[("a.txt", HEARSAY)]);
    let (mut client, id) = waiting(&workspace);
    client.notify("$/cancelRequest", &json!({ "id": id }));
    assert_eq!(client.answer(id).expect_err("it is cancelled").code, -32800);

    let (mut client, id) = waiting(&workspace);
    assert_eq!(client.result("shutdown", &Value::Null), Value::Null);
    assert_eq!(client.answer(id).expect("an answer")["items"], json!([]));
    assert_eq!(client.notification("$/progress")["value"]["items"][0]["kind"], "unchanged");
    assert_eq!(client.leave(), Ending::Proper);

    let (client, _) = waiting(&workspace);
    assert_eq!(client.leave(), Ending::Abrupt);
    let (client, _) = waiting(&workspace);
    assert_eq!(client.hang_up(), Ending::Abrupt);
}
