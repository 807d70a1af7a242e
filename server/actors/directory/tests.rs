use rustc_hash::FxHashSet;

use super::*;

#[test]
fn every_row_of_every_table_can_be_read() {
    let mut ids = FxHashSet::default();
    for (file, table) in lexicon::TABLES {
        for (n, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
            match lexicon::row(line) {
                Ok(row) => assert!(ids.insert(row.id), "{file}:{}: {} stands twice", n + 1, row.id),
                Err(why) => panic!("{file}:{}: {why}: {line}", n + 1),
            }
        }
    }
    assert!(ids.len() > 3_000, "{}", ids.len());
}

#[test]
fn what_a_profile_belongs_to_is_in_the_lexicon() {
    for profile in &lexicon().profiles {
        if let Some(of) = &profile.of {
            assert!(lexicon().by_id.contains_key(of.as_str()), "{}: {of}", profile.id);
        }
    }
}

#[test]
fn every_one_letter_name_is_a_profile_of_the_lexicon() {
    for (letter, id, _) in lexicon::kanji_rows() {
        assert!(lexicon().by_id.contains_key(id), "{letter}: {id}");
    }
    assert!(lexicon::KANJI.lines().filter(|line| !line.starts_with('#')).count() == lexicon::kanji_rows().count());
}

#[test]
fn every_word_of_every_list_has_a_class() {
    for [word, class, _] in words::rows(words::TITLES) {
        assert!(words::title_class(class).is_some(), "{word}: {class}");
    }
    for [word, class, _] in words::rows(words::PLACES).chain(words::rows(words::THINGS)) {
        assert!(class.parse::<Kind>().is_ok(), "{word}: {class}");
    }
    for [word, kind, _] in words::rows(words::SETTLING).chain(words::rows(words::WORK_NOUNS)) {
        assert!(kind.parse::<Kind>().is_ok(), "{word}: {kind}");
    }
    for [word, levels, _] in words::rows(words::LEVELS) {
        assert_eq!(words::levels_of(levels).len(), levels.split(',').count(), "{word}: {levels}");
    }
    for [word, class, note, whom] in words::head_rows() {
        assert!(words::head(class, note, whom).is_some(), "{word}: {class} {note} {whom}");
    }
}

#[test]
fn every_word_of_a_list_is_within_reach_of_its_edge() {
    let words = words();
    let first = |word: &str| words.reach(word.chars().next().unwrap());
    let last = |word: &str| words.reach(word.chars().next_back().unwrap());
    assert!(words.titles.keys().all(|word| usize::from(first(word).title) >= word.len()));
    assert!(words.heads.keys().all(|word| usize::from(first(word).head) >= word.len()));
    assert!(words.bodies.keys().all(|word| usize::from(last(word).body) >= word.len()));
    assert!(words.places.keys().all(|word| usize::from(last(word).place) >= word.len()));
    assert!(words.things.keys().all(|word| usize::from(last(word).thing) >= word.len()));
    assert!(words.not_names.iter().all(|word| words.is_not_name(word)));
    assert!(words.organs.iter().all(|word| usize::from(last(word).organ) >= word.len()));
    assert!(words.chambers.iter().all(|word| last(word).chamber > 0));
    assert!(words.after_any.iter().chain(&words.after_chamber).all(|word| first(word).longer > 0));
    assert!(lexicon().kanji.keys().all(|letter| words.reach(*letter).country == 1));
    assert_eq!(words.reach('ぬ'), words::Reach::default());
}

#[test]
fn an_organ_is_found_by_its_country_and_its_bare_name() {
    let lexicon = lexicon();
    let id = |id: &str| lexicon.by_id[id];
    assert_eq!(lexicon.organs.get(&(id("country:us"), "国務省")), Some(&id("org:us-state")));
    assert_eq!(lexicon.organs.get(&(id("country:ua"), "外務省")), Some(&id("org:ua-mfa")));
    assert_eq!(lexicon.organs.get(&(id("country:jp"), "外務省")), Some(&id("org:jp-mofa")));
}
