//! Accept a finding as it is: it goes into the list beside the articles.

use super::{About, Action, Deed};

pub(super) fn accept(about: &About<'_>) -> Action {
    let code = about.finding.code;
    let ja = format!("この指摘を受け入れる（{code}、記事は変えない）");
    let en = format!("Accept this finding ({code}; the article stays as it is)");
    about.action("accept", ja, en, Deed::Accept)
}
