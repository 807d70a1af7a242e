//! From our types to the protocol's.

mod edit;
mod kind;
mod links;
mod outline;
mod problem;
mod tokens;

use std::path::Path;
use std::sync::Arc;

use tower_lsp::gen_lsp_types as proto;
use url::Url;

pub(super) use edit::{configuration, insertion};
pub(super) use kind::{outline_kind, symbol_kind};
pub(super) use links::{line_of_configuration, links, location, locations};
pub(super) use outline::{outline, outline_flat};
pub(super) use problem::diagnostic;
pub(super) use tokens::{legend, semantic_tokens};

use crate::archive::Located;
use crate::text::{Position, PositionEncoding, Span};

/// A document's address: as the client wrote it where it did, else made from the path.
pub(super) fn uri(path: &Path, written: Option<&Arc<str>>) -> proto::Uri {
    if let Some(written) = written {
        return proto::Uri::from(&**written);
    }
    match Url::from_file_path(path) {
        Ok(url) => proto::Uri::from(String::from(url)),
        Err(()) => proto::Uri::from(path.to_string_lossy().into_owned()),
    }
}

fn position(position: Position) -> proto::Position {
    proto::Position { line: position.line, character: position.character }
}

/// Two positions as a range.
pub(super) fn range((start, end): (Position, Position)) -> proto::Range {
    proto::Range { start: position(start), end: position(end) }
}

/// A span of an article as a range.
pub(super) fn span(article: &impl Located, span: Span, encoding: PositionEncoding) -> proto::Range {
    range(article.positions(span, encoding))
}
