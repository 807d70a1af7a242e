//! What can be folded away: sections, lists, wrapped paragraphs, references, and the page around the article.

use std::path::Path;

use crate::archive::Snapshot;
use crate::article::BlockKind;
use crate::language::Placed;
use crate::text::Span;

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// A head and what stands under it.
    Section,
    /// Items of a list, one below the other.
    List,
    /// A paragraph of several lines.
    Paragraph,
    /// A list of references or addresses.
    References,
    /// Menus, rankings, copyright.
    Furniture,
}

/// A stretch that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the first line that stays visible to the end, in bytes of the article.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded in the article at `path`, by where it starts, the larger first. Everything runs over more than one
/// line, and no two begin and end with the same passages.
pub fn folding(snapshot: &Snapshot, path: &Path) -> Vec<Fold> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let article = &entry.analysis().article;
    let source = |n: u32| article.passages.get(n as usize).map(Placed::source);
    let mut folds = Vec::new();
    for section in &article.sections {
        let last = section.passages.end.checked_sub(1).and_then(source);
        if let Some((head, last)) = source(section.head).zip(last) {
            folds.push(Fold { span: head.join(last), kind: FoldKind::Section });
        }
    }
    let class = |n: usize| match article.blocks.get(n)?.kind {
        BlockKind::Bullet => Some(FoldKind::List),
        BlockKind::Reference | BlockKind::Link => Some(FoldKind::References),
        BlockKind::Furniture => Some(FoldKind::Furniture),
        _ => None,
    };
    let mut from = 0;
    while from < article.passages.len() {
        let kind = class(from);
        let end = (from + 1..article.passages.len()).find(|n| class(*n) != kind).unwrap_or(article.passages.len());
        if let Some(kind) = kind {
            let span = article.passages[from].source().join(article.passages[end - 1].source());
            folds.push(Fold { span, kind });
        } else {
            let paragraphs = article.passages[from..end].iter().map(Placed::source);
            folds.extend(paragraphs.map(|span| Fold { span, kind: FoldKind::Paragraph }));
        }
        from = end;
    }
    let lines = entry.lines();
    folds.retain(|fold| lines.line_of(fold.span.start) < lines.line_of(fold.span.end));
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    folds.dedup_by_key(|fold| fold.span);
    folds
}
