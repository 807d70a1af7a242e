//! Show the nearest source, which does not reach the claim.

use super::{About, Action, Deed};
use crate::ide::escape;

/// Letters of a source's name that a title has room for.
const NAME: usize = 24;

pub(super) fn show(about: &About<'_>) -> Option<Action> {
    let source = about.finding.related?;
    let name = escape::excerpt(source.slice(about.entry.text()), NAME);
    let ja = format!("いちばん近い出典「{name}」を表示する");
    Some(about.action("nearest", ja, format!("Show the nearest source, “{name}”"), Deed::Show(source)))
}
