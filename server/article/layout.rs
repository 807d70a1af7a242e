//! Which passage is what.

use super::{Block, BlockKind, Section};
use crate::language::Placed;

/// Labels every passage, and finds the sections.
pub(super) fn label(_text: &str, passages: &[Placed]) -> (Vec<Block>, Vec<Section>) {
    let blocks = passages
        .iter()
        .map(|_| Block { kind: BlockKind::Paragraph, lead: 0, dateline: None, section: None })
        .collect();
    (blocks, Vec::new())
}
