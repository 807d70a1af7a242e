//! Messages to answers: behind each byte FF a message, whose first letter says what it is.
#![no_main]

#[path = "../../properties/conversation.rs"]
mod property;

use libfuzzer_sys::fuzz_target;
use property::Said;

/// As many as one conversation has; more find nothing that fewer do not.
const MOST: usize = 100;

/// The message that `bytes` are.
fn said(bytes: &[u8]) -> Option<Said> {
    let (kind, rest) = bytes.split_first()?;
    let number = |at: usize| rest.get(at).copied().unwrap_or_default();
    let text = |from: usize| String::from_utf8_lossy(rest.get(from..).unwrap_or_default()).into_owned();
    match kind {
        b'a' => Some(Said::Asked(number(0), number(1).into(), number(2).into())),
        b'c' => Some(Said::Cancelled),
        b'e' => Some(Said::Changed(number(0).into(), number(1).into(), text(2))),
        b'g' => Some(Said::Garbage(rest.to_vec())),
        b'o' => Some(Said::Opened(text(0))),
        b'u' => Some(Said::Unknown(number(0) % 2 == 0)),
        b'x' => Some(Said::Closed),
        _ => None,
    }
}

fuzz_target!(|input: &[u8]| {
    let said: Vec<Said> = input.split(|byte| *byte == 0xFF).filter_map(said).take(MOST).collect();
    property::every_request_has_one_answer(&said);
});
