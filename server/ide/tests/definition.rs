//! Definition and declaration: the marks are the names that the links lead to.

use super::fixture::{Fixture, with_registry};
use crate::ide::{Link, declaration, definition};

fn check_definition(articles: &str) {
    let fixture = with_registry(articles);
    let links = definition(&fixture.snapshot, &fixture.path, fixture.offset);
    check(&fixture, links);
}

fn check_declaration(articles: &str) {
    let fixture = with_registry(articles);
    let links = declaration(&fixture.snapshot, &fixture.path, fixture.offset);
    check(&fixture, links);
}

fn check(fixture: &Fixture, links: Vec<Link>) {
    for link in &links {
        assert!(link.origin.touches(fixture.offset), "the link starts where the cursor is");
        assert!(link.target.covers(link.focus), "the name lies in its sentence");
    }
    let found: Vec<String> = links.into_iter().map(|link| fixture.show(link.article.path(), link.focus)).collect();
    assert_eq!(found, fixture.expected());
}

#[test]
fn to_the_introduction_in_another_article() {
    check_definition(
        "
//- /a.txt
鷹取静$0馬大統領は14日、演説した。
//- /b.txt
停電が続いた。⟦鷹取静馬大統領⟧は港を訪れた。鷹取静馬大統領は帰った。
",
    );
}

#[test]
fn the_fullest_name_with_its_title_first() {
    check_definition(
        "
//- /a.txt
ハッカー集団Hollow$0 Kestrelが攻撃した。
//- /b.txt
報告書は⟦3|HK-17⟧に触れた。
//- /c.txt
報告書は⟦1|Hollow Kestrel⟧に触れた。
//- /d.txt
報告書は⟦2|ホロウ・ケストレル⟧に触れた。
",
    );
}

#[test]
fn a_title_tells_more_than_none() {
    check_definition(
        "
//- /a.txt
席には鷹取静$0馬氏がいた。
//- /b.txt
⟦2|鷹取静馬⟧も来た。
//- /c.txt
停電の翌日だった。⟦1|鷹取静馬大統領⟧が来た。
",
    );
}

#[test]
fn the_earlier_in_its_article_first() {
    check_definition(
        "
//- /a.txt
エストヴァ$0ルの船が着いた。
//- /b.txt
港は朝から混んでいた。長い列ができ、人々は静かに待った。昼に⟦2|エストヴァル⟧の船が出た。
//- /c.txt
朝、⟦1|エストヴァル⟧の船が出た。
",
    );
}

#[test]
fn in_the_same_article_when_there_is_no_other() {
    check_definition(
        "
//- /a.txt
⟦鷹取静馬大統領⟧は14日、演説した。鷹取$0大統領は港にも寄った。
//- /b.txt
エストヴァルの船が着いた。
",
    );
}

#[test]
fn nothing_on_ordinary_words() {
    check_definition(
        "
//- /a.txt
鷹取静馬大統領は14日、演$0説した。
//- /b.txt
鷹取静馬大統領が来た。
",
    );
}

#[test]
fn a_word_that_stands_for_somebody_leads_to_them() {
    check_definition(
        "
//- /a.txt
笹倉玄報道官は14日、会見した。同$0氏は質問に答えなかった。
//- /b.txt
⟦笹倉玄報道官⟧が来た。
",
    );
}

#[test]
fn the_target_is_the_whole_sentence() {
    let fixture = with_registry(
        "
//- /a.txt
エスト$0ヴァルの船が着いた。
//- /b.txt
停電が続いた。港からエストヴァルの船が出た。雨だった。
",
    );
    let links = definition(&fixture.snapshot, &fixture.path, fixture.offset);
    let targets: Vec<String> = links.iter().map(|link| fixture.show(link.article.path(), link.target)).collect();
    assert_eq!(targets, ["b.txt@21: 港からエストヴァルの船が出た。"]);
}

#[test]
fn a_very_frequent_actor_is_answered_in_bounds() {
    let mut articles = String::from("//- /000.txt\nエスト$0ヴァルの船が着いた。\n");
    for n in 1..400 {
        use std::fmt::Write as _;
        writeln!(articles, "//- /{n:03}.txt\nエストヴァルの船が出た。").expect("a string takes it");
    }
    let fixture = with_registry(&articles);
    let links = definition(&fixture.snapshot, &fixture.path, fixture.offset);
    assert_eq!(links.len(), 31, "the first and the last 16 by path, without the article at hand");
    assert!(links.iter().any(|link| link.article.path().ends_with("399.txt")));
}

#[test]
fn declaration_is_the_introduction_in_this_article() {
    check_declaration(
        "
//- /a.txt
⟦鷹取静馬大統領⟧は14日、演説した。鷹取$0大統領は港にも寄った。
//- /b.txt
鷹取静馬大統領が来た。
",
    );
}

#[test]
fn nothing_is_declared_between_mentions() {
    check_declaration(
        "
//- /a.txt
鷹取静馬大統領は14日、演$0説した。
",
    );
}

#[test]
fn page_furniture_introduces_nobody() {
    check_definition(
        "
//- /a.txt
エスト$0ヴァルの船が着いた。
//- /b.txt
港のようす

⟦エストヴァル⟧の船が港を出た。沖では波が高かった。

(C) エストヴァル港湾新聞 記事・写真の無断利用はお断りします。
",
    );
}

#[test]
fn over_lines_that_a_mail_program_wrapped() {
    check_definition(
        "
//- /a.txt
エスト$0ヴァルの船が着いた。
//- /b.txt
夜明け前の港には長い列ができていて、人々は静かに船を待っていた。やがて霧の
向こうから灯りが近づき、最初の船が岸に着いた。甲板には旗が立っていて、⟦エス
トヴァル⟧の船だとわかった。荷を下ろす作業は昼まで続き、そのあいだも列は動かず、
日が暮れるまで誰も帰らなかった。
",
    );
}

#[test]
fn with_line_ends_of_windows_and_letters_beyond_the_first_plane() {
    check_definition(
        "//- /a.txt\n𠮷田港に🚢エスト$0ヴァルの船。\r\n//- /b.txt\n𠮷田港の朝。\r\n\r\n🚢と⟦エストヴァル⟧の旗。\r\n",
    );
}

#[test]
fn every_article_has_one_link() {
    check_definition(
        "
//- /a.txt
エスト$0ヴァルの船が着いた。
//- /b.txt
⟦エストヴァル⟧の船が出た。エストヴァルの旗が見えた。エストヴァルの港は遠い。
",
    );
}

#[test]
fn declared_for_a_pronoun_too() {
    check_declaration(
        "
//- /a.txt
⟦笹倉玄報道官⟧は14日、会見した。同$0氏は質問に答えなかった。
",
    );
}

#[test]
fn a_surname_alone_leads_to_the_full_name_elsewhere() {
    check_definition(
        "
//- /a.txt
港にはティス$0ラ記者がいた。
//- /b.txt
⟦ロアン・ティスラ記者⟧は14日、港で話した。ティスラ記者は帰った。
",
    );
}
