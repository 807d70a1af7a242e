//! Names as they are typed.

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options};
use crate::workspace::{NAME, PORTRAIT, Workspace, position, under};

const REGISTRY: &str = "[[actor]]\nid = \"kuji\"\nname = \"久慈冬子\"\ntype = \"person\"\nreading = \"くじふゆこ\"\n";

fn complete(client: &mut Client, uri: &str, text: &str, encoding: PositionEncoding) -> Value {
    let end = text.trim_end().len();
    let asked = json!({ "textDocument": { "uri": uri }, "position": position(text, end, encoding) });
    client.result("textDocument/completion", &asked)
}

#[test]
fn a_name_is_offered_for_what_is_typed_of_it() {
    for encoding in PositionEncoding::ALL {
        let workspace = Workspace::new(&[("uradori.toml", REGISTRY), ("portrait.txt", PORTRAIT)]);
        let lazily = Options::counting_in(encoding).plus(
            "textDocument/completion",
            json!({ "completionItem": { "documentationFormat": ["markdown"], "resolveSupport": { "properties": ["documentation"] } } }),
        );
        let mut client = Client::start(lazily.in_folders([workspace.root_uri()]));
        let portrait = workspace.uri("portrait.txt");
        client.open_and_read(&portrait, PORTRAIT);
        let uri = workspace.uri("new.txt");
        for (n, typed) in ["久慈", "くじふ", "kujifu"].into_iter().enumerate() {
            let text = format!("😀船が出た。{typed}\n");
            if n == 0 {
                client.open_and_read(&uri, &text);
            } else {
                client.replace(&uri, n as i32 + 1, &text);
            }
            let list = complete(&mut client, &uri, &text, encoding);
            assert_eq!(list["isIncomplete"], true, "more letters give other names");
            let item = &list["items"][0];
            assert_eq!(item["label"], NAME, "{typed}: {list:#}");
            assert_eq!(item["textEdit"]["newText"], NAME);
            assert_eq!(under(&text, &item["textEdit"]["range"], encoding), typed);
            // What was typed is no part of the name; the client's sieve must let it through.
            assert_eq!(item["filterText"], typed);
            assert!(list["items"].as_array().unwrap().iter().any(|item| item["label"] == "久慈冬子外相"), "{list:#}");
            assert_eq!(item.get("documentation"), None);
            let explained = client.result("completionItem/resolve", item);
            assert_eq!(explained["documentation"]["kind"], "markdown");
            assert!(explained["documentation"]["value"].as_str().unwrap().contains("外相"), "{explained:#}");
        }
        let text = "😀船が出た。\n";
        client.replace(&uri, 9, text);
        let list = complete(&mut client, &uri, text, encoding);
        assert_eq!(list["items"], json!([]));
        client.listen_no_more();
    }
}
