//! By what a sentence is known again after the article around it was edited.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Bytes of the digest that are kept.
const BYTES: usize = 8;

/// The fingerprint of a sentence: the first eight bytes of the SHA-256 of its text, as sixteen hexadecimal digits. The
/// text is taken in NFKC and without white space, so that neither another width of its letters nor a line wrap makes it
/// another sentence. It says nothing of where the sentence stands.
pub fn fingerprint(sentence: &str) -> String {
    let mut digest = Sha256::new();
    let mut buffer = [0; 4];
    for c in sentence.nfkc().filter(|c| !c.is_whitespace()) {
        digest.update(c.encode_utf8(&mut buffer));
    }
    let kept = digest.finalize().iter().take(BYTES).fold(0_u64, |kept, byte| kept << 8 | u64::from(*byte));
    format!("{kept:016x}")
}
