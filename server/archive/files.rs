//! Reading articles from disk. Whatever cannot be read is a value that says why.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::Content;
use crate::text::{DecodeError, Decoded, MAX_BYTES, decode};

/// A file that cannot be read as an article.
#[derive(Debug)]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub cause: Cause,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub enum Cause {
    /// The operating system says no.
    Io(io::Error),
    /// It is no regular file: a folder, a pipe, a device.
    NotAFile,
    /// It is no text.
    Decode(DecodeError),
}

impl ReadError {
    /// Whether there is no such file (any more).
    pub fn is_gone(&self) -> bool {
        matches!(&self.cause, Cause::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.cause {
            Cause::Io(error) => write!(f, "{path}: {error}"),
            Cause::NotAFile => write!(f, "{path}: not a regular file / 通常のファイルではありません"),
            Cause::Decode(error) => write!(f, "{path}: {error}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads and decodes one file. A file longer than [`MAX_BYTES`] is refused before it is read.
///
/// # Errors
/// [`ReadError`] where there is no such file, it may not be read, or it is no text.
pub fn read(path: &Path) -> Result<Decoded, ReadError> {
    read_with_content(path).map(|(decoded, _)| decoded)
}

/// As [`read`], with what the file holds.
pub(super) fn read_with_content(path: &Path) -> Result<(Decoded, Content), ReadError> {
    let fail = |cause| ReadError { path: path.to_owned(), cause };
    // Asked before it is opened: opening a pipe that nobody writes to never returns.
    let meta = std::fs::metadata(path).map_err(|error| fail(Cause::Io(error)))?;
    if !meta.is_file() {
        return Err(fail(Cause::NotAFile));
    }
    if meta.len() > MAX_BYTES as u64 {
        return Err(fail(Cause::Decode(DecodeError::TooLarge(meta.len()))));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    // It may have grown meanwhile: never read more than is allowed and one byte that tells.
    let file = File::open(path).map_err(|error| fail(Cause::Io(error)))?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| fail(Cause::Io(error)))?;
    let content = Content::of(&bytes);
    decode(&bytes).map(|decoded| (decoded, content)).map_err(|error| fail(Cause::Decode(error)))
}

/// Writes a file whole or not at all: it is written beside its place and then moved there, so that nobody ever reads the
/// half of it. Where its place holds a link, the link is replaced, and what it leads to stays.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".uradori-");
    let before = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file);
    if let Some(before) = before {
        builder.permissions(before.permissions());
    } else {
        // Those of any new file; a temporary one would be its owner's alone.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Reads files in parallel, on the threads of the rayon pool that this is called in, makes something of each, and hands
/// that over as it is done, in no particular order. Stops early once `stop` is set.
pub fn read_all<T: Send>(
    paths: &[PathBuf],
    make: impl Fn(&Path, Decoded, Content) -> T + Sync,
    stop: &AtomicBool,
    done: impl Fn(&Path, Result<T, ReadError>) + Sync,
) {
    paths.par_iter().for_each(|path| {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        done(path, read_with_content(path).map(|(decoded, content)| make(path, decoded, content)));
    });
}
