//! A wall around the analysis: should it ever panic, one article stays unread and everything else goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use super::{Analysis, Analyst};
use crate::actors::Cast;
use crate::article::Article;

/// Analyses a text, from an earlier version of it where there is one. A panic is logged with `path`, and the text is then
/// taken for one in which nothing is known.
pub fn analyze(analyst: &Analyst, text: Arc<str>, earlier: Option<&Analysis>, path: &Path) -> Analysis {
    let kept = Arc::clone(&text);
    // Nothing outlives the panic but values that are only read.
    let read = catch_unwind(AssertUnwindSafe(|| match earlier {
        Some(earlier) => analyst.reanalyze(text, earlier),
        None => analyst.analyze(text),
    }));
    read.unwrap_or_else(|_| {
        tracing::error!(path = %path.display(), "the analysis of this article panicked; it is left unread");
        let (cast, statements, findings) = (Cast::default(), Vec::new(), Vec::new());
        Analysis { article: Article::unread(kept), cast, statements, findings }
    })
}
