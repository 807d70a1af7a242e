//! What clients build their views from: actors, dossiers, networks, claims and scores, over the protocol.

use serde_json::{Value, json};

use crate::client::{Client, Options};
use crate::workspace::{HEARSAY, NAME, PORTRAIT, REPORT, Workspace, under};
use uradori::text::PositionEncoding;

const CONFIG: &str = "
[[actor]]
id = \"kuji-fuyuko\"
name = \"久慈冬子\"
type = \"person\"
reading = \"くじふゆこ\"
description = \"北嶺共和国の外相。\"
";

/// A workspace of three articles, one of them open.
fn start(options: Options) -> (Workspace, Client) {
    let weak = format!("見通し\n2026年5月2日\n\n{HEARSAY}");
    let files = [("uradori.toml", CONFIG), ("a.txt", REPORT), ("b.txt", PORTRAIT), ("c.txt", &weak)];
    let workspace = Workspace::new(&files);
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    client.open_and_read(&workspace.uri("a.txt"), REPORT);
    (workspace, client)
}

/// Asks until everything has been read.
fn once_complete(client: &mut Client, command: &str, argument: &Value) -> Value {
    client.wait_until_read();
    client.execute(command, argument).expect("it is answered")
}

#[test]
fn actors_are_listed_level_by_level() {
    let (workspace, mut client) = start(Options::counting_in(PositionEncoding::Utf16));
    let all = once_complete(&mut client, "uradori.actors", &Value::Null);
    let persons = all["types"].as_array().expect("a list").iter().find(|row| row["type"] == "person");
    assert_eq!(persons.map(|row| &row["label"]), Some(&json!("人物")), "{all:#}");
    let found = client.execute("uradori.actors", &json!({ "query": "kuji", "type": "person" })).expect("an answer");
    assert_eq!(found["total"], json!(found["actors"].as_array().map(Vec::len)), "{found:#}");
    assert_eq!(found["actors"][0]["actor"], "kuji-fuyuko");
    let one = client.execute("uradori.actors", &json!({ "actor": "kuji-fuyuko" })).expect("an answer");
    assert_eq!((&one["total"], &one["name"]), (&json!(2), &json!(NAME)));
    let report = one["articles"].as_array().expect("a list").iter().find(|row| row["uri"] == workspace.uri("a.txt"));
    let range = &report.expect("the report mentions her")["mentions"][0]["range"];
    assert_eq!(under(REPORT, range, PositionEncoding::Utf16), NAME);
    let none = client.execute("uradori.actors", &json!({ "offset": 9999 })).expect("an answer");
    assert_eq!((&none["actors"], none["total"] == all["total"]), (&json!([]), true));
    assert_eq!(client.execute("uradori.actors", &json!({ "actor": "nobody" })), Ok(Value::Null));
}

#[test]
fn a_dossier_is_given_for_an_id_and_for_a_mention() {
    for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
        let (workspace, mut client) = start(Options::counting_in(encoding));
        once_complete(&mut client, "uradori.score", &Value::Null);
        let by_id = client.execute("uradori.dossier", &json!({ "actor": "kuji-fuyuko" })).expect("an answer");
        assert_eq!((&by_id["name"], &by_id["reading"]), (&json!(NAME), &json!("くじふゆこ")));
        assert_eq!((&by_id["articles"], &by_id["type"]), (&json!(2), &json!("person")));
        let said = &by_id["said"][0];
        assert_eq!((&said["uri"], &said["vouched"]), (&json!(workspace.uri("a.txt")), &json!(true)), "{by_id:#}");
        assert!(under(REPORT, &said["range"], encoding).contains("対話を続ける"), "{said:#}");
        let place = crate::workspace::place(&workspace.uri("a.txt"), REPORT, NAME, 0, encoding);
        let at = json!({ "uri": workspace.uri("a.txt"), "position": place["position"] });
        assert_eq!(client.execute("uradori.dossier", &at), Ok(by_id));
    }
}

#[test]
fn a_dossier_is_a_page_in_the_language_that_is_wanted() {
    let (_workspace, mut client) = start(Options::default());
    once_complete(&mut client, "uradori.score", &Value::Null);
    let wish = json!({ "actor": "kuji-fuyuko", "format": "markdown", "lang": "en" });
    let page = client.execute("uradori.dossier", &wish).expect("an answer");
    assert!(page["markdown"].as_str().is_some_and(|page| page.contains("## Statements")), "{page:#}");
    assert_eq!(client.execute("uradori.dossier", &json!({ "actor": "nobody" })), Ok(Value::Null));
    assert_eq!(client.execute("uradori.dossier", &json!({})).expect_err("whose?").code, -32602);
}

#[test]
fn the_network_is_given_with_and_without_a_centre() {
    let (_workspace, mut client) = start(Options::default());
    once_complete(&mut client, "uradori.score", &Value::Null);
    let all = client.execute("uradori.network", &Value::Null).expect("an answer");
    assert_eq!(all["centre"], Value::Null);
    let around = client.execute("uradori.network", &json!({ "actor": "kuji-fuyuko", "limit": 2 })).expect("an answer");
    assert_eq!((&around["centre"], &around["nodes"][0]["name"]), (&json!("kuji-fuyuko"), &json!(NAME)));
    assert_eq!(around["nodes"].as_array().map(Vec::len), Some(2), "{around:#}");
    assert!(around["edges"][0]["count"].as_u64().is_some_and(|count| count > 0), "{around:#}");
}

#[test]
fn claims_of_articles_that_nobody_has_open_are_listed_accepted_and_reopened() {
    let (workspace, mut client) = start(Options::default());
    let uri = workspace.uri("c.txt");
    let listed = once_complete(&mut client, "uradori.claims", &json!({ "uri": uri }));
    let claim = &listed["claims"][0];
    assert_eq!(
        (&claim["code"], &claim["accepted"], &claim["date"]),
        (&json!("hearsay"), &Value::Null, &json!("2026-05-02"))
    );
    assert_eq!(claim["text"], HEARSAY.trim_end());
    let score = client.execute("uradori.score", &json!({ "uri": uri })).expect("an answer");
    assert_eq!((&score["total"]["findings"], &score["total"]["articles"]), (&json!(1), &json!(1)));

    let wish = json!({ "uri": claim["uri"], "range": claim["range"], "code": claim["code"], "reason": "確認済み" });
    client.execute("uradori.accept", &wish).expect("it is accepted");
    let listed = client.execute("uradori.claims", &json!({ "uri": uri })).expect("an answer");
    assert_eq!(listed["claims"][0]["accepted"]["reason"], "確認済み", "{listed:#}");
    let open = client.execute("uradori.claims", &json!({ "uri": uri, "accepted": false })).expect("an answer");
    assert_eq!(open["total"], 0);
    let score = client.execute("uradori.score", &json!({ "uri": uri })).expect("an answer");
    assert_eq!((&score["total"]["findings"], &score["total"]["accepted"]), (&json!(0), &json!(1)));
    client.execute("uradori.reopen", &wish).expect("it is reopened");
    let open = client.execute("uradori.claims", &json!({ "accepted": false, "code": "hearsay" })).expect("an answer");
    assert_eq!(open["total"], 1, "{open:#}");
    client.listen_no_more();
}
