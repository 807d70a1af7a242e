//! uradori (裏取り): who is who in Japanese articles, who said what, and what nobody vouches for.
//!
//! The modules in the order in which they may use each other: each knows those above it, and none below.

/// Who is who: mentions, names, titles, identity.
pub mod actors;
/// All articles of the workspace, and an index over them.
pub mod archive;
/// One file as an article: layout, date, genre.
pub mod article;
/// The command line.
pub mod cli;
/// `uradori.toml` as typed values.
pub mod config;
/// What nobody vouches for.
pub mod findings;
/// What an editor asks, answered in plain values.
pub mod ide;
/// Text to sentences and tokens.
pub mod language;
/// The protocol.
pub mod lsp;
/// The one loop that owns the state.
pub mod session;
/// Who said what: source, cue, content.
pub mod statements;
/// Bytes to text: decoding, edits, positions.
pub mod text;
