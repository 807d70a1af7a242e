//! The real program, over its standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::client::{frame, notification};

pub fn start(arguments: &[&str]) -> Child {
    let program = env!("CARGO_BIN_EXE_uradori");
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().expect("the program starts")
}

pub fn send(server: &mut Child, messages: &[Value]) {
    let stdin = server.stdin.as_mut().expect("it listens");
    for message in messages {
        stdin.write_all(&frame(message)).expect("it listens");
    }
    stdin.flush().expect("it listens");
}

pub fn receive(reader: &mut impl BufRead) -> Value {
    let mut length = 0;
    loop {
        let mut line = String::new();
        assert_ne!(reader.read_line(&mut line).expect("a header"), 0, "it left");
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(value) = header.strip_prefix("Content-Length:") {
                    length = value.trim().parse().expect("a length");
                }
            }
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    serde_json::from_slice(&body).expect("JSON")
}

fn initialize() -> Value {
    let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params })
}

/// Has a conversation that ends in `goodbye`, and returns the exit status. Standard input stays open, as some editors
/// leave it.
fn status_after(arguments: &[&str], goodbye: &[Value]) -> Option<i32> {
    let mut server = start(arguments);
    let mut reader = BufReader::new(server.stdout.take().expect("it speaks"));
    send(&mut server, &[initialize()]);
    let answer = receive(&mut reader);
    assert_eq!(answer["id"], 1);
    assert_eq!(answer["result"]["capabilities"]["positionEncoding"], "utf-16");
    send(&mut server, &[notification("initialized", &json!({}))]);
    send(&mut server, goodbye);
    if goodbye.iter().any(|message| message["method"] == "shutdown") {
        assert_eq!(receive(&mut reader)["id"], 2);
    }
    let input = server.stdin.take();
    let status = server.wait().expect("it ends").code();
    drop(input);
    let mut rest = String::new();
    reader.read_to_string(&mut rest).expect("text");
    assert_eq!(rest, "", "nothing but messages is printed");
    status
}

#[test]
fn the_status_tells_how_the_conversation_ended() {
    let shutdown = json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" });
    let exit = notification("exit", &Value::Null);
    assert_eq!(status_after(&["lsp", "--stdio"], &[shutdown.clone(), exit.clone()]), Some(0));
    assert_eq!(status_after(&["lsp"], &[shutdown, exit.clone()]), Some(0));
    assert_eq!(status_after(&["lsp", "--stdio"], &[exit]), Some(1));
}

#[test]
fn an_editor_that_crashed_leaves_no_server_behind() {
    let mut server = start(&["lsp", "--stdio"]);
    let mut reader = BufReader::new(server.stdout.take().expect("it speaks"));
    send(&mut server, &[initialize()]);
    receive(&mut reader);
    drop(server.stdin.take());
    assert_eq!(server.wait().expect("it ends").code(), Some(1));
}

/// A conversation from its beginning to its end.
#[cfg(unix)]
fn conversation() -> Vec<u8> {
    let shutdown = json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" });
    let messages =
        [initialize(), notification("initialized", &json!({})), shutdown, notification("exit", &json!(null))];
    messages.iter().flat_map(frame).collect()
}

#[cfg(unix)]
#[test]
fn an_editor_may_speak_over_a_socket() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    let (mut ours, theirs) = UnixStream::pair().expect("sockets");
    let output = OwnedFd::from(theirs.try_clone().expect("a copy"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_uradori"));
    let mut server = command
        .arg("lsp")
        .stdin(OwnedFd::from(theirs))
        .stdout(output)
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    drop(command);
    ours.write_all(&conversation()).expect("it listens");
    let mut reader = BufReader::new(ours);
    assert_eq!(receive(&mut reader)["id"], 1);
    while receive(&mut reader)["id"] != 2 {}
    assert_eq!(server.wait().expect("it ends").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_conversation_may_lie_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let [input, output] = ["input", "output"].map(|name| folder.path().join(name));
    std::fs::write(&input, conversation()).expect("it is written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_uradori"));
    let status = command
        .arg("lsp")
        .stdin(std::fs::File::open(&input).expect("it is there"))
        .stdout(std::fs::File::create(&output).expect("it can be written to"))
        .stderr(Stdio::null())
        .status();
    assert_eq!(status.expect("it ends").code(), Some(0));
    let said = std::fs::read(&output).expect("it was written");
    assert_eq!(receive(&mut &said[..])["id"], 1);
}
