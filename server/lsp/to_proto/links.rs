//! Places and ways to them.

use tower_lsp::gen_lsp_types as proto;

use super::{span, uri};
use crate::archive::{Located, Snapshot};
use crate::ide::Link;
use crate::text::{PositionEncoding, Span};

/// A span of an article as a location.
pub(in crate::lsp) fn location(article: &impl Located, at: Span, encoding: PositionEncoding) -> proto::Location {
    proto::Location { uri: uri(article.path(), article.uri()), range: span(article, at, encoding) }
}

/// A link from `origin`; `None` where its target is not in the archive.
pub(in crate::lsp) fn link(
    snapshot: &Snapshot,
    origin: &impl Located,
    link: &Link,
    encoding: PositionEncoding,
) -> Option<proto::LocationLink> {
    let target = snapshot.card(&link.path)?;
    Some(proto::LocationLink {
        origin_selection_range: Some(span(origin, link.origin, encoding)),
        target_uri: uri(target.path(), target.uri()),
        // The protocol wants the focus inside.
        target_range: span(target, link.target.join(link.focus), encoding),
        target_selection_range: span(target, link.focus, encoding),
    })
}
