use std::fmt::Write as _;

use proptest::prelude::*;

use super::{BracketKind, Part, Passage, Placed, Reuse, passages};
use crate::text::Span;

/// The sentences of each passage of `article`, a passage to a line, sentences divided by `|`.
fn sentences(article: &str) -> String {
    let mut shown = String::new();
    for placed in passages(article, &Reuse::default()) {
        let passage = &placed.passage;
        let texts: Vec<&str> = passage.sentences.iter().map(|span| span.slice(&passage.text)).collect();
        let _ = writeln!(shown, "{}", texts.join("|"));
    }
    shown.trim_end().to_owned()
}

fn only(article: &str) -> Placed {
    passages(article, &Reuse::default()).swap_remove(0)
}

fn surfaces(passage: &Passage) -> Vec<&str> {
    passage.tokens.iter().map(|token| token.surface(&passage.text)).collect()
}

#[test]
fn a_sentence_ends_outside_brackets_only() {
    assert_eq!(sentences("「行くのか。行くとも。」と述べた。次の文。"), "「行くのか。行くとも。」と述べた。|次の文。");
    assert_eq!(
        sentences("外相は『「終わった。」と聞いた。』と話す！本当か？"),
        "外相は『「終わった。」と聞いた。』と話す！|本当か？"
    );
    assert_eq!(sentences("【速報】終了（詳細は後で。）。以上。"), "【速報】終了（詳細は後で。）。|以上。");
}

#[test]
fn a_missing_half_of_brackets_spoils_nothing_else() {
    assert_eq!(
        sentences("サイトには、皆さん！すべて壊した。備えよ」などと書かれた。「次」も。"),
        "サイトには、皆さん！|すべて壊した。|備えよ」などと書かれた。|「次」も。"
    );
    assert_eq!(sentences("「始まりだけ。次の文。（三つ目。）"), "「始まりだけ。|次の文。|（三つ目。）");
}

#[test]
fn closing_marks_stay_with_their_sentence() {
    assert_eq!(sentences("そうか！？…それで。」終わり"), "そうか！？|…それで。」|終わり");
}

#[test]
fn marks_inside_words_and_addresses_end_nothing() {
    assert_eq!(
        sentences("Yahoo!ニュースによると、https://example.com/a?id=1 が出典。"),
        "Yahoo!ニュースによると、https://example.com/a?id=1 が出典。"
    );
}

#[test]
fn hard_wrapped_prose_is_one_passage() {
    let article = [
        "　北嶺の霧生外相は十四日の記者会見で、エストヴァルとの対話を続ける考えを",
        "示し、七年ぶりとなる訪問の日程については調整の段階だと述べた。訪問が実現",
        "すれば、両国の関係は新しい段階に入る。",
        "　専門家は慎重な見方をしている。",
    ]
    .join("\n");
    assert_eq!(
        sentences(&article),
        "北嶺の霧生外相は十四日の記者会見で、エストヴァルとの対話を続ける考えを示し、七年ぶりとなる訪問の日程については調整の段階だと述べた。|訪問が実現すれば、両国の関係は新しい段階に入る。\n専門家は慎重な見方をしている。"
    );
}

#[test]
fn short_lines_of_a_list_are_not_joined() {
    let article =
        "要点\n・共同研究のテーマに制限を設ける\n・協力の機会を減らすことになる\n・争いを解く仕組みを加える\n";
    assert_eq!(passages(article, &Reuse::default()).len(), 4);
}

#[test]
fn a_span_across_a_wrapped_line_maps_back_to_both_lines() {
    let first = "　長い段落の一行目がここにあり、幅いっぱいに書かれていて、次の行へ霧";
    let second = "　生外相の名前が続いている。この行も幅いっぱいに書かれていて、次へ続く";
    let third = "のである。\n";
    let article = format!("{first}\n{}\n{third}", &second[3..]);
    let placed = only(&article);
    let at = placed.passage.text.find("霧生外相").expect("the name is joined");
    let span = placed.to_article(Span::of(at..at + "霧生外相".len()));
    assert_eq!(span.slice(&article), "霧\n生外相");
    assert_eq!(placed.to_local(span.start), Some(at as u32));
}

#[test]
fn unknown_runs_are_cut_where_names_end() {
    let text = "ロシア・ウクライナ戦争で「REvil」、Flax Typhoonが動く。";
    let placed = only(text);
    let found = surfaces(&placed.passage);
    for name in ["ロシア", "・", "ウクライナ", "REvil", "Flax", "Typhoon"] {
        assert!(found.contains(&name), "{name} in {found:?}");
    }
}

#[test]
fn tokens_know_their_dictionary_form_and_reading() {
    let placed = only("外相は述べた。");
    let passage = &placed.passage;
    let verb = passage.tokens.iter().find(|token| token.part() == Part::Verb).expect("there is a verb");
    assert_eq!(verb.base(&passage.text), "述べる");
    assert_eq!(passage.tokens[0].reading(), Some("ガイショウ"));
}

#[test]
fn brackets_know_what_encloses_them() {
    let placed = only("「彼は『来い』と言った」（取材）");
    let kinds: Vec<(BracketKind, u32)> = placed.passage.brackets.iter().map(|pair| (pair.kind, pair.depth)).collect();
    assert_eq!(kinds, [(BracketKind::Quote, 0), (BracketKind::DoubleQuote, 1), (BracketKind::Round, 0)]);
}

#[test]
fn an_unchanged_passage_is_taken_over() {
    let before = "一つ目の段落です。\n\n二つ目の段落です。\n";
    let old = passages(before, &Reuse::default());
    let after = "書き足した行です。\n\n一つ目の段落です。\n\n変わった段落です。\n";
    let new = passages(after, &Reuse::of(before, &old));
    assert!(std::sync::Arc::ptr_eq(&new[1].passage, &old[0].passage));
    assert_eq!(new[1].to_article(Span::new(0, 6)).slice(after), "一つ");
}

const PIECES: [&str; 18] = [
    "「",
    "」",
    "『",
    "』",
    "（",
    "）",
    "。",
    "！",
    "外相は",
    "述べた",
    "𠮷",
    "か\u{3099}",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "Volt Typhoon",
    "　",
];

proptest! {
    #[test]
    fn sentences_and_tokens_lie_in_order_inside_their_passage(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        let article = pieces.concat();
        for placed in passages(&article, &Reuse::default()) {
            let passage = &placed.passage;
            let whole = Span::of(0..passage.text.len());
            for spans in [&passage.sentences, &passage.tokens.iter().map(|token| token.span).collect::<Vec<_>>()] {
                prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
                prop_assert!(spans.iter().all(|span| whole.covers(*span) && !span.is_empty() && passage.text.get(span.range()).is_some()));
            }
            for token in &passage.tokens {
                let there = placed.to_article(token.span);
                prop_assert!(placed.source().covers(there));
                prop_assert_eq!(placed.to_local(there.start), Some(token.span.start));
            }
        }
    }

    #[test]
    fn reading_again_with_reuse_gives_the_same_passages(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..30), at in 0..30_usize) {
        let before = pieces.concat();
        let old = passages(&before, &Reuse::default());
        let mut changed = pieces;
        let at = at.min(changed.len());
        changed.insert(at, "述べた");
        let after = changed.concat();
        let reused = passages(&after, &Reuse::of(&before, &old));
        let anew = passages(&after, &Reuse::default());
        prop_assert_eq!(reused.len(), anew.len());
        for (a, b) in reused.iter().zip(&anew) {
            prop_assert_eq!(a.start, b.start);
            prop_assert_eq!(&*a.passage, &*b.passage);
        }
    }
}

proptest! {
    #[test]
    fn tokens_are_found_by_their_bytes_as_by_a_search(text in "([ぁ-んァ-ヶ一-龠a-z0-9、。「」 ]|外務省|発表した){0,60}") {
        for placed in passages(&text, &Reuse::default()) {
            let passage = &placed.passage;
            let tokens = &passage.tokens;
            for offset in 0..=passage.text.len() as u32 + 65 {
                prop_assert_eq!(passage.token_from(offset), tokens.partition_point(|token| token.span.start < offset));
                prop_assert_eq!(passage.token_to(offset), tokens.partition_point(|token| token.span.end < offset));
                prop_assert_eq!(passage.token_at(offset), tokens.partition_point(|token| token.span.end <= offset));
                let cut = tokens.iter().any(|token| token.span.start < offset && offset < token.span.end);
                prop_assert_eq!(passage.cuts_token(offset), cut);
            }
        }
    }
}
