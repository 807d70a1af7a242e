//! One name for another: exactly the mentions that are spelled so.

use super::fixture::with_registry;
use crate::ide::{is_name, renamable, rename};

fn check(articles: &str) {
    let fixture = with_registry(articles);
    let found = rename(&fixture.snapshot, &fixture.path, fixture.offset);
    let shown: Vec<String> =
        found.iter().flat_map(|(entry, spans)| spans.iter().map(|span| fixture.show(entry.path(), *span))).collect();
    assert_eq!(shown, fixture.expected());
}

#[test]
fn the_name_in_all_articles_and_no_other_name_of_the_actor() {
    check(
        "
//- /a.txt
⟦鷹取静$0馬⟧大統領は14日、演説した。鷹取氏は手を振った。同氏は帰った。⟦鷹取静馬⟧大統領は泊まった。
//- /b.txt
⟦鷹取静馬⟧大統領は港を訪れた。鷹取氏は帰った。
//- /c.txt
エストヴァルの船が着いた。
",
    );
}

#[test]
fn another_name_of_the_same_actor_is_changed_by_itself() {
    check(
        "
//- /a.txt
⟦ホロウ・ケスト$0レル⟧が攻撃した。Hollow Kestrelは2021年から動く。
//- /b.txt
⟦ホロウ・ケストレル⟧が攻撃した。
",
    );
}

#[test]
fn titles_pronouns_and_ordinary_words_are_no_names() {
    for article in ["笹倉玄報道官は14日、会見した。同$0氏は質問に答えなかった。", "エストヴァルの船$0が着いた。"]
    {
        let fixture = with_registry(&format!("//- /a.txt\n{article}\n"));
        assert_eq!(renamable(&fixture.snapshot, &fixture.path, fixture.offset), None, "{article}");
        assert!(rename(&fixture.snapshot, &fixture.path, fixture.offset).is_empty());
    }
}

#[test]
fn what_can_be_a_name() {
    assert!(is_name("鷹取静馬") && is_name("Hollow Kestrel"));
    assert!(!is_name("") && !is_name("　") && !is_name(" 鷹取") && !is_name("鷹取\n静馬"));
}
