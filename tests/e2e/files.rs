//! Files come and go, and the archive follows; an open document is what the editor says it is.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options, PATIENCE};
use crate::workspace::{NAME, PORTRAIT, REPORT, Workspace, place};

const CREATED: u32 = 1;
const CHANGED: u32 = 2;
const DELETED: u32 = 3;

/// Asks which articles mention the minister, until the answer is `wanted`.
fn eventually_mentioned_in(client: &mut Client, wanted: &[&str]) {
    let until = Instant::now() + PATIENCE;
    loop {
        let symbols = client.result("workspace/symbol", &json!({ "query": NAME }));
        let articles = match symbols.get(0) {
            None => Vec::new(),
            Some(symbol) => {
                // From the article that the symbol leads to, all others.
                let location = &symbol["location"];
                let asked = json!({
                    "textDocument": { "uri": location["uri"] },
                    "position": location["range"]["start"],
                    "context": { "includeDeclaration": true },
                });
                let places = client.result("textDocument/references", &asked);
                let uris = places.as_array().into_iter().flatten().map(|place| place["uri"].as_str().unwrap());
                let mut uris: Vec<String> = uris.map(str::to_owned).collect();
                uris.sort();
                uris.dedup();
                uris
            }
        };
        if articles == wanted {
            return;
        }
        assert!(Instant::now() < until, "mentioned in {articles:?}, not {wanted:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn touched(client: &mut Client, changes: &[(&str, u32)]) {
    let changes: Vec<Value> = changes.iter().map(|(uri, kind)| json!({ "uri": uri, "type": kind })).collect();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
}

#[test]
fn the_articles_of_a_folder_are_read_and_followed() {
    let workspace = Workspace::new(&[("a.txt", REPORT), ("b.txt", "本日は晴天なり。\n"), (".gitignore", "old/\n")]);
    let (a, b, c) = (workspace.uri("a.txt"), workspace.uri("b.txt"), workspace.uri("new/日本語 c.txt"));
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    eventually_mentioned_in(&mut client, &[&a]);

    workspace.write("new/日本語 c.txt", PORTRAIT);
    workspace.write("old/ignored.txt", PORTRAIT);
    touched(&mut client, &[(&c, CREATED), (&workspace.uri("old/ignored.txt"), CREATED)]);
    eventually_mentioned_in(&mut client, &[&a, &c]);

    workspace.write("b.txt", PORTRAIT);
    touched(&mut client, &[(&b, CHANGED)]);
    eventually_mentioned_in(&mut client, &[&a, &b, &c]);

    workspace.remove("b.txt");
    touched(&mut client, &[(&b, DELETED)]);
    eventually_mentioned_in(&mut client, &[&a, &c]);

    // Renamed as a whole folder: nobody tells of the files.
    workspace.rename("new", "later");
    touched(&mut client, &[(&workspace.uri("new"), DELETED), (&workspace.uri("later"), CREATED)]);
    eventually_mentioned_in(&mut client, &[&a, &workspace.uri("later/日本語 c.txt")]);
}

#[test]
fn renaming_in_the_editor_is_followed() {
    let workspace = Workspace::new(&[("sub/a.txt", REPORT)]);
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    eventually_mentioned_in(&mut client, &[&workspace.uri("sub/a.txt")]);
    workspace.rename("sub", "moved");
    let files = json!([{ "oldUri": workspace.uri("sub"), "newUri": workspace.uri("moved") }]);
    client.notify("workspace/didRenameFiles", &json!({ "files": files }));
    eventually_mentioned_in(&mut client, &[&workspace.uri("moved/a.txt")]);
}

#[test]
fn where_the_editor_watches_nothing_the_server_does() {
    let workspace = Workspace::new(&[("a.txt", REPORT)]);
    let options = Options::default().with("/workspace/didChangeWatchedFiles", json!({ "dynamicRegistration": false }));
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    eventually_mentioned_in(&mut client, &[&workspace.uri("a.txt")]);
    workspace.write("b.txt", PORTRAIT);
    eventually_mentioned_in(&mut client, &[&workspace.uri("a.txt"), &workspace.uri("b.txt")]);
    workspace.rename("b.txt", "c.txt");
    eventually_mentioned_in(&mut client, &[&workspace.uri("a.txt"), &workspace.uri("c.txt")]);
    workspace.remove("a.txt");
    eventually_mentioned_in(&mut client, &[&workspace.uri("c.txt")]);
}

#[test]
fn what_cannot_be_read_is_passed_over() {
    let workspace = Workspace::new(&[("a.txt", REPORT)]);
    workspace.write("data.txt", [0_u8, 1, 2, 3, 0, 255]);
    std::fs::File::create(workspace.path("huge.txt")).unwrap().set_len(50_000_000).unwrap();
    workspace.write("sjis.txt", sjis_portrait());
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    eventually_mentioned_in(&mut client, &[&workspace.uri("a.txt"), &workspace.uri("sjis.txt")]);
}

/// 「北嶺の久慈冬子外相が来た。」 in Shift_JIS.
fn sjis_portrait() -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode("北嶺の久慈冬子外相が来た。\r\n").0.into_owned()
}

#[test]
fn an_open_document_shadows_what_lies_on_disk() {
    let workspace = Workspace::new(&[("a.txt", REPORT), ("b.txt", PORTRAIT)]);
    let (a, b) = (workspace.uri("a.txt"), workspace.uri("b.txt"));
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    eventually_mentioned_in(&mut client, &[&a, &b]);

    client.open_and_read(&b, "ここには誰もいない。\n");
    eventually_mentioned_in(&mut client, &[&a]);
    // Touching the file changes nothing while it is open.
    workspace.write("b.txt", PORTRAIT);
    touched(&mut client, &[(&b, CHANGED)]);
    std::thread::sleep(Duration::from_millis(400));
    eventually_mentioned_in(&mut client, &[&a]);

    client.close(&b);
    eventually_mentioned_in(&mut client, &[&a, &b]);

    // Gone from disk while it is open: it stays until it is closed.
    client.open_and_read(&b, PORTRAIT);
    workspace.remove("b.txt");
    touched(&mut client, &[(&b, DELETED)]);
    std::thread::sleep(Duration::from_millis(400));
    eventually_mentioned_in(&mut client, &[&a, &b]);
    client.close(&b);
    eventually_mentioned_in(&mut client, &[&a]);
}

#[test]
fn the_columns_of_an_article_that_nobody_has_open_are_right() {
    for encoding in PositionEncoding::ALL {
        let workspace = Workspace::new(&[("a.txt", REPORT), ("b.txt", PORTRAIT)]);
        let mut client = Client::start(Options::counting_in(encoding).in_folders([workspace.root_uri()]));
        let (a, b) = (workspace.uri("a.txt"), workspace.uri("b.txt"));
        eventually_mentioned_in(&mut client, &[&a, &b]);
        client.open_and_read(&b, PORTRAIT);
        let links = client.result("textDocument/definition", &place(&b, PORTRAIT, NAME, 0, encoding));
        assert_eq!(links[0]["targetUri"], a);
        let focus = crate::workspace::under(REPORT, &links[0]["targetSelectionRange"], encoding);
        assert!(focus.contains(NAME), "{focus}");
    }
}
