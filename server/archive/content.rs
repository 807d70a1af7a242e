//! What a file holds, as a number.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The hash of a file's bytes (the first half of their SHA-256): two files with the same one hold the same, also where
/// somebody would have it otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Content([u8; 16]);

impl Content {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&Sha256::digest(bytes)[..16]);
        Self(half)
    }

    /// As bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// From the bytes that [`Content::as_bytes`] gives.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}
