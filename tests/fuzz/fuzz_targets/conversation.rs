//! Messages to answers.
#![no_main]

#[path = "../../properties/conversation.rs"]
mod property;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use property::Said;

/// [`Said`], made of bytes.
#[derive(Arbitrary, Debug)]
enum Input {
    Asked(u8, u32, u32),
    Cancelled,
    Opened(String),
    Changed(u32, u32, String),
    Closed,
    Garbage(Vec<u8>),
    Unknown(bool),
}

impl From<Input> for Said {
    fn from(input: Input) -> Self {
        match input {
            Input::Asked(method, line, at) => Self::Asked(method, line, at),
            Input::Cancelled => Self::Cancelled,
            Input::Opened(text) => Self::Opened(text),
            Input::Changed(line, at, by) => Self::Changed(line, at, by),
            Input::Closed => Self::Closed,
            Input::Garbage(bytes) => Self::Garbage(bytes),
            Input::Unknown(is_request) => Self::Unknown(is_request),
        }
    }
}

fuzz_target!(|input: Vec<Input>| {
    let said: Vec<Said> = input.into_iter().map(Said::from).collect();
    property::every_request_has_one_answer(&said);
});
