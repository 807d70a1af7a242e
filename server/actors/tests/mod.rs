//! Short articles with what is expected of them: `〔name:kind〕` for a mention with its kind (a letter, see [`kind`]),
//! `〔name:kind=actor〕` where the actor's id is expected too. Every mention found must be marked, and every mark found.

use std::sync::Arc;

use super::*;
use crate::config::Config;
use crate::language::Reuse;

mod consistent;
mod kinds;
mod places;
mod stand_ins;

/// p person, o organisation, g place, f facility, e event, w work, t product, l law; * any kind.
fn kind(letter: &str) -> Option<Kind> {
    Some(match letter {
        "p" => Kind::Person,
        "o" => Kind::Organization,
        "g" => Kind::Place,
        "f" => Kind::Facility,
        "e" => Kind::Event,
        "w" => Kind::Work,
        "t" => Kind::Product,
        "l" => Kind::Law,
        "*" => return None,
        other => panic!("no such kind: {other}"),
    })
}

struct Mark {
    span: Span,
    kind: Option<Kind>,
    actor: Option<String>,
}

/// The text without its marks, and the marks.
fn read(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('〔') {
        text.push_str(&rest[..open]);
        let body = &rest[open + '〔'.len_utf8()..];
        let close = body.find('〕').expect("a mark is closed");
        let (name, what) = body[..close].rsplit_once(':').expect("a mark says its kind");
        // An id has a colon of its own.
        let (name, what) = match name.rsplit_once(':') {
            Some((inner, letter)) if letter.contains('=') => (inner, format!("{letter}:{what}")),
            _ => (name, what.to_owned()),
        };
        let (letter, actor) = match what.split_once('=') {
            Some((letter, actor)) => (letter.to_owned(), Some(actor.to_owned())),
            None => (what, None),
        };
        let start = text.len();
        text.push_str(name);
        marks.push(Mark { span: Span::of(start..text.len()), kind: kind(&letter), actor });
        rest = &body[close + '〕'.len_utf8()..];
    }
    text.push_str(rest);
    (text, marks)
}

fn cast_of(text: &str, config: &str) -> (Article, Cast) {
    let config = Config::parse(config).expect("the configuration can be read");
    let article = Article::read(Arc::from(text), &Reuse::default());
    let cast = cast(&article, &Directory::new(&config));
    (article, cast)
}

/// Checks an article of one or more lines.
fn check(marked: &str) {
    check_with(marked, "");
}

fn check_with(marked: &str, config: &str) {
    let (text, marks) = read(marked);
    let (_, cast) = cast_of(&text, config);
    let found: Vec<String> = cast.mentions.iter().map(|m| shown(&text, m, &cast)).collect();
    for mark in &marks {
        let name = mark.span.slice(&text);
        let Some(mention) = cast.mentions.iter().find(|mention| mention.span == mark.span) else {
            panic!("{name} is not found in {text}\nfound: {found:#?}");
        };
        if let Some(kind) = mark.kind {
            assert_eq!(mention.kind, kind, "{name} in {text}");
        }
        if let Some(actor) = &mark.actor {
            assert_eq!(&cast.actors[mention.actor as usize].id, actor, "{name} in {text}\nfound: {found:#?}");
        }
    }
    for mention in &cast.mentions {
        assert!(
            marks.iter().any(|mark| mark.span == mention.span),
            "{} is no name in {text}\nfound: {found:#?}",
            mention.span.slice(&text)
        );
    }
}

fn shown(text: &str, mention: &Mention, cast: &Cast) -> String {
    let actor = &cast.actors[mention.actor as usize];
    format!("{}:{} = {} ({:?})", mention.span.slice(text), mention.kind, actor.id, mention.why)
}

#[test]
fn a_pair_of_kanji_is_two_countries() {
    check("〔日:g=country:jp〕〔米:g=country:us〕首脳会談が開かれた。");
    check("〔英:g=country:gb〕〔中:g=country:cn〕関係が冷え込んだ。");
    check("〔日:g〕〔中:g〕〔韓:g=country:kr〕の外相が会談した。");
}

#[test]
fn one_kanji_is_a_country_before_a_post_or_behind_a_verb() {
    check("〔米:g=country:us〕大統領が声明を出した。");
    check("〔英:g=country:gb〕紙が伝えた。");
    check("訪〔日:g=country:jp〕の日程が決まった。");
    check("対〔中:g=country:cn〕輸出を制限した。");
}

#[test]
fn kanji_of_other_words_are_no_countries() {
    check("前の年との対比を示した。");
    check("会議は三日間の日程で始まった。");
}

#[test]
fn a_country_in_a_word_for_its_people_is_one_and_in_a_language_is_none() {
    check("〔日本:g=country:jp〕人の観光客が増えた。");
    check("講座ではフランス語を教える。");
}

#[test]
fn an_organ_with_its_country_is_one_name() {
    check("〔米国務省:o=org:us-state〕は声明を発表した。");
    check("〔ウクライナ外務省:o=org:ua-mfa〕は声明を発表した。");
    check("〔中国政府:o=org:cn-government〕は反論した。");
}

#[test]
fn a_name_that_stands_by_itself_is_cut_from_its_country() {
    check("〔米:g=country:us〕〔ホワイトハウス:o=org:us-whitehouse〕は声明を発表した。");
    check("〔英国:g=country:gb〕〔GCHQ:o=org:gb-gchq〕は警告した。");
}

#[test]
fn a_ministry_is_of_the_country_that_the_paragraph_is_about() {
    check("〔ウクライナ政府:o〕によりますと、〔外務省:o=org:ua-mfa〕のサイトが停止しました。");
    check("〔外務省:o=org:jp-mofa〕は新しい制度を始める。");
}

#[test]
fn a_surname_means_the_full_name_met_in_the_article() {
    check(
        "〔アルド・ベルナルディン:p=person:アルドベルナルディン〕首相が会見した。\n\n\
         〔ベルナルディン:p=person:アルドベルナルディン〕首相は辞任を否定した。",
    );
}

#[test]
fn a_surname_in_the_headline_means_the_full_name_below() {
    check(
        "〔ベルナルディン:p=person:アルドベルナルディン〕氏が辞任\n\n\
         〔アルド・ベルナルディン:p=person:アルドベルナルディン〕氏が六日、辞任した。",
    );
}

#[test]
fn two_of_one_surname_are_told_apart_by_their_titles() {
    let text =
        "サラ・ベルナルディン副大統領とアルド・ベルナルディン知事が対立している。\n\nベルナルディン知事は沈黙した。";
    let (_, cast) = cast_of(text, "");
    let last = cast.mentions.last().expect("there are mentions");
    assert_eq!(cast.actors[last.actor as usize].name, "アルド・ベルナルディン");
    assert!(matches!(&last.why, Why::PartOfName(full) if full == "アルド・ベルナルディン"));
}

#[test]
fn a_name_without_its_full_form_is_known_in_part() {
    let (_, cast) = cast_of("ベルナルディン首相が会見した。", "");
    assert!(cast.actors[0].partial);
    assert_eq!(cast.actors[0].id, "person:ベルナルディン");
}

#[test]
fn a_title_stands_with_its_name() {
    let text = "ロシアのラブロフ外相は述べた。";
    let (_, cast) = cast_of(text, "");
    let named = cast.mentions.iter().find(|mention| mention.kind == Kind::Person).expect("a person");
    assert_eq!(named.span.slice(text), "ラブロフ");
    assert_eq!(named.title.map(|title| title.slice(text)), Some("外相"));
}

#[test]
fn an_abbreviation_means_what_it_was_introduced_for() {
    let text = "北嶺安全保障会議（HNSC）が開かれた。HNSCは声明を出した。";
    let (_, cast) = cast_of(text, "");
    let of = |name: &str| {
        let named: Vec<&Mention> = cast.mentions.iter().filter(|mention| mention.span.slice(text) == name).collect();
        assert!(!named.is_empty(), "{name} is not found");
        named.iter().map(|mention| mention.actor).collect::<Vec<_>>()
    };
    let long = of("北嶺安全保障会議")[0];
    assert!(of("HNSC").iter().all(|actor| *actor == long));
}

#[test]
fn an_introduced_name_of_the_lexicon_is_its_actor() {
    check("〔ロシア:g〕の治安機関、〔FSB:o=org:ru-fsb〕=〔連邦保安庁:o=org:ru-fsb〕は発表した。");
}

#[test]
fn latin_and_katakana_spell_one_name() {
    let text = "ハッカー集団「Quartz Heron」が関与した。クォーツ・ヘロンの手口だ。";
    let (_, cast) = cast_of(text, "[[actor]]\nid = \"qh\"\nname = \"Quartz Heron\"\ntype = \"organization\"\n");
    let named = cast.mentions.iter().find(|mention| mention.span.slice(text) == "Quartz Heron").expect("found");
    assert_eq!(cast.actors[named.actor as usize].id, "qh");
}

#[test]
fn the_registry_comes_before_the_lexicon() {
    let config = "[[actor]]\nid = \"my-fsb\"\nname = \"ロシア連邦保安庁\"\ntype = \"organization\"\n\
                  aliases = [\"エフエスビー\"]\n";
    check_with("〔エフエスビー:o=my-fsb〕は発表した。", config);
    check_with("〔ロシア連邦保安庁:o=my-fsb〕は発表した。", config);
}

#[test]
fn a_name_that_the_user_denies_is_another_actor() {
    let config =
        "[[actor]]\nid = \"aldo\"\nname = \"アルド・ベルナルディン\"\ntype = \"person\"\nnot = [\"ベルナルディン\"]\n";
    check_with(
        "〔アルド・ベルナルディン:p=aldo〕知事が語った。〔ベルナルディン:p=person:ベルナルディン〕首相は黙っている。",
        config,
    );
}

#[test]
fn an_alias_that_wants_context_is_taken_where_the_actor_is_named_otherwise() {
    let config = "[[actor]]\nid = \"reef\"\nname = \"リーフ通商\"\ntype = \"organization\"\n\
                  aliases = [{ name = \"さんご\", match = \"with-context\" }, { name = \"波\", match = \"never\" }]\n";
    check_with("〔リーフ通商:o=reef〕は撤退する。〔さんご:o=reef〕は黙っている。", config);
    check_with("さんごの海に波が立つ。", config);
}

#[test]
fn a_stand_in_for_nobody_is_no_mention() {
    check("同氏は辞任を否定した。");
    check("彼らは自分の家に帰った。");
}

#[test]
fn a_latin_word_is_not_cut() {
    check("〔AP通信:o〕の記者が伝えた。");
    check("アプリのAPIを公開した。");
}

#[test]
fn a_katakana_word_is_not_cut() {
    let text = "新しいロシアンルーレットの規則を説明した。";
    let (_, cast) = cast_of(text, "");
    assert!(cast.mentions.iter().all(|mention| mention.span.slice(text) != "ロシア"));
}

#[test]
fn a_municipality_is_found_before_its_inside() {
    check("〔大阪市:g〕内の会場で開かれた。");
}

#[test]
fn an_outlet_opens_a_bullet_and_its_region_is_no_name() {
    check("・〔BBC:o〕 – Asia: 会談が開かれた。");
}

#[test]
fn a_date_before_a_paper_is_no_country() {
    check("四月14日〔朝日新聞:o=outlet:asahi〕が伝えた。");
}

#[test]
fn every_mention_has_an_actor_and_every_actor_its_mentions() {
    let text = "ロシアのラブロフ外相は14日、外務省で会見した。\n\n米国務省は反論した。同省は声明を出した。";
    let (_, cast) = cast_of(text, "");
    for (n, mention) in cast.mentions.iter().enumerate() {
        let actor = &cast.actors[mention.actor as usize];
        assert!(actor.mentions.contains(&(n as u32)));
        assert!(!actor.id.is_empty() && !actor.name.is_empty());
    }
    let starts: Vec<u32> = cast.mentions.iter().map(|mention| mention.span.start).collect();
    assert!(starts.is_sorted());
}

#[test]
fn mentions_do_not_overlap() {
    let text = "国家安全保障会議(NSC)のジェイク・ハートウェル補佐官は、米英両政府と中国国家安全保障省、日米韓の協議について述べた。";
    let (_, cast) = cast_of(text, "");
    for two in cast.mentions.windows(2) {
        assert!(two[0].span.end <= two[1].span.start, "{two:?}");
    }
}

#[test]
fn any_text_is_read_without_panic() {
    for text in [
        "",
        "。",
        "・",
        "米",
        "（",
        "氏氏氏",
        "・・・・",
        "𠮷田氏",
        "か\u{3099}ー・ー氏",
        "A B C D E F",
        "ア・",
        "　\n\n\u{feff}",
    ] {
        cast_of(text, "");
    }
}

#[test]
fn an_alias_that_is_only_suspected_is_not_merged() {
    let config = "[[actor]]\nid = \"kestrel\"\nname = \"Hollow Kestrel\"\ntype = \"organization\"\n\
                  aliases = [{ name = \"Tin Sparrow\", relation = \"suspected\" }, \"HK-17\"]\n";
    let text = "報告書はHollow Kestrelの手口を示した。Tin Sparrowも同じ道具を使う。HK-17の名もある。";
    let (_, cast) = cast_of(text, config);
    let of = |name: &str| {
        let mention = cast.mentions.iter().find(|mention| mention.span.slice(text) == name);
        mention.unwrap_or_else(|| panic!("{name} is not found"))
    };
    assert_eq!(of("Hollow Kestrel").actor, of("HK-17").actor);
    assert_ne!(of("Hollow Kestrel").actor, of("Tin Sparrow").actor);
    assert!(matches!(&of("Tin Sparrow").why, Why::Contested(whose) if whose.contains("uradori.toml:5")));
}

#[test]
fn what_the_user_says_is_no_name_is_none() {
    let text = "霧生外相が会見した。笹倉首相は欠席した。霧生氏は来週も会見する。";
    let names = |config: &str| {
        let (article, cast) = cast_of(text, config);
        cast.mentions.iter().map(|mention| mention.span.slice(&article.text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(""), ["霧生", "笹倉", "霧生"]);
    assert_eq!(names("[names]\nignore = [\"霧生\"]\n"), ["笹倉"]);
}
