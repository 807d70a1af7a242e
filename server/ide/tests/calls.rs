//! Who speaks about whom.

use super::fixture::with_registry;
use crate::ide::{incoming, outgoing, party_at};

const ARTICLES: &str = "
//- /a.txt
鷹取静馬大統領は「エストヴァルは調べに応じるべきだ」と述べた。
//- /b.txt
笹倉玄報道官は「鷹取静$0馬大統領は港へ行く予定だ」と述べた。関係者は「鷹取静馬大統領は行かない」と述べた。
//- /c.txt
鷹取静馬大統領は「ホロウ・ケストレルを探す」と述べた。
";

#[test]
fn who_speaks_about_this_actor() {
    let fixture = with_registry(ARTICLES);
    let party = party_at(&fixture.snapshot, &fixture.path, fixture.offset).expect("somebody is named");
    assert_eq!((party.name.as_str(), party.id.as_str()), ("鷹取静馬", "takatori-shizuma"));
    let calls = incoming(&fixture.snapshot, &party.id);
    let shown: Vec<(String, Vec<String>)> = calls
        .iter()
        .map(|call| {
            let ranges = call.ranges.iter().map(|span| fixture.show(&call.party.path, *span));
            (call.party.name.clone(), ranges.collect())
        })
        .collect();
    assert_eq!(shown.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["笹倉玄", "関係者"], "{shown:#?}");
    assert!(shown[0].1[0].starts_with("b.txt@") && shown[0].1[0].ends_with(": 鷹取静馬"), "{shown:#?}");
}

#[test]
fn about_whom_this_actor_speaks() {
    let fixture = with_registry(ARTICLES);
    let a = fixture.path.with_file_name("a.txt");
    let calls = outgoing(&fixture.snapshot, "takatori-shizuma", &a);
    let shown: Vec<(&str, usize)> = calls.iter().map(|call| (call.party.name.as_str(), call.ranges.len())).collect();
    // The ranges are those of the article that was asked about.
    assert_eq!(shown, [("エストヴァル", 1), ("Hollow Kestrel", 0)]);
}

#[test]
fn nobody_speaks_about_nobody() {
    let fixture = with_registry(ARTICLES);
    assert_eq!(incoming(&fixture.snapshot, "no-such-id"), []);
    assert_eq!(outgoing(&fixture.snapshot, "no-such-id", &fixture.path), []);
    assert_eq!(party_at(&fixture.snapshot, &fixture.path, 0).map(|party| party.name).as_deref(), Some("笹倉玄"));
}
