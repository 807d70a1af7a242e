//! Look for the same claim in other articles.

use super::{About, Action, Deed};

pub(super) fn look(about: &About<'_>) -> Action {
    let ja = "同じ主張をほかの記事で探す".to_owned();
    about.action("similar", ja, "Look for the same claim in other articles".to_owned(), Deed::Similar)
}
