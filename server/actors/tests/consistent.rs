//! What a name is, its grammar and the whole article decide.

use super::check;

#[test]
fn who_stands_before_an_office_of_state_is_a_person() {
    check("〔霧生:p〕外相が会見した。");
    check("〔霧生誠:p〕外相が会見した。");
}

#[test]
fn a_state_that_no_list_has_is_known_by_its_organs_and_officers() {
    check("〔北嶺:g〕の〔外務省:o=organization:北嶺外務省〕は声明を出した。\n調査団は〔北嶺:g〕に入った。");
    check("〔北嶺:g〕の〔霧生万里子:p〕外相が会見した。\n〔北嶺:g〕は参加しない。");
}

#[test]
fn an_opposed_or_a_past_government_is_no_state() {
    check("反政府活動家が会見した。\n各国の〔外務省:o〕は声明を出した。\n与党の議会対策が焦点だ。");
}

#[test]
fn a_place_and_one_inside_it_are_two() {
    check("〔神奈川県:g〕〔相模原市:g〕の路上で事故があった。〔相模原市:g〕が発表した。");
    check("〔佐賀県:g〕〔佐賀市:g〕で式典が開かれた。〔佐賀市:g〕が発表した。");
    check("〔タイ:g=country:th〕・〔バンコク:g〕で会談した。");
    check("〔アメリカ合衆国:g=country:us〕は声明を出した。");
}

#[test]
fn a_company_is_named_without_the_word_for_one_where_the_article_also_calls_it_so() {
    check("〔アルモンド:o〕社は提訴した。\n〔アルモンド:o〕の株が下がった。");
    check("〔アルモンド社:o〕は提訴した。\n〔アルモンド社:o〕は争う構えだ。");
}

#[test]
fn a_company_with_the_word_for_one_is_the_company_without() {
    let (_, cast) = super::cast_of("アルモンド社は提訴した。", "");
    let names: Vec<&str> = cast.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["アルモンド"]);
    check("〔トヨタ社:o=org:toyota〕は車を作る。");
}

#[test]
fn a_part_of_a_ministry_is_named_with_it() {
    check("〔大蔵省証券局:o〕で働いた。");
    check("〔法務省矯正局:o〕が調べた。");
}

#[test]
fn a_party_may_go_by_common_words() {
    check("〔共生党:o〕の代表が辞任した。");
    check("最大野党と連立与党の協議が続く。");
}

#[test]
fn nobodys_organ_is_japans_only_where_japan_has_one() {
    let (_, cast) = super::cast_of("大統領府は声明を出した。外務省も認めた。", "");
    let names: Vec<&str> = cast.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["大統領府", "日本外務省"]);
}

#[test]
fn what_is_listed_side_by_side_is_of_one_kind() {
    // By itself the second one looks like a body.
    check("〔フィンランド:g〕、〔マナティー:g〕、〔スウェーデン:g〕で大雨が降った。");
    check("会場にはサッカー、テニス、スキーの選手が並んだ。");
}

#[test]
fn the_end_of_a_word_that_says_when_is_no_country() {
    check("株価は前日比で上がった。");
    check("翌日〔米:g=country:us〕大統領が会見した。");
}
