//! Mark a sentence as wanting its source: （要出典） before its last mark.

use super::{About, Action, Deed};

/// The mark.
const MARK: &str = "（要出典）";

pub(super) fn mark(about: &About<'_>) -> Option<Action> {
    let sentence = about.sentence()?;
    let text = sentence.slice(about.entry.text());
    if text.contains(MARK) {
        return None;
    }
    let body = text.trim_end_matches(['。', '．', '！', '？', '!', '?', '.']);
    let at = sentence.start + body.len() as u32;
    let deed = Deed::Insert { at, placeholder: None, text: MARK.to_owned() };
    Some(about.action(
        "cite",
        format!("文末に{MARK}と書き込む"),
        format!("Write {MARK} at the end of the sentence"),
        deed,
    ))
}
