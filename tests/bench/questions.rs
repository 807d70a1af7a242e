//! The questions that an editor asks about a name, about names drawn from an archive.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::times::{Times, judge, shown};

/// Articles that are drawn, and names of each.
const ARTICLES: usize = 200;
const NAMES: usize = 6;

/// Types of semantic tokens that stand for names: see `server/lsp/to_proto/tokens.rs`.
const TOKENS_OF_NAMES: u64 = 3;

/// Numbers drawn by lot, the same in every run (xorshift64, Marsaglia 2003).
struct Lot(u64);

impl Lot {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// What was measured of one method.
struct Method {
    name: &'static str,
    times: Times,
    /// Of processors.
    used: Times,
    /// The slowest by what the server had to do: the time, the name that was asked about, the length of the answer.
    slowest: Vec<(Duration, Duration, String, usize)>,
}

impl Method {
    fn new(name: &'static str) -> Self {
        Self { name, times: Times::default(), used: Times::default(), slowest: Vec::new() }
    }

    fn ask(&mut self, client: &mut Client, params: &Value, about: &str) -> Value {
        let before = client.usage().processor;
        let (answer, time) = client.request(self.name, params);
        let used = client.usage().processor.saturating_sub(before);
        self.add(time, used, about, &answer);
        answer
    }

    fn add(&mut self, time: Duration, used: Duration, about: &str, answer: &Value) {
        self.times.add(time);
        self.used.add(used);
        self.slowest.push((used, time, about.to_owned(), answer.to_string().len()));
        self.slowest.sort_by_key(|one| std::cmp::Reverse(one.0));
        self.slowest.truncate(4);
    }

    fn print(&self) {
        let name = self.name.rsplit('/').next().unwrap_or_default();
        println!("{name:<12} {}", self.times);
        println!("  of processors {}", self.used);
        for (used, time, about, length) in &self.slowest {
            println!("    {} ({} of processors) for {about}: {length} bytes", shown(*time), shown(*used));
        }
    }

    /// Judges the times beside those of the `empty` question: where these are near as long, it is the machine that is slow.
    fn judge(&self, most: u64, empty: &Self) {
        let p99 = self.times.percentile(99);
        let what = format!("{} p99 in ms", self.name.rsplit('/').next().unwrap_or_default());
        let wanted = format!("<= {most}; an empty question took {}", shown(empty.times.percentile(99)).trim());
        judge(&what, p99.as_secs_f64() * 1e3, p99 <= Duration::from_millis(most), &wanted);
    }
}

/// Hover, definition, completion and references on names of articles drawn from the `size` ones in `folder`.
pub fn ask(client: &mut Client, folder: &Path, size: usize) {
    let mut lot = Lot(0x9e37_79b9_7f4a_7c15);
    let mut empty = Method::new("uradori/text");
    let mut hover = Method::new("textDocument/hover");
    let mut definition = Method::new("textDocument/definition");
    let mut completion = Method::new("textDocument/completion");
    let mut references = Method::new("textDocument/references");
    let mut hits: Vec<usize> = Vec::new();
    let mut many = Method::new("textDocument/references");
    for _ in 0..ARTICLES {
        let n = lot.below(size);
        let path = folder.join(format!("{:03}/{n:06}.txt", n / 1000));
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let address = uri(&path);
        client.open(&address, &text);
        let document = json!({ "textDocument": { "uri": address } });
        let (tokens, _) = client.request("textDocument/semanticTokens/full", &document);
        let names = names(&tokens, &text);
        client.rest();
        for _ in 0..NAMES.min(names.len()) {
            let (line, column, name) = &names[lot.below(names.len())];
            let mut at = document.clone();
            at["position"] = json!({ "line": line, "character": column });
            // The machine's own share: a question that is answered with nothing.
            empty.ask(client, &json!({ "textDocument": { "uri": "file:///nothing" } }), name);
            hover.ask(client, &at, name);
            definition.ask(client, &at, name);
            let mut params = at.clone();
            params["context"] = json!({ "triggerKind": 1 });
            params["position"]["character"] = json!(column + 1);
            completion.ask(client, &params, name);
            let mut params = at.clone();
            params["context"] = json!({ "includeDeclaration": true });
            let before = client.usage().processor;
            let (answer, time) = client.request(references.name, &params);
            let used = client.usage().processor.saturating_sub(before);
            let Some(found) = answer.as_array().map(Vec::len) else { continue };
            // What a large part of the archive mentions is a long list to write and to read; it is told apart.
            if found <= 1_000 {
                references.add(time, used, name, &answer);
                hits.push(found);
            } else {
                many.add(time, used, name, &answer);
            }
        }
        client.notify("textDocument/didClose", &document);
    }
    hits.sort_unstable();
    empty.print();
    for method in [&hover, &definition, &completion, &references] {
        method.print();
    }
    let of = |at: usize| hits.get(at).copied().unwrap_or_default();
    println!("  of {} to {} places, median {}", of(0), of(hits.len().saturating_sub(1)), of(hits.len() / 2));
    println!("of more than 1,000 places:");
    many.print();
    hover.judge(1, &empty);
    definition.judge(1, &empty);
    references.judge(5, &empty);
}

/// The names of an article by its semantic tokens: line, UTF-16 column in the middle of the name, the name.
fn names(tokens: &Value, text: &str) -> Vec<(usize, usize, String)> {
    let lines: Vec<Vec<u16>> = text.lines().map(|line| line.encode_utf16().collect()).collect();
    let numbers: Vec<u64> = tokens["data"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    let (mut line, mut column) = (0, 0);
    let mut names = Vec::new();
    for token in numbers.chunks_exact(5) {
        column = if token[0] == 0 { column + token[1] as usize } else { token[1] as usize };
        line += token[0] as usize;
        let span = lines.get(line).and_then(|units| units.get(column..column + token[2] as usize));
        if let Some(units) = span.filter(|_| token[3] < TOKENS_OF_NAMES) {
            names.push((line, column, String::from_utf16_lossy(units)));
        }
    }
    names
}
