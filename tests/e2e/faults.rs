//! One thing that goes wrong is one thing that goes wrong.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use uradori::lsp::Ending;
use uradori::text::PositionEncoding;

use crate::client::{Client, Options, change, frame, notification};
use crate::workspace::{NAME, REPORT, place};

const URI: &str = "file:///articles/report.txt";

/// How long a slow question takes, in milliseconds: longer than everything else in a test on a slow machine.
const LONG: u64 = 90_000;

#[test]
fn a_panic_costs_one_answer_and_not_the_server() {
    let mut client = Client::start(Options::default());
    client.open_and_read(URI, REPORT);
    for _ in 0..5 {
        let refusal = client.request("uradori/fault", &json!("panic")).unwrap_err();
        assert_eq!(refusal.code, -32603);
    }
    assert_eq!(client.text(URI), Some((REPORT.to_owned(), 1)));
}

#[test]
fn a_cancelled_request_is_answered_at_once() {
    let mut client = Client::start(Options::default());
    let began = Instant::now();
    let id = client.ask("uradori/fault", &json!({ "wait": LONG }));
    client.notify("$/cancelRequest", &json!({ "id": id }));
    assert_eq!(client.answer(id).unwrap_err().code, -32800);
    assert!(began.elapsed() < Duration::from_millis(LONG), "{:?}", began.elapsed());
}

#[test]
fn every_request_of_a_crowd_has_exactly_one_answer() {
    let mut client = Client::start(Options::default());
    client.open_and_read(URI, REPORT);
    let hover = place(URI, REPORT, NAME, 0, PositionEncoding::Utf8);
    let mut messages = Vec::new();
    for id in 1000..1300 {
        messages.push(json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": hover }));
        if id % 3 == 0 {
            messages.push(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } }));
        }
    }
    client.send_all(&messages);
    for id in 1000..1300 {
        match client.answer(id) {
            Ok(_) => {}
            Err(refusal) => assert!(id % 3 == 0 && refusal.code == -32800, "{id}: {refusal:?}"),
        }
    }
}

#[test]
fn slow_questions_keep_nobody_waiting() {
    let mut client = Client::start(Options::default());
    let began = Instant::now();
    let slow: Vec<i64> = (0..12).map(|_| client.ask("uradori/fault", &json!({ "wait": LONG }))).collect();
    client.open(URI, 1, REPORT);
    client.problems(URI);
    assert_eq!(client.text(URI), Some((REPORT.to_owned(), 1)));
    assert!(began.elapsed() < Duration::from_millis(LONG), "{:?}", began.elapsed());
    for id in slow {
        client.notify("$/cancelRequest", &json!({ "id": id }));
        assert_eq!(client.answer(id).unwrap_err().code, -32800);
    }
}

#[test]
fn parameters_that_cannot_be_read_are_refused() {
    let mut client = Client::start(Options::default());
    for params in [json!({}), json!([1, 2]), json!({ "textDocument": { "uri": 3 }, "position": "here" })] {
        let refusal = client.request("textDocument/hover", &params).unwrap_err();
        assert_eq!(refusal.code, -32602, "{params}");
    }
    client.notify("textDocument/didOpen", &json!({ "textDocument": 1 }));
    client.notify("textDocument/didChange", &Value::Null);
    client.notify("textDocument/didClose", &json!([]));
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": "no address", "type": 77 }] }));
    client.open(URI, 1, "1");
    assert_eq!(client.text(URI), Some(("1".to_owned(), 1)));
}

#[test]
fn what_is_no_message_is_refused_and_the_conversation_goes_on() {
    let mut client = Client::start(Options::default());
    client.send_raw(b"garbage\r\n\r\nContent-Length: 9\r\n\r\n{\"id\": 1,");
    client.send_raw(&frame(&json!([1, 2])));
    client.send_raw(&frame(&json!({ "jsonrpc": "1.0", "id": 7, "method": "shutdown" })));
    client.open(URI, 1, "1");
    assert_eq!(client.text(URI), Some(("1".to_owned(), 1)));
    let mut code = || {
        client.wait_for("a refusal", |said| said["id"].is_null() && said["error"].is_object())["error"]["code"].clone()
    };
    assert_eq!([code(), code(), code()], [-32700, -32600, -32600]);
}

#[test]
fn a_message_may_come_in_pieces() {
    let mut client = Client::start(Options::default());
    let message =
        frame(&json!({ "jsonrpc": "2.0", "id": 99, "method": "workspace/symbol", "params": { "query": "𠮷" } }));
    for piece in message.chunks(7) {
        client.send_raw(piece);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(client.answer(99).unwrap(), Value::Null);
}

#[test]
fn a_client_that_answers_nothing_is_served() {
    let options = Options { answers: false, ..Options::default() }.with("/window/workDoneProgress", json!(true));
    let workspace = crate::workspace::Workspace::new(&[("report.txt", REPORT)]);
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    client.open_and_read(URI, REPORT);
    assert!(client.result("textDocument/hover", &place(URI, REPORT, NAME, 0, PositionEncoding::Utf8)).is_object());
    assert_eq!(client.leave(), Ending::Abrupt);
}

#[test]
fn a_document_that_nobody_opened_has_empty_answers() {
    let mut client = Client::start(Options::default());
    let document = json!({ "uri": "file:///no/such/article.txt" });
    let position = json!({ "line": 0, "character": 0 });
    let at = json!({ "textDocument": document, "position": position, "context": { "includeDeclaration": true } });
    for method in ["hover", "definition", "declaration", "references", "documentHighlight", "documentSymbol"] {
        assert_eq!(client.result(&format!("textDocument/{method}"), &at), Value::Null, "{method}");
    }
}

#[test]
fn a_position_past_the_end_has_an_answer() {
    for encoding in PositionEncoding::ALL {
        let mut client = Client::start(Options::counting_in(encoding));
        client.open_and_read(URI, REPORT);
        for position in [
            json!({ "line": 99_999, "character": 0 }),
            json!({ "line": 0, "character": 99_999 }),
            json!({ "line": u32::MAX, "character": u32::MAX }),
        ] {
            let at = json!({ "textDocument": { "uri": URI }, "position": position });
            assert_eq!(client.result("textDocument/hover", &at), Value::Null, "{position}");
        }
    }
}

#[test]
fn fifty_questions_in_flight_do_not_hold_up_typing() {
    let mut client = Client::start(Options::default());
    client.open_and_read(URI, REPORT);
    let hover = place(URI, REPORT, NAME, 0, PositionEncoding::Utf8);
    let mut messages = Vec::new();
    let start = json!({ "line": 0, "character": 0 });
    for n in 0..200 {
        let id = 2000 + n;
        messages.push(json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/references", "params": {
            "textDocument": hover["textDocument"], "position": hover["position"],
            "context": { "includeDeclaration": true } } }));
        if n % 5 == 0 {
            messages.push(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id - 3 } }));
        }
        if n % 4 == 0 {
            let edit = json!([{ "range": { "start": start, "end": start }, "text": "号外" }]);
            messages.push(notification("textDocument/didChange", &change(URI, 2 + n, &edit)));
        }
        if messages.len() >= 50 {
            client.send_all(&std::mem::take(&mut messages));
        }
    }
    client.send_all(&messages);
    for id in 2000..2200 {
        if let Err(refusal) = client.answer(id) {
            assert_eq!(refusal.code, -32800, "{id}: {refusal:?}");
        }
    }
    let (text, version) = client.text(URI).unwrap();
    assert_eq!((text, version), (format!("{}{REPORT}", "号外".repeat(50)), 198));
}

#[test]
fn every_kind_of_question_has_exactly_one_answer_while_somebody_types() {
    let mut client = Client::start(Options::default().plus("textDocument/diagnostic", json!({})));
    client.open(URI, 1, REPORT);
    let document = json!({ "uri": URI });
    let origin = json!({ "line": 0, "character": 0 });
    let item = json!({
        "name": NAME, "kind": 5, "uri": URI, "data": "person:久慈冬子",
        "range": { "start": origin, "end": origin }, "selectionRange": { "start": origin, "end": origin },
    });
    let mut params = place(URI, REPORT, NAME, 0, PositionEncoding::Utf8);
    let additions = json!({
        "newName": "久慈夏子", "positions": [origin], "range": { "start": origin, "end": { "line": 9, "character": 0 } },
        "previousResultId": "1", "previousResultIds": [], "item": item, "files": [], "context": { "includeDeclaration": true },
    });
    for (name, value) in additions.as_object().expect("an object") {
        params[name] = value.clone();
    }
    params["textDocument"] = document;
    let methods = [
        "textDocument/foldingRange",
        "textDocument/selectionRange",
        "textDocument/documentLink",
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/full/delta",
        "textDocument/semanticTokens/range",
        "textDocument/inlayHint",
        "textDocument/codeLens",
        "textDocument/prepareRename",
        "textDocument/rename",
        "textDocument/prepareCallHierarchy",
        "callHierarchy/incomingCalls",
        "callHierarchy/outgoingCalls",
        "textDocument/diagnostic",
        "workspace/diagnostic",
        "workspace/willRenameFiles",
        "textDocument/completion",
    ];
    // A completion's context is another thing than that of references.
    let params_of = |method: &str| {
        let mut params = params.clone();
        if method == "textDocument/completion" {
            params["context"] = json!({ "triggerKind": 1 });
        }
        params
    };
    let mut messages = Vec::new();
    let mut asked = Vec::new();
    for round in 0..8_i64 {
        let text = format!("{REPORT}{round}回目に書いた。\n");
        let change =
            json!({ "textDocument": { "uri": URI, "version": round + 2 }, "contentChanges": [{ "text": text }] });
        messages.push(json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": change }));
        for (n, method) in (0..).zip(methods) {
            let id = 2000 + round * 100 + n;
            messages.push(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params_of(method) }));
            if id % 4 == 0 {
                messages.push(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } }));
            }
            asked.push((id, method));
        }
    }
    client.send_all(&messages);
    for (id, method) in asked {
        match client.answer(id) {
            Ok(_) => {}
            Err(refusal) => assert!(id % 4 == 0 && refusal.code == -32800, "{method}: {refusal:?}"),
        }
    }
    for method in methods {
        let refusal =
            client.request(method, &json!({ "textDocument": 3, "files": 3, "item": 3, "previousResultIds": 3 }));
        assert_eq!(refusal.unwrap_err().code, -32602, "{method}");
    }
}
