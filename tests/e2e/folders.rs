//! Workspace folders: their configurations, the reading of their articles, several at a time.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options, PATIENCE};
use crate::workspace::{HEARSAY, NAME, PORTRAIT, REPORT, Workspace, all_at, place, range};

const MOMENT: Duration = Duration::from_millis(600);

fn touched(client: &mut Client, uri: &str) {
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": uri, "type": 2 }] }));
}

/// Asks until the answer pleases.
fn eventually(client: &mut Client, method: &str, params: &Value, pleases: impl Fn(&Value) -> bool) -> Value {
    let until = Instant::now() + PATIENCE;
    loop {
        let answer = client.result(method, params);
        if pleases(&answer) {
            return answer;
        }
        assert!(Instant::now() < until, "{method} goes on answering {answer:#}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn progress_begins_and_ends() {
    let files: Vec<(String, &str)> = (0..30).map(|n| (format!("{n}.txt"), REPORT)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let workspace = Workspace::new(&files);
    let options = Options::default().with("/window/workDoneProgress", json!(true));
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    let token = client.server_request("window/workDoneProgress/create")["token"].clone();
    let begin = client.notification("$/progress");
    assert_eq!((&begin["token"], begin["value"]["kind"].as_str()), (&token, Some("begin")));
    assert_eq!(begin["value"]["title"], "記事を読んでいます");
    loop {
        let next = client.notification("$/progress");
        assert_eq!(next["token"], token);
        if next["value"]["kind"] == "end" {
            break;
        }
        assert_eq!(next["value"]["kind"], "report");
    }
    let symbols = client.result("workspace/symbol", &json!({ "query": NAME }));
    assert_eq!(symbols[0]["name"], NAME, "all is read when the progress ends");
}

#[test]
fn nothing_is_shown_to_an_editor_that_shows_no_progress() {
    let workspace = Workspace::new(&[("a.txt", REPORT)]);
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    eventually(&mut client, "workspace/symbol", &json!({ "query": NAME }), Value::is_array);
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
}

/// How loudly the first finding of a report is told: 1 for an error to 4 for a hint.
fn level(report: &Value) -> &Value {
    &report["diagnostics"][0]["severity"]
}

/// How loudly that is where no configuration says otherwise.
fn default_level() -> Value {
    let mut client = Client::start(Options::default());
    level(&client.open_and_read("file:///a.txt", HEARSAY)).clone()
}

#[test]
fn a_malformed_configuration_is_shown_and_the_one_before_stays() {
    let bad = "[severity]\n# 𠮷\nhearsay = \"shout\"\n";
    let default = default_level();
    for encoding in PositionEncoding::ALL {
        let workspace = Workspace::new(&[("uradori.toml", &all_at("error")), ("a.txt", HEARSAY)]);
        let (toml, article) = (workspace.uri("uradori.toml"), workspace.uri("a.txt"));
        let mut client = Client::start(Options::counting_in(encoding).in_folders([workspace.root_uri()]));
        assert_eq!(level(&client.open_and_read(&article, HEARSAY)), 1);

        workspace.write("uradori.toml", bad);
        touched(&mut client, &toml);
        let report = client.problems(&toml);
        assert_eq!(report["diagnostics"][0]["range"], range(bad, "\"shout\"", 0, encoding));
        assert_eq!(level(&report), 1);
        assert!(report["diagnostics"][0]["message"].as_str().unwrap().contains("shout"), "{report:#}");
        client.replace(&article, 2, &format!("明日も。{HEARSAY}"));
        assert_eq!(level(&client.problems(&article)), 1, "the configuration before holds");

        workspace.write("uradori.toml", all_at("information"));
        touched(&mut client, &toml);
        assert_eq!(client.problems(&toml)["diagnostics"], json!([]));
        assert_eq!(level(&client.problems(&article)), 3);

        workspace.write("uradori.toml", all_at("error"));
        touched(&mut client, &toml);
        assert_eq!(level(&client.problems(&article)), 1);
        workspace.remove("uradori.toml");
        touched(&mut client, &toml);
        assert_eq!(*level(&client.problems(&article)), default);
    }
}

#[test]
fn a_configuration_that_is_broken_from_the_start_is_shown() {
    let workspace = Workspace::new(&[("uradori.toml", "[severity\n"), ("a.txt", HEARSAY)]);
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    let report = client.problems(&workspace.uri("uradori.toml"));
    assert_eq!(report["diagnostics"][0]["range"]["start"]["line"], 0);
    let article = client.open_and_read(&workspace.uri("a.txt"), HEARSAY);
    assert_eq!(*level(&article), default_level());
    // Settings of the editor have the file read again.
    workspace.write("uradori.toml", all_at("off"));
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    assert_eq!(client.problems(&workspace.uri("uradori.toml"))["diagnostics"], json!([]));
    assert_eq!(client.problems(&workspace.uri("a.txt"))["diagnostics"], json!([]));
}

#[test]
fn the_configuration_says_what_is_an_article() {
    let toml = "[articles]\ninclude = [\"wire/*.log\"]\nexclude = [\"wire/x*\"]\n";
    let workspace = Workspace::new(&[("uradori.toml", toml), ("a.txt", REPORT), ("wire/b.log", PORTRAIT)]);
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    let watchers = client.watched["registrations"][0]["registerOptions"]["watchers"].to_string();
    assert!(watchers.contains("**/wire/*.log") && watchers.contains("**/uradori.toml"), "{watchers}");

    let symbols = eventually(&mut client, "workspace/symbol", &json!({ "query": NAME }), Value::is_array);
    assert_eq!(symbols[0]["location"]["uri"], workspace.uri("wire/b.log"));
    client.open(&workspace.uri("a.txt"), 1, HEARSAY);
    client.open(&workspace.uri("wire/x.log"), 1, HEARSAY);
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
    // However little Japanese there is in it: the configuration says so.
    client.open_and_read(&workspace.uri("wire/c.log"), "1 2 3\n");

    // Other articles, other files to watch.
    workspace.write("uradori.toml", "[articles]\ninclude = [\"**/*.txt\"]\n");
    touched(&mut client, &workspace.uri("uradori.toml"));
    let asked = client.server_request("client/registerCapability");
    assert!(!asked.to_string().contains("wire"), "{asked}");
    assert_eq!(client.server_request("client/unregisterCapability")["unregisterations"][0]["id"], "uradori/1");
    assert_ne!(client.problems(&workspace.uri("a.txt"))["diagnostics"], json!([]));
}

#[test]
fn each_folder_is_a_world_of_its_own() {
    let left = Workspace::new(&[("uradori.toml", &all_at("error")), ("a.txt", REPORT)]);
    let right = Workspace::new(&[("uradori.toml", &all_at("hint")), ("b.txt", PORTRAIT)]);
    let mut client = Client::start(Options::default().in_folders([left.root_uri(), right.root_uri()]));
    let both = |answer: &Value| answer.as_array().is_some_and(|symbols| symbols.len() == 2);
    eventually(&mut client, "workspace/symbol", &json!({ "query": NAME }), both);
    for (workspace, wanted) in [(&left, 1), (&right, 4)] {
        let report = client.open_and_read(&workspace.uri("c.txt"), HEARSAY);
        assert_eq!(*level(&report), wanted);
        client.close(&workspace.uri("c.txt"));
        client.problems(&workspace.uri("c.txt"));
    }
    // A jump stays in its folder.
    let mut asked = place(&left.uri("a.txt"), REPORT, NAME, 0, PositionEncoding::Utf8);
    asked["context"] = json!({ "includeDeclaration": true });
    let places = client.result("textDocument/references", &asked);
    assert!(places.as_array().unwrap().iter().all(|place| place["uri"] == left.uri("a.txt")), "{places:#}");
}

#[test]
fn the_users_own_severities_win_over_the_folders() {
    let workspace = Workspace::new(&[("uradori.toml", &all_at("error"))]);
    let settings = |severity: Value| {
        let mut options = Options::default().in_folders([workspace.root_uri()]);
        options.settings["severity"] = severity;
        options
    };
    let report = |options: Options, uri: &str| Client::start(options).open_and_read(uri, HEARSAY);
    let every =
        |level: &str| uradori::config::CODE_NAMES.iter().map(|code| ((*code).to_owned(), json!(level))).collect();
    for uri in [workspace.uri("a.txt"), "file:///nowhere/a.txt".to_owned()] {
        assert_eq!(*level(&report(settings(Value::Object(every("hint"))), &uri)), 4, "{uri}");
        assert_eq!(report(settings(Value::Object(every("off"))), &uri)["diagnostics"], json!([]), "{uri}");
    }
    // What nobody can mean is no reason to start otherwise.
    let odd = json!({ "hearsay": "shout", "no-such-code": "off", "quote": null });
    assert_eq!(*level(&report(settings(odd), &workspace.uri("a.txt"))), 1);
}

#[test]
fn folders_come_and_go() {
    let first = Workspace::new(&[("a.txt", "ここには誰もいない。\n")]);
    let second = Workspace::new(&[("b.txt", PORTRAIT), ("uradori.toml", &all_at("error"))]);
    let article = second.uri("c.txt");
    let mut client = Client::start(Options::default().in_folders([first.root_uri()]));
    let default = default_level();
    assert_eq!(*level(&client.open_and_read(&article, HEARSAY)), default);

    let folder = json!({ "uri": second.root_uri(), "name": "second" });
    let event = json!({ "event": { "added": [folder], "removed": [] } });
    client.notify("workspace/didChangeWorkspaceFolders", &event);
    assert_eq!(*level(&client.problems(&article)), 1);
    eventually(&mut client, "workspace/symbol", &json!({ "query": NAME }), Value::is_array);

    let event = json!({ "event": { "added": [], "removed": [folder] } });
    client.notify("workspace/didChangeWorkspaceFolders", &event);
    assert_eq!(*level(&client.problems(&article)), default);
    assert_eq!(client.result("workspace/symbol", &json!({ "query": NAME })), Value::Null);
}

#[test]
fn a_folder_inside_another_has_its_own_articles() {
    let outer = Workspace::new(&[("a.txt", REPORT), ("inner/b.txt", PORTRAIT), ("inner/uradori.toml", "")]);
    let inner = format!("{}/inner", outer.root_uri());
    let mut client = Client::start(Options::default().in_folders([outer.root_uri(), inner.clone()]));
    let two = |answer: &Value| answer.as_array().is_some_and(|symbols| symbols.len() == 2);
    eventually(&mut client, "workspace/symbol", &json!({ "query": NAME }), two);
    // Without the inner folder, the outer one has them all.
    let event = json!({ "event": { "added": [], "removed": [{ "uri": inner, "name": "inner" }] } });
    client.notify("workspace/didChangeWorkspaceFolders", &event);
    let mut asked = place(&outer.uri("a.txt"), REPORT, NAME, 0, PositionEncoding::Utf8);
    asked["context"] = json!({ "includeDeclaration": true });
    eventually(&mut client, "textDocument/references", &asked, |places| {
        places.as_array().is_some_and(|places| places.iter().any(|place| place["uri"] == outer.uri("inner/b.txt")))
    });
}

#[test]
fn a_folder_that_is_not_there_is_no_reason_to_stop() {
    let mut client = Client::start(
        Options::default().in_folders(["file:///no/such/folder".to_owned(), "vscode-vfs://x/y".to_owned()]),
    );
    assert_ne!(client.open_and_read("file:///no/such/folder/a.txt", HEARSAY)["diagnostics"], json!([]));
}
