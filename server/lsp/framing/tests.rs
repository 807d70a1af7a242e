use super::*;

fn sieved(input: &[u8]) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut output = Vec::new();
    runtime.block_on(sieve(input, &mut output)).unwrap();
    String::from_utf8(output).unwrap()
}

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

const MESSAGE: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

fn replaced(is_json: bool) -> String {
    framed(&format!(r#"{{"jsonrpc":"2.0","id":null,"method":"uradori/unreadable","params":[{is_json}]}}"#))
}

#[test]
fn messages_pass_as_they_are() {
    let first = framed(r#"{"jsonrpc":"2.0","id":"𠮷","method":"a/b","params":{"name":"𠮷"}}"#);
    let second = framed(r#"{"jsonrpc":"2.0","id":1,"result":null}"#);
    assert_eq!(sieved(format!("{first}{second}").as_bytes()), format!("{first}{second}"));
}

#[test]
fn headers_may_differ_in_ways_that_mean_nothing() {
    let length = MESSAGE.len();
    for header in [
        format!("content-length:{length}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n"),
        format!("Content-Length: {length}\n\n"),
    ] {
        assert_eq!(sieved(format!("{header}{MESSAGE}").as_bytes()), framed(MESSAGE), "{header}");
    }
}

#[test]
fn what_is_no_message_is_replaced() {
    let then = framed(MESSAGE);
    for bad in ["{\"id\":", "", "\u{0}\u{1}", "{} {}"] {
        assert_eq!(sieved(format!("{}{then}", framed(bad)).as_bytes()), format!("{}{then}", replaced(false)), "{bad}");
    }
    for bad in ["[]", "{}", "1", r#"{"jsonrpc":"1.0","id":1,"method":"a"}"#, r#"{"jsonrpc":"2.0","id":{}}"#] {
        assert_eq!(sieved(format!("{}{then}", framed(bad)).as_bytes()), format!("{}{then}", replaced(true)), "{bad}");
    }
    let mut input = b"Content-Length: 3\r\n\r\n\"\xff\"".to_vec();
    input.extend(then.bytes());
    assert_eq!(sieved(&input), format!("{}{then}", replaced(false)));
}

#[test]
fn garbage_between_messages_is_skipped() {
    let long = "x".repeat(10_000);
    let input = format!("hello\r\n\r\nContent-Length: many\r\n\r\n{long}\n{}", framed(MESSAGE));
    assert_eq!(sieved(input.as_bytes()), framed(MESSAGE));
}

#[test]
fn a_message_that_is_cut_off_is_not_passed_on() {
    assert_eq!(sieved(b"Content-Length: 99\r\n\r\n{}"), "");
    assert_eq!(sieved(b"Content-Length: 99"), "");
}

#[test]
fn a_message_that_is_too_long_is_not_kept() {
    let length = LONGEST_MESSAGE + 1;
    let header = format!("Content-Length: {length}\r\n\r\n");
    let input =
        header.as_bytes().chain(tokio::io::repeat(b' ').take(length)).chain(std::io::Cursor::new(framed(MESSAGE)));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut output = Vec::new();
    runtime.block_on(sieve(input, &mut output)).unwrap();
    assert_eq!(String::from_utf8(output).unwrap(), format!("{}{}", replaced(false), framed(MESSAGE)));
}
