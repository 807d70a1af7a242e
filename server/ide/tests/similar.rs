//! Where else the same is claimed: the marks are the sentences that the answer gives.

use super::fixture::with_registry;
use crate::ide::similar;

#[track_caller]
fn check(articles: &str) {
    let fixture = with_registry(articles);
    let found = similar(&fixture.snapshot, &fixture.path, fixture.offset);
    let shown: Vec<String> = found.iter().map(|one| fixture.show(&one.path, one.span)).collect();
    assert_eq!(shown, fixture.expected());
}

#[test]
fn a_sentence_with_the_same_actor_and_much_the_same_words() {
    check(
        "
//- /a.txt
鷹取静馬大統領が来月にも辞任すると$0いわれている。
//- /b.txt
港で式典があった。⟦大統領府は、鷹取静馬大統領が来月にも辞任すると発表した。⟧市場は静かだった。
//- /c.txt
鷹取静馬大統領は港を訪れ、漁業者と話した。
//- /d.txt
エストヴァルの船が着いた。
",
    );
}

#[test]
fn what_somebody_vouches_for_comes_first_and_says_who() {
    let articles = "
//- /a.txt
鷹取静馬大統領が来月にも辞任すると$0いわれている。
//- /b.txt
⟦2|鷹取静馬大統領が来月にも辞任するといわれている。⟧
//- /c.txt
⟦1|笹倉玄報道官は14日、鷹取静馬大統領が来月にも辞任すると述べた。⟧
";
    check(articles);
    let fixture = with_registry(articles);
    let found = similar(&fixture.snapshot, &fixture.path, fixture.offset);
    assert!(found[0].source.as_ref().is_some_and(|source| source.contains("笹倉玄")), "{found:?}");
    assert_eq!((&found[1].source, found[0].shared.contains(&"鷹取静馬".to_owned())), (&None, true));
}

#[test]
fn a_claim_that_names_nobody_is_found_by_its_words_alone() {
    check(
        "
//- /a.txt
食料の供給への深刻な影響が懸念$0されている。
//- /b.txt
⟦食料供給への深刻な影響が懸念されるという。⟧
//- /c.txt
雨の供給は十分だ。
",
    );
}

#[test]
fn nothing_is_like_nothing() {
    check("//- /a.txt\n$0\n//- /b.txt\n港は静かだった。\n");
}
