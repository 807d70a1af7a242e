//! Who speaks about whom.

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options};
use crate::workspace::{Workspace, place, under};

const SPEECH: &str = "😀久慈冬子外相は「北嶺共和国は調べに応じるべきだ」と述べた。\n";
/// The country is made up, so that nobody but the user knows it.
const REGISTRY: &str = "[[actor]]\nid = \"hokurei\"\nname = \"北嶺共和国\"\ntype = \"place\"\n";
const ANSWER: &str = "𠮷田冬樹首相は「久慈冬子外相は港へ行く予定だ」と述べた。\n";

#[test]
fn speakers_and_those_they_speak_of() {
    for encoding in PositionEncoding::ALL {
        let workspace = Workspace::new(&[("a.txt", SPEECH), ("b.txt", ANSWER), ("uradori.toml", REGISTRY)]);
        let (a, b) = (workspace.uri("a.txt"), workspace.uri("b.txt"));
        let mut client = Client::start(Options::counting_in(encoding).in_folders([workspace.root_uri()]));
        client.open_and_read(&a, SPEECH);
        client.open_and_read(&b, ANSWER);
        let items = client.result("textDocument/prepareCallHierarchy", &place(&a, SPEECH, "久慈冬子", 0, encoding));
        let item = &items[0];
        assert_eq!(item["name"], "久慈冬子");
        assert!(under(SPEECH, &item["selectionRange"], encoding).starts_with("久慈冬子"));

        let calls = client.result("callHierarchy/incomingCalls", &json!({ "item": item }));
        assert_eq!(calls.as_array().map(Vec::len), Some(1), "{calls:#}");
        assert_eq!(calls[0]["from"]["name"], "𠮷田冬樹");
        assert_eq!(calls[0]["from"]["uri"], b);
        assert_eq!(under(ANSWER, &calls[0]["fromRanges"][0], encoding), "久慈冬子");

        let calls = client.result("callHierarchy/outgoingCalls", &json!({ "item": item }));
        let names: Vec<&Value> = calls.as_array().expect("calls").iter().map(|call| &call["to"]["name"]).collect();
        assert_eq!(names, ["北嶺共和国"]);
        assert_eq!(under(SPEECH, &calls[0]["fromRanges"][0], encoding), "北嶺共和国");

        assert_eq!(
            client.result("textDocument/prepareCallHierarchy", &place(&a, SPEECH, "調べ", 0, encoding)),
            Value::Null
        );
        let nobody = json!({ "item": { "name": "関係者", "kind": 5, "uri": a, "range": item["range"], "selectionRange": item["range"] } });
        assert_eq!(client.result("callHierarchy/incomingCalls", &nobody), Value::Null);
    }
}
