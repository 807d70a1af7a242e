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
fn a_town_and_what_it_lies_in_are_two_places() {
    check("〔静岡県:g〕〔三島市:g〕で開かれた。");
    check("〔中国:g〕〔雲南省:g〕で揺れがあった。");
}

#[test]
fn places_side_by_side_are_no_address() {
    check("〔千代田区:g〕〔港区:g〕〔新宿区:g〕を回った。");
    check("〔静岡県:g〕、〔三島市:g〕、〔大社町:g〕の順に回った。");
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
