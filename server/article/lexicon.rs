//! The layout's word lists.

use std::sync::OnceLock;

/// What a line is, by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineClass {
    Furniture,
    Region,
    Rights,
    Reference,
    Caption,
    Byline,
    Opinion,
    Interview,
}

#[derive(Clone, Copy)]
enum Place {
    Exact,
    Prefix,
    Suffix,
    Contains,
}

struct Pattern {
    class: LineClass,
    place: Place,
    text: &'static str,
}

/// The rows of a table that lies in the binary: without comments and blank lines, cut at tabs.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

fn patterns() -> &'static [Pattern] {
    static PATTERNS: OnceLock<Vec<Pattern>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        rows(include_str!("../lexicon/layout/lines.tsv"))
            .filter_map(|row| {
                let class = match *row.first()? {
                    "furniture" => LineClass::Furniture,
                    "region" => LineClass::Region,
                    "rights" => LineClass::Rights,
                    "reference" => LineClass::Reference,
                    "caption" => LineClass::Caption,
                    "byline" => LineClass::Byline,
                    "opinion" => LineClass::Opinion,
                    "interview" => LineClass::Interview,
                    _ => return None,
                };
                let place = match *row.get(1)? {
                    "exact" => Place::Exact,
                    "prefix" => Place::Prefix,
                    "suffix" => Place::Suffix,
                    "contains" => Place::Contains,
                    _ => return None,
                };
                Some(Pattern { class, place, text: row.get(2)? })
            })
            .collect()
    })
}

/// The class of a trimmed line, if one of `classes` fits.
pub(super) fn classify(line: &str, classes: &[LineClass]) -> Option<LineClass> {
    let fits = |pattern: &&Pattern| match pattern.place {
        Place::Exact => line == pattern.text,
        Place::Prefix => line.starts_with(pattern.text),
        Place::Suffix => line.ends_with(pattern.text),
        Place::Contains => line.contains(pattern.text),
    };
    patterns().iter().filter(|pattern| classes.contains(&pattern.class)).find(fits).map(|pattern| pattern.class)
}

/// The names that close a dateline.
pub(super) fn wires() -> &'static [&'static str] {
    static WIRES: OnceLock<Vec<&'static str>> = OnceLock::new();
    WIRES.get_or_init(|| rows(include_str!("../lexicon/layout/wires.tsv")).map(|row| row[0]).collect())
}

/// The words by which a writer speaks in an own voice.
pub(super) fn opinions() -> &'static [&'static str] {
    static OPINIONS: OnceLock<Vec<&'static str>> = OnceLock::new();
    OPINIONS.get_or_init(|| rows(include_str!("../lexicon/layout/opinion.tsv")).map(|row| row[0]).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_of_the_layout_tables_is_read() {
        let table = include_str!("../lexicon/layout/lines.tsv");
        assert_eq!(super::rows(table).count(), super::patterns().len());
        assert!(super::wires().len() > 10 && super::opinions().len() > 10);
    }
}
