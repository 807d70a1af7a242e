//! One name for another, in all articles: only where the mention is spelled just so.

use std::path::Path;
use std::sync::Arc;

use super::appearance;
use crate::actors::Form;
use crate::archive::{Card, Snapshot};
use crate::text::Span;

/// A name that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The mention, in bytes of the article.
    pub span: Span,
    /// The name as it is written there.
    pub name: String,
}

/// The name at `offset` of the article at `path`; `None` where no name stands: titles and pronouns are no names, and one
/// that runs over a line end cannot be shown for editing.
pub fn renamable(snapshot: &Snapshot, path: &Path, offset: u32) -> Option<Renamable> {
    let (here, number) = appearance::at(snapshot, path, offset)?;
    let mention = here.card.mention(number)?;
    let name = mention.surface.as_str();
    let fits = mention.form == Form::Name && !name.trim().is_empty() && !name.contains(['\n', '\r']);
    fits.then(|| Renamable { span: mention.span, name: name.to_owned() })
}

/// Where the actor that is named at `offset` goes by the very same name: each article once, by path, with the places in
/// order and without overlaps. Other names of the actor, and the same letters where they name somebody else, are left alone.
pub fn rename<'s>(snapshot: &'s Snapshot, path: &Path, offset: u32) -> Vec<(&'s Arc<Card>, Vec<Span>)> {
    let Some((here, number)) = appearance::at(snapshot, path, offset) else { return Vec::new() };
    let Some(mention) = here.card.mention(number) else { return Vec::new() };
    if renamable(snapshot, path, offset).is_none() {
        return Vec::new();
    }
    let mut found: Vec<(&Arc<Card>, Vec<Span>)> = Vec::new();
    for there in appearance::everywhere(snapshot, here.actor.id) {
        let same = there.mentions().filter(|(_, one)| one.form == Form::Name && one.surface == mention.surface);
        let spans = same.map(|(_, one)| one.span);
        match found.last_mut().filter(|(last, _)| Arc::ptr_eq(last, there.card)) {
            Some((_, before)) => before.extend(spans),
            None => found.push((there.card, spans.collect())),
        }
    }
    for (_, spans) in &mut found {
        spans.sort_unstable();
        spans.dedup_by(|next, before| next.start < before.end);
    }
    found.retain(|(_, spans)| !spans.is_empty());
    found
}

/// Whether `name` can stand in a sentence as somebody's name.
pub fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.trim() == name && !name.chars().any(char::is_control)
}
