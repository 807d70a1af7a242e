//! Events, laws, works and products by the last word of their name: ○○法, ○○条約, ○○カップ.

use super::{Evidence, Reader, run};
use crate::actors::directory::words;
use crate::text::Span;

const NAMED: u16 = 52;

pub(super) fn propose(reader: &mut Reader<'_>) {
    let passage = reader.passage;
    let text = reader.text;
    for n in 0..reader.runs.len() {
        let run = reader.runs[n].tokens.clone();
        let Some(last) = run.clone().next_back() else {
            continue;
        };
        let end = passage.tokens[last].span.end;
        let found = (run.start + 1..=last).find_map(|from| {
            let word = Span::new(passage.tokens[from].span.start, end).slice(text);
            words().things.get(word).map(|(kind, note)| (from, *kind, *note))
        });
        let Some((suffix, kind, note)) = found else {
            continue;
        };
        let proper = passage.tokens[run.start..suffix].iter().any(run::is_proper);
        if proper && matches!(note, "law" | "treaty" | "sport" | "election") {
            let span = Span::new(passage.tokens[run.start].span.start, end);
            reader.add(span, kind, NAMED, Evidence::Shape);
        }
    }
}
