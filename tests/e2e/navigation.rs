//! The three things that an analyst asks of a name, and what goes with them, in all three encodings.

use serde_json::{Value, json};
use uradori::text::PositionEncoding;

use crate::client::{Client, Options};
use crate::workspace::{NAME, PORTRAIT, REPORT, Workspace, place, range, under};

/// A client with the two articles open, in a folder that has both.
fn two_articles(options: Options) -> (Workspace, Client, String, String) {
    let workspace = Workspace::new(&[("report.txt", REPORT), ("人物/portrait.txt", PORTRAIT)]);
    let (report, portrait) = (workspace.uri("report.txt"), workspace.uri("人物/portrait.txt"));
    let mut client = Client::start(options.in_folders([workspace.root_uri()]));
    client.open_and_read(&report, REPORT);
    client.open_and_read(&portrait, PORTRAIT);
    (workspace, client, report, portrait)
}

#[test]
fn hover_says_who_this_is() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, _) = two_articles(Options::counting_in(encoding));
        for needle in [NAME, "冬子"] {
            let hover = client.result("textDocument/hover", &place(&report, REPORT, needle, 0, encoding));
            assert_eq!(hover["contents"]["kind"], "markdown");
            let text = hover["contents"]["value"].as_str().expect("a text");
            assert!(text.contains(NAME), "{text}");
            assert_eq!(under(REPORT, &hover["range"], encoding), NAME, "{encoding:?}");
        }
    }
}

#[test]
fn hover_is_plain_where_the_editor_shows_no_markdown() {
    let plain = Options::default().with("/textDocument/hover", json!({ "contentFormat": ["plaintext"] }));
    for options in [plain, Options::default().with("/textDocument/hover", Value::Null)] {
        let (_workspace, mut client, report, _) = two_articles(options);
        let hover = client.result("textDocument/hover", &place(&report, REPORT, NAME, 0, PositionEncoding::Utf8));
        assert_eq!(hover["contents"]["kind"], "plaintext");
        let text = hover["contents"]["value"].as_str().expect("a text");
        assert!(text.contains(NAME) && !text.contains("**"), "{text}");
    }
}

#[test]
fn definition_leads_to_the_other_article() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, portrait) = two_articles(Options::counting_in(encoding));
        for n in [0, 1] {
            // 「久慈外相」 further down means the same minister.
            let needle = ["久慈冬子", "久慈外相"][n];
            let links = client.result("textDocument/definition", &place(&report, REPORT, needle, 0, encoding));
            let links = links.as_array().unwrap_or_else(|| panic!("nothing for {needle}"));
            assert_eq!(links[0]["targetUri"], portrait, "{needle}");
            let focus = under(PORTRAIT, &links[0]["targetSelectionRange"], encoding);
            assert!(focus.contains(NAME), "{focus}");
            let target = under(PORTRAIT, &links[0]["targetRange"], encoding);
            assert!(target.contains(&focus) && target.contains("外務省出身だ"), "{target}");
            assert!(needle.starts_with(&under(REPORT, &links[0]["originSelectionRange"], encoding)));
        }
    }
}

#[test]
fn definition_is_a_plain_place_where_the_editor_knows_no_links() {
    let options = Options::default().with("/textDocument/definition/linkSupport", json!(false));
    let (_workspace, mut client, report, portrait) = two_articles(options);
    let places = client.result("textDocument/definition", &place(&report, REPORT, NAME, 0, PositionEncoding::Utf8));
    assert_eq!(places[0]["uri"], portrait);
    assert!(under(PORTRAIT, &places[0]["range"], PositionEncoding::Utf8).contains(NAME));
}

#[test]
fn declaration_stays_in_the_article() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, _) = two_articles(Options::counting_in(encoding));
        let links = client.result("textDocument/declaration", &place(&report, REPORT, "久慈外相", 0, encoding));
        assert_eq!(links[0]["targetUri"], report);
        assert!(under(REPORT, &links[0]["targetSelectionRange"], encoding).contains(NAME));
    }
}

#[test]
fn references_are_in_all_articles_this_one_first() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, portrait) = two_articles(Options::counting_in(encoding));
        let mut asked = place(&report, REPORT, NAME, 0, encoding);
        asked["context"] = json!({ "includeDeclaration": true });
        let places = client.result("textDocument/references", &asked);
        let found: Vec<(&str, String)> = places
            .as_array()
            .expect("places")
            .iter()
            .map(|place| {
                let uri = place["uri"].as_str().expect("an address");
                (uri, under(if uri == report { REPORT } else { PORTRAIT }, &place["range"], encoding))
            })
            .collect();
        assert_eq!(found[0], (report.as_str(), NAME.to_owned()));
        assert!(found[1].0 == report && found[1].1.starts_with("久慈"), "{found:?}");
        assert_eq!(found.last(), Some(&(portrait.as_str(), NAME.to_owned())));

        asked["context"] = json!({ "includeDeclaration": false });
        let fewer = client.result("textDocument/references", &asked);
        assert!(fewer.as_array().expect("places").len() < found.len());
    }
}

#[test]
fn highlights_are_the_mentions_in_this_article() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, _) = two_articles(Options::counting_in(encoding));
        let marks = client.result("textDocument/documentHighlight", &place(&report, REPORT, NAME, 0, encoding));
        let marks = marks.as_array().expect("marks");
        assert_eq!(marks[0]["range"], range(REPORT, NAME, 0, encoding));
        assert!(under(REPORT, &marks[1]["range"], encoding).starts_with("久慈"));
        assert!(marks.iter().all(|mark| mark["kind"] == 1));
    }
}

#[test]
fn the_outline_is_a_tree_or_a_list() {
    let (_workspace, mut client, report, _) = two_articles(Options::default());
    let asked = json!({ "textDocument": { "uri": report } });
    let tree = client.result("textDocument/documentSymbol", &asked);
    assert!(tree[0]["selectionRange"].is_object(), "{tree:#}");
    let flat = Options::default().with("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", json!(false));
    let (_workspace, mut client, report, _) = two_articles(flat);
    let list = client.result("textDocument/documentSymbol", &json!({ "textDocument": { "uri": report } }));
    assert_eq!(list[0]["location"]["uri"], report);
    assert_eq!(list[0]["name"], tree[0]["name"]);
}

#[test]
fn actors_are_found_by_a_part_of_their_name() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, portrait) = two_articles(Options::counting_in(encoding));
        let symbols = client.result("workspace/symbol", &json!({ "query": "冬子" }));
        let symbols = symbols.as_array().expect("symbols");
        assert_eq!(symbols.len(), 1, "{symbols:#?}");
        assert_eq!(symbols[0]["name"], NAME);
        let location = &symbols[0]["location"];
        let text = if location["uri"] == report { REPORT } else { PORTRAIT };
        assert!(location["uri"] == report || location["uri"] == portrait);
        assert!(under(text, &location["range"], encoding).contains(NAME));
        assert_eq!(client.result("workspace/symbol", &json!({ "query": "どこにもない名" })), Value::Null);
    }
}

#[test]
fn ordinary_words_lead_nowhere() {
    let (_workspace, mut client, report, _) = two_articles(Options::default());
    for needle in ["対話", "述べた", "帰国"] {
        let at = place(&report, REPORT, needle, 0, PositionEncoding::Utf8);
        assert_eq!(client.result("textDocument/definition", &at), Value::Null, "{needle}");
    }
}

#[test]
fn an_edit_moves_the_answers() {
    for encoding in PositionEncoding::ALL {
        let (_workspace, mut client, report, portrait) = two_articles(Options::counting_in(encoding));
        let text = format!("😀😀\n\n{REPORT}");
        client.replace(&report, 2, &text);
        let links = client.result("textDocument/definition", &place(&portrait, PORTRAIT, NAME, 0, encoding));
        assert_eq!(links[0]["targetUri"], report);
        assert!(under(&text, &links[0]["targetSelectionRange"], encoding).contains(NAME), "{encoding:?}");
        client.close(&report);
        client.close(&portrait);
    }
}

#[test]
fn type_definition_leads_to_the_registry_and_implementation_to_what_was_said() {
    let registry = "# 相手\n[[actor]]\nid = \"kuji\"\nname = \"久慈冬子\"\ntype = \"person\"\n";
    for encoding in PositionEncoding::ALL {
        let workspace = Workspace::new(&[("report.txt", REPORT), ("uradori.toml", registry)]);
        let report = workspace.uri("report.txt");
        let mut client = Client::start(Options::counting_in(encoding).in_folders([workspace.root_uri()]));
        client.open_and_read(&report, REPORT);
        let asked = place(&report, REPORT, "久慈外相", 0, encoding);
        let entry = client.result("textDocument/typeDefinition", &asked);
        assert_eq!(entry["uri"], workspace.uri("uradori.toml"));
        assert_eq!(under(registry, &entry["range"], encoding), "[[actor]]");
        let said = client.result("textDocument/implementation", &asked);
        assert_eq!(said[0]["uri"], report);
        let words = under(REPORT, &said[0]["range"], encoding);
        assert!(words.contains("「対話を続ける」と述べた"), "{words}");
    }
}
