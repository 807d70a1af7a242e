//! What can be folded away.

use super::fixture::with_registry;
use crate::ide::{FoldKind, folding};

/// The first and the last letters of each fold, with its kind.
fn folds(article: &str) -> Vec<(FoldKind, String, String)> {
    let fixture = with_registry(&format!("//- /a.txt\n$0{article}"));
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let folds = folding(&fixture.snapshot, &fixture.path).into_iter().map(|fold| {
        let text = fold.span.slice(entry.text());
        let ends = |text: &str| text.lines().next().unwrap_or_default().trim().to_owned();
        let last = text.lines().last().unwrap_or_default().trim().to_owned();
        (fold.kind, ends(text), last)
    });
    folds.collect()
}

#[test]
fn sections_and_lists() {
    let found = folds(
        "北嶺:停電の調べが続く見通し

【概要】

鷹取静馬大統領は14日、演説した。

【詳細】

・停電は9日の夜に始まった。
・停電は10日の朝に終わった。
・原因はまだわからない。
",
    );
    let has = |kind, first: &str, last: &str| found.contains(&(kind, first.to_owned(), last.to_owned()));
    assert!(has(FoldKind::Section, "北嶺:停電の調べが続く見通し", "・原因はまだわからない。"), "{found:#?}");
    assert!(has(FoldKind::Section, "【概要】", "鷹取静馬大統領は14日、演説した。"), "{found:#?}");
    assert!(has(FoldKind::Section, "【詳細】", "・原因はまだわからない。"), "{found:#?}");
    assert!(has(FoldKind::List, "・停電は9日の夜に始まった。", "・原因はまだわからない。"), "{found:#?}");
}

#[test]
fn nothing_that_is_one_line() {
    assert_eq!(folds("鷹取静馬大統領は14日、演説した。\n"), []);
    assert_eq!(folds(""), []);
}
