use super::{hash, model};

#[test]
fn the_shipped_model_can_be_read() {
    assert!(model::shipped().is_some());
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
