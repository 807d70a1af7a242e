//! What holds whatever comes in. The same functions are the targets of `tests/fuzz`, which goes on for as long as one lets
//! it; here each has a few hundred cases.

mod analysis;
mod conversation;
mod edits;

use conversation::Said;
use proptest::prelude::*;
use uradori::text::PositionEncoding;

/// Pieces that articles are made of, and a few that they are not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "鷹取静馬大統領は14日、首都で会見した。",
            "同氏は「合意は守る」と述べた。",
            "関係者によると、",
            "賄賂を受け取ったとみられる。",
            "笹倉玄報道官",
            "北嶺共和国",
            "\n",
            "\n\n",
            "　",
            "「",
            "」",
            "』と",
            "・BBC – Asia: ",
            "【概要】\n",
            "- ",
            "# ",
            "（",
            "）",
            "20億円",
            "という。",
            "\r\n",
            "\r",
            "𠮷野家",
            "葛\u{e0100}城",
            "\u{2028}",
            "https://example.com/a?b=c",
            "ＡＢＣ",
            "ﾊﾝｶｸ",
            "\u{0}",
        ])
        .prop_map(str::to_owned),
        "[ぁ-んァ-ヶ一-龠a-z0-9。、]{0,20}",
        "\\PC{0,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat())
}

fn edit() -> impl Strategy<Value = analysis::Replaced> {
    (any::<usize>(), prop_oneof![4 => Just(0_usize), 2 => 0..20_usize, 1 => 0..400_usize], piece())
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        6 => (any::<u8>(), any::<u32>(), any::<u32>()).prop_map(|(method, line, at)| Said::Asked(method, line, at)),
        1 => Just(Said::Cancelled),
        2 => text().prop_map(Said::Opened),
        4 => (any::<u32>(), any::<u32>(), piece()).prop_map(|(line, at, by)| Said::Changed(line, at, by)),
        1 => Just(Said::Closed),
        1 => prop::collection::vec(any::<u8>(), 0..40).prop_map(Said::Garbage),
        1 => any::<bool>().prop_map(Said::Unknown),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_an_analysis_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        analysis::bytes_have_an_analysis(&bytes);
    }

    #[test]
    fn any_text_has_an_analysis(text in text()) {
        analysis::bytes_have_an_analysis(text.as_bytes());
    }

    #[test]
    fn a_keystroke_gives_what_reading_anew_gives(text in text(), edits in prop::collection::vec(edit(), 1..3)) {
        analysis::edits_are_as_good_as_reading_anew(&text, &edits);
    }

    #[test]
    fn edits_arrive(
        text in text(),
        edits in prop::collection::vec((0..40_u32, 0..60_u32, 0..40_u32, 0..60_u32, piece()), 0..30),
        encoding in prop::sample::select(PositionEncoding::ALL.to_vec()),
    ) {
        edits::edits_give_the_text_of_a_string(&text, &edits, encoding);
    }
}

/// Articles with all that articles have.
const SEEDS: [&str; 3] = [
    include_str!("../../seeds/wire-01-kirigaura-grid.txt"),
    include_str!("../../seeds/digest-01-milda-sanctions.txt"),
    include_str!("../../seeds/mt-02-kestrel-report.txt"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn writing_in_an_article_gives_what_reading_anew_gives(
        text in prop::sample::select(&SEEDS[..]),
        edits in prop::collection::vec(edit(), 1..8),
    ) {
        analysis::edits_are_as_good_as_reading_anew(text, &edits);
    }

    #[test]
    fn every_request_is_answered_once(said in prop::collection::vec(said(), 0..60)) {
        conversation::every_request_has_one_answer(&said);
    }
}
