//! Places and ways to them.

use tower_lsp::gen_lsp_types as proto;

use std::sync::Arc;

use super::{range, span, uri};
use crate::archive::{Card, Located};
use crate::ide::{Link, Place};
use crate::session::ConfigFile;
use crate::text::{Lines, PositionEncoding, Span};

/// A span of an article as a location.
pub(in crate::lsp) fn location(article: &impl Located, at: Span, encoding: PositionEncoding) -> proto::Location {
    proto::Location { uri: uri(article.path(), article.uri()), range: span(article, at, encoding) }
}

/// Places as locations. Those of one article follow each other, and its address is written once.
pub(in crate::lsp) fn locations(places: &[Place], encoding: PositionEncoding) -> Vec<proto::Location> {
    let mut last: Option<(&Arc<Card>, proto::Uri)> = None;
    let mut locations = Vec::with_capacity(places.len());
    for Place { article, span: at } in places {
        let address = match &last {
            Some((before, address)) if Arc::ptr_eq(before, article) => address.clone(),
            _ => last.insert((article, uri(article.path(), article.uri()))).1.clone(),
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
