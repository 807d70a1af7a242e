//! A finding is accepted beside the articles, and the articles stay as they are.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, Options};
use crate::workspace::{HEARSAY, Workspace};

const LIST: &str = "uradori.accepted.toml";

/// An article with two claims that nobody vouches for.
fn article() -> String {
    format!("灘原の港の再開\n\n{HEARSAY}\n灘原市の港は来月にも再開されるという。\n")
}

/// A workspace of one article, a client that has it open, and what it was told.
fn open(settings: Value) -> (Workspace, Client, Vec<Value>) {
    let workspace = Workspace::new(&[("uradori.toml", ""), ("news/a.txt", &article())]);
    let options = Options { settings, ..Options::default() }.in_folders([workspace.root_uri()]);
    let mut client = Client::start(options);
    let report = client.open_and_read(&workspace.uri("news/a.txt"), &article());
    let found = report["diagnostics"].as_array().expect("a list").clone();
    assert_eq!(found.len(), 2, "{report:#}");
    (workspace, client, found)
}

fn wish(workspace: &Workspace, finding: &Value, reason: &str) -> Value {
    json!({
        "uri": workspace.uri("news/a.txt"),
        "range": finding["range"],
        "code": finding["code"],
        "reason": reason,
    })
}

fn list(workspace: &Workspace) -> String {
    std::fs::read_to_string(workspace.path(LIST)).expect("the list is there")
}

fn acceptances(client: &mut Client) -> Value {
    client.execute("uradori.acceptances", &Value::Null).expect("it is answered")["acceptances"].clone()
}

#[test]
fn an_accepted_finding_is_written_down_and_no_longer_told() {
    let (workspace, mut client, found) = open(json!({ "accept": { "by": "灘原デスク" } }));
    let uri = workspace.uri("news/a.txt");
    let row = client.execute("uradori.accept", &wish(&workspace, &found[0], "市に電話で確認")).expect("it is accepted");
    assert_eq!((&row["article"], &row["by"]), (&json!("news/a.txt"), &json!("灘原デスク")));
    assert!(row["excerpt"].as_str().is_some_and(|words| HEARSAY.contains(words)), "{row}");
    assert_eq!(client.problems(&uri)["diagnostics"], json!([found[1]]));
    assert!(list(&workspace).contains("reason = \"市に電話で確認\""), "{}", list(&workspace));
    assert_eq!(std::fs::read_to_string(workspace.path("news/a.txt")).expect("it is there"), article());

    let all = acceptances(&mut client);
    assert_eq!((&all[0]["standing"], &all[0]["remark"]), (&json!("in-force"), &Value::Null));
    assert_eq!((&all[0]["uri"], &all[0]["range"]), (&json!(uri), &found[0]["range"]));
    let place = json!({ "textDocument": { "uri": uri }, "position": found[0]["range"]["start"] });
    let hover = client.result("textDocument/hover", &place);
    assert!(
        hover["contents"]["value"].as_str().is_some_and(|page| page.contains("受け入れ済み：市に電話で確認")),
        "{hover:#}"
    );

    // Elsewhere the article may change, and the sentence may move.
    client.replace(&uri, 2, &format!("見出しを改めた\n\n前置きが増えた。\n\n{}", &article()));
    let report = client.problems(&uri);
    assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(1), "{report:#}");
}

#[test]
fn an_accepted_finding_loses_its_colour_at_once() {
    let workspace = Workspace::new(&[("uradori.toml", ""), ("news/a.txt", &article())]);
    let uri = workspace.uri("news/a.txt");
    let options = Options::default()
        .with("/window/workDoneProgress", json!(true))
        .plus("workspace/semanticTokens", json!({ "refreshSupport": true }));
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    client.server_request("window/workDoneProgress/create");
    client.server_request("workspace/semanticTokens/refresh");
    let report = client.open_and_read(&uri, &article());
    let types = client.agreed["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let finding = types.as_array().expect("a legend").iter().position(|name| name == "regexp").expect("findings");
    let coloured = |client: &mut Client| {
        let tokens = client.result("textDocument/semanticTokens/full", &json!({ "textDocument": { "uri": uri } }));
        let numbers = tokens["data"].as_array().expect("numbers").clone();
        numbers.chunks(5).filter(|token| token[3] == finding).count()
    };
    let before = coloured(&mut client);
    client.execute("uradori.accept", &wish(&workspace, &report["diagnostics"][0], "確認済み")).expect("it is accepted");
    client.server_request("workspace/semanticTokens/refresh");
    assert_eq!(coloured(&mut client), before - 1);
}

#[test]
fn a_finding_is_reopened() {
    let (workspace, mut client, found) = open(Value::Null);
    let uri = workspace.uri("news/a.txt");
    client.execute("uradori.accept", &wish(&workspace, &found[0], "確認済み")).expect("it is accepted");
    client.problems(&uri);
    let row = acceptances(&mut client)[0].clone();
    let which = json!({ "uri": row["uri"], "code": row["code"], "fingerprint": row["fingerprint"] });
    assert_eq!(client.execute("uradori.reopen", &which), Ok(json!({ "reopened": true })));
    assert_eq!(client.problems(&uri)["diagnostics"], json!(found));
    assert_eq!(acceptances(&mut client), json!([]));
    let refusal = client.execute("uradori.reopen", &which).expect_err("it is gone");
    assert_eq!(refusal.code, -32803);
}

#[test]
fn who_accepts_is_known_without_being_asked() {
    let (workspace, mut client, found) = open(Value::Null);
    workspace.write("uradori.toml", "[accept]\nby = \"編集部\"\n\n[severity]\nhearsay = \"error\"\n");
    let touched = json!({ "changes": [{ "uri": workspace.uri("uradori.toml"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &touched);
    // Told anew once the configuration is read.
    client.problems(&workspace.uri("news/a.txt"));
    let row = client.execute("uradori.accept", &wish(&workspace, &found[0], "確認済み")).expect("it is accepted");
    assert_eq!(row["by"], "編集部");
    let mut named = wish(&workspace, &found[1], "確認済み");
    named["by"] = json!("当番");
    named["expires"] = json!("2099-12-31");
    let row = client.execute("uradori.accept", &named).expect("it is accepted");
    assert_eq!((&row["by"], &row["expires"]), (&json!("当番"), &json!("2099-12-31")));
    client.listen_no_more();
}

#[test]
fn a_sentence_that_is_gone_and_a_day_that_has_passed_are_told_in_the_list() {
    let (workspace, mut client, found) = open(Value::Null);
    let uri = workspace.uri("news/a.txt");
    let row = client.execute("uradori.accept", &wish(&workspace, &found[0], "確認済み")).expect("it is accepted");
    client.problems(&uri);
    client.replace(&uri, 2, "灘原の港の再開\n\nこの段落は書き直された。\n");
    assert_eq!(client.problems(&uri)["diagnostics"], json!([]));
    let told = client.problems(&workspace.uri(LIST));
    assert!(
        told["diagnostics"][0]["message"].as_str().is_some_and(|words| words.contains("もうこの記事にない")),
        "{told:#}"
    );
    let line = told["diagnostics"][0]["range"]["start"]["line"].as_u64().expect("a line") as usize;
    assert_eq!(list(&workspace).lines().nth(line), Some("[[accepted]]"));

    client.replace(&uri, 3, &article());
    assert_eq!(client.problems(&uri)["diagnostics"], json!([found[1]]));
    assert_eq!(client.problems(&workspace.uri(LIST))["diagnostics"], json!([]));

    let expired = list(&workspace).replace("\non = ", "\nexpires = 2001-01-01\non = ");
    workspace.write(LIST, expired);
    let touched = json!({ "changes": [{ "uri": workspace.uri(LIST), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &touched);
    let told = client.problems(&workspace.uri(LIST));
    assert!(told["diagnostics"][0]["message"].as_str().is_some_and(|words| words.contains("期限")), "{told:#}");
    assert_eq!(client.problems(&uri)["diagnostics"], json!(found));
    assert_eq!(acceptances(&mut client)[0]["standing"], "expired");
    assert_eq!(acceptances(&mut client)[0]["fingerprint"], row["fingerprint"]);
}

#[test]
fn a_list_that_cannot_be_read_is_told_and_what_held_before_goes_on() {
    let (workspace, mut client, found) = open(Value::Null);
    let uri = workspace.uri("news/a.txt");
    client.execute("uradori.accept", &wish(&workspace, &found[0], "確認済み")).expect("it is accepted");
    client.problems(&uri);
    workspace.write(LIST, "[[accepted]]\ncode = \"rumour\"\n");
    let touched = json!({ "changes": [{ "uri": workspace.uri(LIST), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &touched);
    let told = client.problems(&workspace.uri(LIST));
    assert_eq!(told["diagnostics"][0]["severity"], 1, "{told:#}");
    let refusal =
        client.execute("uradori.accept", &wish(&workspace, &found[1], "")).expect_err("it is not overwritten");
    assert!(refusal.message.contains("uradori.accepted.toml:"), "{}", refusal.message);
    assert_eq!(acceptances(&mut client)[0]["standing"], "in-force");
    assert_eq!(client.overhear(Duration::from_millis(300)), Vec::<Value>::new());
}

#[test]
fn what_cannot_be_accepted_is_refused_with_the_reason() {
    let (workspace, mut client, found) = open(Value::Null);
    let mut elsewhere = wish(&workspace, &found[0], "");
    elsewhere["range"] = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let mut unreadable = wish(&workspace, &found[0], "");
    unreadable["expires"] = json!("あした");
    assert_eq!(client.execute("uradori.accept", &elsewhere).expect_err("nothing there").code, -32803);
    assert_eq!(client.execute("uradori.accept", &unreadable).expect_err("no day").code, -32602);
    assert!(!workspace.path(LIST).exists());

    let mut nowhere = Client::start(Options::default());
    let report = nowhere.open_and_read("untitled:Untitled-1", HEARSAY);
    let finding = &report["diagnostics"][0];
    let wish = json!({ "uri": "untitled:Untitled-1", "range": finding["range"], "code": finding["code"] });
    let refusal = nowhere.execute("uradori.accept", &wish).expect_err("there is no folder");
    assert!(refusal.code == -32803 && refusal.message.contains("フォルダー"), "{refusal:?}");
}

#[test]
fn a_list_with_unsaved_changes_is_left_alone() {
    let (workspace, mut client, found) = open(Value::Null);
    client.open(&workspace.uri(LIST), 1, "# まだ保存していない\n");
    let refusal = client.execute("uradori.accept", &wish(&workspace, &found[0], "")).expect_err("it is not saved");
    assert!(refusal.message.contains("保存"), "{}", refusal.message);
    assert!(!workspace.path(LIST).exists());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_written_through() {
    let (workspace, mut client, found) = open(Value::Null);
    let outside = tempfile::tempdir().expect("there is room");
    let target = outside.path().join("precious.toml");
    std::fs::write(&target, "").expect("it can be written");
    std::os::unix::fs::symlink(&target, workspace.path(LIST)).expect("links can be made");
    client.execute("uradori.accept", &wish(&workspace, &found[0], "確認済み")).expect("it is accepted");
    client.problems(&workspace.uri("news/a.txt"));
    assert_eq!(std::fs::read_to_string(&target).expect("it is there"), "");
    assert!(list(&workspace).contains("確認済み"));
}

#[test]
fn the_page_about_a_code_opens_without_a_network() {
    let cache = tempfile::tempdir().expect("there is room");
    let settings = json!({ "cache": { "folder": cache.path() } });
    let options = Options { settings, ..Options::default() };
    let mut client =
        Client::start(options.with("/textDocument/publishDiagnostics/codeDescriptionSupport", json!(true)));
    let report = client.open_and_read("file:///articles/a.txt", HEARSAY);
    let finding = &report["diagnostics"][0];
    let href = finding["codeDescription"]["href"].as_str().expect("a link");
    let path = url::Url::parse(href).expect("a link").to_file_path().expect("to a file");
    let page = std::fs::read_to_string(path).expect("the page is there");
    assert!(page.starts_with(&format!("# {}: ", finding["code"].as_str().expect("a code"))), "{page}");
}
