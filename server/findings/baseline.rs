//! The findings that were there when somebody began to count: only what is new counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Code;

/// The form of the file that this version writes and reads.
const VERSION: u32 = 1;

/// How many findings of each kind were there. A finding is known by its article, its code and the fingerprint of its
/// sentence, wherever in the article that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Key, usize>,
}

type Key = (String, String, String);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    article: String,
    code: String,
    fingerprint: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// Takes note of a finding.
    pub fn add(&mut self, article: &str, code: Code, fingerprint: &str) {
        *self.counts.entry(key(article, code, fingerprint)).or_default() += 1;
    }

    /// Whether such a finding was there. Each that was there is found once: the same sentence a second time is new.
    pub fn take(&mut self, article: &str, code: Code, fingerprint: &str) -> bool {
        match self.counts.get_mut(&key(article, code, fingerprint)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// Reads what [`Baseline::write`] wrote.
    ///
    /// # Errors
    /// A message that says what is wrong, with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.version != VERSION {
            return Err(format!(
                "version {} of the baseline is not known (this program writes {VERSION})",
                file.version
            ));
        }
        let mut counts = BTreeMap::new();
        for row in file.findings {
            *counts.entry((row.article, row.code, row.fingerprint)).or_default() += row.count;
        }
        Ok(Self { counts })
    }

    /// The text of the file: JSON with a line for each finding, in the order of the articles, so that a difference between
    /// two versions can be read.
    pub fn write(&self) -> String {
        let rows = self.counts.iter().map(|((article, code, fingerprint), count)| {
            let row =
                Row { article: article.clone(), code: code.clone(), fingerprint: fingerprint.clone(), count: *count };
            serde_json::to_string(&row).unwrap_or_default()
        });
        let rows: Vec<String> = rows.collect();
        let body = if rows.is_empty() { String::new() } else { format!("\n{}\n", rows.join(",\n")) };
        format!("{{\"version\": {VERSION}, \"findings\": [{body}]}}\n")
    }
}

fn key(article: &str, code: Code, fingerprint: &str) -> Key {
    (article.to_owned(), code.name().to_owned(), fingerprint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Code};

    #[test]
    fn what_is_written_is_read_again() {
        let mut baseline = Baseline::default();
        assert_eq!(Baseline::parse(&baseline.write()), Ok(Baseline::default()));
        baseline.add("社説/\"a\".txt", Code::Hearsay, "00");
        baseline.add("社説/\"a\".txt", Code::Hearsay, "00");
        baseline.add("b.txt", Code::Figure, "11");
        assert_eq!(Baseline::parse(&baseline.write()), Ok(baseline.clone()));
        assert_eq!(baseline.write().lines().count(), 4, "{}", baseline.write());
    }

    #[test]
    fn a_sentence_that_comes_once_more_is_new() {
        let mut baseline = Baseline::default();
        baseline.add("a.txt", Code::Hearsay, "00");
        assert!(!baseline.take("b.txt", Code::Hearsay, "00"));
        assert!(!baseline.take("a.txt", Code::Figure, "00"));
        assert!(baseline.take("a.txt", Code::Hearsay, "00"));
        assert!(!baseline.take("a.txt", Code::Hearsay, "00"));
    }

    #[test]
    fn a_file_of_another_form_is_refused() {
        assert!(Baseline::parse("").is_err());
        assert!(Baseline::parse("{\"version\": 2, \"findings\": []}").is_err_and(|error| error.contains("version 2")));
    }
}
