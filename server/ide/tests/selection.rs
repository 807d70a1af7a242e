//! What grows around the cursor.

use proptest::prelude::*;

use super::fixture::with_registry;
use crate::ide::selection;

fn grows(article: &str) -> Vec<String> {
    let fixture = with_registry(&format!("//- /a.txt\n{article}"));
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let chain = selection(&fixture.snapshot, &fixture.path, fixture.offset);
    chain.into_iter().map(|span| span.slice(entry.text()).trim().to_owned()).collect()
}

#[test]
fn from_the_word_to_the_article() {
    let chain = grows(
        "北嶺:停電の調べが続く見通し

【概要】

鷹取静馬大統領は「灯$0りを消した者を探す」と述べた。船が出た。
",
    );
    assert_eq!(chain.first().map(String::as_str), Some("灯り"), "{chain:#?}");
    let place =
        |text: &str| chain.iter().position(|one| one == text).unwrap_or_else(|| panic!("no “{text}” in {chain:#?}"));
    let order = [
        place("灯りを"),
        place("灯りを消した者を探す"),
        place("「灯りを消した者を探す」"),
        place("鷹取静馬大統領は「灯りを消した者を探す」と述べた。"),
        place("鷹取静馬大統領は「灯りを消した者を探す」と述べた。船が出た。"),
        chain.iter().position(|one| one.starts_with("【概要】")).expect("the section"),
        chain.iter().position(|one| one.starts_with("北嶺:")).expect("the article"),
    ];
    assert!(order.is_sorted() && order.windows(2).all(|two| two[0] < two[1]), "{chain:#?}");
}

#[test]
fn a_name_is_selected_whole_and_then_with_its_title() {
    let chain = grows("北嶺共和国の鷹取$0静馬大統領は14日、演説した。\n");
    assert!(chain.contains(&"鷹取静馬".to_owned()) && chain.contains(&"鷹取静馬大統領".to_owned()), "{chain:#?}");
}

#[test]
fn between_the_lines_there_is_the_article() {
    assert_eq!(grows("船が出た。\n\n$0\n\n船が着いた。\n").len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_covers_the_one_before(before in "[鷹取静馬は「」（）。\n ]{0,20}", after in "[と述べた「」。\n　・【】]{0,20}") {
        let fixture = with_registry(&format!("//- /a.txt\n{before}$0{after}"));
        let chain = selection(&fixture.snapshot, &fixture.path, fixture.offset);
        prop_assert!(!chain.is_empty());
        prop_assert!(chain.iter().all(|span| span.touches(fixture.offset)));
        prop_assert!(chain.windows(2).all(|two| two[1].covers(two[0]) && two[0] != two[1]));
    }
}
