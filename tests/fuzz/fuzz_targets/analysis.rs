//! Bytes to an analysis, and edits of it: an article, and behind each byte FF an edit — where (two bytes), for how many bytes
//! (one), and what is written there.
#![no_main]

#[path = "../../properties/analysis.rs"]
mod property;

use libfuzzer_sys::fuzz_target;

/// As many as are tried: each reads the article anew, and a long chain finds nothing that a short one does not.
const MOST: usize = 4;

fuzz_target!(|input: &[u8]| {
    let mut parts = input.split(|byte| *byte == 0xFF);
    let article = parts.next().unwrap_or_default();
    property::bytes_have_an_analysis(article);
    let edits: Vec<property::Replaced> = parts
        .filter_map(|edit| {
            let ([high, low, length], by) = edit.split_first_chunk()?;
            let at = u16::from_be_bytes([*high, *low]);
            Some((at.into(), (*length).into(), String::from_utf8_lossy(by).into_owned()))
        })
        .take(MOST)
        .collect();
    property::edits_are_as_good_as_reading_anew(&String::from_utf8_lossy(article), &edits);
});
