//! Events, laws, works and products by the last word of their name: ○○法, ○○条約, ○○カップ.

use super::{Evidence, Reader, run};
use crate::actors::directory::words;
use crate::text::Span;

const NAMED: u16 = 52;

/// An election with the place or body that is elected: 香川県知事選, シンガポール議会選.
const ELECTION: u16 = 90;

pub(super) fn propose(reader: &mut Reader<'_>) {
    let passage = reader.passage;
    let text = reader.text;
    for n in 0..reader.runs.len() {
        let run = reader.runs[n].tokens.clone();
        for last in run.clone().skip(1) {
            let end = passage.tokens[last].span.end;
            let longest = u32::from(words().reach(passage.tokens[last].last_letter(text)).thing);
            if longest == 0 {
                continue;
            }
            let found = (run.start + 1..=last).find_map(|from| {
                let word = Span::new(passage.tokens[from].span.start, end);
                let known = (word.len() <= longest).then(|| words().things.get(word.slice(text))).flatten()?;
                Some((from, known.0, known.1))
            });
            let Some((suffix, kind, note)) = found else {
                continue;
            };
            let Some(first) = (run.start..suffix).find(|n| run::is_proper(&passage.tokens[*n])) else {
                continue;
            };
            let span = Span::new(passage.tokens[first].span.start, end);
            let short = suffix - first <= 3;
            if note == "election" && short && !text[end as usize..].starts_with('挙') {
                reader.add(span, kind, ELECTION, Evidence::Shape);
            } else if last + 1 == run.end && matches!(note, "law" | "treaty" | "sport") {
                reader.add(span, kind, NAMED, Evidence::Shape);
            }
        }
    }
}
