//! The annotated sentences of `corpora/ner`.

use anyhow::Context;
use serde::Deserialize;
use uradori::actors::tagger::training::{self, Class};

/// A sentence with its names.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub text: String,
    /// Start and end in characters, and the label.
    pub spans: Vec<(usize, usize, String)>,
    /// What is neither right nor wrong.
    #[serde(default)]
    pub ignore: Vec<(usize, usize)>,
}

/// The sentences of `corpora/ner/NAME.jsonl`.
pub fn read(name: &str) -> anyhow::Result<Vec<Row>> {
    let path = crate::shared().join(format!("corpora/ner/{name}.jsonl"));
    let lines = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    lines.lines().map(|line| serde_json::from_str(line).context("not a row")).collect()
}

/// Byte offsets of a text's characters, and its length.
pub fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// The class that a corpus means by a label; `None` for what this product has no mention of.
pub fn class(label: &str, name: &str) -> Option<Class> {
    Some(match label {
        "人名" | "PERSON" => Class::Person,
        "法人名" | "政治的組織名" | "その他の組織名" | "ORG" | "ORGANIZATION" => Class::Organization,
        // IREX has no facilities of their own.
        "LOCATION" => training::place(name),
        "地名" | "GPE" | "LOC" => Class::Place,
        "施設名" | "FAC" => Class::Facility,
        "イベント名" | "EVENT" => Class::Event,
        "製品名" | "PRODUCT" | "WORK_OF_ART" | "LAW" | "ARTIFACT" => Class::Product,
        _ => return None,
    })
}

/// The class that the gold means by a type.
pub fn gold_class(kind: &str, name: &str) -> Option<Class> {
    Some(match kind {
        "PER" => Class::Person,
        "ORG" => Class::Organization,
        "GPE" => Class::Place,
        "LOC" => training::place(name),
        "MISC" => training::miscellaneous(name),
        _ => return None,
    })
}
