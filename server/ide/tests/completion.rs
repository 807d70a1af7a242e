//! What could be written.

use super::fixture::with_registry;
use crate::ide::{Completion, CompletionKind, Lang, completions, explain};

const OTHERS: &str = "
//- /b.txt
北嶺共和国の鷹取静馬大統領は14日、演説した。ロアン・ティスラ記者は港で話した。エストヴァルの船が出た。
//- /c.txt
ホロウ・ケストレルが攻撃した。
";

/// What is offered at `$0` of an article beside others, with what it replaces.
fn offered(article: &str) -> Vec<(String, String)> {
    let fixture = with_registry(&format!("//- /a.txt\n{article}\n{}", OTHERS.trim_start()));
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let found = completions(&fixture.snapshot, &fixture.path, fixture.offset).into_iter();
    found.map(|one| (one.text, one.replaces.slice(entry.text()).to_owned())).collect()
}

fn offers(article: &str, name: &str, typed: &str) {
    let found = offered(article);
    assert!(found.contains(&(name.to_owned(), typed.to_owned())), "{article}: {found:?}");
}

#[test]
fn by_the_beginning_of_a_name() {
    offers("船が出た。鷹$0", "鷹取静馬", "鷹");
    offers("きのうエスト$0", "エストヴァル", "エスト");
    offers("港のHoll$0", "Hollow Kestrel", "Holl");
}

#[test]
fn by_a_part_of_it() {
    offers("船が出た。静馬$0", "鷹取静馬", "静馬");
    offers("船が出た。ティスラ$0", "ロアン・ティスラ", "ティスラ");
}

#[test]
fn by_kana_and_by_latin_letters() {
    offers("船が出た。たかと$0", "鷹取静馬", "たかと");
    offers("船が出た。タカト$0", "鷹取静馬", "タカト");
    offers("船が出た。takato$0", "鷹取静馬", "takato");
    offers("船が出た。esuto$0", "エストヴァル", "esuto");
    offers("船が出た。tisura$0", "ロアン・ティスラ", "tisura");
}

#[test]
fn with_its_title_as_an_article_introduces_it() {
    offers("船が出た。鷹取$0", "鷹取静馬大統領", "鷹取");
    let fixture = with_registry(&format!("//- /a.txt\n船が出た。鷹取$0\n{}", OTHERS.trim_start()));
    let found = completions(&fixture.snapshot, &fixture.path, fixture.offset);
    let named = |one: &Completion| matches!(one.kind, CompletionKind::Name(_)) && one.text == "鷹取静馬";
    assert!(found.iter().any(named), "{found:#?}");
    let page = explain(&fixture.snapshot, "takatori-shizuma", Lang::Ja).expect("it is known");
    assert!(page.plain.contains("北嶺共和国の大統領。"), "{}", page.plain);
}

#[test]
fn what_only_the_lexicon_knows_by_its_reading() {
    offers("船が出た。あめりか$0", "アメリカ", "あめりか");
}

#[test]
fn a_claim_can_be_given_to_a_source_of_the_article() {
    let article = "停電の調べが続いている、霧ヶ浦市が発表へ

笹倉玄報道官は14日の会見で「停電は9日の夜に港の近くで始まり、朝には町の全体に広がった」と述べた。";
    let found = offered(&format!("{article}橋は来月に開く$0"));
    assert!(found.contains(&("と笹倉玄報道官は述べた".to_owned(), String::new())), "{found:?}");
    let found = offered(&format!("{article}橋は$0"));
    assert!(!found.iter().any(|(text, _)| text.contains("笹倉玄報道官は")), "{found:?}");
}

#[test]
fn nothing_where_no_name_begins() {
    for article in ["船が出た。$0", "$0", "船が出た。zz$0", "橋は開いている$0"] {
        assert_eq!(offered(article), [], "{article}");
    }
}
