use std::cell::RefCell;
use std::sync::Arc;

use proptest::prelude::*;

use super::labels::{COUNT, Class};
use super::lengths::Lengths;
use super::model::{Model, Row, lane};
use super::scores::Scores;
use super::units::Sentence;
use super::{Candidate, decode, hash, model, names, tag, tag_again, training};
use crate::config::Kind;
use crate::language::{Passage, Reuse, passages};
use crate::text::Span;

fn passage(text: &str) -> Arc<Passage> {
    Arc::clone(&passages(text, &Reuse::default())[0].passage)
}

fn found(text: &str) -> Vec<(String, Kind)> {
    let passage = passage(text);
    tag(&passage).iter().map(|one| (one.local.slice(&passage.text).to_owned(), one.kind)).collect()
}

#[test]
fn the_shipped_model_can_be_read() {
    assert!(model::shipped().is_some());
}

#[test]
fn names_are_found_with_their_kinds() {
    let found = found("ロシアのプーチン大統領は25日、モスクワで記者団に述べた。");
    let expected = [("ロシア", Kind::Place), ("プーチン", Kind::Person), ("モスクワ", Kind::Place)];
    assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
}

#[test]
fn prose_without_names_has_none() {
    assert_eq!(found("朝から雨が降っていたが、昼には晴れた。"), []);
}

#[test]
fn a_name_may_end_inside_a_word() {
    let passage = passage("火災は熱海市内で起きた。");
    let mut sentence = Sentence::default();
    sentence.read(&passage, passage.sentences[0]);
    let units: Vec<&str> = sentence.units.iter().map(|unit| unit.span.slice(&passage.text)).collect();
    assert!(units.windows(2).any(|pair| pair == ["市", "内"]), "{units:?}");
}

#[test]
fn a_piece_has_the_hash_of_the_same_text_alone() {
    let text = "ロシアのプーチン大統領";
    let mut prefixes = hash::Prefixes::default();
    prefixes.read(text.as_bytes());
    for (start, _) in text.char_indices() {
        for (end, _) in text.char_indices().filter(|(end, _)| *end > start) {
            assert_eq!(prefixes.of(start, end), hash::of(&text[start..end]));
        }
    }
}

#[test]
fn packed_names_are_found_again_and_no_others() {
    let table = training::pack_names([("田中", 1), ("田中", 8), ("パリ", 8)].into_iter());
    assert_eq!(names::find(&table, hash::of("田中")), Some(9));
    assert_eq!(names::find(&table, hash::of("パリ")), Some(8));
    assert_eq!(names::find(&table, hash::of("ロンドン")), None);
    assert_eq!(names::find(&table[..100], hash::of("田中")), None);
    let lengths = |name: &str| names::lengths_in(&table, hash::lead(name));
    assert!(lengths("田中").has(2) && !lengths("田中").has(3));
    assert_eq!(lengths("ロンドン"), Lengths::default());
}

#[test]
fn scores_are_the_sums_of_what_training_sees() {
    let text = "米ホワイトハウスのサラ・モリス報道官は「映画『北の海』を見た（2回）」と、New York Timesに述べた。";
    let passage = passage(text);
    let model = model::shipped().expect("a model");
    let (mut sentence, mut scores) = (Sentence::default(), Scores::default());
    // The second time words come from what was kept.
    for _ in 0..2 {
        sentence.read(&passage, passage.sentences[0]);
        let found = scores.of(&mut sentence, model).to_vec();
        assert_eq!(found.len(), sentence.units.len());
        for (at, row) in found.iter().enumerate().filter(|(at, _)| !sentence.units[*at].outside) {
            let mut expected = Row::default();
            let keys: Vec<u32> = training::features_of(&sentence, at).iter().map(|one| one.key).collect();
            model.add(&keys, &mut expected);
            for label in (0..COUNT as u8).map(lane) {
                assert_eq!(row.0[label], expected.0[label], "{}", sentence.units[at].span.slice(&passage.text));
            }
        }
    }
}

#[test]
fn words_of_grammar_and_lone_common_nouns_stand_outside_but_in_short_brackets() {
    let passage = passage("市長は資料で「水の音」を読んだ。");
    let mut sentence = Sentence::default();
    sentence.read(&passage, passage.sentences[0]);
    let outside = sentence.units.iter().filter(|unit| unit.outside);
    let outside: Vec<&str> = outside.map(|unit| unit.span.slice(&passage.text)).collect();
    assert_eq!(outside, ["は", "資料", "で", "「", "」", "を", "読ん", "だ", "。"]);
}

#[test]
fn more_names_than_a_bucket_holds_are_found_too() {
    // Some bucket of 65,536 has more than ten of these.
    let names: Vec<String> = (0..400_000).map(|n| format!("名{n}")).collect();
    let table = training::pack_names(names.iter().map(|name| (name.as_str(), 4)));
    assert!(table.len() > training::pack_names(std::iter::empty()).len());
    assert!(names.iter().all(|name| names::find(&table, hash::of(name)) == Some(4)));
}

#[test]
fn lengths_from_nine_characters_on_are_one() {
    let mut lengths = Lengths::one(3);
    assert_eq!(lengths.longest(), 3);
    lengths.put(12);
    assert!(lengths.has(3) && lengths.has(9) && lengths.has(40) && !lengths.has(8));
    assert_eq!(lengths.longest(), u32::MAX);
    assert_eq!(Lengths::default().longest(), 0);
}

#[test]
fn stretches_without_hope_stand_outside() {
    let passage = passage("電車の運行本数を増やす。");
    let (mut sentence, mut scores) = (Sentence::default(), Scores::default());
    sentence.read(&passage, passage.sentences[0]);
    assert!(sentence.units.iter().any(|unit| !unit.outside));
    scores.of(&mut sentence, model::shipped().expect("a model"));
    assert!(sentence.units.iter().all(|unit| unit.outside));
}

#[test]
fn no_name_of_the_dictionary_is_passed_over_for_how_it_begins() {
    for name in ["田中", "モスクワ", "ロシア"] {
        assert!(names::sorts(hash::of(name)) != 0, "{name}");
        assert!(names::lengths(hash::lead(name)).has(name.chars().count() as u32), "{name}");
    }
}

fn row(weights: &[(usize, i8)]) -> [i8; COUNT] {
    let mut row = [0; COUNT];
    for (label, weight) in weights {
        row[*label] = *weight;
    }
    row
}

fn small() -> Vec<u8> {
    Model::write(
        0.1,
        &[[0; COUNT]; COUNT],
        &[(0, row(&[(1, 9)])), (7, row(&[(0, -3), (12, 5)])), (u32::MAX, row(&[(2, 1)]))],
    )
}

#[test]
fn a_model_that_was_written_reads_the_same() {
    let model = Model::read(&small()).expect("a model");
    let score = |key| {
        let mut scores = Row::default();
        model.add(&[key], &mut scores);
        scores.0
    };
    let of = |key, label| score(key)[lane(label)];
    assert_eq!((of(0, 1), of(7, 0), of(7, 12), of(u32::MAX, 2)), (9, -3, 5, 1));
    assert!((0..COUNT as u8).all(|label| of(8, label) == 0));
}

#[test]
fn features_that_share_their_first_bits_are_told_apart() {
    let keys = [1 << 31, 1 << 31 | 1, 1 << 31 | 2, u32::MAX - 1];
    let features: Vec<_> =
        keys.iter().zip(1..).map(|(key, weight)| (*key, row(&[(1, weight), (12, -weight)]))).collect();
    let model = Model::read(&Model::write(0.1, &[[0; COUNT]; COUNT], &features)).expect("a model");
    for (key, weight) in keys.into_iter().zip(1..) {
        let mut scores = Row::default();
        model.add(&[key], &mut scores);
        assert_eq!((scores.0[lane(1)], scores.0[lane(12)], scores.0[lane(2)]), (weight, -weight, 0), "{key}");
    }
    let mut scores = Row::default();
    model.add(&[1 << 31 | 3, u32::MAX], &mut scores);
    assert!((0..COUNT as u8).all(|label| scores.0[lane(label)] == 0));
}

#[test]
fn a_model_cut_short_is_refused() {
    let bytes = small();
    for end in 0..bytes.len() {
        assert!(Model::read(&bytes[..end]).is_none(), "{end}");
    }
}

#[test]
fn a_name_never_begins_inside() {
    let model = Model::read(&small()).expect("a model");
    let mut lattice = decode::Lattice::default();
    // Everything speaks for the label inside a person's name; the first token must still be its first.
    let mut scores = Row::default();
    scores.0[lane(Class::Person.first() + 1)] = 100;
    let found = lattice.best(&model, &[scores; 3], [false; 2]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].units.clone(), found[0].label), (0..3, Class::Person));
    assert!(found[0].confidence > 0.9 && found[0].confidence <= 1.0, "{}", found[0].confidence);
}

#[test]
fn what_two_readings_share_is_divided_between_them() {
    let model = Model::read(&small()).expect("a model");
    let mut lattice = decode::Lattice::default();
    let mut scores = Row::default();
    scores.0[lane(Class::Person.first())] = 60;
    scores.0[lane(Class::Place.first())] = 59;
    let found = lattice.best(&model, &[scores], [false; 2]);
    assert_eq!(found[0].label, Class::Person);
    // One step of a weight is worth a tenth: e^0.1 to 1.
    assert!((found[0].confidence - 0.52).abs() < 0.02, "{}", found[0].confidence);
}

proptest! {
    #[test]
    fn what_was_read_before_changes_nothing(text in "[ぁ-んァ-ンー・「」『』（）。、A-Za-z0-9 日米中市内氏大統領軍田中京都年]{1,60}") {
        thread_local! {
            static USED: RefCell<(Sentence, Scores)> = RefCell::default();
        }
        let model = model::shipped().expect("a model");
        for placed in passages(&text, &Reuse::default()) {
            for span in &placed.passage.sentences {
                let mut fresh = Sentence::default();
                fresh.read(&placed.passage, *span);
                let found: Vec<(bool, Row)> = USED.with_borrow_mut(|(sentence, scores)| {
                    sentence.read(&placed.passage, *span);
                    let rows = scores.of(sentence, model).to_vec();
                    sentence.units.iter().map(|unit| unit.outside).zip(rows).collect()
                });
                // What can only stand outside, or is without hope, is not scored.
                for (at, (_, row)) in found.iter().enumerate().filter(|(_, (outside, _))| !outside) {
                    let keys: Vec<u32> = training::features_of(&fresh, at).iter().map(|one| one.key).collect();
                    let mut expected = Row::default();
                    model.add(&keys, &mut expected);
                    for label in (0..COUNT as u8).map(lane) {
                        prop_assert_eq!(row.0[label], expected.0[label]);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_remembered_of_a_sentence_is_what_stands_there(
        sentences in proptest::collection::vec("(鷹取氏は|田中大統領が|「北嶺|A社』|、 |米国の|[ぁ-ん]){0,4}[。」 ]?", 1..6),
        typed in proptest::collection::vec((0..6_usize, "[田中氏米（）「」。 ]"), 1..6),
    ) {
        let mut sentences = sentences;
        for (n, letters) in typed {
            let n = n % sentences.len();
            sentences[n].push_str(&letters);
            for placed in passages(&sentences.concat(), &Reuse::default()) {
                prop_assert_eq!(tag_again(&placed.passage), tag(&placed.passage));
            }
        }
    }

    #[test]
    fn any_text_has_candidates_in_order_on_characters(text in "[ぁ-んァ-ンー・「」（）。、A-Za-z0-9 \u{200d}\u{3099}日米中市内氏大統領軍🇯]{1,80}") {
        for placed in passages(&text, &Reuse::default()) {
            let all: Vec<Candidate> = tag(&placed.passage);
            let mut end = 0;
            for Candidate { local: Span { start, end: stop }, confidence, .. } in all {
                prop_assert!(end <= start && start < stop);
                prop_assert!(placed.passage.text.get(start as usize..stop as usize).is_some());
                prop_assert!((0.0..=1.0).contains(&confidence));
                end = stop;
            }
        }
    }
}
