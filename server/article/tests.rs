use std::fmt::Write as _;

use super::{Article, BlockKind, Genre};
use crate::language::Reuse;

fn read(text: &str) -> Article {
    Article::read(text.into(), &Reuse::default())
}

/// Every passage on a line: what it is, and how it begins.
fn layout(text: &str) -> String {
    let article = read(text);
    let mut shown = String::new();
    for (placed, block) in article.passages.iter().zip(&article.blocks) {
        let start: String = placed.passage.text.trim().chars().take(8).collect();
        let _ = writeln!(shown, "{:?} {start}", block.kind);
    }
    shown
}

fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let mut wanted = String::new();
    for (kind, start) in expected {
        let start: String = start.chars().take(8).collect();
        let _ = writeln!(wanted, "{kind:?} {start}");
    }
    assert_eq!(layout(text), wanted);
}

#[test]
fn a_wire_story_has_headline_dateline_caption_and_copyright() {
    use BlockKind::{Byline, Caption, Furniture, Headline, Paragraph};
    let text = "\
北嶺とエストヴァル、海底ケーブルの保護で合意

2026年4月2日(木)09時15分

写真は3月30日、カレッサで撮影

[カレッサ 1日 北嶺通信] - 北嶺とエストヴァルは1日、海底ケーブルの保護で合意した。

両国の外相が文書に署名した。会談は3時間に及んだ。

Copyright (C) 2026 北嶺通信 無断転載を禁じます。
";
    check(
        text,
        &[
            (Headline, "北嶺とエストヴァル、海底"),
            (Byline, "2026年4月2日(木)"),
            (Caption, "写真は3月30日、カレッサ"),
            (Paragraph, "[カレッサ 1日 北嶺通信]"),
            (Paragraph, "両国の外相が文書に署名した。"),
            (Furniture, "Copyright (C)"),
        ],
    );
    let article = read(text);
    let dateline = article.blocks[3].dateline.expect("there is a dateline");
    assert_eq!(dateline.slice(&article.passages[3].passage.text), "カレッサ 1日 北嶺通信");
    assert!(article.passages[3].passage.text[article.blocks[3].lead as usize..].starts_with("北嶺と"));
    assert_eq!(article.date.map(|found| found.date.to_string()), Some("2026-04-02".to_owned()));
    assert_eq!(
        article.title.map(|span| span.slice(&article.text)),
        Some("北嶺とエストヴァル、海底ケーブルの保護で合意")
    );
}

#[test]
fn a_ranking_and_its_numbers_are_furniture() {
    use BlockKind::{Furniture, Headline, Paragraph};
    let text = "\
ニュース速報

北嶺の通信庁、新しい報告書を公表へ

北嶺の通信庁は14日、通信の安全に関する新しい報告書を公表すると発表した。

人気ランキング
  • 1
    中継局を襲う黒い影──専門家が警告
  • 2
    港町の動物園で双子が誕生
";
    check(
        text,
        &[
            (Furniture, "ニュース速報"),
            (Headline, "北嶺の通信庁、新しい報告書を公表へ"),
            (Paragraph, "北嶺の通信庁は14日、"),
            (Furniture, "人気ランキング"),
            (Furniture, "• 1"),
            (Furniture, "中継局を襲う黒い影──"),
            (Furniture, "• 2"),
            (Furniture, "港町の動物園で双子が誕生"),
        ],
    );
}

#[test]
fn teasers_end_where_the_prose_goes_on() {
    use BlockKind::{Furniture, Headline, Paragraph};
    let text = "\
北嶺の港を巡る長い争いが終わりに近づく

外相は港の共同管理について、双方の利益になると述べ、交渉を急ぐ考えを示した。

パートナーからのコンテンツ
光回線が変える地方の暮らし

外相はさらに、漁業の取り決めについても年内にまとめたいと述べ、関係国に協力を求めた。
";
    check(
        text,
        &[
            (Headline, "北嶺の港を巡る長い争い"),
            (Paragraph, "外相は港の共同管理について"),
            (Furniture, "パートナーからのコンテンツ"),
            (Furniture, "光回線が変える地方の暮らし"),
            (Paragraph, "外相はさらに、漁業の取り"),
        ],
    );
}

#[test]
fn a_digest_has_heads_bullets_and_a_list_of_references() {
    use BlockKind::{Bullet, Headline, Link, Paragraph, Reference, SectionHead};
    let text = "\
北嶺:通信庁を改組2026年03月24日 21:12

【概要】

 北嶺は通信庁を改組し、三つの局を置いた。局長は議会が選ぶ。

【要点】

 1.改組の中身

 ・三つの局を置いた。

 ・局長の選び方

 局長は議会が選ぶことになった。

【引用・参照・底本】

Hokurei reshapes its agency POST 2026.03.23
https://post.example.com/2026/03/agency
";
    check(
        text,
        &[
            (Headline, "北嶺:通信庁を改組"),
            (SectionHead, "【概要】"),
            (Paragraph, "北嶺は通信庁を改組し、"),
            (SectionHead, "【要点】"),
            (SectionHead, "1.改組の中身"),
            (Bullet, "・三つの局を置いた。"),
            (SectionHead, "・局長の選び方"),
            (Paragraph, "局長は議会が選ぶことに"),
            (Reference, "【引用・参照・底本】"),
            (Reference, "Hokurei reshapes"),
            (Link, "https://post"),
        ],
    );
    let article = read(text);
    let section = &article.sections[article.blocks[5].section.expect("the bullet is in a section") as usize];
    assert_eq!(article.passages[section.head as usize].passage.text.trim(), "1.改組の中身");
}

#[test]
fn a_feed_item_knows_the_outlet_that_it_opens_with() {
    let article = read(
        "環北洋ニュース\n\n各国の視点:\n・Caressa Post – World: \"Talks fail\" - 会談は決裂したと報じています。\n",
    );
    let block = &article.blocks[2];
    assert_eq!(block.kind, BlockKind::Bullet);
    let text = &article.passages[2].passage.text;
    assert_eq!(block.dateline.map(|span| span.slice(text)), Some("Caressa Post"));
    assert!(text[block.lead as usize..].starts_with("\"Talks"));
}

#[test]
fn a_source_list_below_the_body_is_references() {
    use BlockKind::{Headline, Paragraph, Reference};
    let text = "\
灘原市で震度5弱

灘原市で12日、震度5弱の地震があった。市によると、けが人はいないという。

『灘原で震度5弱』。霧浦日報、2026年5月12日。
笹本一『地震、けが人なし』。みなと通信、2026年5月13日。
";
    check(
        text,
        &[
            (Headline, "灘原市で震度5弱"),
            (Paragraph, "灘原市で12日、震度5弱の"),
            (Reference, "『灘原で震度5弱』。"),
            (Reference, "笹本一『地震、けが人なし』"),
        ],
    );
    assert_eq!(read(text).date.map(|found| found.date.to_string()), Some("2026-05-13".to_owned()));
}

#[test]
fn a_clipping_blog_has_no_headline_and_its_links_are_links() {
    use BlockKind::{Link, Paragraph};
    let text = "\
https://clip.example.com

北嶺の外相は20日、外務省で定例の記者会見を行い、対話を続ける考えを示しました。

#北嶺 #対話
clip.example.com
";
    check(
        text,
        &[(Link, "https://clip"), (Paragraph, "北嶺の外相は20日、"), (Link, "#北嶺 #対話"), (Link, "clip.example.com")],
    );
    assert_eq!(read(text).title, None);
}

#[test]
fn a_paragraph_that_is_being_written_is_no_section_head() {
    use BlockKind::{Headline, Paragraph};
    let around = |written: &str| {
        format!(
            "海底ケーブルの保護で合意\n\n両国の外相が文書に署名した。会談は3時間に及んだ。\n\n{written}\n\n通信庁は報告書を公表した。会見で長官が説明した。\n"
        )
    };
    for written in [
        // A second sentence is begun behind one that is ended.
        "関係者によると合意は近い。鷹取氏は",
        "「合意は近い」と鷹取氏は話した。「ただ",
        // All but the full stop.
        "鷹取氏は賄賂を受け取った",
        "外相が辞任すると述べた",
        "議会は説明を求めています",
        "・鷹取氏は賄賂を受け取った",
    ] {
        let text = around(written);
        let kinds: Vec<BlockKind> = read(&text).blocks.iter().map(|block| block.kind).collect();
        let is_body = kinds[2].is_body();
        assert!(is_body && kinds[..2] == [Headline, Paragraph], "{written}: {kinds:?}");
    }
}

#[test]
fn a_line_that_names_is_a_section_head() {
    let around = |head: &str| {
        format!(
            "海底ケーブルの保護で合意\n\n両国の外相が文書に署名した。会談は3時間に及んだ。\n\n{head}\n\n通信庁は報告書を公表した。会見で長官が説明した。\n"
        )
    };
    for head in [
        "首脳会談の行方",
        "大統領が辞任、支援を急ぐ",
        "庁舎は電力を失っている",
        "なぜ今なのか？ 背景を読む",
        "合意は可能か",
        "問題の背景は",
    ] {
        assert_eq!(read(&around(head)).blocks[2].kind, BlockKind::SectionHead, "{head}");
    }
}

#[test]
fn the_genre_is_told_by_the_label_or_by_the_voice() {
    assert_eq!(
        read("社説：海底の糸を守れ\n\n政府は説明を尽くす責任がある。議会も同じである。\n").genre,
        Genre::Opinion
    );
    assert_eq!(read("技術者に聞く\n\n――なぜ今なのですか。\n\n準備が整ったからです。\n").genre, Genre::Interview);
    let angry = "弱腰の声明に驚く\n\nこれはおかしい。政府は抗議すべきだ。我が国は黙っているのか。許せないと思う。\n";
    assert_eq!(read(angry).genre, Genre::Opinion);
    assert_eq!(read("通信庁、報告書を公表\n\n通信庁は報告書を公表した。会見で長官が説明した。\n").genre, Genre::Report);
}

#[test]
fn dates_are_read_in_the_ways_they_are_written() {
    for written in [
        "2020年09月26日",
        "２０２０年９月２６日",
        "令和2年9月26日",
        "2020-09-26",
        "2020/9/26",
        "2020.09.26",
        "2020 - 09 - 26",
    ] {
        let found =
            super::dates::find(&format!("配信 {written} 朝刊")).map(|(date, span)| (date.to_string(), span.len()));
        assert_eq!(found.map(|(date, _)| date), Some("2020-09-26".to_owned()), "{written}");
    }
    assert!(super::dates::find("電話 03-1234-5678、第3.14.15号、99年99月99日").is_none());
}

#[test]
fn nothing_is_an_article_too() {
    for text in ["", "\n", "\r\n\r\n", "。", "・", "「", "1", "#"] {
        let article = read(text);
        assert_eq!(article.passages.len(), article.blocks.len());
    }
}
