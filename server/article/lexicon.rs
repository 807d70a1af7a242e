//! The layout's word lists.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

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

/// The patterns of one class, by where in a line they stand.
#[derive(Default)]
struct Patterns {
    exact: Vec<&'static str>,
    prefix: Vec<&'static str>,
    suffix: Vec<&'static str>,
    contains: Option<AhoCorasick>,
}

impl Patterns {
    fn read(class: &str) -> Self {
        let rows = || rows(TABLE).filter(move |row| row.first() == Some(&class));
        let of = |place: &'static str| {
            rows().filter(move |row| row.get(1) == Some(&place)).filter_map(|row| row.get(2).copied())
        };
        let contains: Vec<&str> = of("contains").collect();
        // Every line is searched, and lines may be long: one pass for all patterns.
        let contains = (!contains.is_empty()).then(|| AhoCorasick::new(&contains).ok()).flatten();
        Self { exact: of("exact").collect(), prefix: of("prefix").collect(), suffix: of("suffix").collect(), contains }
    }

    fn fit(&self, line: &str) -> bool {
        self.exact.contains(&line)
            || self.prefix.iter().any(|text| line.starts_with(text))
            || self.suffix.iter().any(|text| line.ends_with(text))
            || self.contains.as_ref().is_some_and(|any| any.is_match(line))
    }
}

const TABLE: &str = include_str!("../lexicon/layout/lines.tsv");

/// The classes, each with the table's word for it.
const CLASSES: [(LineClass, &str); 8] = [
    (LineClass::Furniture, "furniture"),
    (LineClass::Region, "region"),
    (LineClass::Rights, "rights"),
    (LineClass::Reference, "reference"),
    (LineClass::Caption, "caption"),
    (LineClass::Byline, "byline"),
    (LineClass::Opinion, "opinion"),
    (LineClass::Interview, "interview"),
];

/// The rows of a table that lies in the binary: without comments and blank lines, cut at tabs.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

fn patterns() -> &'static [Patterns; CLASSES.len()] {
    static PATTERNS: OnceLock<[Patterns; CLASSES.len()]> = OnceLock::new();
    PATTERNS.get_or_init(|| CLASSES.map(|(_, word)| Patterns::read(word)))
}

/// The first of `classes` that fits a trimmed line.
pub(super) fn classify(line: &str, classes: &[LineClass]) -> Option<LineClass> {
    classes.iter().copied().find(|class| patterns()[*class as usize].fit(line))
}

/// The names that close a dateline.
pub(super) fn wires() -> &'static [&'static str] {
    static WIRES: OnceLock<Vec<&'static str>> = OnceLock::new();
    WIRES.get_or_init(|| rows(include_str!("../lexicon/layout/wires.tsv")).map(|row| row[0]).collect())
}

/// The words by which a writer speaks in an own voice.
pub(super) fn opinions() -> impl Iterator<Item = &'static str> {
    rows(include_str!("../lexicon/layout/opinion.tsv")).map(|row| row[0])
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_of_the_layout_tables_is_read() {
        let rows: Vec<Vec<&str>> = super::rows(super::TABLE).collect();
        let classes: Vec<&str> = super::CLASSES.iter().map(|(_, word)| *word).collect();
        for row in &rows {
            let [class, place, text] = row[..] else { panic!("{row:?}") };
            assert!(classes.contains(&class) && !text.is_empty(), "{row:?}");
            assert!(["exact", "prefix", "suffix", "contains"].contains(&place), "{row:?}");
            let number = classes.iter().position(|one| *one == class).unwrap();
            assert!(super::patterns()[number].fit(text), "{row:?}");
        }
        for (number, (class, _)) in super::CLASSES.into_iter().enumerate() {
            assert_eq!(class as usize, number);
        }
        assert!(super::wires().len() > 10 && super::opinions().count() > 10);
    }
}
