//! References and highlights: the marks are the whole answer.

use super::fixture::{Fixture, with_registry};
use crate::ide::{highlights, references};

fn check_references(articles: &str) {
    let fixture = with_registry(articles);
    let found = references(&fixture.snapshot, &fixture.path, fixture.offset, true);
    assert_eq!(shown(&fixture, found), fixture.expected());
}

fn check_references_without_declaration(articles: &str) {
    let fixture = with_registry(articles);
    let found = references(&fixture.snapshot, &fixture.path, fixture.offset, false);
    assert_eq!(shown(&fixture, found), fixture.expected());
}

fn shown(fixture: &Fixture, found: Vec<crate::ide::Place>) -> Vec<String> {
    found.into_iter().map(|place| fixture.show(place.article.path(), place.span)).collect()
}

fn check_highlights(articles: &str) {
    let fixture = with_registry(articles);
    let found = highlights(&fixture.snapshot, &fixture.path, fixture.offset);
    let found: Vec<String> = found.into_iter().map(|span| fixture.show(&fixture.path, span)).collect();
    assert_eq!(found, fixture.expected());
}

#[test]
fn every_mention_in_every_article() {
    check_references(
        "
//- /a.txt
⟦鷹取$0静馬⟧大統領は14日、演説した。
//- /b.txt
⟦鷹取静馬⟧大統領が港を訪れた。笹倉玄報道官も同行した。
//- /c.txt
エストヴァルの港に船が着いた。
",
    );
}

#[test]
fn the_article_at_hand_comes_first_then_by_path() {
    check_references(
        "
//- /a.txt
会見には⟦2|鷹取静馬⟧大統領も出た。
//- /b/z.txt
式には⟦3|鷹取静馬⟧大統領も出た。
//- /m.txt
⟦1|鷹取静$0馬⟧大統領は演説した。
//- /z.txt
席に⟦4|鷹取静馬⟧大統領がいた。
",
    );
}

#[test]
fn under_every_name() {
    check_references(
        "
//- /a.txt
電力網を⟦Hollow $0Kestrel⟧が攻撃した。
//- /b.txt
報告書は⟦ホロウ・ケストレル⟧の仕業だと述べた。
//- /c.txt
⟦HK-17⟧という名でも知られる。
",
    );
}

#[test]
fn a_surname_means_the_full_name_above() {
    check_references(
        "
//- /a.txt
⟦鷹取静馬⟧大統領は14日、演説した。⟦鷹取$0⟧大統領は港にも寄った。
//- /b.txt
⟦鷹取静馬⟧大統領が来た。
",
    );
}

#[test]
fn the_declaration_can_be_left_out() {
    check_references_without_declaration(
        "
//- /a.txt
鷹取静馬大統領は14日、演説した。港で⟦鷹取静$0馬⟧大統領は手を振った。
//- /b.txt
⟦鷹取静馬⟧大統領が来た。
",
    );
}

#[test]
fn nothing_on_ordinary_words() {
    check_references(
        "
//- /a.txt
鷹取静馬大統領は14日、演$0説した。
",
    );
}

#[test]
fn behind_the_last_letter_still_counts() {
    check_references(
        "
//- /a.txt
港に着いたのは⟦エストヴァル⟧$0の船だった。
",
    );
}

#[test]
fn highlights_stay_in_the_article() {
    check_highlights(
        "
//- /a.txt
⟦エストヴァル⟧の船が着いた。⟦エスト$0ヴァル⟧の旗が見えた。北嶺の旗も見えた。
//- /b.txt
エストヴァルの船が出た。
",
    );
}

#[test]
fn nothing_is_highlighted_between_mentions() {
    check_highlights(
        "
//- /a.txt
エストヴァルの船が$0着いた。
",
    );
}

#[test]
fn an_article_that_is_not_there_has_no_answer() {
    let fixture = with_registry("//- /a.txt\nエスト$0ヴァルの船。\n");
    let elsewhere = std::path::Path::new("/w/none.txt");
    assert!(references(&fixture.snapshot, elsewhere, 0, true).is_empty());
    assert!(highlights(&fixture.snapshot, elsewhere, 0).is_empty());
    assert!(references(&fixture.snapshot, &fixture.path, u32::MAX, true).is_empty());
}

#[test]
fn short_names_of_countries_are_their_country() {
    check_references(
        "
//- /a.txt
船は⟦米国⟧の港を出た。⟦米⟧大統領は見送った。
//- /b.txt
⟦アメ$0リカ⟧の港に着いた。
"
        .replace("⟦アメ$0リカ⟧", "⟦アメリカ⟧")
        .replace("⟦米国⟧", "⟦米$0国⟧")
        .as_str(),
    );
}

#[test]
fn words_that_stand_for_the_actor_are_mentions() {
    check_highlights(
        "
//- /a.txt
⟦笹倉$0玄⟧報道官は14日、会見した。⟦同氏⟧は質問に答えなかった。エストヴァルの旗があった。
",
    );
}

#[test]
fn a_surname_alone_means_the_one_person_whom_others_name_in_full() {
    check_references(
        "
//- /a.txt
港には⟦ティス$0ラ⟧記者がいた。
//- /b.txt
⟦ロアン・ティスラ⟧記者は14日、港で話した。⟦ティスラ⟧記者は帰った。
",
    );
}
