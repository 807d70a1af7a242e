//! What the editor offers at a finding and at a name, and what comes of it.

use serde_json::{Value, json};
use uradori::text::{Lines, Position, PositionEncoding};

use crate::client::{Client, Options, name};
use crate::workspace::{HEARSAY, Workspace, range};

const MENTION: &str = "久慈冬子";

fn article() -> String {
    format!("灘原市によると、𠮷野家は3日に開いた。\n\n{HEARSAY}\n久慈冬子外相が会見した。久慈氏は港に触れた。\n")
}

/// A workspace of one article and a client that has it open.
fn open(options: Options, files: &[(&str, &str)]) -> (Workspace, Client, Value) {
    let workspace = Workspace::new(files);
    workspace.write("a.txt", article());
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    let report = client.open_and_read(&workspace.uri("a.txt"), &article());
    (workspace, client, report)
}

fn ask(client: &mut Client, workspace: &Workspace, range: &Value, context: &Value) -> Vec<Value> {
    let params = json!({ "textDocument": { "uri": workspace.uri("a.txt") }, "range": range, "context": context });
    client.result("textDocument/codeAction", &params).as_array().cloned().unwrap_or_default()
}

fn titled(actions: &[Value], part: &str) -> Value {
    let fits = |action: &&Value| action["title"].as_str().is_some_and(|title| title.contains(part));
    actions.iter().find(fits).unwrap_or_else(|| panic!("no {part} among {actions:#?}")).clone()
}

/// What a text becomes by an edit.
fn applied(text: &str, edit: &Value, encoding: PositionEncoding) -> String {
    let lines = Lines::of(text);
    let offset = |at: &Value| {
        let number = |key: &str| at[key].as_u64().expect("a number") as u32;
        lines.offset(text, Position::new(number("line"), number("character")), encoding) as usize
    };
    let new = edit["newText"].as_str().or_else(|| edit["snippet"]["value"].as_str()).expect("a text");
    let mut changed = text.to_owned();
    changed.replace_range(offset(&edit["range"]["start"])..offset(&edit["range"]["end"]), new);
    changed
}

fn nothing() -> Value {
    json!({ "diagnostics": [] })
}

#[test]
fn the_kinds_are_told_at_the_handshake() {
    let client = Client::start(Options::default());
    let provider = &client.agreed["capabilities"]["codeActionProvider"];
    assert_eq!(provider["codeActionKinds"], json!(["quickfix", "refactor"]));
    assert_eq!(provider["resolveProvider"], true);
}

#[test]
fn a_source_is_typed_in_where_the_editor_has_snippets() {
    for encoding in PositionEncoding::ALL {
        let options = Options::default().with("/general/positionEncodings", json!([name(encoding)]));
        let (workspace, mut client, report) = open(options, &[]);
        let found = &report["diagnostics"][0];
        let actions = ask(&mut client, &workspace, &found["range"], &json!({ "diagnostics": [found] }));
        let action = titled(&actions, "出典を書き入れる");
        assert_eq!((&action["kind"], &action["isPreferred"]), (&json!("quickfix"), &json!(true)));
        assert_eq!(action["diagnostics"], json!([found]));
        let change = &action["edit"]["documentChanges"][0];
        assert_eq!(change["textDocument"], json!({ "uri": workspace.uri("a.txt"), "version": 1 }));
        let after = applied(&article(), &change["edits"][0], encoding);
        assert!(after.contains(&format!("\n${{1:灘原市}}によると、{HEARSAY}")), "{after}");
        let marked = titled(&actions, "要出典");
        let after = applied(&article(), &marked["edit"]["documentChanges"][0]["edits"][0], encoding);
        assert!(after.contains("（要出典）。\n"), "{after}");
    }
}

#[test]
fn an_editor_without_snippets_or_versions_gets_plain_text() {
    let options = Options::default().with("/workspace/workspaceEdit", json!({}));
    let (workspace, mut client, report) = open(options, &[]);
    let actions = ask(&mut client, &workspace, &report["diagnostics"][0]["range"], &nothing());
    let action = titled(&actions, "出典を書き入れる");
    let edit = &action["edit"]["changes"][workspace.uri("a.txt")][0];
    let after = applied(&article(), edit, PositionEncoding::Utf8);
    assert!(after.contains(&format!("\n〔灘原市〕によると、{HEARSAY}")), "{after}");
    assert_eq!(action.get("diagnostics"), None);
    // It cannot make a file, so that there is nowhere to register a name.
    let names = range(&article(), MENTION, 0, PositionEncoding::Utf8);
    assert_eq!(ask(&mut client, &workspace, &names, &nothing()), Vec::<Value>::new());
}

#[test]
fn a_finding_is_accepted_and_its_nearest_source_shown_by_commands_of_the_server() {
    let (workspace, mut client, report) = open(Options::default(), &[]);
    let actions = ask(&mut client, &workspace, &report["diagnostics"][0]["range"], &nothing());
    for (part, command) in [("受け入れる", "uradori.accept"), ("いちばん近い出典", "uradori.show")] {
        let action = titled(&actions, part);
        assert_eq!(action["command"]["command"], command);
        assert_eq!(action.get("edit"), None);
        let commands = &client.agreed["capabilities"]["executeCommandProvider"]["commands"];
        assert!(commands.as_array().is_some_and(|names| names.contains(&json!(command))));
        client.execute(command, &action["command"]["arguments"][0]).expect("it is done");
    }
    assert_eq!(client.problems(&workspace.uri("a.txt"))["diagnostics"], json!([]));
    let shown = client.server_request("window/showDocument");
    assert_eq!(shown["selection"], range(&article(), "灘原市", 0, PositionEncoding::Utf8));
    // The list says that nobody wrote down why.
    let told = client.problems(&workspace.uri("uradori.accepted.toml"));
    assert_eq!(told["diagnostics"][0]["severity"], 4, "{told:#}");
    // What is accepted is not offered again.
    assert_eq!(ask(&mut client, &workspace, &report["diagnostics"][0]["range"], &nothing()), Vec::<Value>::new());
}

#[test]
fn only_what_was_asked_for_is_offered() {
    let (workspace, mut client, report) = open(Options::default(), &[]);
    let found = &report["diagnostics"][0]["range"];
    let names = range(&article(), MENTION, 0, PositionEncoding::Utf8);
    let only = |kinds: &[&str]| json!({ "diagnostics": [], "only": kinds });
    assert_eq!(ask(&mut client, &workspace, found, &only(&["refactor"])), Vec::<Value>::new());
    assert_eq!(ask(&mut client, &workspace, &names, &only(&["quickfix"])), Vec::<Value>::new());
    assert_eq!(ask(&mut client, &workspace, found, &only(&["source.organizeImports"])), Vec::<Value>::new());
    assert!(!ask(&mut client, &workspace, found, &only(&["quickfix", "refactor"])).is_empty());
    assert!(!ask(&mut client, &workspace, &names, &only(&["refactor"])).is_empty());
    // Another problem of ours is meant, and one of somebody else's says nothing.
    let ours = |code: &str| json!([{ "range": found, "message": "", "source": "uradori", "code": code }]);
    assert_eq!(ask(&mut client, &workspace, found, &json!({ "diagnostics": ours("figure") })), Vec::<Value>::new());
    let theirs = json!([{ "range": found, "message": "", "source": "textlint" }]);
    assert!(!ask(&mut client, &workspace, found, &json!({ "diagnostics": theirs })).is_empty());
}

#[test]
fn a_name_is_registered_in_a_file_that_is_made() {
    let (workspace, mut client, _) = open(Options::default(), &[]);
    let names = range(&article(), MENTION, 0, PositionEncoding::Utf8);
    let actions = ask(&mut client, &workspace, &names, &nothing());
    let action = titled(&actions, "名簿に登録");
    assert_eq!((action.get("edit"), &action["kind"]), (None, &json!("refactor")));
    let resolved = client.result("codeAction/resolve", &action);
    let changes = &resolved["edit"]["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(workspace.uri("uradori.toml"))));
    let registry = applied("", &changes[1]["edits"][0], PositionEncoding::Utf8);
    let config = uradori::config::Config::parse(&registry).expect("it can be read");
    assert_eq!(config.actors[0].name, MENTION);
}

#[test]
fn a_registry_that_is_open_is_changed_as_it_stands_in_the_editor() {
    let saved = "# 名簿\n";
    let (workspace, mut client, _) = open(Options::default(), &[("uradori.toml", saved)]);
    let typed = "# 名簿\n\n[severity] # まだ保存していない\njudgement = \"off\"\n";
    client.open(&workspace.uri("uradori.toml"), 7, typed);
    let names = range(&article(), MENTION, 0, PositionEncoding::Utf8);
    let actions = ask(&mut client, &workspace, &names, &nothing());
    let resolved = client.result("codeAction/resolve", &titled(&actions, "名前ではない"));
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": workspace.uri("uradori.toml"), "version": 7 }));
    let registry = applied(typed, &change["edits"][0], PositionEncoding::Utf8);
    assert!(registry.starts_with(typed), "{registry}");
    assert_eq!(uradori::config::Config::parse(&registry).expect("it can be read").not_names, [MENTION]);
    client.listen_no_more();
}

#[test]
fn a_registry_that_cannot_be_read_is_not_touched() {
    let (workspace, mut client, _) = open(Options::default(), &[("uradori.toml", "[[actor]\n")]);
    client.problems(&workspace.uri("uradori.toml"));
    let names = range(&article(), MENTION, 0, PositionEncoding::Utf8);
    assert_eq!(ask(&mut client, &workspace, &names, &nothing()), Vec::<Value>::new());
}

#[test]
fn an_action_on_a_text_that_has_changed_is_refused() {
    let (workspace, mut client, _) = open(Options::default(), &[("uradori.toml", "")]);
    let names = range(&article(), MENTION, 0, PositionEncoding::Utf8);
    let action = titled(&ask(&mut client, &workspace, &names, &nothing()), "名簿に登録");
    client.replace(&workspace.uri("a.txt"), 2, &article());
    assert_eq!(client.request("codeAction/resolve", &action).expect_err("it is stale").code, -32801);
}

#[test]
fn an_editor_that_knows_commands_only_gets_commands() {
    let options = Options::default().with("/textDocument/codeAction", json!({}));
    let (workspace, mut client, report) = open(options, &[]);
    let actions = ask(&mut client, &workspace, &report["diagnostics"][0]["range"], &nothing());
    assert!(!actions.is_empty() && actions.iter().all(|action| action["command"].is_string()), "{actions:#?}");
}

#[test]
fn the_same_claim_is_looked_for_and_the_user_asked_which_to_see() {
    let other = "港で式典があった。\n\n大統領府の報告書によると、首相は来月、隣国を訪れる。\n";
    let workspace = Workspace::new(&[("uradori.toml", ""), ("b.txt", other), ("a.txt", &article())]);
    let options = Options::default().with("/window/workDoneProgress", json!(true));
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    // Until all articles are read, the other one may not be known.
    client.server_request("window/workDoneProgress/create");
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    let report = client.open_and_read(&workspace.uri("a.txt"), &article());
    let action =
        titled(&ask(&mut client, &workspace, &report["diagnostics"][0]["range"], &nothing()), "ほかの記事で探す");
    let argument = action["command"]["arguments"][0].clone();
    let found = client.execute("uradori.similar", &argument).expect("it is answered")["similar"].clone();
    assert_eq!(
        (&found[0]["uri"], found.as_array().map(Vec::len)),
        (&json!(workspace.uri("b.txt")), Some(1)),
        "{found:#}"
    );
    assert!(found[0]["text"].as_str().is_some_and(|text| text.contains("隣国")), "{found:#}");
    let question = client.server_request("window/showMessageRequest");
    assert!(
        question["actions"][0]["title"].as_str().is_some_and(|title| title.starts_with("b.txt:3 ")),
        "{question:#}"
    );

    let nothing_alike = json!({ "uri": workspace.uri("a.txt"), "range": range(&article(), "𠮷野家", 0, PositionEncoding::Utf8), "show": true });
    assert_eq!(client.execute("uradori.similar", &nothing_alike), Ok(json!({ "similar": [], "complete": true })));
    assert!(
        client.notification("window/showMessage")["message"]
            .as_str()
            .is_some_and(|words| words.contains("見つかりません"))
    );
}
