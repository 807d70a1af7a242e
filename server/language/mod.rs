//! Text to sentences and tokens.
//!
//! A [`Passage`] is what is read as one run of prose: a line, or the lines of a hard-wrapped paragraph joined. It is
//! cut into sentences that respect brackets, and into tokens by Lindera over the IPA dictionary. Everything inside a
//! passage is in bytes of its own joined text, so that an unchanged passage is reused wherever it moves to;
//! [`Placed`] maps back to the article. No other folder names `lindera`.

mod brackets;
mod edges;
mod grammar;
mod notes;
mod passage;
pub mod romaji;
pub mod script;
mod sentence;
mod tokenizer;
mod wrap;

pub use brackets::{Bracket, BracketKind};
pub use grammar::{Class, Part};
pub use passage::{Passage, Placed, Reuse, passages};
pub use tokenizer::{Token, segments, warm_up};

#[cfg(test)]
mod tests;
