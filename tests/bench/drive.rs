//! `cargo bench --bench drive [-- SIZE…]`: a session over the real protocol against the real program, at archives of 1,000,
//! 10,000 and 100,000 articles or those given. Prints p50, p95 and p99 as the client sees them, pipes and JSON included,
//! and the memory of the server.
//!
//! The program is the one that cargo built for this run; `URADORI_SERVER` names another.

mod articles;
mod client;
mod times;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use client::{Client, uri};
use serde_json::{Value, json};
use times::{Times, judge, shown};

/// How long the server lets an edited document rest before it tells its problems.
const REST: Duration = Duration::from_millis(150);

fn main() {
    let server = std::env::var_os("URADORI_SERVER").map_or_else(|| env!("CARGO_BIN_EXE_uradori").into(), PathBuf::from);
    let given: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![1_000, 10_000, 100_000] } else { given };
    let articles = articles::all();
    for size in sizes {
        println!("\n== {size} articles (the {}, names exchanged from the second round on)", articles.origin);
        let folder = articles::archive(&articles, size);
        drive(&server, &folder, &articles);
    }
}

fn drive(server: &Path, folder: &Path, articles: &articles::Articles) {
    let cache = tempfile::tempdir().expect("a folder for the cache");
    let began = Instant::now();
    let mut client = Client::start(server, folder, cache.path());
    let cold = client.indexed() - began;
    println!("cold start to all read: {}", shown(cold));
    memory(&client, folder);
    questions(&mut client, folder);
    typing(&mut client, folder, &articles.of_size(30_000), 200);
    typing(&mut client, folder, &articles.of_size(1_000_000), 20);
    memory(&client, folder);
    client.stop();

    let began = Instant::now();
    let mut client = Client::start(server, folder, cache.path());
    let first = first_answer(&mut client) - began;
    let warm = client.indexed() - began;
    println!("warm start to the first answer over all articles: {}", shown(first));
    judge("  in seconds", first.as_secs_f64(), first < Duration::from_secs(1), "< 1");
    println!("warm start to all read: {}", shown(warm));
    judge("cold / warm", cold.as_secs_f64() / warm.as_secs_f64(), cold >= warm * 20, ">= 20");
    memory(&client, folder);
    let path = folder.join("000/000003.txt");
    let text = std::fs::read_to_string(&path).expect("it was written");
    client.open(&uri(&path), &text);
    let (answer, _) = client.request("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri(&path) } }));
    println!("first outline has {} entries", answer.as_array().map_or(0, Vec::len));
    client.kill();

    let began = Instant::now();
    let mut client = Client::start(server, folder, cache.path());
    println!("start after a kill to all read: {}", shown(client.indexed() - began));
    client.stop();
}

/// Asks who is mentioned, until somebody is: when that was.
fn first_answer(client: &mut Client) -> Instant {
    loop {
        let (answer, _) = client.request("workspace/symbol", &json!({ "query": "" }));
        if answer.as_array().is_some_and(|found| !found.is_empty()) {
            return Instant::now();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn memory(client: &Client, folder: &Path) {
    let articles: f64 =
        folder.file_name().and_then(|name| name.to_str()?.rsplit('-').next()?.parse().ok()).unwrap_or(1.0);
    if let Some(bytes) = client.memory() {
        println!(
            "memory: {:.0} MB, {:.2} KB an article all told",
            bytes as f64 / 1e6,
            bytes as f64 / 1024.0 / articles
        );
    }
}

/// Hover, definition and references on the names of some articles.
fn questions(client: &mut Client, folder: &Path) {
    let (mut hover, mut definition, mut references) = (Times::default(), Times::default(), Times::default());
    let (mut empty, mut completion) = (Times::default(), Times::default());
    let mut hits: Vec<usize> = Vec::new();
    let (mut most, mut longest) = (0, Duration::ZERO);
    for n in 0..40 {
        let path = folder.join(format!("000/{:06}.txt", n * 23));
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let address = uri(&path);
        client.open(&address, &text);
        for (line, column) in places(&text) {
            let at = json!({ "textDocument": { "uri": address }, "position": { "line": line, "character": column } });
            let (answer, time) = client.request("textDocument/hover", &at);
            if answer.is_null() {
                continue;
            }
            // The machine's own share: a question that is answered with nothing.
            let nothing = json!({ "textDocument": { "uri": "file:///nothing" } });
            empty.add(client.request("uradori/text", &nothing).1);
            hover.add(time);
            definition.add(client.request("textDocument/definition", &at).1);
            let mut params = at.clone();
            params["context"] = json!({ "triggerKind": 1 });
            completion.add(client.request("textDocument/completion", &params).1);
            let mut params = at.clone();
            params["context"] = json!({ "includeDeclaration": true });
            let (answer, time) = client.request("textDocument/references", &params);
            let Some(found) = answer.as_array().map(Vec::len) else { continue };
            if found > most {
                (most, longest) = (found, time);
            }
            // What half of the archive mentions is a long list to write and to read; it is told apart.
            if found <= 1_000 {
                references.add(time);
                hits.push(found);
            }
        }
        client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": address } }));
    }
    hits.sort_unstable();
    println!("nothing      {empty}");
    println!("hover        {hover}");
    println!("definition   {definition}");
    println!("completion   {completion}");
    println!(
        "references   {references}, of {} to {} places, median {}",
        hits[0],
        hits[hits.len() - 1],
        hits[hits.len() / 2]
    );
    println!("  the longest answer: {most} places in {}", shown(longest));
    let (h, d, r) = (hover.percentile(99), definition.percentile(99), references.percentile(99));
    judge("hover p99 in ms", h.as_secs_f64() * 1e3, h.as_micros() <= 1000, "<= 1");
    judge("definition p99 in ms", d.as_secs_f64() * 1e3, d.as_micros() <= 1000, "<= 1");
    judge("references p99 in ms", r.as_secs_f64() * 1e3, r.as_micros() <= 5000, "<= 5");
}

/// Every tenth letter of the first lines, as line and UTF-16 column.
fn places(text: &str) -> Vec<(usize, usize)> {
    let lines = text.split('\n').enumerate().take(6);
    lines.flat_map(|(n, line)| (0..line.encode_utf16().count().min(200)).step_by(10).map(move |at| (n, at))).collect()
}

/// Types into the middle of an article, waiting for the problems after each letter.
fn typing(client: &mut Client, folder: &Path, text: &str, letters: usize) {
    let path = folder.join("000/typed.txt");
    let address = uri(&path);
    let began = Instant::now();
    client.open(&address, text);
    let opened = began.elapsed();
    let middle = text[..articles::boundary(text, text.len() / 2)].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..middle].matches('\n').count();
    let mut column = 0;
    let mut times = Times::default();
    let mut answered = Times::default();
    // A claim that comes and goes, so that there is something to tell after every letter.
    for (n, words) in ["関係者によると、賄賂を受け取ったとみられる。\n", ""].iter().cycle().take(letters).enumerate()
    {
        let version = n as i64 + 2;
        let end = if words.is_empty() { json!({ "line": line + 1, "character": 0 }) } else { place(line, 0) };
        let change = json!({ "range": { "start": place(line, 0), "end": end }, "text": words });
        let began = Instant::now();
        client.notify(
            "textDocument/didChange",
            &json!({ "textDocument": { "uri": address, "version": version }, "contentChanges": [change] }),
        );
        if n % 2 == 0 {
            let params = json!({ "textDocument": { "uri": address }, "position": place(line, 2) });
            answered.add(client.request("textDocument/hover", &params).1);
        }
        let (at, _) = client.published(&address, version);
        times.add((at - began).saturating_sub(REST));
        column += 1;
    }
    assert!(column > 0);
    println!("typing into {} bytes, opened in {}:", text.len(), shown(opened));
    println!("  to the problems, less the rest  {times}");
    println!("  to a hover asked for at once    {answered}");
    let (p50, p99) = (times.percentile(50), times.percentile(99));
    judge("  p99 / p50", p99.as_secs_f64() / p50.as_secs_f64().max(1e-4), p99 <= p50 * 3, "<= 3");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": address } }));
}

fn place(line: usize, character: usize) -> Value {
    json!({ "line": line, "character": character })
}
