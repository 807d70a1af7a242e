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
    let digest = Sha256::digest(fs::read(path)?);
    Ok(digest.iter().fold(String::with_capacity(64), |hash, byte| hash + &format!("{byte:02x}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_hash_that_everybody_computes() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let file = folder.path().join("a.txt");
        fs::write(&file, "abc").expect("it can be written");
        let hash = sha256(&file).expect("it can be read");
        // The example of FIPS 180-2, appendix B.1.
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(sha256(folder.path()).is_err());
    }
}
