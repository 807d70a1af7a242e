//! Edits to a text: the text, and behind each byte FF an edit — a byte each for the lines and columns from and to, and what
//! is written there. Whatever the encoding, the text is a string's.
#![no_main]

#[path = "../../properties/edits.rs"]
mod property;

use libfuzzer_sys::fuzz_target;
use uradori::text::PositionEncoding;

fuzz_target!(|input: &[u8]| {
    let mut parts = input.split(|byte| *byte == 0xFF);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let edits: Vec<property::Numbers> = parts
        .filter_map(|edit| {
            let (numbers, by) = edit.split_first_chunk::<4>()?;
            let [line, column, to_line, to_column] = numbers.map(u32::from);
            Some((line, column, to_line, to_column, String::from_utf8_lossy(by).into_owned()))
        })
        .collect();
    for encoding in PositionEncoding::ALL {
        property::edits_give_the_text_of_a_string(&text, &edits, encoding);
    }
});
