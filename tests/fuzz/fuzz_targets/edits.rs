//! Edits to a text.
#![no_main]

#[path = "../../properties/edits.rs"]
mod property;

use libfuzzer_sys::fuzz_target;
use uradori::text::PositionEncoding;

fuzz_target!(|input: (&str, Vec<property::Numbers>, u8)| {
    let (text, edits, encoding) = input;
    let encoding = PositionEncoding::ALL[encoding as usize % PositionEncoding::ALL.len()];
    property::edits_give_the_text_of_a_string(text, &edits, encoding);
});
