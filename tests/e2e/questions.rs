//! What an editor asks about one article: folds, selections, links, colours, hints, lenses.

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options};
use crate::workspace::{Workspace, position, range, under};

const URI: &str = "file:///articles/%E8%A8%98%E4%BA%8B.txt";

/// Letters that take two UTF-16 units stand before everything that is asked about.
const ARTICLE: &str = "\
𠮷野総合通信 停電の調べが続く見通し
2026年3月15日

【概要】

😀久慈冬子外相は14日の会見で「対話を続ける」と述べた。同氏は15日に帰国する。詳しくはhttps://example.com/aを見る。

【詳細】

・停電は9日の夜に始まった。
・停電は10日の朝に終わった。
";

fn document() -> Value {
    json!({ "textDocument": { "uri": URI } })
}

fn with_range(text: &str, encoding: PositionEncoding) -> Value {
    let end = position(text, text.len(), encoding);
    json!({ "textDocument": { "uri": URI }, "range": { "start": { "line": 0, "character": 0 }, "end": end } })
}

fn opened(options: Options) -> Client {
    let mut client = Client::start(options);
    client.open(URI, 1, ARTICLE);
    client.problems(URI);
    client
}

#[test]
fn sections_and_lists_can_be_folded() {
    let mut client = opened(Options::default());
    let folds = client.result("textDocument/foldingRange", &document());
    let folds = folds.as_array().expect("folds");
    let line = |needle: &str| ARTICLE[..ARTICLE.find(needle).unwrap()].matches('\n').count() as u64;
    let section = folds.iter().find(|fold| fold["startLine"] == line("【詳細】")).expect("the section");
    assert_eq!(section["endLine"], line("・停電は10日"));
    assert_eq!(section["kind"], "region");
    assert!(
        folds.iter().any(|fold| fold["startLine"] == line("・停電は9日") && fold.get("kind").is_none()),
        "{folds:#?}"
    );
    assert!(folds.iter().all(|fold| fold["startLine"].as_u64() < fold["endLine"].as_u64()));

    let mut client = opened(Options::default().plus("textDocument/foldingRange", json!({ "rangeLimit": 1 })));
    assert_eq!(client.result("textDocument/foldingRange", &document()).as_array().map(Vec::len), Some(1));
}

#[test]
fn selections_grow_from_each_position() {
    for encoding in PositionEncoding::ALL {
        let mut client = opened(Options::counting_in(encoding));
        let positions = [
            range(ARTICLE, "対話", 0, encoding)["start"].clone(),
            range(ARTICLE, "停電は9", 0, encoding)["start"].clone(),
        ];
        let asked = json!({ "textDocument": { "uri": URI }, "positions": positions });
        let chains = client.result("textDocument/selectionRange", &asked);
        assert_eq!(chains.as_array().map(Vec::len), Some(2));
        let mut texts = Vec::new();
        let mut at = &chains[0];
        while at.is_object() {
            texts.push(under(ARTICLE, &at["range"], encoding));
            at = &at["parent"];
        }
        assert_eq!(texts.first().map(String::as_str), Some("対話"), "{texts:#?}");
        assert!(texts.contains(&"「対話を続ける」".to_owned()), "{texts:#?}");
        assert_eq!(texts.last().map(String::as_str), Some(ARTICLE));
    }
}

#[test]
fn addresses_are_links() {
    for encoding in PositionEncoding::ALL {
        let mut client = opened(Options::counting_in(encoding));
        let links = client.result("textDocument/documentLink", &document());
        assert_eq!(links.as_array().map(Vec::len), Some(1), "{links:#}");
        assert_eq!(under(ARTICLE, &links[0]["range"], encoding), "https://example.com/a");
        assert_eq!(links[0]["target"], "https://example.com/a");
    }
}

/// The tokens as (text, type), by the legend that the server gave.
fn coloured(client: &Client, text: &str, data: &Value, encoding: PositionEncoding) -> Vec<(String, String)> {
    let legend = &client.agreed["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"];
    let numbers: Vec<u64> = data.as_array().expect("numbers").iter().map(|n| n.as_u64().expect("a number")).collect();
    let (mut line, mut column) = (0, 0);
    let tokens = numbers.chunks(5).map(|token| {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let at = |character| json!({ "line": line, "character": character });
        let range = json!({ "start": at(column), "end": at(column + token[2]) });
        (under(text, &range, encoding), legend[token[3] as usize].as_str().expect("a type").to_owned())
    });
    tokens.collect()
}

#[test]
fn names_quotations_and_cues_have_colours() {
    for encoding in PositionEncoding::ALL {
        let mut client = opened(Options::counting_in(encoding));
        let all = client.result("textDocument/semanticTokens/full", &document());
        let tokens = coloured(&client, ARTICLE, &all["data"], encoding);
        let has = |text: &str, kind: &str| tokens.contains(&(text.to_owned(), kind.to_owned()));
        assert!(has("久慈冬子", "class"), "{tokens:#?}");
        assert!(has("「対話を続ける」", "string"), "{tokens:#?}");
        assert!(tokens.iter().any(|(text, kind)| kind == "keyword" && text.contains("述べた")), "{tokens:#?}");
        let part = client.result("textDocument/semanticTokens/range", &with_range(ARTICLE, encoding));
        assert_eq!(part["data"], all["data"]);
    }
}

#[test]
fn after_an_edit_only_the_change_is_sent() {
    let mut client = opened(Options::default());
    let all = client.result("textDocument/semanticTokens/full", &document());
    let delta = |client: &mut Client, previous: &Value| {
        client.result(
            "textDocument/semanticTokens/full/delta",
            &json!({ "textDocument": { "uri": URI }, "previousResultId": previous }),
        )
    };
    let same = delta(&mut client, &all["resultId"]);
    assert_eq!(same["edits"], json!([]));
    let text = format!("{ARTICLE}・久慈冬子外相が来た。\n");
    client.replace(URI, 2, &text);
    let change = delta(&mut client, &same["resultId"]);
    let mut numbers: Vec<Value> = all["data"].as_array().expect("numbers").clone();
    for edit in change["edits"].as_array().expect("edits") {
        let start = edit["start"].as_u64().expect("a number") as usize;
        let end = start + edit["deleteCount"].as_u64().expect("a number") as usize;
        let insert = edit["data"].as_array().cloned().unwrap_or_default();
        assert!(insert.len() < 20, "little changed: {edit:#}");
        numbers.splice(start..end, insert);
    }
    let fresh = client.result("textDocument/semanticTokens/full", &document());
    assert_eq!(json!(numbers), fresh["data"]);
    // What is not known any more is answered in full.
    assert_eq!(delta(&mut client, &json!("nonsense"))["data"], fresh["data"]);
}

#[test]
fn hints_are_explained_when_they_are_shown() {
    for encoding in PositionEncoding::ALL {
        let lazily = Options::counting_in(encoding)
            .plus("textDocument/inlayHint", json!({ "resolveSupport": { "properties": ["tooltip"] } }));
        let mut client = opened(lazily);
        let hints = client.result("textDocument/inlayHint", &with_range(ARTICLE, encoding));
        let hints = hints.as_array().expect("hints").clone();
        let day = hints.iter().find(|hint| hint["label"] == "2026-03-14").unwrap_or_else(|| panic!("{hints:#?}"));
        assert_eq!(day["position"], range(ARTICLE, "14日", 0, encoding)["end"]);
        assert!(hints.iter().any(|hint| hint["label"] == "＝久慈冬子"), "{hints:#?}");
        assert_eq!(day.get("tooltip"), None);
        let explained = client.result("inlayHint/resolve", day);
        assert!(explained["tooltip"].as_str().expect("a tooltip").contains("2026-03-15"), "{explained:#}");
    }
    let mut client = opened(Options::default());
    let hints = client.result("textDocument/inlayHint", &with_range(ARTICLE, PositionEncoding::Utf8));
    assert!(hints[0]["tooltip"].is_string(), "{hints:#}");
}

#[test]
fn a_kind_of_hint_can_be_switched_off() {
    let labels = |client: &mut Client, uri: &str| {
        let mut asked = with_range(ARTICLE, PositionEncoding::Utf8);
        asked["textDocument"]["uri"] = json!(uri);
        let hints = client.result("textDocument/inlayHint", &asked);
        let labels = hints.as_array().into_iter().flatten().map(|hint| hint["label"].as_str().unwrap().to_owned());
        labels.collect::<Vec<_>>()
    };
    // In the workspace …
    let workspace = Workspace::new(&[("uradori.toml", "[hints]\ndates = false\n"), ("a.txt", ARTICLE)]);
    let uri = workspace.uri("a.txt");
    let mut client = Client::start(Options::default().in_folders([workspace.root_uri()]));
    client.open(&uri, 1, ARTICLE);
    client.problems(&uri);
    assert_eq!(labels(&mut client, &uri), ["＝久慈冬子"]);
    // … and by the user of the editor, who has the last word.
    let settings = json!({ "settings": { "uradori": { "hints": { "dates": true, "actors": false } } } });
    client.notify("workspace/didChangeConfiguration", &settings);
    assert!(labels(&mut client, &uri).contains(&"2026-03-14".to_owned()));
    assert!(!labels(&mut client, &uri).contains(&"＝久慈冬子".to_owned()));
}

#[test]
fn lenses_are_filled_when_they_are_shown() {
    let mut client = opened(Options::default());
    let lenses = client.result("textDocument/codeLens", &document());
    let lenses = lenses.as_array().expect("lenses").clone();
    assert!(lenses.iter().all(|lens| lens.get("command").is_none()), "{lenses:#?}");
    let titles: Vec<String> = lenses
        .iter()
        .map(|lens| {
            let filled = client.result("codeLens/resolve", lens);
            assert_eq!(filled["command"]["command"], "", "no command of a client is relied upon");
            filled["command"]["title"].as_str().expect("a title").to_owned()
        })
        .collect();
    assert!(titles[0].contains("出典あり 1"), "{titles:#?}");
    assert!(titles.iter().any(|title| title.starts_with("久慈冬子：")), "{titles:#?}");
}

#[test]
fn what_is_no_article_has_no_answers() {
    let mut client = Client::start(Options::default());
    client.open(URI, 1, "x = 1\n");
    for method in ["foldingRange", "documentLink", "semanticTokens/full", "codeLens"] {
        assert_eq!(client.result(&format!("textDocument/{method}"), &document()), Value::Null, "{method}");
    }
}
