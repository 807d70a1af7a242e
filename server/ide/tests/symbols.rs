//! Workspace symbols: which actors a query finds, the best first.

use super::fixture::with_registry;
use crate::ide::workspace_symbols;

const ARTICLES: &str = "
//- /a.txt
北嶺共和国の鷹取静馬大統領は14日、演説した。エストヴァルの船が港を出た。鷹取静馬大統領は手を振った。
//- /b.txt
報告書は北嶺の電力網をホロウ・ケストレルが攻撃したと述べた。エストヴァルは否定した。
//- /c.txt
エストヴァルの船が着いた。
";

fn names(query: &str) -> Vec<String> {
    let fixture = with_registry(ARTICLES);
    workspace_symbols(&fixture.snapshot, query).into_iter().map(|symbol| symbol.name).collect()
}

fn finds(query: &str, first: &str) {
    assert_eq!(names(query).first().map(String::as_str), Some(first), "{query}: {:?}", names(query));
}

#[test]
fn by_name_and_by_part_of_it() {
    finds("鷹取静馬", "鷹取静馬");
    finds("鷹取", "鷹取静馬");
    finds("静馬", "鷹取静馬");
    finds("エスト", "エストヴァル");
}

#[test]
fn by_any_of_its_names() {
    finds("Hollow Kestrel", "Hollow Kestrel");
    finds("hollowkestrel", "Hollow Kestrel");
    finds("ホロウ", "Hollow Kestrel");
    finds("ほろう", "Hollow Kestrel");
    finds("ＨＫ－１７", "Hollow Kestrel");
    finds("tin sparrow", "Hollow Kestrel");
    finds("北嶺", "北嶺共和国");
}

#[test]
fn by_its_reading() {
    finds("たかとり", "鷹取静馬");
    finds("タカトリ", "鷹取静馬");
    finds("しずま", "鷹取静馬");
    finds("ほくれい", "北嶺共和国");
}

#[test]
fn by_either_romanisation() {
    finds("takatori", "鷹取静馬");
    finds("shizuma", "鷹取静馬");
    finds("sizuma", "鷹取静馬");
    finds("hokurei", "北嶺共和国");
    finds("hokureikyouwakoku", "北嶺共和国");
    finds("hokureikyowakoku", "北嶺共和国");
    finds("esutovaru", "エストヴァル");
    finds("esutobaru", "エストヴァル");
    finds("horou", "Hollow Kestrel");
}

#[test]
fn nothing_for_what_is_not_there() {
    assert!(names("存在しない名前").is_empty());
    assert!(names("zzzz").is_empty());
}

#[test]
fn the_empty_query_gives_the_most_frequent_first() {
    assert_eq!(names("").first().map(String::as_str), Some("エストヴァル"));
}

#[test]
fn a_symbol_lies_where_the_actor_is_introduced() {
    let fixture = with_registry(ARTICLES);
    let symbols = workspace_symbols(&fixture.snapshot, "takatori");
    let symbol = symbols.first().expect("the president is found");
    assert_eq!(fixture.show(symbol.article.path(), symbol.span), "a.txt@18: 鷹取静馬大統領");
    assert_eq!(symbol.matched.as_deref(), Some("Takatori Shizuma"));
}

#[test]
fn an_answer_has_bounds() {
    use std::fmt::Write as _;
    let mut articles = String::from("//- /uradori.toml\n");
    let mut text = String::from("//- /a.txt\n");
    for n in 0..250 {
        writeln!(articles, "[[actor]]\nid = \"x{n:03}\"\nname = \"組織{n:03}X\"\ntype = \"organization\"")
            .expect("a string takes it");
        writeln!(text, "組織{n:03}Xが発表した。").expect("a string takes it");
    }
    let fixture = super::fixture::Fixture::new(&(articles + &text));
    assert_eq!(workspace_symbols(&fixture.snapshot, "組織").len(), 200);
}
