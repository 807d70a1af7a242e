//! `cargo bench --bench drive [-- SIZE…] [start|memory|questions|typing …]`: a session over the real protocol against the
//! real program, at archives of 1,000, 10,000 and 100,000 articles or those given; all of it, or the parts that are named.
//! Prints p50, p95 and p99 as the client sees them, pipes and JSON included, and the memory of the server.
//!
//! Questions are asked of a server at rest, and an empty one beside each: what the machine and the pipes take. For a machine
//! with other work to do there is, beside each time, what the server used of a processor for it.
//!
//! The program is the one that cargo built for this run; `URADORI_SERVER` names another.

mod articles;
mod client;
mod questions;
mod times;
mod usage;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use client::{Client, uri};
use serde_json::{Value, json};
use times::{Times, judge, shown};

/// How long the server lets an edited document rest before it tells its problems.
const REST: Duration = Duration::from_millis(150);

/// What is shorter is the time in which a system wakes a thread, whose spread says nothing of the server.
const TICK: Duration = Duration::from_millis(1);

/// The parts that can be named.
const PARTS: [&str; 4] = ["start", "memory", "questions", "typing"];

fn main() {
    let server = std::env::var_os("URADORI_SERVER").map_or_else(|| env!("CARGO_BIN_EXE_uradori").into(), PathBuf::from);
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let given: Vec<usize> = asked.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![1_000, 10_000, 100_000] } else { given };
    let all = !asked.iter().any(|one| PARTS.contains(&one.as_str()));
    let wanted = |part: &str| all || asked.iter().any(|one| one == part);
    let articles = articles::all();
    let fixed = wanted("memory").then(|| memory_of_one(&server, &articles));
    for size in sizes {
        println!("\n== {size} articles (the {}, names exchanged from the second round on)", articles.origin);
        let folder = articles::archive(&articles, size);
        Drive { server: &server, folder, size, fixed: fixed.flatten() }.run(&articles, wanted);
    }
}

/// A drive through one archive.
struct Drive<'d> {
    server: &'d Path,
    folder: PathBuf,
    size: usize,
    /// What the server takes with a single article, in bytes.
    fixed: Option<usize>,
}

impl Drive<'_> {
    fn run(&self, articles: &articles::Articles, wanted: impl Fn(&str) -> bool) {
        let cache = tempfile::tempdir().expect("a folder for the cache");
        let start = || (Instant::now(), Client::start(self.server, &self.folder, cache.path()));
        let (began, mut client) = start();
        let cold = client.indexed() - began;
        let used = client.usage().processor;
        println!("cold start to all read: {}, {} of processors", shown(cold), shown(used));
        client.rest();
        self.memory("after a cold start", &client);
        if wanted("questions") {
            questions::ask(&mut client, &self.folder, self.size);
            self.memory("after the questions", &client);
        }
        if wanted("typing") {
            typing(&mut client, &self.folder, &articles.of_size(30_000), 200);
            typing(&mut client, &self.folder, &articles.of_size(1_000_000), 40);
            client.rest();
            self.memory("after the typing", &client);
        }
        client.stop();
        if !(wanted("start") || wanted("memory")) {
            return;
        }

        let (began, mut client) = start();
        let first = first_answer(&mut client) - began;
        let warm = client.indexed() - began;
        let warm_used = client.usage().processor;
        println!("warm start to the first answer over all articles: {}", shown(first));
        judge("  in seconds", first.as_secs_f64(), first < Duration::from_secs(1), "< 1");
        println!("warm start to all read: {}, {} of processors", shown(warm), shown(warm_used));
        judge("cold / warm", cold.as_secs_f64() / warm.as_secs_f64(), cold >= warm * 20, ">= 20");
        println!("  of processors {:.1}", used.as_secs_f64() / warm_used.as_secs_f64());
        client.rest();
        self.memory("after a warm start", &client);
        let path = self.folder.join("000/000003.txt");
        let text = std::fs::read_to_string(&path).expect("it was written");
        client.open(&uri(&path), &text);
        let (answer, _) =
            client.request("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri(&path) } }));
        println!("first outline has {} entries", answer.as_array().map_or(0, Vec::len));
        client.kill();

        let (began, mut client) = start();
        println!("start after a kill to all read: {}", shown(client.indexed() - began));
        client.stop();
    }

    /// A row of the table of memory.
    fn memory(&self, when: &str, client: &Client) {
        let usage = client.usage();
        let each = |bytes: usize| bytes as f64 / 1024.0 / self.size as f64;
        print!(
            "memory {when}: {:.0} MB ({:.0} MB at most), {:.2} KB an article all told",
            usage.memory as f64 / 1e6,
            usage.most_memory as f64 / 1e6,
            each(usage.memory)
        );
        match self.fixed {
            Some(fixed) => println!(", {:.2} KB beyond those of one", each(usage.memory.saturating_sub(fixed))),
            None => println!(),
        }
    }
}

/// What the server takes that has read one article and shows it: program, dictionary and models.
fn memory_of_one(server: &Path, articles: &articles::Articles) -> Option<usize> {
    let (folder, cache) = (tempfile::tempdir().ok()?, tempfile::tempdir().ok()?);
    let path = folder.path().join("one.txt");
    let text = articles.of_size(30_000);
    std::fs::write(&path, &text).ok()?;
    std::fs::write(folder.path().join("uradori.toml"), "").ok()?;
    let mut client = Client::start(server, folder.path(), cache.path());
    client.indexed();
    client.open(&uri(&path), &text);
    client.rest();
    let memory = client.usage().memory;
    client.stop();
    println!("memory with one article: {:.0} MB", memory as f64 / 1e6);
    Some(memory)
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

/// Types into the middle of an article, waiting for the problems after each letter.
fn typing(client: &mut Client, folder: &Path, text: &str, letters: usize) {
    let path = folder.join("000/typed.txt");
    let address = uri(&path);
    let began = Instant::now();
    client.open(&address, text);
    let opened = began.elapsed();
    client.rest();
    let middle = text[..articles::boundary(text, text.len() / 2)].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..middle].matches('\n').count();
    let mut times = Times::default();
    let mut used = Times::default();
    let mut answered = Times::default();
    // A claim that comes and goes, so that there is something to tell after every letter.
    for (n, words) in ["関係者によると、賄賂を受け取ったとみられる。\n", ""].iter().cycle().take(letters).enumerate()
    {
        let version = n as i64 + 2;
        let end = if words.is_empty() { json!({ "line": line + 1, "character": 0 }) } else { place(line, 0) };
        let change = json!({ "range": { "start": place(line, 0), "end": end }, "text": words });
        let before = client.usage().processor;
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
        used.add(client.usage().processor.saturating_sub(before));
    }
    println!("typing into {} bytes, opened in {}:", text.len(), shown(opened));
    println!("  to the problems, less the rest  {times}");
    println!("    of processors                 {used}");
    println!("  to a hover asked for at once    {answered}");
    let (p50, p99) = (times.percentile(50).max(TICK), times.percentile(99));
    judge("  p99 / p50, of a millisecond at least", p99.as_secs_f64() / p50.as_secs_f64(), p99 <= p50 * 3, "<= 3");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": address } }));
}

fn place(line: usize, character: usize) -> Value {
    json!({ "line": line, "character": character })
}
