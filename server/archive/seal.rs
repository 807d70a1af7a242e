//! The hash of a file as others compute it, so that what was taken from an article can be held against it.

use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The SHA-256 of the bytes of the file at `path`, as it lies on disk, in sixty-four hexadecimal digits.
///
/// # Errors
/// Where the file cannot be read.
pub fn sha256(path: &Path) -> io::Result<String> {
    Ok(Sha256::digest(fs::read(path)?).iter().map(|byte| format!("{byte:02x}")).collect())
}
