//! What has a colour.

use proptest::prelude::*;

use super::fixture::with_registry;
use crate::ide::{Token, TokenKind, tokens};
use crate::statements::Grade;
use crate::text::Span;

fn colours(article: &str) -> Vec<(TokenKind, String, Token)> {
    let fixture = with_registry(&format!("//- /a.txt\n$0{article}"));
    let entry = fixture.snapshot.entry(&fixture.path).expect("the article is there");
    let tokens = tokens(&fixture.snapshot, &fixture.path, None).into_iter();
    tokens.map(|token| (token.kind, token.span.slice(entry.text()).to_owned(), token)).collect()
}

fn of(article: &str, kind: TokenKind) -> Vec<String> {
    colours(article).into_iter().filter(|(found, ..)| *found == kind).map(|(_, text, _)| text).collect()
}

const ARTICLE: &str = "鷹取静馬大統領は「ホロウ・ケストレルを探す」と述べた。関係者は「橋は開かない」と述べた。\n";

#[test]
fn names_quotations_and_cues() {
    assert_eq!(of(ARTICLE, TokenKind::Person), ["鷹取静馬"]);
    assert_eq!(of(ARTICLE, TokenKind::Organization), ["ホロウ・ケストレル"]);
    assert_eq!(of(ARTICLE, TokenKind::Place), Vec::<String>::new());
    assert!(of(ARTICLE, TokenKind::Cue).iter().all(|cue| cue.contains("述べた")), "{:?}", of(ARTICLE, TokenKind::Cue));
    // The name in it is a name.
    assert_eq!(of(ARTICLE, TokenKind::Quotation), ["「", "を探す」", "「橋は開かない」"]);
}

#[test]
fn a_quotation_says_how_well_its_source_can_be_asked() {
    let grades: Vec<Option<Grade>> = colours(ARTICLE)
        .into_iter()
        .filter(|(kind, ..)| *kind == TokenKind::Quotation)
        .map(|(.., token)| token.grade)
        .collect();
    assert_eq!(grades, [Some(Grade::Person), Some(Grade::Person), Some(Grade::Unnamed)]);
}

#[test]
fn the_introduction_and_what_stands_for_a_name() {
    let found = colours("笹倉玄報道官は14日、会見した。同氏は質問に答えなかった。\n");
    let persons: Vec<(&str, bool, bool)> = found
        .iter()
        .filter(|(kind, ..)| *kind == TokenKind::Person)
        .map(|(_, text, token)| (text.as_str(), token.introduces, token.stands_for))
        .collect();
    assert_eq!(persons, [("笹倉玄", true, false), ("同氏", false, true)]);
}

#[test]
fn what_nobody_vouches_for() {
    assert!(!of("首相は来月、隣国を訪れるといわれている。\n", TokenKind::Finding).is_empty());
}

#[test]
fn a_part_has_the_colours_of_the_whole() {
    let fixture = with_registry(&format!("//- /a.txt\n$0{ARTICLE}"));
    let all = tokens(&fixture.snapshot, &fixture.path, None);
    let half = Span::new(0, 60);
    let part = tokens(&fixture.snapshot, &fixture.path, Some(half));
    let expected: Vec<Token> = all.into_iter().filter(|token| token.span.overlaps(half)).collect();
    assert!(!part.is_empty());
    assert_eq!(part, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn they_are_in_order_apart_and_on_one_line(
        text in "(鷹取静馬|大統領|ホロウ・ケストレル|北嶺|関係者|は|が|「|」|と述べた|によると|といわれている|。|\n|\r\n|　|x){0,40}"
    ) {
        for (_, piece, _) in colours(&text) {
            prop_assert!(!piece.is_empty() && !piece.contains(['\n', '\r']));
        }
        let spans: Vec<Span> = colours(&text).into_iter().map(|(.., token)| token.span).collect();
        prop_assert!(spans.windows(2).all(|two| two[0].end <= two[1].start));
    }
}
