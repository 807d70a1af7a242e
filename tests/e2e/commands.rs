//! What the client has the server do.

use serde_json::{Value, json};

use crate::client::{Client, Options};

const URI: &str = "file:///articles/%E8%A8%98%E4%BA%8B.txt";

fn place() -> Value {
    json!({ "uri": URI, "range": { "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 9 } } })
}

#[test]
fn every_command_is_named_at_the_handshake() {
    let client = Client::start(Options::default());
    let commands = &client.agreed["capabilities"]["executeCommandProvider"]["commands"];
    assert!(commands.as_array().is_some_and(|names| names.contains(&json!("uradori.show"))), "{commands}");
}

#[test]
fn a_place_is_shown_where_the_editor_can() {
    let mut client = Client::start(Options::default());
    assert_eq!(client.execute("uradori.show", &place()), Ok(json!({ "shown": true })));
    let shown = client.server_request("window/showDocument");
    assert_eq!((&shown["uri"], &shown["selection"]), (&json!(URI), &place()["range"]));
}

#[test]
fn a_place_is_told_where_the_editor_cannot_show_it() {
    let mut client = Client::start(Options::default().with("/window/showDocument/support", json!(false)));
    assert_eq!(client.execute("uradori.show", &place()), Ok(json!({ "shown": false })));
    let told = client.notification("window/showMessage");
    assert_eq!(told["message"], "/articles/記事.txt:3");
}

#[test]
fn a_command_that_is_none_and_an_argument_that_does_not_fit_are_refused() {
    let mut client = Client::start(Options::default());
    for (command, arguments) in [("uradori.fly", json!([])), ("uradori.show", json!([{}])), ("uradori.show", json!([]))]
    {
        let params = json!({ "command": command, "arguments": arguments });
        let refusal = client.request("workspace/executeCommand", &params).unwrap_err();
        assert_eq!(refusal.code, -32602, "{command}");
    }
}
