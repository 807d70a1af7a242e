//! Places and ways to them.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use tower_lsp::gen_lsp_types as proto;
use url::Url;

use super::{range, span, uri};
use crate::archive::{Card, Located};
use crate::ide::{Link, Place};
use crate::session::ConfigFile;
use crate::text::{Lines, PositionEncoding, Span};

/// A span of an article as a location.
pub(in crate::lsp) fn location(article: &impl Located, at: Span, encoding: PositionEncoding) -> proto::Location {
    proto::Location { uri: uri(article.path(), article.uri()), range: span(article, at, encoding) }
}

/// Addresses of articles one after the other, of which many lie in one folder: its part is made once.
#[derive(Default)]
struct Addresses<'p> {
    folder: Option<(&'p Path, String)>,
}

impl<'p> Addresses<'p> {
    /// The address of the article at `path`, as [`uri`] gives it.
    fn of(&mut self, path: &'p Path, written: Option<&Arc<str>>) -> proto::Uri {
        let plain = |name: &&str| name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        let name = path.file_name().and_then(OsStr::to_str).filter(plain);
        let (None, Some(folder), Some(name)) = (written, path.parent(), name) else { return uri(path, written) };
        let known = self.folder.as_ref().is_some_and(|(before, _)| before.as_os_str() == folder.as_os_str());
        if !known {
            let Ok(address) = Url::from_directory_path(folder) else { return uri(path, written) };
            self.folder = Some((folder, address.into()));
        }
        let address = self.folder.as_ref().map_or("", |(_, address)| address);
        proto::Uri::from([address, name].concat())
    }
}

/// Places as locations. Those of one article follow each other, and its address is written once.
pub(in crate::lsp) fn locations(places: &[Place], encoding: PositionEncoding) -> Vec<proto::Location> {
    let mut addresses = Addresses::default();
    let mut last: Option<(&Arc<Card>, proto::Uri)> = None;
    let mut locations = Vec::with_capacity(places.len());
    for Place { article, span: at } in places {
        let address = match &last {
            Some((before, address)) if Arc::ptr_eq(before, article) => address.clone(),
            _ => last.insert((article, addresses.of(article.path(), article.uri()))).1.clone(),
        };
        locations.push(proto::Location { uri: address, range: span(article, *at, encoding) });
    }
    locations
}

/// Links from one place of `origin`.
pub(in crate::lsp) fn links(
    origin: &impl Located,
    links: &[Link],
    encoding: PositionEncoding,
) -> Vec<proto::LocationLink> {
    let Some(first) = links.first() else { return Vec::new() };
    let origin = span(origin, first.origin, encoding);
    let link = |Link { article: target, target: around, focus, .. }: &Link| proto::LocationLink {
        origin_selection_range: Some(origin),
        target_uri: uri(target.path(), target.uri()),
        // The protocol wants the focus inside.
        target_range: span(target, around.join(*focus), encoding),
        target_selection_range: span(target, *focus, encoding),
    };
    links.iter().map(link).collect()
}

/// A line (from one) of a configuration file as a location; `None` where there is no such file, or no such line.
pub(in crate::lsp) fn line_of_configuration(
    file: &ConfigFile,
    line: u32,
    encoding: PositionEncoding,
) -> Option<proto::Location> {
    let text = file.text.as_deref()?;
    let before = line.checked_sub(1)? as usize;
    let words = text.lines().nth(before)?;
    let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let lines = Lines::of(text);
    let at = |offset: usize| lines.position(text, offset as u32, encoding);
    Some(proto::Location {
        uri: uri(&file.path, file.uri.as_ref()),
        range: range((at(start), at(start + words.len()))),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_address_is_the_same_whatever_was_asked_before(paths in proptest::collection::vec("(/[a-z%.記]{1,2}){0,3}/[-_.a-z0-9%記事 ]{1,6}", 1..6)) {
            let mut addresses = Addresses::default();
            for path in paths.iter().map(Path::new) {
                prop_assert_eq!(addresses.of(path, None).to_string(), uri(path, None).to_string());
            }
        }
    }
}
