use super::{Config, Kind, Match, Relation, Severity};

#[test]
fn a_whole_file_is_read() {
    let config = Config::parse(
        r#"
[articles]
include = ["news/**/*.txt"]
exclude = ["news/drafts/**"]

[severity]
judgement = "off"
figure = "warning"

[[actor]]
id = "kestrel"
name = "ホロウ・ケストレル"
type = "organization"
aliases = ["Hollow Kestrel", { name = "夜鷹", relation = "suspected", origin = "ヴェルデイン", match = "with-context" }]
description = "環北洋で活動するハッカー集団"
links = ["https://example.com/kestrel"]
not = ["夜鷹運輸"]
"#,
    )
    .expect("the file is right");
    assert!(config.articles.accepts("news/a/b.txt"));
    assert!(!config.articles.accepts("news/drafts/b.txt"));
    assert!(!config.articles.accepts("other.txt"));
    assert_eq!(config.severity.get("judgement"), Some(&None));
    assert_eq!(config.severity.get("figure"), Some(&Some(Severity::Warning)));
    let actor = &config.actors[0];
    assert_eq!((actor.id.as_str(), actor.kind, actor.line), ("kestrel", Kind::Organization, 10));
    let alias = &actor.aliases[1];
    assert_eq!((alias.relation, alias.matching, alias.line), (Relation::Suspected, Match::WithContext, 14));
}

#[test]
fn without_a_file_texts_and_markdown_are_articles() {
    let config = Config::default();
    assert!(config.articles.accepts("a.txt") && config.articles.accepts("b/社説.md"));
    assert!(!config.articles.accepts("a.rs"));
}

/// Line, column and a part of the message of what is wrong with `text`.
fn check(text: &str, line: u32, column: u32, part: &str) {
    let error = Config::parse(text).expect_err("the file is wrong");
    assert_eq!((error.line, error.column), (line, column), "{error}");
    assert!(error.message.contains(part), "{error}");
}

#[test]
fn whatever_is_wrong_is_told_with_its_place() {
    check("[severity]\nhearsay = \"loud\"\n", 2, 11, "no such severity: loud");
    check("[severity]\nrumour = \"off\"\n", 2, 10, "no such code: rumour");
    check("[[actor]]\nid = \"a\"\nname = \"あ\"\ntype = \"robot\"\n", 4, 8, "no such kind");
    check("[[actor]]\nid = \"\"\nname = \"あ\"\ntype = \"person\"\n", 2, 6, "must not be empty");
    let twice = "[[actor]]\nid = \"a\"\nname = \"あ\"\ntype = \"person\"\n";
    check(&format!("{twice}{twice}"), 6, 6, "given twice (first in line 1)");
    check("[articles]\ninclude = [\"[\"]\n", 2, 12, "");
    check("これは設定では\nありません", 1, 8, "expected");
    check("[articles]\nincludes = []\n", 2, 1, "unknown field");
}
