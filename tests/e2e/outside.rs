//! What lies outside of the workspace stays there.

use std::path::Path;

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options, eventually};
use crate::workspace::{NAME, PORTRAIT, REPORT, Workspace, place};

fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).unwrap().into()
}

/// A client of a folder with one article that is read.
fn client(workspace: &Workspace) -> Client {
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    client.wait_until_read();
    client
}

/// The articles in which the minister is mentioned.
fn mentioned_in(client: &mut Client, report: &str) -> Vec<String> {
    let mut params = place(report, REPORT, NAME, 0, PositionEncoding::Utf8);
    params["context"] = json!({ "includeDeclaration": true });
    let places = client.result("textDocument/references", &params);
    let mut uris: Vec<String> =
        places.as_array().into_iter().flatten().map(|place| place["uri"].as_str().unwrap().to_owned()).collect();
    uris.dedup();
    uris
}

/// Tells the server that these files are new, and with them an article that really is. Once that one is known the others
/// would be, too.
fn told_of(client: &mut Client, workspace: &Workspace, uris: &[String]) {
    workspace.write("new.txt", PORTRAIT);
    let new = workspace.uri("new.txt");
    let changes: Vec<Value> = uris.iter().chain([&new]).map(|uri| json!({ "uri": uri, "type": 1 })).collect();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    let all = eventually("the new article", || {
        let all = mentioned_in(client, &workspace.uri("a.txt"));
        all.contains(&new).then_some(all)
    });
    assert_eq!(all, [workspace.uri("a.txt"), new]);
}

#[test]
fn no_question_reads_a_file_that_is_no_article_of_the_workspace() {
    let (workspace, outside) = (Workspace::new(&[("a.txt", REPORT)]), Workspace::new(&[("secret.txt", PORTRAIT)]));
    let mut client = client(&workspace);
    let secret = outside.uri("secret.txt");
    let inside = workspace.root_uri();
    let name = outside.root().file_name().unwrap().to_str().unwrap().to_owned();
    for address in [secret.clone(), format!("{inside}/../{name}/secret.txt"), "file:///etc/hostname".to_owned()] {
        let at = place(&address, PORTRAIT, NAME, 0, PositionEncoding::Utf8);
        for method in ["hover", "definition", "documentSymbol", "semanticTokens/full", "documentLink"] {
            let answer = client.result(&format!("textDocument/{method}"), &at);
            let is_empty = answer.is_null() || answer["data"].as_array().is_some_and(Vec::is_empty);
            assert!(is_empty, "{method} {address}: {answer}");
        }
    }
    // Being told of it makes no article of it.
    told_of(&mut client, &workspace, &[secret]);
}

#[cfg(unix)]
#[test]
fn a_link_leads_nowhere() {
    let (workspace, outside) = (Workspace::new(&[("a.txt", REPORT)]), Workspace::new(&[("secret.txt", PORTRAIT)]));
    std::os::unix::fs::symlink(outside.path("secret.txt"), workspace.path("link.txt")).unwrap();
    std::os::unix::fs::symlink(outside.root(), workspace.path("folder")).unwrap();
    let mut client = client(&workspace);
    told_of(&mut client, &workspace, &["link.txt", "folder/secret.txt", "folder"].map(|name| workspace.uri(name)));
}

/// A pipe is what a disk comes to that never answers: whoever opens it waits for ever.
#[cfg(unix)]
#[test]
fn a_file_that_never_gives_anything_keeps_nobody_waiting() {
    let workspace = Workspace::new(&[("a.txt", REPORT)]);
    let made = std::process::Command::new("mkfifo").arg(workspace.path("pipe.txt")).status();
    assert!(made.expect("every Unix has mkfifo").success());
    let mut client = client(&workspace);
    client.notify(
        "workspace/didChangeWatchedFiles",
        &json!({ "changes": [{ "uri": workspace.uri("pipe.txt"), "type": 2 }] }),
    );
    let at = place(&workspace.uri("pipe.txt"), REPORT, NAME, 0, PositionEncoding::Utf8);
    assert_eq!(client.result("textDocument/hover", &at), Value::Null);
    assert_eq!(mentioned_in(&mut client, &workspace.uri("a.txt")), [workspace.uri("a.txt")]);
}

#[test]
fn a_renaming_writes_only_into_articles_of_the_workspace() {
    let (workspace, outside) = (Workspace::new(&[("a.txt", REPORT)]), Workspace::new(&[("b.txt", PORTRAIT)]));
    let mut client = client(&workspace);
    client.open_and_read(&workspace.uri("a.txt"), REPORT);
    client.open(&uri(&outside.path("b.txt")), 1, PORTRAIT);
    let mut params = place(&workspace.uri("a.txt"), REPORT, NAME, 0, PositionEncoding::Utf8);
    params["newName"] = json!("久慈夏子");
    let edit = client.result("textDocument/rename", &params).to_string();
    assert!(edit.contains("a.txt") && !edit.contains("b.txt"), "{edit}");
    client.listen_no_more();
}
