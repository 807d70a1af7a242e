//! Where places begin and end.

use super::*;

#[test]
fn an_address_is_one_place() {
    check("本社は〔静岡県三島市大社町:g〕にある。");
    check("現場は〔名古屋市中区栄三丁目18番1号:g〕だ。");
    check("〔宮崎県西臼杵郡高千穂町:g〕で会った。");
    check("〔中国雲南省魯甸県:g〕で揺れがあった。");
    check("〔アメリカ合衆国カリフォルニア州サンフランシスコ:g〕に住む。");
    check("住所は〔東京都千代田区麹町1-2-3:g〕だという。");
}

#[test]
fn a_town_and_what_it_lies_in_are_one_place_where_the_article_says_no_more() {
    check("〔静岡県三島市:g=place:jp-shizuoka-mishima〕で開かれた。");
    check("〔中国雲南省:g〕で揺れがあった。");
    check("〔静岡県三島市:g〕で開かれた。\n会場は〔静岡県三島市:g〕の広場だ。");
}

#[test]
fn a_town_and_what_it_lies_in_are_two_places_where_the_article_speaks_of_either_alone() {
    check(
        "〔静岡県:g〕〔三島市:g=place:jp-shizuoka-mishima〕で開かれた。\n〔三島市:g=place:jp-shizuoka-mishima〕の担当者が認めた。",
    );
    check("〔静岡県:g〕〔三島市:g〕で開かれた。\n〔静岡県警:o〕が調べている。");
    check("〔中国:g〕〔雲南省:g〕で揺れがあった。\n〔中国:g〕は声明を出した。");
}

#[test]
fn the_same_ward_of_another_city_is_another_place() {
    let (_, cast) = super::cast_of("大阪市中央区で開かれた。\n札幌市中央区でも開かれた。", "");
    let names: Vec<&str> = cast.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["大阪市中央区", "札幌市中央区"]);
}

#[test]
fn places_side_by_side_are_no_address() {
    check("〔千代田区:g〕〔港区:g〕〔新宿区:g〕を回った。");
    check("〔静岡県:g〕、〔三島市:g〕、〔大社町:g〕の順に回った。");
    check("〔新潟県:g〕〔青森県:g〕の両方で揺れがあった。");
}

#[test]
fn what_the_user_has_registered_is_found_in_an_address() {
    let config = "[[actor]]\nid = \"town\"\nname = \"三島市\"\ntype = \"place\"\n";
    check_with("〔静岡県:g〕〔三島市:g〕〔大社町:g〕で開かれた。", config);
}

#[test]
fn a_letter_in_a_word_is_no_country() {
    check("ソロで歌った。");
    check("大会は3月16日ダイヤ改正の日に開かれた。");
    check("日中に人通りが増える。");
    check("会場は日中は静かだ。");
    check("〔日:g〕〔中:g〕関係が冷え込む。");
    check("〔日:g〕〔中:g〕の首脳が会う。");
    check("16日〔米:g〕大統領が声明を出した。");
    check("米粒を数えた。");
    check("中核事業を売る。");
}
