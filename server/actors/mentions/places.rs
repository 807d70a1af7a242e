//! Places and facilities by the last word of their name: 県, 市, 海峡, 空港.

use super::{Evidence, Reader, run};
use crate::actors::directory::words;
use crate::language::script::{self, Script};
use crate::text::Span;

const NAMED: u16 = 64;
/// What has a government is named like nothing else.
const GOVERNED: u16 = 66;

pub(super) fn propose(reader: &mut Reader<'_>) {
    for n in 0..reader.runs.len() {
        let tokens = reader.runs[n].tokens.clone();
        in_run(reader, tokens);
    }
}

fn in_run(reader: &mut Reader<'_>, run: std::ops::Range<usize>) {
    let passage = reader.passage;
    let text = reader.text;
    let mut start = run.start;
    for last in run.start + 1..run.end {
        let end = passage.tokens[last].span.end;
        let longest = u32::from(words().reach(passage.tokens[last].last_letter(text)).place);
        if longest == 0 {
            continue;
        }
        let found = (start + 1..=last).find_map(|from| {
            let word = Span::new(passage.tokens[from].span.start, end);
            let known = (word.len() <= longest).then(|| words().places.get(word.slice(text))).flatten()?;
            Some((from, known.0, known.1))
        });
        let Some((suffix, kind, note)) = found else {
            continue;
        };
        // An area word (沖, 周辺, 一帯) belongs to no name.
        let head = Span::new(passage.tokens[suffix].span.start, end).slice(text);
        if note == "area" || head == "国" {
            continue;
        }
        let before = &passage.tokens[suffix - 1];
        // ボイラー工場 is any.
        let foreign = !before.is_known() && before.surface(text).chars().all(|c| script::of(c) == Script::Katakana);
        let named = run::is_proper(before) || foreign;
        if !named {
            continue;
        }
        let mut from = suffix - 1;
        while from > start && extends(reader, from) {
            from -= 1;
        }
        let span = Span::new(passage.tokens[from].span.start, end);
        let weight = if matches!(note, "prefecture" | "municipality" | "region") { GOVERNED } else { NAMED };
        reader.add(span, kind, weight, Evidence::Shape);
        // The next name begins behind this one: 神奈川県 | 相模原市.
        start = last;
    }
}

/// Whether the token before `n` belongs to the same name: バハ|カリフォルニア|半島, but not 神奈川県|相模原|市.
fn extends(reader: &Reader<'_>, n: usize) -> bool {
    let passage = reader.passage;
    let text = reader.text;
    let (before, this) = (passage.tokens[n - 1].surface(text), passage.tokens[n].surface(text));
    let katakana = |word: &str| word.chars().all(|c| script::of(c) == Script::Katakana);
    katakana(this) && (katakana(before) || run::joins(before)) || run::joins(this) && katakana(before)
}
