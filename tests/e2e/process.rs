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
