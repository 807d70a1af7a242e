use super::*;

fn messages(input: impl AsyncRead + Unpin) -> Vec<Message> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
        let (ending, messages) = tokio::join!(read(input, sender), async {
            let mut messages = Vec::new();
            while let Some(message) = receiver.recv().await {
                messages.push(message);
            }
            messages
        });
        ending.unwrap();
        messages
    })
}

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

fn exit() -> Message {
    Message::Request(EXIT.parse().unwrap())
}

#[test]
fn messages_are_told_apart() {
    let request = r#"{"jsonrpc":"2.0","id":"𠮷","method":"a/b","params":{"name":"𠮷"}}"#;
    let response = r#"{"jsonrpc":"2.0","id":1,"result":null}"#;
    let refusal = r#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":""}}"#;
    assert_eq!(
        messages(format!("{}{}{}", framed(request), framed(response), framed(refusal)).as_bytes()),
        [
            Message::Request(request.parse().unwrap()),
            Message::Response(response.parse().unwrap()),
            Message::Response(refusal.parse().unwrap())
        ]
    );
}

#[test]
fn headers_may_differ_in_ways_that_mean_nothing() {
    let length = EXIT.len();
    for header in [
        format!("content-length:{length}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n"),
        format!("Content-Length: {length}\n\n"),
    ] {
        assert_eq!(messages(format!("{header}{EXIT}").as_bytes()), [exit()], "{header}");
    }
}

#[test]
fn what_is_no_message_is_said_to_be_none() {
    let then = framed(EXIT);
    for bad in ["{\"id\":", "", "\u{0}\u{1}", "{} {}"] {
        let input = format!("{}{then}", framed(bad));
        assert_eq!(messages(input.as_bytes()), [Message::Unreadable { is_json: false }, exit()], "{bad}");
    }
    for bad in ["[]", "{}", "1", r#"{"jsonrpc":"1.0","id":1,"method":"a"}"#, r#"{"jsonrpc":"2.0","id":{}}"#] {
        let input = format!("{}{then}", framed(bad));
        assert_eq!(messages(input.as_bytes()), [Message::Unreadable { is_json: true }, exit()], "{bad}");
    }
    let mut input = b"Content-Length: 3\r\n\r\n\"\xff\"".to_vec();
    input.extend(then.bytes());
    assert_eq!(messages(input.as_slice()), [Message::Unreadable { is_json: false }, exit()]);
}

#[test]
fn garbage_between_messages_is_skipped() {
    let long = "x".repeat(10_000);
    let input = format!("hello\r\n\r\nContent-Length: many\r\n\r\n{long}\n{}", framed(EXIT));
    assert_eq!(messages(input.as_bytes()), [exit()]);
}

#[test]
fn a_message_that_is_cut_off_is_not_passed_on() {
    assert_eq!(messages(&b"Content-Length: 99\r\n\r\n{}"[..]), []);
    assert_eq!(messages(&b"Content-Length: 99"[..]), []);
}

#[test]
fn a_message_that_is_too_long_is_not_kept() {
    let length = LONGEST_MESSAGE + 1;
    let header = format!("Content-Length: {length}\r\n\r\n");
    let input = header.as_bytes().chain(tokio::io::repeat(b' ').take(length)).chain(std::io::Cursor::new(framed(EXIT)));
    assert_eq!(messages(input), [Message::Unreadable { is_json: false }, exit()]);
}
