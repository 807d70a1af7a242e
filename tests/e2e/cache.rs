//! What the server keeps on disk shows in nothing but its speed, whatever becomes of it.

use std::io::BufReader;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, Options, PATIENCE, change, eventually, notification};
use crate::process;
use crate::workspace::{NAME, PORTRAIT, REPORT, Workspace, place};
use uradori::text::PositionEncoding;

fn options(workspace: &Workspace, cache: &Path) -> Options {
    let settings = json!({ "cache": { "folder": cache } });
    let options = Options { settings, ..Options::default() }.in_folders([workspace.root_uri()]);
    options.with("/window/workDoneProgress", json!(true))
}

/// Starts a server and waits until it has read the folder.
fn read(workspace: &Workspace, cache: &Path) -> Client {
    let mut client = Client::start(options(workspace, cache));
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    client.server_request("window/workDoneProgress/create");
    client
}

/// How often the minister is mentioned, as an article that is open sees it.
fn mentions(client: &mut Client, workspace: &Workspace) -> usize {
    let uri = workspace.uri("0.txt");
    let _ = client.open_and_read(&uri, REPORT);
    let mut params = place(&uri, REPORT, NAME, 0, PositionEncoding::Utf8);
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.result("textDocument/references", &params).as_array().map_or(0, Vec::len);
    client.close(&uri);
    found
}

fn workspace(articles: usize) -> Workspace {
    let workspace = Workspace::new(&[("uradori.toml", "")]);
    for n in 0..articles {
        // No two alike, so that each has a card of its own.
        workspace.write(&format!("{n}.txt"), format!("{}{n}人が出席した。\n", if n == 0 { "" } else { PORTRAIT }));
    }
    workspace.write("0.txt", REPORT);
    workspace
}

fn kept(cache: &Path) -> Vec<std::path::PathBuf> {
    let items = std::fs::read_dir(cache.join("articles")).into_iter().flatten();
    items.map(|item| item.unwrap().path()).collect()
}

#[test]
fn a_second_start_answers_as_the_first_did() {
    let (workspace, cache) = (workspace(12), tempfile::tempdir().unwrap());
    let mut client = read(&workspace, cache.path());
    let first = mentions(&mut client, &workspace);
    drop(client);
    assert_eq!(kept(cache.path()).len(), 1);
    let mut client = read(&workspace, cache.path());
    assert_eq!(mentions(&mut client, &workspace), first);
    drop(client);
    // What changed in between is seen.
    workspace.remove("3.txt");
    let mut client = read(&workspace, cache.path());
    assert_eq!(mentions(&mut client, &workspace), first - 1);
}

#[test]
fn a_cache_that_is_none_is_made_anew() {
    let (workspace, cache) = (workspace(6), tempfile::tempdir().unwrap());
    let mut client = read(&workspace, cache.path());
    let first = mentions(&mut client, &workspace);
    drop(client);
    std::fs::write(&kept(cache.path())[0], "nothing that was ever a cache").unwrap();
    let mut client = read(&workspace, cache.path());
    assert_eq!(mentions(&mut client, &workspace), first);
}

#[test]
fn it_can_be_switched_off_in_the_editor_and_in_the_folder() {
    let (workspace, cache) = (workspace(3), tempfile::tempdir().unwrap());
    let mut off = options(&workspace, cache.path());
    off.settings["cache"]["articles"] = json!(false);
    let mut client = Client::start(off);
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    client.server_request("window/workDoneProgress/create");
    drop(client);
    workspace.write("uradori.toml", "cache = false\n");
    drop(read(&workspace, cache.path()));
    assert_eq!(kept(cache.path()), Vec::<std::path::PathBuf>::new());
}

/// The real program, killed while it reads and writes, again and again; nothing is ever lost but time.
#[test]
fn a_kill_at_any_moment_costs_only_time() {
    let (workspace, cache) = (workspace(40), tempfile::tempdir().unwrap());
    let capabilities = json!({ "window": { "workDoneProgress": false } });
    let folders = json!([{ "uri": workspace.root_uri(), "name": "a" }]);
    for round in 0..10_u64 {
        let mut server = process::start(&["lsp"]);
        let mut reader = BufReader::new(server.stdout.take().expect("it speaks"));
        let settings = json!({ "cache": { "folder": cache.path() } });
        let params = json!({ "processId": null, "rootUri": null, "workspaceFolders": folders,
            "capabilities": capabilities, "initializationOptions": settings });
        process::send(&mut server, &[json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params })]);
        assert_eq!(process::receive(&mut reader)["id"], 1);
        process::send(&mut server, &[notification("initialized", &json!({}))]);
        std::thread::sleep(Duration::from_millis(30 + round * 90));
        server.kill().expect("it runs");
        server.wait().expect("it ends");
    }
    let mut client = read(&workspace, cache.path());
    let with = mentions(&mut client, &workspace);
    drop(client);
    let empty = tempfile::tempdir().unwrap();
    let mut client = read(&workspace, empty.path());
    assert_eq!(mentions(&mut client, &workspace), with);
}

#[test]
fn ten_thousand_files_renamed_at_once_are_followed_while_somebody_writes() {
    const FILES: usize = 10_000;
    let (workspace, cache) = (workspace(1), tempfile::tempdir().unwrap());
    // The minister is in one of a hundred, so that the answers stay short.
    for n in 0..FILES {
        let who = if n % 100 == 0 { NAME } else { "議長" };
        workspace.write(&format!("old/{}/{n}.txt", n % 10), format!("{who}が{n}人と会った。"));
    }
    let mut client = read(&workspace, cache.path());
    let uri = workspace.uri("0.txt");
    client.open_and_read(&uri, REPORT);
    let mut params = place(&uri, REPORT, NAME, 0, PositionEncoding::Utf8);
    params["context"] = json!({ "includeDeclaration": true });
    let places = |client: &mut Client| -> Vec<String> {
        let places = client.result("textDocument/references", &params);
        places.as_array().into_iter().flatten().map(|place| place["uri"].as_str().unwrap().to_owned()).collect()
    };
    let first = places(&mut client);
    assert_eq!(first.iter().filter(|uri| uri.contains("/old/")).count(), FILES / 100, "{first:#?}");

    workspace.rename("old", "new");
    let told = |folder: &str, kind: u32| -> Vec<Value> {
        let name = |n: usize| workspace.uri(&format!("{folder}/{}/{n}.txt", n % 10));
        (0..FILES).map(|n| json!({ "uri": name(n), "type": kind })).collect()
    };
    let changes = [told("old", 3), told("new", 1)].concat();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    let mut version = 1;
    eventually("the new places", || {
        // Meanwhile somebody writes, and is answered.
        version += 1;
        let end = json!({ "line": 3, "character": 0 });
        let edit = json!([{ "range": { "start": end, "end": end }, "text": "会議は続く。" }]);
        client.notify("textDocument/didChange", &change(&uri, version, &edit));
        assert_eq!(client.text(&uri).map(|(_, version)| version), Some(i64::from(version)));
        let now = places(&mut client);
        let is_there = now.iter().filter(|uri| uri.contains("/new/")).count() == FILES / 100;
        (is_there && !now.iter().any(|uri| uri.contains("/old/"))).then_some(())
    });
    client.listen_no_more();
}

#[test]
fn files_that_change_under_the_walk_end_as_they_are() {
    let (workspace, cache) = (workspace(60), tempfile::tempdir().unwrap());
    let mut client = Client::start(options(&workspace, cache.path()));
    let mut changes = Vec::new();
    for n in 1..60 {
        let name = format!("{n}.txt");
        match n % 3 {
            0 => workspace.remove(&name),
            1 => workspace.write(&name, "本日は晴天なり。\n"),
            _ => continue,
        }
        changes.push(json!({ "uri": workspace.uri(&name), "type": if n % 3 == 0 { 3 } else { 2 } }));
    }
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    while client.notification("$/progress")["value"]["kind"] != "end" {}
    client.server_request("window/workDoneProgress/create");
    let fresh = tempfile::tempdir().unwrap();
    let mut other = read(&workspace, fresh.path());
    let wanted = mentions(&mut other, &workspace);
    let until = std::time::Instant::now() + PATIENCE;
    while mentions(&mut client, &workspace) != wanted {
        assert!(std::time::Instant::now() < until, "it never comes to the {wanted} mentions that there are");
        std::thread::sleep(Duration::from_millis(50));
    }
}
