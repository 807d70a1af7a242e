//! What can be done about a finding or a name, and what would come of it.

use super::fixture::{Fixture, REGISTRY};
use crate::config::Config;
use crate::ide::{Action, Deed, Lang, actions};
use crate::text::Span;

/// The actions at the cursor.
fn at_cursor(fixture: &Fixture) -> Vec<Action> {
    actions(&fixture.snapshot, &fixture.path, Span::new(fixture.offset, fixture.offset), Lang::Ja)
}

fn ids(actions: &[Action]) -> Vec<&str> {
    actions.iter().map(|action| action.id.split(':').next().unwrap_or_default()).collect()
}

#[track_caller]
fn pick(articles: &str, id: &str) -> (Fixture, Action) {
    let fixture = Fixture::new(articles.trim_start());
    let actions = at_cursor(&fixture);
    let picked = actions.iter().find(|action| action.id.starts_with(id));
    let picked = picked.unwrap_or_else(|| panic!("no {id} among {:?}", ids(&actions))).clone();
    (fixture, picked)
}

/// What the line with the cursor becomes; words to be confirmed stand in 〔〕.
#[track_caller]
fn written(article: &str, id: &str) -> String {
    let (fixture, action) = pick(&format!("//- /a.txt\n{article}"), id);
    let Deed::Insert { at, placeholder, text } = action.deed else { panic!("{action:?} writes nothing") };
    let entry = fixture.snapshot.entry(&fixture.path).expect("it is there");
    let mut changed = entry.text().to_string();
    let words = placeholder.map(|words| format!("〔{words}〕")).unwrap_or_default();
    changed.insert_str(at as usize, &format!("{words}{text}"));
    let line = changed[..fixture.offset as usize].matches('\n').count();
    changed.lines().nth(line).expect("the line is there").to_owned()
}

/// What the registry becomes.
#[track_caller]
fn registered(articles: &str, id: &str) -> Config {
    let (_, action) = pick(articles, id);
    let Deed::Registry(change) = &action.deed else { panic!("{action:?} registers nothing") };
    let before = articles.trim_start().strip_prefix("//- /uradori.toml\n");
    let before = before.and_then(|rest| rest.split_once("\n//- ")).map_or("", |(registry, _)| registry);
    let after = change.apply(before).expect("the registry can be read").expect("it changes something");
    Config::parse(&after).unwrap_or_else(|error| panic!("{error}\n{after}"))
}

const CLAIM: &str = "ロイター通信は3日、港が閉鎖されたと報じた。港は来月にも再開されると$0いう。";

#[test]
fn the_nearest_source_is_proposed_at_the_head_of_the_sentence() {
    let article = "灘原市によると、工場は3日に閉鎖された。\n\n港は来月にも再開されると$0いわれている。";
    assert_eq!(written(article, "source"), "〔灘原市〕によると、港は来月にも再開されるといわれている。");
}

#[test]
fn a_source_is_written_behind_a_conjunction() {
    assert_eq!(
        written("灘原で式典があった。\n\nまた、港は来月にも再開されると$0いわれている。", "source"),
        "また、〔出典〕によると、港は来月にも再開されるといわれている。"
    );
}

#[test]
fn a_sentence_is_marked_before_its_last_mark_and_once() {
    let article = "港は来月にも再開されると$0いわれている。市長は喜んだ。";
    assert_eq!(written(article, "cite"), "港は来月にも再開されるといわれている（要出典）。市長は喜んだ。");
    let fixture = Fixture::new("//- /a.txt\n港は来月にも再開されると$0いわれている（要出典）。");
    assert!(!ids(&at_cursor(&fixture)).contains(&"cite"));
}

#[test]
fn the_nearest_source_is_shown() {
    let article = "灘原市によると、工場は3日に閉鎖された。\n\n港は来月にも再開されると$0いわれている。";
    let (fixture, action) = pick(&format!("//- /a.txt\n{article}"), "nearest");
    let Deed::Show(span) = action.deed else { panic!("{action:?} shows nothing") };
    assert_eq!(fixture.show(&fixture.path, span), "a.txt@0: 灘原市");
    assert!(action.title.contains("「灘原市」"), "{}", action.title);
}

#[test]
fn nothing_is_preferred_that_settles_a_claim_by_itself() {
    for action in at_cursor(&Fixture::new(&format!("//- /a.txt\n{CLAIM}"))) {
        assert!(!action.preferred || matches!(action.deed, Deed::Insert { placeholder: Some(_), .. }), "{action:?}");
    }
}

#[test]
fn nothing_can_be_done_where_nothing_stands() {
    assert_eq!(at_cursor(&Fixture::new("//- /a.txt\n港で式典が開かれ$0た。")), []);
}

#[test]
fn a_name_met_in_the_articles_goes_into_the_registry_with_its_other_names() {
    let articles = "
//- /a.txt
ハッカー集団Flax Typhoonが攻撃した。フラックス・タイ$0フーンは台湾を狙う。
";
    let config = registered(articles, "register");
    let actor = &config.actors[0];
    let names: Vec<&str> =
        std::iter::once(actor.name.as_str()).chain(actor.aliases.iter().map(|alias| alias.name.as_str())).collect();
    assert!(names.contains(&"Flax Typhoon") && names.contains(&"フラックス・タイフーン"), "{actor:?}");
    let again = Fixture::new(
        "//- /uradori.toml\n[[actor]]\nid = \"x\"\nname = \"霧生誠\"\ntype = \"person\"\n//- /a.txt\n霧$0生誠外相が会見した。\n",
    );
    assert!(!ids(&at_cursor(&again)).contains(&"register"), "somebody registered is not registered again");
}

#[test]
fn a_part_of_a_name_is_not_listed_as_another_name() {
    let config = registered("//- /a.txt\n田村誠外相が会見した。田$0村外相は否定した。\n", "register");
    assert_eq!((config.actors[0].name.as_str(), config.actors[0].aliases.len()), ("田村誠", 0));
}

#[test]
fn a_name_becomes_another_name_of_somebody_in_the_article() {
    let articles = format!(
        "{}//- /a.txt\nHollow Kestrelの活動が続く。報告書はGray Kes$0trelにも触れた。\n",
        REGISTRY.trim_end_matches('\n').to_owned() + "\n"
    );
    let config = registered(&articles, "alias:hollow-kestrel");
    let kestrel = config.actors.iter().find(|actor| actor.id == "hollow-kestrel").expect("it is registered");
    assert!(kestrel.aliases.iter().any(|alias| alias.name == "Gray Kestrel"), "{kestrel:?}");
}

#[test]
fn somebody_is_not_who_they_were_taken_for() {
    let articles = format!("{REGISTRY}//- /a.txt\n鷹取静馬大統領は14日、演説した。北$0嶺の議会は拍手した。\n");
    let config = registered(&articles, "not");
    let hokurei = config.actors.iter().find(|actor| actor.id == "hokurei").expect("it is registered");
    assert_eq!(hokurei.not, ["北嶺"]);

    // The lexicon's actor keeps its id, so that everything else known of it stays.
    let config = registered("//- /a.txt\n米$0国の大使が会見した。\n", "not");
    assert_eq!(
        (config.actors[0].id.as_str(), config.actors[0].not.as_slice()),
        ("country:us", &["米国".to_owned()][..])
    );
}

#[test]
fn what_the_user_says_holds_at_the_next_reading() {
    let text = "高瀬誠一外相が会見した。";
    let config = registered("//- /a.txt\n高$0瀬誠一外相が会見した。\n", "no-name");
    assert_eq!(config.not_names, ["高瀬誠一"]);
    let analyst = crate::archive::Analyst::new(std::sync::Arc::new(config));
    assert!(analyst.analyze(text.into()).cast.mentions.iter().all(|one| one.span.slice(text) != "高瀬誠一"));

    let config = registered("//- /a.txt\n米$0国の大使が会見した。\n", "not");
    let analyst = crate::archive::Analyst::new(std::sync::Arc::new(config));
    let cast = analyst.analyze("米国の大使が会見した。".into()).cast;
    assert!(cast.actors.iter().all(|actor| actor.id != "country:us"), "{cast:?}");
}

#[test]
fn a_title_or_a_pronoun_is_no_name_to_register() {
    let fixture = Fixture::new("//- /a.txt\n霧生誠外相が会見した。同$0氏は質問に答えなかった。\n");
    assert_eq!(at_cursor(&fixture), []);
}
