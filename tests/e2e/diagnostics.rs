//! Problems are told with their version, once, after a rest, and taken back in the end.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use uradori::config::CODE_NAMES;
use uradori::text::PositionEncoding;

use crate::client::{Client, Options, change, notification};
use crate::workspace::{HEARSAY, under};

const URI: &str = "file:///articles/%E8%A8%98%E4%BA%8B.txt";

/// Long enough for whatever is coming to have come.
const MOMENT: Duration = Duration::from_millis(600);

fn found(report: &Value) -> &Vec<Value> {
    report["diagnostics"].as_array().expect("a list")
}

#[test]
fn a_finding_is_told_where_it_stands_in_every_encoding() {
    let text = format!("𠮷野の話\n\n😀これは𠮷野の話ではない。{HEARSAY}");
    for encoding in PositionEncoding::ALL {
        let mut client = Client::start(Options::counting_in(encoding));
        let report = client.open_and_read(URI, &text);
        assert_eq!(report["version"], 1);
        assert_eq!(found(&report).len(), 1, "{report:#}");
        let finding = &found(&report)[0];
        assert_eq!(finding["source"], "uradori");
        assert!(CODE_NAMES.iter().any(|code| finding["code"] == *code), "{finding:#}");
        assert!(finding["severity"].is_u64());
        let marked = under(&text, &finding["range"], encoding);
        assert!(!marked.is_empty() && HEARSAY.contains(&marked), "{marked}");
    }
}

#[test]
fn the_nearest_source_is_pointed_at_where_the_editor_can_show_it() {
    let text = format!("外務省によると、会談は十四日に終わった。\n\n次の会談は決まっていない。{HEARSAY}");
    for encoding in PositionEncoding::ALL {
        let mut client = Client::start(Options::counting_in(encoding));
        let report = client.open_and_read(URI, &text);
        let related = &found(&report)[0]["relatedInformation"][0];
        assert_eq!(related["location"]["uri"], URI, "{report:#}");
        assert_eq!(under(&text, &related["location"]["range"], encoding), "外務省");
        assert!(related["message"].as_str().unwrap().contains("出典"));
    }
    let unable = Options::default().with("/textDocument/publishDiagnostics/relatedInformation", json!(false));
    let mut client = Client::start(unable);
    let report = client.open_and_read(URI, &text);
    assert_eq!(found(&report)[0].get("relatedInformation"), None);
}

#[test]
fn the_message_is_in_the_language_of_the_editor() {
    let message = |locale| {
        let mut client = Client::start(Options { locale, ..Options::default() });
        let report = client.open_and_read(URI, HEARSAY);
        found(&report)[0]["message"].as_str().unwrap().to_owned()
    };
    assert_ne!(message("ja"), message("en-US"));
    assert_eq!(message("de"), message("ja"));
}

#[test]
fn problems_are_told_once_after_a_rest_with_the_last_version() {
    let mut client = Client::start(Options::default());
    assert_eq!(client.open_and_read(URI, "まだ何もない。\n")["diagnostics"], json!([]));
    let burst: Vec<Value> = (2..=50)
        .map(|version| {
            let text = format!("{version}行目まで書いた。{HEARSAY}");
            notification("textDocument/didChange", &change(URI, version, &json!([{ "text": text }])))
        })
        .collect();
    let began = Instant::now();
    client.send_all(&burst);
    let first = client.problems(URI);
    assert!(began.elapsed() >= Duration::from_millis(100), "told without a rest");
    // A machine that stops for a moment in the middle of it makes a rest of its own.
    let (mut last, mut told) = (first, 1);
    while last["version"] != 50 {
        (last, told) = (client.problems(URI), told + 1);
    }
    assert!(told < 10, "told {told} times of 49 changes");
    assert_eq!(found(&last).len(), 1);
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
}

#[test]
fn problems_that_did_not_change_are_not_told_again() {
    let mut client = Client::start(Options::default());
    let text = format!("{HEARSAY}明日は晴れる。\n");
    client.open_and_read(URI, &text);
    client.replace(URI, 2, &format!("{HEARSAY}明日は雨が降る。\n"));
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
    client.replace(URI, 3, &format!("今日は曇りだ。{HEARSAY}"));
    let report = client.problems(URI);
    assert_eq!(report["version"], 3);
    assert_eq!(found(&report).len(), 1);
}

#[test]
fn problems_are_taken_back_when_the_document_is_closed() {
    let mut client = Client::start(Options::default());
    assert_ne!(client.open_and_read(URI, HEARSAY)["diagnostics"], json!([]));
    client.close(URI);
    let report = client.problems(URI);
    assert_eq!(report["diagnostics"], json!([]));
    assert_eq!(report.get("version"), None);
    // Where there were none there is nothing to take back.
    assert_eq!(client.open_and_read(URI, "明日は晴れる。\n")["diagnostics"], json!([]));
    client.close(URI);
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
}

#[test]
fn what_is_no_article_is_left_alone() {
    let mut client = Client::start(Options::default());
    client.open("file:///a/requirements.txt", 1, "requests==2.31\nurllib3>=2\n");
    client.open(
        "file:///a/server.txt",
        1,
        "2026-11-22T20:00:01Z INFO accepted とされる 10.0.0.1:443\n".repeat(20).as_str(),
    );
    assert_eq!(client.overhear(MOMENT), Vec::<Value>::new());
}

#[test]
fn a_text_that_stops_being_an_article_has_its_problems_taken_back() {
    let mut client = Client::start(Options::default());
    client.open_and_read(URI, HEARSAY);
    client.replace(URI, 2, "x = 1\n");
    assert_eq!(client.problems(URI)["diagnostics"], json!([]));
    client.replace(URI, 3, HEARSAY);
    assert_ne!(client.problems(URI)["diagnostics"], json!([]));
}

#[test]
fn the_address_comes_back_letter_for_letter() {
    for uri in [
        "file:///articles/日本語.txt",
        "file:///articles/%e6%97%a5%e6%9c%ac%e8%aa%9e.txt",
        "file:///articles/%E6%97%A5%E6%9C%AC%E8%AA%9E%20%281%29.txt",
        "untitled:Untitled-1",
    ] {
        let mut client = Client::start(Options::default());
        assert_ne!(client.open_and_read(uri, HEARSAY)["diagnostics"], json!([]), "{uri}");
    }
}
