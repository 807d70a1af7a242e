//! Everything about one actor, and who has to do with whom.

use super::fixture::{Fixture, with_registry};
use crate::ide::{
    Dossier, EdgeKind, Lang, Score, actor_at, actors, attendances, claims, dossier, dossier_json, dossier_markdown,
    network, score, surroundings,
};
use crate::text::Span;

const ARTICLES: &str = "
//- /a.txt
停電の調べが続いている
2026年3月12日

北嶺共和国の鷹取静馬$0大統領は「灯りを消した者を必ず探し出す」と述べた。鷹取大統領は12日に帰国した。

鷹取大統領の辞任は近いといわれている。
//- /b.txt
港の再開
2026年4月2日

笹倉玄外相は「鷹取静馬大統領の決断を支持している」と述べた。鷹取静馬前首相の名も挙がった。
//- /c.txt
別の報道
2026年4月1日

鷹取静馬大統領は「灯りを消した者を必ず探し出す」と述べた。
";

fn of(fixture: &Fixture) -> Dossier {
    let id = actor_at(&fixture.snapshot, &fixture.path, fixture.offset).expect("somebody is named there");
    dossier(&fixture.snapshot, id).expect("the articles know who that is")
}

#[test]
fn who_it_is_comes_from_the_registry_and_counts_from_the_articles() {
    let dossier = of(&with_registry(ARTICLES));
    assert_eq!((dossier.id.as_str(), dossier.name.as_str()), ("takatori-shizuma", "鷹取静馬"));
    assert_eq!((dossier.reading.as_str(), dossier.links.len()), ("たかとりしずま", 1));
    assert!(dossier.origin.starts_with("uradori.toml:"), "{}", dossier.origin);
    assert_eq!(dossier.articles, 3);
    assert_eq!(dossier.names.first(), Some(&("鷹取静馬".to_owned(), 4)), "{:?}", dossier.names);
    assert!(dossier.whole);
}

#[test]
fn roles_are_told_with_the_days_of_the_articles_that_give_them() {
    let dossier = of(&with_registry(ARTICLES));
    let role = dossier.roles.iter().find(|role| role.title == "大統領").expect("it is a president");
    let days = role.days.map(|(first, last)| format!("{first} {last}"));
    assert_eq!(days.as_deref(), Some("2026-03-12 2026-04-02"));
}

#[test]
fn the_same_words_in_two_articles_are_one_statement() {
    let dossier = of(&with_registry(ARTICLES));
    let said: Vec<(&str, usize)> = dossier.said.iter().map(|one| (one.words.as_str(), one.repeated)).collect();
    assert_eq!(said, [("「灯りを消した者を必ず探し出す」", 1)]);
    assert!(dossier.said[0].place.article.path().ends_with("c.txt"), "the newest is shown");
    let told = &dossier.told[0];
    assert_eq!(told.speaker.as_ref().map(|(id, _)| id.as_str()), Some("sasakura-gen"));
    assert!(told.words.contains("決断を支持"), "{}", told.words);
}

#[test]
fn what_nobody_vouches_for_is_told_of_the_sentences_that_name_the_actor() {
    let fixture = with_registry(ARTICLES);
    let dossier = of(&fixture);
    let weak: Vec<&str> = dossier.weak.iter().map(|weak| weak.words.as_str()).collect();
    assert_eq!(weak, ["鷹取大統領の辞任は近いといわれている。"]);
    let card = fixture.snapshot.card(&fixture.path).expect("it is there");
    assert_eq!(claims(&fixture.snapshot, card).len(), 1);
    assert_eq!(score(&fixture.snapshot, card), Score { claims: 2, sourced: 1, findings: 1, accepted: 0 });
}

#[test]
fn a_dossier_reads_in_both_languages_and_its_articles_stay_text() {
    let marked = ARTICLES.replace("停電の調べが続いている", "停電 <img src=x> [調べ](command:x)");
    let dossier = of(&with_registry(&marked));
    let page = dossier_markdown(&dossier, Lang::En);
    for part in ["## Roles over time", "## Statements", "## Where the sources are weak", "president.example.com"] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(page.contains(r"\<img") && page.contains(r"\[調べ\]"), "{page}");
    assert!(dossier_markdown(&dossier, Lang::Ja).contains("## 肩書の移り変わり"));
}

#[test]
fn a_dossier_as_data_says_who_vouches() {
    let dossier = of(&with_registry(ARTICLES));
    let data =
        dossier_json(&dossier, Lang::En, |at| serde_json::json!({ "path": at.article.path().display().to_string() }));
    assert_eq!(data["actor"], "takatori-shizuma");
    assert_eq!((&data["said"][0]["grade"], &data["said"][0]["vouched"]), (&"person".into(), &true.into()));
    assert_eq!(data["weak"][0]["code"], dossier.weak[0].claim.finding.code.name());
    assert_eq!(data["told"][0]["path"], "/w/b.txt");
}

#[test]
fn nobody_has_no_dossier() {
    let fixture = with_registry(ARTICLES);
    assert!(dossier(&fixture.snapshot, "nobody-of-that-name").is_none());
    assert!(network(&fixture.snapshot, Some("nobody-of-that-name"), 9).nodes.is_empty());
    assert!(attendances(&fixture.snapshot, "nobody-of-that-name").is_empty());
}

#[test]
fn the_network_tells_who_speaks_about_whom() {
    let fixture = with_registry(ARTICLES);
    for centre in [None, Some("takatori-shizuma")] {
        let network = network(&fixture.snapshot, centre, 9);
        assert_eq!(network.nodes.first().map(|node| node.id), Some("takatori-shizuma"), "{network:?}");
        let spoken = network.edges.iter().find(|edge| edge.kind == EdgeKind::SpeaksAbout).expect("somebody speaks");
        assert_eq!((spoken.from, spoken.to, spoken.count), ("sasakura-gen", "takatori-shizuma", 1));
        assert!(
            network.edges.iter().any(|edge| edge.kind == EdgeKind::Beside && edge.from == "hokurei"),
            "{network:?}"
        );
        let known = |id: &str| network.nodes.iter().any(|node| node.id == id);
        assert!(network.edges.iter().all(|edge| known(edge.from) && known(edge.to)), "{network:?}");
    }
}

#[test]
fn a_network_holds_no_more_actors_than_are_wanted() {
    let fixture = with_registry(ARTICLES);
    let network = network(&fixture.snapshot, Some("takatori-shizuma"), 2);
    assert_eq!(network.nodes.len(), 2);
    assert!(network.edges.iter().all(|edge| [edge.from, edge.to].contains(&"takatori-shizuma")));
}

#[test]
fn actors_are_found_by_reading_and_their_articles_are_the_newest_first() {
    let fixture = with_registry(ARTICLES);
    let found = actors(&fixture.snapshot, "takatori");
    assert_eq!(found.first().map(|known| known.id), Some("takatori-shizuma"));
    assert!(actors(&fixture.snapshot, "").len() > 2);
    let files: Vec<String> = attendances(&fixture.snapshot, "takatori-shizuma")
        .iter()
        .map(|one| format!("{} {}", one.article.path().display(), one.mentions.len()))
        .collect();
    assert_eq!(files, ["/w/b.txt 2", "/w/c.txt 1", "/w/a.txt 3"]);
}

#[test]
fn surroundings_end_with_the_sentence() {
    let text = "前の文。問題の文だという。次の文。";
    let at = text.find("という").expect("it is there") as u32;
    assert_eq!(surroundings(text, Span::new(at, at + 9)), "問題の文だという。");
    assert_eq!(surroundings(text, Span::new(1, 2)), "", "a span within a letter is nobody's");
}
