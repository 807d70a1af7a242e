//! What client and server agree upon, and what is refused.

use serde_json::{Value, json};
use uradori::lsp::Ending;
use uradori::text::PositionEncoding;

use crate::client::{Client, Options, name};

#[test]
fn each_encoding_is_agreed_upon_where_it_alone_is_offered() {
    for encoding in PositionEncoding::ALL {
        let client = Client::start(Options::counting_in(encoding));
        assert_eq!(client.agreed["capabilities"]["positionEncoding"], name(encoding));
    }
}

#[test]
fn the_encoding_that_the_client_likes_best_is_taken_and_utf_16_where_nothing_is_offered() {
    for (offered, taken) in [
        (json!(["utf-8", "utf-16", "utf-32"]), "utf-8"),
        (json!(["utf-32", "utf-8", "utf-16"]), "utf-32"),
        (json!(["utf-16", "utf-8"]), "utf-16"),
        (json!(["utf-7", "utf-8"]), "utf-8"),
        (json!(["utf-7"]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        let client = Client::start(Options::default().with("/general/positionEncodings", offered.clone()));
        assert_eq!(client.agreed["capabilities"]["positionEncoding"], taken, "{offered}");
    }
}

#[test]
fn the_server_says_who_it_is_and_what_it_can_do() {
    let client = Client::start(Options::default());
    assert_eq!(client.agreed["serverInfo"]["name"], "uradori");
    let capabilities = &client.agreed["capabilities"];
    for provider in ["hover", "definition", "declaration", "references", "documentHighlight", "documentSymbol"] {
        assert_eq!(capabilities[format!("{provider}Provider")], true, "{provider}");
    }
    assert_eq!(capabilities["workspaceSymbolProvider"], true);
    assert_eq!(capabilities["textDocumentSync"]["change"], 2, "incremental");
    assert_eq!(capabilities["workspace"]["workspaceFolders"]["supported"], true);
}

#[test]
fn nothing_is_answered_before_the_handshake() {
    let mut client = Client::connect(true);
    let early = client.request("workspace/symbol", &json!({ "query": "" })).unwrap_err();
    assert_eq!(early.code, -32002);
    assert_eq!(client.leave(), Ending::Abrupt);
}

#[test]
fn what_the_server_does_not_know_is_refused() {
    let mut client = Client::start(Options::default());
    let refusal = client.request("textDocument/formatting", &json!({})).unwrap_err();
    assert_eq!(refusal.code, -32601);
    client.notify("$/setTrace", &json!({ "value": "off" }));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": "file:///a.txt" } }));
}

#[test]
fn a_second_handshake_is_refused() {
    let mut client = Client::start(Options::default());
    let refusal = client.request("initialize", &json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    assert_eq!(refusal.unwrap_err().code, -32600);
}

#[test]
fn leaving_without_shutdown_is_noticed() {
    assert_eq!(Client::start(Options::default()).leave(), Ending::Abrupt);
    assert_eq!(Client::start(Options::default()).hang_up(), Ending::Abrupt);
}

#[test]
fn nothing_is_answered_after_shutdown() {
    let mut client = Client::start(Options::default());
    client.result("shutdown", &Value::Null);
    let refusal = client.request("workspace/symbol", &json!({ "query": "" })).unwrap_err();
    assert_eq!(refusal.code, -32600);
    assert_eq!(client.hang_up(), Ending::Proper);
}
