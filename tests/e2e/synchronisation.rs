//! The server's text is the editor's text, whatever is typed.

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options, change, notification};
use crate::workspace::range;

const URI: &str = "file:///articles/%E6%97%A5%E6%9C%AC%E8%AA%9E.log";

/// Text that no encoding counts as another does. No article, so that nothing is said of it.
const MIXED: &str = "a𠮷b😀c\r\nが1\ré2\u{2028}3\n\nx";

fn edit(text: &str, needle: &str, by: &str, encoding: PositionEncoding) -> Value {
    json!({ "range": range(text, needle, 0, encoding), "text": by })
}

#[test]
fn edits_hit_what_they_mean_in_every_encoding() {
    for encoding in PositionEncoding::ALL {
        let mut client = Client::start(Options::counting_in(encoding));
        client.open(URI, 1, MIXED);
        let mut text = MIXED.to_owned();
        let mut version = 1;
        for (needle, by) in [
            ("b", "𠀋"),
            ("😀", ""),
            ("\r\n", "\n"),
            ("か\u{3099}1", "ガ"),
            ("が1", "ガ"),
            ("é2", "e\u{301}"),
            ("3\n\n", "4"),
            ("x", "末\n"),
        ] {
            if !text.contains(needle) {
                continue;
            }
            version += 1;
            client.notify("textDocument/didChange", &change(URI, version, &json!([edit(&text, needle, by, encoding)])));
            text = text.replacen(needle, by, 1);
            assert_eq!(client.text(URI), Some((text.clone(), i64::from(version))), "{encoding:?} {needle:?}");
        }
        assert_eq!(text, "a𠮷𠀋c\nガ\re\u{301}\u{2028}4末\n");
    }
}

#[test]
fn the_changes_of_one_notification_follow_one_another() {
    let mut client = Client::start(Options::default());
    client.open(URI, 1, "abc");
    let changes = json!([
        { "range": range("abc", "b", 0, PositionEncoding::Utf8), "text": "𠮷x" },
        { "range": range("a𠮷xc", "x", 0, PositionEncoding::Utf8), "text": "y" },
        { "text": "1 𠮷y" },
        { "range": range("1 𠮷y", "y", 0, PositionEncoding::Utf8), "text": "z" },
    ]);
    client.notify("textDocument/didChange", &change(URI, 2, &changes));
    assert_eq!(client.text(URI), Some(("1 𠮷z".to_owned(), 2)));
}

#[test]
fn a_thousand_changes_in_one_burst_arrive_in_order() {
    for encoding in PositionEncoding::ALL {
        let mut client = Client::start(Options::counting_in(encoding));
        client.open(URI, 0, "");
        let mut text = String::new();
        let burst: Vec<Value> = (1..=1000)
            .map(|n| {
                // Each is put in front of what the one before it left behind the last 𠮷.
                let at = text.rfind('𠮷').unwrap_or(0);
                let place = crate::workspace::position(&text, at, encoding);
                let by = format!("{n}𠮷");
                let edit = json!({ "range": { "start": place, "end": place }, "text": by });
                text.insert_str(at, &by);
                notification("textDocument/didChange", &change(URI, n, &json!([edit])))
            })
            .collect();
        client.send_all(&burst);
        assert_eq!(client.text(URI), Some((text, 1000)), "{encoding:?}");
    }
}

#[test]
fn questions_between_edits_see_what_came_before_them_and_nothing_after() {
    let mut client = Client::start(Options::default());
    client.open(URI, 0, "");
    let mut messages = Vec::new();
    for n in 1..=200 {
        let text = json!([{ "text": n.to_string() }]);
        messages.push(notification("textDocument/didChange", &change(URI, n, &text)));
        messages.push(json!({
            "jsonrpc": "2.0", "id": 10_000 + n, "method": "uradori/text", "params": { "textDocument": { "uri": URI } },
        }));
    }
    client.send_all(&messages);
    for n in 1..=200 {
        assert_eq!(client.answer(10_000 + i64::from(n)).unwrap(), json!({ "version": n, "text": n.to_string() }));
    }
}

#[test]
fn a_version_that_goes_backwards_is_dropped() {
    let mut client = Client::start(Options::default());
    client.open(URI, 5, "1");
    client.replace(URI, 7, "2");
    client.replace(URI, 6, "3");
    assert_eq!(client.text(URI), Some(("2".to_owned(), 7)));
    client.replace(URI, 8, "4");
    assert_eq!(client.text(URI), Some(("4".to_owned(), 8)));
}

#[test]
fn positions_outside_the_text_are_clamped() {
    let mut client = Client::start(Options::default());
    client.open(URI, 1, "ab\ncd");
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    let beyond = json!({ "line": 0, "character": 99 });
    client.notify(
        "textDocument/didChange",
        &change(URI, 2, &json!([{ "range": { "start": far, "end": far }, "text": "!" }])),
    );
    client.notify(
        "textDocument/didChange",
        &change(URI, 3, &json!([{ "range": { "start": beyond, "end": beyond }, "text": "?" }])),
    );
    assert_eq!(client.text(URI), Some(("ab?\ncd!".to_owned(), 3)));
}

#[test]
fn a_change_whose_range_cannot_be_read_is_not_taken_for_the_whole_text() {
    let mut client = Client::start(Options::default());
    client.open(URI, 1, "abc");
    let bad = json!([{ "range": { "start": { "line": -1, "character": 0 } }, "text": "x" }]);
    client.notify("textDocument/didChange", &change(URI, 2, &bad));
    assert_eq!(client.text(URI), Some(("abc".to_owned(), 1)));
}

#[test]
fn a_document_is_known_from_opening_to_closing() {
    let mut client = Client::start(Options::default());
    assert_eq!(client.text(URI), None);
    client.replace(URI, 2, "edited before it was opened");
    client.open(URI, 1, "1");
    client.open(URI, 3, "opened twice");
    assert_eq!(client.text(URI), Some(("opened twice".to_owned(), 3)));
    client.close(URI);
    client.close(URI);
    assert_eq!(client.text(URI), None);
}

#[test]
fn a_document_that_is_no_file_is_served_as_well() {
    let mut client = Client::start(Options::default());
    client.open("untitled:Untitled-1", 1, "1");
    assert_eq!(client.text("untitled:Untitled-1"), Some(("1".to_owned(), 1)));
}
