//! Bytes to an analysis, and an edit of it.
#![no_main]

#[path = "../../properties/analysis.rs"]
mod property;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], &str, u16, u8, &str)| {
    let (bytes, text, at, len, by) = input;
    property::bytes_have_an_analysis(bytes);
    property::edits_are_as_good_as_reading_anew(text, &[(at.into(), len.into(), by.to_owned())]);
});
