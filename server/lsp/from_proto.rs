//! From the protocol's types to ours.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use tower_lsp::gen_lsp_types as proto;
use url::Url;

use crate::session::Address;
use crate::text::{Edit, Position};

/// The file that an address means: percent signs decoded. `None` for what is no file.
pub(super) fn file(uri: &str) -> Option<PathBuf> {
    let url = Url::parse(uri).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok()
}

/// Where a document lies. What is no file is known by its address.
pub(super) fn path(uri: &proto::Uri) -> Arc<Path> {
    file(uri.as_ref()).unwrap_or_else(|| PathBuf::from(uri.as_ref())).into()
}

/// Which files or folders are renamed, from where to where.
pub(super) fn moves(params: &proto::RenameFilesParams) -> Vec<(PathBuf, PathBuf)> {
    let pair = |rename: &proto::FileRename| Some((file(rename.old_uri.as_ref())?, file(rename.new_uri.as_ref())?));
    params.files.iter().filter_map(pair).collect()
}

/// A document's address, kept as the client wrote it.
pub(super) fn address(uri: &proto::Uri) -> Address {
    Address { uri: uri.as_ref().into(), path: path(uri) }
}

pub(super) fn position(position: proto::Position) -> Position {
    Position::new(position.line, position.character)
}

pub(super) fn range(range: proto::Range) -> (Position, Position) {
    (position(range.start), position(range.end))
}

/// An edit as it comes over the wire. The crate's own type takes a change whose range cannot be read for one of the whole
/// text; such a change must be refused.
#[derive(Deserialize)]
pub(super) struct ContentChange {
    #[serde(default)]
    range: Option<proto::Range>,
    text: String,
}

impl From<ContentChange> for Edit {
    fn from(change: ContentChange) -> Self {
        let range = change.range.map(self::range);
        Self { range, text: change.text }
    }
}
