//! What stands between the lines.

use super::fixture::with_registry;
use crate::config::{HintSettings, Hints};
use crate::ide::{HintKind, Lang, hints};
use crate::text::Span;

/// The text with its hints in brackets.
fn shown(article: &str, wanted: Hints) -> String {
    let fixture = with_registry(&format!("//- /a.txt\n$0{article}"));
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let mut text = entry.text().to_string();
    let all = Span::of(0..text.len());
    for hint in hints(&fixture.snapshot, &fixture.path, all, wanted, Lang::Ja).into_iter().rev() {
        assert!(!hint.tooltip.is_empty());
        text.insert_str(hint.offset as usize, &format!("[{}]", hint.label));
    }
    text
}

const ARTICLE: &str = "停電が続いている見通し、霧ヶ浦市が発表
2026年3月15日

笹倉玄報道官は14日、会見した。同氏は質問に答えなかった。
";

#[test]
fn who_is_meant_and_when_it_was() {
    let text = shown(ARTICLE, Hints::default());
    assert!(text.contains("14日[2026-03-14]、会見した。同氏[＝笹倉玄]は"), "{text}");
    assert!(text.contains("2026年3月15日\n"), "what is said in full needs no hint: {text}");
}

#[test]
fn whose_words_a_sentence_goes_on_with() {
    let article = "笹倉玄報道官は14日の会見で「停電は9日に始まった」と述べた。復旧にはなお2か月かかるという。\n";
    let text = shown(article, Hints { actors: false, dates: false, sources: true });
    assert!(text.contains("かかるという[← 笹倉玄報道官]") || text.contains("かかるという。[← 笹倉玄報道官]"), "{text}");
}

#[test]
fn each_kind_can_be_switched_off() {
    let off = Hints { sources: false, actors: false, dates: false };
    assert_eq!(shown(ARTICLE, off), ARTICLE);
    assert!(!shown(ARTICLE, Hints { dates: false, ..Hints::default() }).contains("2026-03-14"));
    assert!(!shown(ARTICLE, Hints { actors: false, ..Hints::default() }).contains("＝"));
    let set = HintSettings { actors: Some(false), ..HintSettings::default() };
    assert_eq!(set.over(Hints::default()), Hints { actors: false, ..Hints::default() });
    assert_eq!(HintSettings { actors: Some(true), ..set }.over(off), Hints { actors: true, ..off });
}

#[test]
fn only_where_it_was_asked() {
    let fixture = with_registry(&format!("//- /a.txt\n$0{ARTICLE}"));
    let here = Span::new(0, 20);
    assert_eq!(hints(&fixture.snapshot, &fixture.path, here, Hints::default(), Lang::Ja), []);
    let all = hints(&fixture.snapshot, &fixture.path, Span::of(0..ARTICLE.len()), Hints::default(), Lang::Ja);
    assert_eq!(all.iter().map(|hint| hint.kind).collect::<Vec<_>>(), [HintKind::Date, HintKind::Actor]);
}
