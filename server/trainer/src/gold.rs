//! The annotated articles of `gold/`: which spans of a text are mentions.

use std::path::Path;

use anyhow::{Context, bail};

/// Brackets inside which no unit ends, and marks that end one.
const OPEN: &str = "「『（(【《〈［[“";
const CLOSE: &str = "」』）)】》〉］]”";
const STOP: &str = "。！？!?";

/// A mention of the gold, in bytes of the article.
#[derive(Clone, Debug)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    /// `PER`, `ORG`, `GPE`, `LOC` or `MISC`.
    pub kind: String,
    /// Neither asked for nor held against a system: pronouns and what annotators differed on.
    pub optional: bool,
}

/// An article with its mentions.
pub struct Annotated {
    pub stem: String,
    pub text: String,
    pub mentions: Vec<Mention>,
    /// The units that are annotated.
    pub units: Vec<(usize, usize)>,
    /// Per unit the letter of its claim and the claim's kind.
    pub claims: Vec<(String, String)>,
}

/// The articles of `gold/train` that a list in it names.
pub fn listed(list: &str) -> anyhow::Result<Vec<Annotated>> {
    let folder = crate::shared().join("gold/train");
    let stems = std::fs::read_to_string(folder.join(list)).with_context(|| format!("cannot read {list}"))?;
    stems.split_whitespace().map(|stem| read(&folder.join(format!("{stem}.txt")), &folder, stem)).collect()
}

/// The articles of the folder `texts` that have an annotation in the folder `annotations`, by name.
pub fn folder(texts: &Path, annotations: &Path) -> anyhow::Result<Vec<Annotated>> {
    let entries = std::fs::read_dir(texts).with_context(|| format!("cannot read {}", texts.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let named = paths.iter().filter_map(|path| Some((path, stem(path)?)));
    let annotated = named.filter(|(_, stem)| annotations.join(format!("{stem}.tsv")).is_file());
    annotated.map(|(path, stem)| read(path, annotations, &stem)).collect()
}

fn read(text: &Path, annotations: &Path, stem: &str) -> anyhow::Result<Annotated> {
    let text = std::fs::read_to_string(text)?;
    let rows = std::fs::read_to_string(annotations.join(format!("{stem}.tsv")))?;
    let all = units(&text);
    let mut mentions = Vec::new();
    let mut annotated = Vec::new();
    let mut claims = Vec::new();
    for row in rows.lines() {
        let fields: Vec<&str> = row.split('\t').collect();
        let [id, letter, kind, _, listed] = fields[..] else { bail!("{stem}: not five fields: {row}") };
        let Some((_, start, end)) = all.iter().find(|(known, _, _)| known == id) else {
            bail!("{stem}: no unit {id}");
        };
        annotated.push((*start, *end));
        claims.push((letter.to_owned(), kind.to_owned()));
        mentions.extend(read_mentions(&text, *start, *end, listed).with_context(|| format!("{stem}: {id}"))?);
    }
    Ok(Annotated { stem: stem.to_owned(), text, mentions, units: annotated, claims })
}

/// The mentions of one unit: each is the next occurrence of its surface, as `gold/score.py` finds them.
fn read_mentions(text: &str, start: usize, end: usize, listed: &str) -> anyhow::Result<Vec<Mention>> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = start;
    for one in listed.split("; ").filter(|one| *one != "-") {
        let mut fields = one.split('|');
        let (Some(marked), Some(kind)) = (fields.next(), fields.next()) else { bail!("no type: {one}") };
        let surface = marked.trim_start_matches(['?', '~']);
        let optional = surface.len() < marked.len();
        let cursor = if optional {
            let same = found.iter().rev().find(|m| &text[m.start..m.end] == surface);
            same.map_or(start, |m| m.end)
        } else {
            at
        };
        let search = |from: usize| text.get(from..end).and_then(|piece| piece.find(surface)).map(|n| from + n);
        let Some(begin) = search(cursor).or_else(|| search(start)) else { bail!("{surface} is not in its unit") };
        let stop = begin + surface.len();
        if !optional {
            at = stop;
        }
        found.push(Mention { start: begin, end: stop, kind: kind.to_owned(), optional });
    }
    Ok(found)
}

/// The units of a text with their names, in bytes.
fn units(text: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for (number, line) in text.split('\n').enumerate() {
        let (mut depth, mut start, mut k) = (0_u32, 0, 0);
        let mut push = |start: usize, end: usize| {
            if !line[start..end].trim().is_empty() {
                k += 1;
                found.push((format!("{}.{k}", number + 1), offset + start, offset + end));
            }
        };
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if OPEN.contains(c) {
                depth += 1;
            } else if CLOSE.contains(c) {
                depth = depth.saturating_sub(1);
            }
            if STOP.contains(c) && depth == 0 {
                let mut end = at + c.len_utf8();
                while let Some((at, c)) = chars.next_if(|(_, c)| STOP.contains(*c) || CLOSE.contains(*c)) {
                    end = at + c.len_utf8();
                }
                push(start, end);
                start = end;
            }
        }
        push(start, line.len());
        offset += line.len() + 1;
    }
    found
}
