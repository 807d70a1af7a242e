//! Whom 同氏, 同署, 彼, 大統領 and 政府 stand for. Each case marks the stand-in that it is about with `〔…〕` and names who is
//! meant; `〔…=〕` means nobody.

use super::cast_of;
use crate::actors::Form;
use crate::text::Span;

/// Checks whom every marked word stands for, and that no other word stands for anybody.
fn check(marked: &str) {
    let (mut text, mut expected, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('〔') {
        text.push_str(before);
        let (body, behind) = after.split_once('〕').expect("a mark is closed");
        let (word, name) = body.split_once('=').expect("a mark says who is meant");
        let start = text.len();
        text.push_str(word);
        if !name.is_empty() {
            expected.push((Span::of(start..text.len()), name.to_owned()));
        }
        rest = behind;
    }
    text.push_str(rest);
    let (_, cast) = cast_of(&text, "");
    let stand_ins = cast.mentions.iter().filter(|mention| mention.form != Form::Name);
    let found: Vec<_> = stand_ins.map(|one| (one.span, cast.actors[one.actor as usize].name.clone())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_pronoun_means_whom_the_text_is_about() {
    check("鷹取静馬大統領は久慈冬子外相を更迭した。〔彼=鷹取静馬〕は理由を述べていない。");
    check("久慈冬子外相が会見した。〔同氏=久慈冬子〕は辞任を否定した。");
}

#[test]
fn who_is_she_is_not_he() {
    check(
        "久慈冬子外相は会見した。〔彼女=久慈冬子〕は質問に答えた。席には沢木梧郎報道官もいた。〔彼=沢木梧郎〕は黙っていた。",
    );
}

#[test]
fn nobody_is_his_own_object() {
    check("沢木梧郎報道官は席を立った。鷹取静馬大統領は〔彼=沢木梧郎〕を引き留めた。");
}

#[test]
fn a_title_behind_the_same_means_who_bears_it() {
    check("三崎蓮容疑者を逮捕したと沢木梧郎署長が発表した。〔同容疑者=三崎蓮〕は黙秘している。");
}

#[test]
fn a_body_behind_the_same_means_whose_name_ends_so() {
    check("北浜署が男を逮捕した。読売新聞が伝えた。〔同署=北浜署〕は動機を調べている。");
    check("文部科学省が通知を出した。日本銀行も声明を出した。〔同省=文部科学省〕は対応を急ぐ。");
}

#[test]
fn the_same_company_is_not_who_reports_of_it() {
    check("ミナト電力は会見した。読売新聞によると、〔同社=ミナト電力〕は工場を閉じる。");
    check("ミナト電力は会見した。警視庁が資料を預かった。〔同社=ミナト電力〕は協力している。");
}

#[test]
fn the_same_country_is_no_city() {
    check("フランスの首都パリで会議が開かれた。〔同国=フランス〕が議長を務める。");
}

#[test]
fn the_organ_of_the_same_country() {
    check("フランスで選挙が行われた。〔同国政府=フランス政府〕は結果を受け入れた。");
}

#[test]
fn a_bare_title_means_the_only_one_who_bears_it() {
    check("鷹取静馬大統領が演説した。〔大統領=鷹取静馬〕は増税を否定した。");
    check("鷹取静馬大統領と久慈冬子大統領が会談した。大統領は増税を否定した。");
    check("鷹取静馬前大統領が演説した。大統領は増税を否定した。");
}

#[test]
fn a_title_that_points_to_nobody_is_no_mention() {
    check("鷹取静馬大統領が演説した。歴代の大統領は沈黙した。次に大統領になる人はいない。");
    check("大統領は増税を否定した。");
}

#[test]
fn the_government_is_that_of_the_country_at_hand() {
    check("フランスで選挙が行われた。〔政府=フランス政府〕は結果を受け入れた。");
    check("日本の〔政府=日本政府〕は声明を出した。");
    check("腐敗した政府は倒れた。");
}

#[test]
fn the_police_are_those_of_the_prefecture_at_hand() {
    let (_, cast) = cast_of("岡山市で男が逮捕された。県警は動機を調べている。", "");
    assert!(cast.actors.iter().any(|actor| actor.name == "岡山県警察"), "{:?}", cast.actors);
    // Whose, nothing tells.
    let (_, cast) = cast_of("男が逮捕された。県警は動機を調べている。", "");
    assert!(cast.actors.is_empty(), "{:?}", cast.actors);
}
