//! The IPA dictionary (mecab-ipadic 2.7.0), built from `ipadic.tar.xz` by the build script and carried in the binary.
//!
//! A crate of its own so that the dictionary is built once, and not again whenever the server changes. The terms of
//! the dictionary are in `COPYRIGHT`.

#![allow(missing_docs, reason = "the macro of lindera_dictionary documents only some of what it generates")]

lindera_dictionary::embedded_dictionary!("/ipadic", Ipadic);

/// The grammatical class of every word: a little-endian `u16` for each word id, an index into [`CLASS_NAMES`].
pub static WORD_CLASSES: &[u8] = include_bytes!(concat!(env!("LINDERA_WORKDIR"), "/classes.bin"));

/// The classes, one a line: part of speech in four steps, conjugation type and conjugation form, joined by commas.
pub static CLASS_NAMES: &str = include_str!(concat!(env!("LINDERA_WORKDIR"), "/classes.txt"));
