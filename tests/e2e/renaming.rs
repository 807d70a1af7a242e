//! Another name for an actor, in all articles, previewed.

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options};
use crate::workspace::{NAME, PORTRAIT, REPORT, Workspace, place, under};

fn two_articles(options: Options) -> (Workspace, Client, String, String) {
    let workspace = Workspace::new(&[("report.txt", REPORT), ("人物/portrait.txt", PORTRAIT)]);
    let (report, portrait) = (workspace.uri("report.txt"), workspace.uri("人物/portrait.txt"));
    let options = options.with("/window/workDoneProgress", json!(true)).in_folders([workspace.root_uri()]);
    let mut client = Client::start(options);
    client.open_and_read(&report, REPORT);
    read(&mut client);
    (workspace, client, report, portrait)
}

/// Waits until the folder is read.
fn read(client: &mut Client) {
    client.server_request("window/workDoneProgress/create");
    while client.notification("$/progress")["value"]["kind"] != "end" {}
}

fn previewing(encoding: PositionEncoding) -> Options {
    Options::counting_in(encoding)
        .plus("workspace/workspaceEdit", json!({ "documentChanges": true, "changeAnnotationSupport": {} }))
        .plus("textDocument/rename", json!({ "prepareSupport": true, "honorsChangeAnnotations": true }))
}

fn renaming(uri: &str, needle: &str, new: &str, encoding: PositionEncoding) -> Value {
    let mut asked = place(uri, REPORT, needle, 0, encoding);
    asked["newName"] = json!(new);
    asked
}

#[test]
fn every_mention_by_that_name_is_changed_once_the_user_agrees() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, portrait) = two_articles(previewing(encoding));
        let prepared = client.result("textDocument/prepareRename", &place(&report, REPORT, NAME, 0, encoding));
        assert_eq!(prepared["placeholder"], NAME);
        assert_eq!(under(REPORT, &prepared["range"], encoding), NAME);
        let edit = client.result("textDocument/rename", &renaming(&report, NAME, "久慈夏子", encoding));
        let changes = edit["documentChanges"].as_array().expect("changes");
        let of = |uri: &str| changes.iter().find(|change| change["textDocument"]["uri"] == uri).expect("the article");
        assert_eq!(of(&report)["textDocument"]["version"], 1);
        assert_eq!(of(&portrait)["textDocument"]["version"], Value::Null);
        assert_eq!(changes.len(), 2);
        for (uri, text) in [(&report, REPORT), (&portrait, PORTRAIT)] {
            for change in of(uri)["edits"].as_array().expect("edits") {
                assert_eq!(under(text, &change["range"], encoding), NAME);
                assert_eq!(change["newText"], "久慈夏子");
                let annotation = change["annotationId"].as_str().expect("an annotation");
                assert_eq!(edit["changeAnnotations"][annotation]["needsConfirmation"], true);
            }
        }
    }
}

#[test]
fn an_editor_that_knows_less_gets_a_plain_edit() {
    let (_workspace, mut client, report, portrait) =
        two_articles(Options::default().with("/workspace/workspaceEdit/documentChanges", json!(false)));
    let edit = client.result("textDocument/rename", &renaming(&report, NAME, "久慈夏子", PositionEncoding::Utf8));
    assert_eq!(edit["changes"][&report].as_array().map(Vec::len), Some(1), "{edit:#}");
    assert_eq!(edit["changes"][&portrait].as_array().map(Vec::len), Some(1));
    assert_eq!(edit.get("documentChanges"), None);
}

#[test]
fn what_is_no_name_is_refused() {
    let (_workspace, mut client, report, _) = two_articles(Options::default());
    let encoding = PositionEncoding::Utf8;
    assert_eq!(client.result("textDocument/prepareRename", &place(&report, REPORT, "対話", 0, encoding)), Value::Null);
    assert_eq!(client.result("textDocument/rename", &renaming(&report, "対話", "x", encoding)), Value::Null);
    for new in ["", "　", "a\nb"] {
        let refusal = client.request("textDocument/rename", &renaming(&report, NAME, new, encoding)).unwrap_err();
        assert_eq!(refusal.code, -32803, "{new:?}");
    }
}

/// A list of accepted findings that names three articles.
fn list_of(articles: [&str; 3]) -> String {
    let row = |article: &str| {
        format!(
            "[[accepted]]\narticle = \"{article}\"\ncode = \"hearsay\"\nfingerprint = \"0123456789abcdef\"\nexcerpt = \"\"\n\
             reason = \"確認した\"\nby = \"久慈\"\non = 2026-11-22\n\n"
        )
    };
    articles.map(row).concat()
}

#[test]
fn accepted_findings_follow_the_articles_that_move() {
    let list = list_of(["人物/a.txt", "人物/b.txt", "c.txt"]);
    let workspace = Workspace::new(&[("uradori.accepted.toml", &list), ("人物/a.txt", REPORT), ("c.txt", PORTRAIT)]);
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    client.problems(&workspace.uri("uradori.accepted.toml"));
    let filters = &client.agreed["capabilities"]["workspace"]["fileOperations"]["willRename"]["filters"];
    assert_eq!(filters[0]["scheme"], "file");
    let mut moving = |from: &str, to: &str| {
        let files = json!({ "files": [{ "oldUri": workspace.uri(from), "newUri": workspace.uri(to) }] });
        client.result("workspace/willRenameFiles", &files)
    };
    let edit = moving("人物", "記録/人物");
    let edits = edit["changes"][workspace.uri("uradori.accepted.toml")].as_array().expect("edits").clone();
    let changed: Vec<(String, &str)> = edits
        .iter()
        .map(|edit| (under(&list, &edit["range"], PositionEncoding::Utf8), edit["newText"].as_str().expect("a text")))
        .collect();
    assert_eq!(
        changed,
        [("\"人物/a.txt\"".to_owned(), "\"記録/人物/a.txt\""), ("\"人物/b.txt\"".to_owned(), "\"記録/人物/b.txt\"")]
    );
    assert_eq!(moving("d.txt", "e.txt"), Value::Null);
}

/// Waits until the list on disk is `wanted`.
fn eventually_listed(workspace: &Workspace, wanted: &str) {
    let read = || std::fs::read_to_string(workspace.path("uradori.accepted.toml")).expect("the list is there");
    let began = std::time::Instant::now();
    while read() != wanted {
        assert!(began.elapsed() < std::time::Duration::from_secs(60), "{}", read());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn accepted_findings_follow_articles_that_are_renamed_without_asking() {
    let workspace = Workspace::new(&[
        ("uradori.accepted.toml", &list_of(["a.txt", "b.txt", "c.txt"])),
        ("a.txt", REPORT),
        ("b.txt", PORTRAIT),
    ]);
    let options = Options::default().with("/workspace/didChangeWatchedFiles", json!({ "dynamicRegistration": false }));
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    client.problems(&workspace.uri("uradori.accepted.toml"));
    // In the editor, which only tells of it.
    workspace.rename("a.txt", "d.txt");
    let files = json!({ "files": [{ "oldUri": workspace.uri("a.txt"), "newUri": workspace.uri("d.txt") }] });
    client.notify("workspace/didRenameFiles", &files);
    eventually_listed(&workspace, &list_of(["d.txt", "b.txt", "c.txt"]));
    // Outside, where nobody tells.
    workspace.rename("b.txt", "e.txt");
    eventually_listed(&workspace, &list_of(["d.txt", "e.txt", "c.txt"]));
}

#[test]
fn a_list_that_the_editor_changes_itself_is_left_to_it() {
    let list = list_of(["a.txt", "b.txt", "c.txt"]);
    let workspace = Workspace::new(&[("uradori.accepted.toml", &list), ("a.txt", REPORT), ("b.txt", PORTRAIT)]);
    let options = Options::default().with("/workspace/didChangeWatchedFiles", json!({ "dynamicRegistration": false }));
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    client.problems(&workspace.uri("uradori.accepted.toml"));
    let files = json!({ "files": [{ "oldUri": workspace.uri("a.txt"), "newUri": workspace.uri("d.txt") }] });
    client.result("workspace/willRenameFiles", &files);
    workspace.rename("a.txt", "d.txt");
    client.notify("workspace/didRenameFiles", &files);
    workspace.rename("b.txt", "e.txt");
    eventually_listed(&workspace, &list_of(["a.txt", "e.txt", "c.txt"]));
}
