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

/// The names that the reader of the file expects where it meets one that it does not know.
fn expected(file: &str) -> Vec<String> {
    let message = Config::parse(file).expect_err("there is no such name").message;
    let (_, names) = message.split_once("expected").unwrap_or_else(|| panic!("{message}"));
    let mut names: Vec<String> = names.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    names.sort_unstable();
    names
}

#[test]
fn the_schema_has_what_the_file_may_say() {
    let schema: serde_json::Value = serde_json::from_str(super::SCHEMA).expect("the schema is JSON");
    let names = |pointer: &str| -> Vec<String> {
        let properties = schema.pointer(pointer).and_then(|it| it.as_object()).unwrap_or_else(|| panic!("{pointer}"));
        let mut names: Vec<String> = properties.keys().cloned().collect();
        names.sort_unstable();
        names
    };
    assert_eq!(names("/properties"), expected("nothing = 1\n"));
    for table in ["articles", "names", "accept", "hints"] {
        assert_eq!(names(&format!("/properties/{table}/properties")), expected(&format!("[{table}]\nnothing = 1\n")));
    }
    assert_eq!(names("/definitions/actor/properties"), expected("[[actor]]\nnothing = 1\n"));
    let mut codes = super::CODE_NAMES.map(str::to_owned);
    codes.sort_unstable();
    assert_eq!(names("/properties/severity/properties"), codes);
    let listed = |pointer: &str| -> Vec<String> {
        let values = schema.pointer(pointer).and_then(|it| it.as_array()).unwrap_or_else(|| panic!("{pointer}"));
        values.iter().filter_map(|value| Some(value.as_str()?.to_owned())).collect()
    };
    assert_eq!(listed("/definitions/kind/enum"), Kind::ALL.map(Kind::name));
    for relation in listed("/definitions/alias/properties/relation/enum") {
        for matching in listed("/definitions/alias/properties/match/enum") {
            let alias =
                format!("{{ name = \"b\", relation = \"{relation}\", match = \"{matching}\", origin = \"c\" }}");
            let file = format!("[[actor]]\nid = \"a\"\nname = \"a\"\ntype = \"other\"\naliases = [{alias}]\n");
            Config::parse(&file).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    for level in listed("/definitions/severity/enum") {
        Config::parse(&format!("[severity]\nquote = \"{level}\"\n")).unwrap_or_else(|error| panic!("{error}"));
    }
}
