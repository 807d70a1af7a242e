//! The cards of a folder's articles on disk, so that the next start need not read the articles again.
//!
//! One file for each workspace folder, in the user's cache folder, kept by [`redb`]: a change is there whole or not at all,
//! at whatever moment the program ends. It holds sheets of some hundred cards, one behind the other, each card with the
//! file it is of, how that file looked from outside, and a hash of what it held; a later card of a file takes the place of
//! those before it. A start reads all sheets at one go. Each sheet says who read its articles ([`Reader`]) and bears a
//! checksum. Nothing in here is worth saving: whatever cannot be read is thrown away and made again.

#![expect(clippy::result_large_err, reason = "the database's own errors, each logged a moment later")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use redb::{Database, ReadableTable, TableDefinition};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{Card, Content, Digest};
use sheet::{Made, Row, sealed, sound};
use tidying::tidy;
use writer::{Rows, Writer};

mod sheet;
mod tidying;
mod writer;

/// By number: a checksum, and rows as [`postcard`] writes them.
const SHEETS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("sheets");

/// By number: who read the articles of a sheet, and how many rows it has.
const LABELS: TableDefinition<'_, u64, ([u8; 16], u64)> = TableDefinition::new("labels");

/// Rows of a sheet, which are gathered before they are written: what a sudden end costs at most.
const SHEET: usize = 256;

/// A file that was changed less than this before it was read may change again within the same tick of its clock.
const TICK: Duration = Duration::from_secs(2);

/// Rows that may lie about unused before they are cleared away.
const SLACK: u64 = 256;

/// Sheets that are unpacked at a time.
const AT_ONCE: usize = 64;

/// Memory that the database may use for pages, in bytes.
const PAGES: usize = 4 << 20;

const EXTENSION: &str = "redb";

/// Who reads the articles: this build of the program under one configuration. What another read is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader(Content);

impl Reader {
    /// This program under a configuration with this text; `None` where there is none.
    pub fn new(configuration: Option<&str>) -> Self {
        let mut all = env!("URADORI_BUILD").as_bytes().to_vec();
        all.push(u8::from(configuration.is_some()));
        all.extend_from_slice(configuration.unwrap_or_default().as_bytes());
        Self(Content::of(&all))
    }

    fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

/// A file as the system tells of it without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// In nanoseconds.
    changed: u64,
    /// Its number on its disk, where the system gives one: two files that changed places show by it.
    node: u64,
}

impl Stamp {
    /// The stamp of the file at `path`; `None` where there is none that can be told apart from later ones.
    pub fn of(path: &Path) -> Option<Self> {
        let meta = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let changed = meta.modified().ok()?;
        let since = changed.duration_since(UNIX_EPOCH).ok()?;
        // In the future, or a moment ago: it may be written to without showing.
        if SystemTime::now().duration_since(changed).ok()? < TICK {
            return None;
        }
        #[cfg(unix)]
        let node = std::os::unix::fs::MetadataExt::ino(&meta);
        #[cfg(not(unix))]
        let node = 0;
        Some(Self { size: meta.len(), changed: since.as_nanos() as u64, node })
    }
}

/// A file as it was when it was last read.
#[derive(Debug)]
pub struct Kept {
    /// Where it lies.
    pub path: Arc<Path>,
    /// How it looked from outside, where that can be relied upon.
    pub stamp: Option<Stamp>,
    /// What it held.
    pub content: Content,
    /// Its card; `None` where its text is no article.
    pub card: Option<Arc<Card>>,
}

/// The cache of one workspace folder. Several threads may use it at once.
pub struct Cache {
    database: Arc<Database>,
    root: PathBuf,
    /// Rows to be written.
    pending: Mutex<Rows>,
    /// Writes them; where the system gave no thread for that, whoever brings them does.
    writer: Option<Writer>,
}

impl Cache {
    /// The cache of the workspace folder `root` below `folder`, made where it is not there. One that cannot be read is made
    /// anew, which the log tells. `None` where there can be none: the place cannot be written to, or another server has
    /// this one in use; the log tells that too.
    pub fn open(folder: &Path, root: &Path) -> Option<Self> {
        if let Err(error) = std::fs::create_dir_all(folder) {
            tracing::warn!(folder = %folder.display(), "there is no cache here: {error}");
            return None;
        }
        let name = Content::of(root.as_os_str().as_encoded_bytes());
        let path = folder.join(format!("{:032x}", u128::from_be_bytes(*name.as_bytes()))).with_extension(EXTENSION);
        tidy(folder, &path);
        let database = match create(&path) {
            Ok(database) => database,
            Err(error) if is_in_use(&error) => {
                tracing::info!(path = %path.display(), "another server has the cache in use; this one does without");
                return None;
            }
            Err(error) => {
                tracing::warn!(path = %path.display(), "the cache cannot be read and is made anew: {error}");
                if let Err(error) = std::fs::remove_file(&path) {
                    tracing::warn!(path = %path.display(), "it cannot be removed: {error}");
                    return None;
                }
                create(&path).inspect_err(|error| tracing::warn!("no cache can be made: {error}")).ok()?
            }
        };
        let (database, root) = (Arc::new(database), root.to_owned());
        let (theirs, name) = (Arc::clone(&database), root.clone());
        let writer = Writer::start(move |rows| guarded(&name, || write(&theirs, rows)));
        Some(Self { database, root, pending: Mutex::default(), writer })
    }

    /// All that `reader` left here, by path. What is damaged is left out, which the log tells.
    pub fn restore(&self, reader: Reader) -> Vec<Kept> {
        // A damaged database can bring its reader to panic.
        let kept = catch_unwind(AssertUnwindSafe(|| self.restore_or_fail(reader)));
        match kept {
            Ok(Ok(kept)) => kept,
            Ok(Err(error)) => {
                tracing::warn!("the cache cannot be read and is made anew: {error}");
                Vec::new()
            }
            Err(_) => {
                tracing::warn!("the cache is damaged and is made anew");
                Vec::new()
            }
        }
    }

    fn restore_or_fail(&self, reader: Reader) -> Result<Vec<Kept>, redb::Error> {
        let transaction = self.database.begin_read()?;
        let (sheets, labels) = (transaction.open_table(SHEETS)?, transaction.open_table(LABELS)?);
        let (mut own, mut others) = (Vec::new(), 0);
        for label in labels.iter()? {
            let (number, label) = label?;
            if label.value().0 == *reader.as_bytes() {
                own.push(number.value());
            } else {
                others += 1;
            }
        }
        if own.is_empty() && others > 0 {
            tracing::info!("the cache was written by another version or under another configuration; it is rebuilt");
        }
        let mut kept: Vec<Kept> = Vec::new();
        for numbers in own.chunks(AT_ONCE) {
            let mut some = Vec::with_capacity(numbers.len());
            for number in numbers {
                some.extend(sheets.get(number)?.map(|sheet| sheet.value().to_vec()));
            }
            let unpacked: Vec<Vec<Kept>> = some.par_iter().map(|sheet| self.unpack(sheet)).collect();
            kept.extend(unpacked.into_iter().flatten());
        }
        // Of several rows of a file the last holds: after a stable sort it is the last of its run.
        kept.par_sort_by(|a, b| a.path.cmp(&b.path));
        kept.reverse();
        kept.dedup_by(|a, b| a.path == b.path);
        kept.reverse();
        Ok(kept)
    }

    fn unpack(&self, sheet: &[u8]) -> Vec<Kept> {
        let Some(rows) = sound(sheet) else {
            tracing::warn!("a part of the cache is damaged and is made anew");
            return Vec::new();
        };
        let kept = rows.map(|(row, _)| {
            let path: Arc<Path> = self.root.join(row.file).into();
            let (content, card) = match row.made {
                Made::Article(digest) => (digest.content(), Some(Arc::new(Card::new(Arc::clone(&path), digest)))),
                Made::Nothing(content) => (content, None),
            };
            Kept { path, stamp: row.stamp, content, card }
        });
        kept.collect()
    }

    /// Keeps what `reader` made of a file that held `content`; nothing where it is no article. Written in a while. A file
    /// whose name is no Unicode is not kept.
    pub fn put(&self, reader: Reader, path: &Path, stamp: Option<Stamp>, content: Content, digest: Option<&Digest>) {
        let Some(file) = self.name(path) else { return };
        let made = digest.map_or(Made::Nothing(content), |digest| Made::Article(digest.clone()));
        // Anything that can be made can be written; should it ever not, it is read again the next time.
        let Ok(row) = postcard::to_stdvec(&Row { file: &file, stamp, made }) else { return };
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.push((reader, row));
        if pending.len() >= SHEET {
            let full = std::mem::take(&mut *pending);
            drop(pending);
            self.hand_over(full);
        }
    }

    fn hand_over(&self, rows: Rows) {
        match &self.writer {
            Some(writer) => writer.write(rows),
            None => guarded(&self.root, || write(&self.database, &rows)),
        }
    }

    /// Writes down what is still to be written.
    pub fn flush(&self) {
        self.hand_over(std::mem::take(&mut *self.pending.lock().unwrap_or_else(PoisonError::into_inner)));
        if let Some(writer) = &self.writer {
            writer.wait();
        }
    }

    /// After a walk by `reader` that met `files` and no others: clears away what belongs to none of them, once there is
    /// enough of it.
    pub fn prune(&self, reader: Reader, files: &[PathBuf]) {
        self.flush();
        guarded(&self.root, || self.prune_unless_small(reader, files));
    }

    fn prune_unless_small(&self, reader: Reader, met: &[PathBuf]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        {
            let (mut sheets, mut labels) = (transaction.open_table(SHEETS)?, transaction.open_table(LABELS)?);
            let (mut own, mut others, mut count) = (Vec::new(), Vec::new(), 0);
            for label in labels.iter()? {
                let (number, label) = label?;
                let (by, rows) = label.value();
                if by == *reader.as_bytes() {
                    own.push(number.value());
                    count += rows;
                } else {
                    others.push(number.value());
                }
            }
            let needed = met.len() / SHEET;
            if others.is_empty() && count <= met.len() as u64 + SLACK && own.len() <= 2 * needed + 16 {
                return Ok(());
            }
            for number in others {
                sheets.remove(number)?;
                labels.remove(number)?;
            }
            let met: FxHashSet<String> = met.iter().filter_map(|path| self.name(path)).collect();
            // The last row of each file, by the number of its sheet.
            let mut last: FxHashMap<String, u64> = FxHashMap::default();
            for number in &own {
                let sheet = sheets.get(number)?;
                let rows = sheet.as_ref().and_then(|sheet| sound(sheet.value()));
                for (row, _) in rows.into_iter().flatten().filter(|(row, _)| met.contains(row.file)) {
                    last.insert(row.file.to_owned(), *number);
                }
            }
            let mut moved: Vec<Vec<u8>> = Vec::new();
            for number in &own {
                let (mut all, mut live) = (0, FxHashMap::default());
                if let Some(sheet) = sheets.get(number)? {
                    for (row, bytes) in sound(sheet.value()).into_iter().flatten() {
                        all += 1;
                        if last.get(row.file) == Some(number) {
                            live.insert(row.file.to_owned(), bytes.to_vec());
                        }
                    }
                }
                if all == live.len() && all >= SHEET / 2 {
                    continue;
                }
                sheets.remove(number)?;
                labels.remove(number)?;
                moved.extend(live.into_values());
            }
            let free = own.last().map_or(0, |last| last + 1);
            for (number, rows) in (free..).zip(moved.chunks(SHEET)) {
                sheets.insert(number, &*sealed(rows.iter().map(|row| &**row)))?;
                labels.insert(number, (*reader.as_bytes(), rows.len() as u64))?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// The name of a file in the cache: its path from the folder.
    fn name(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(&self.root).unwrap_or(path).components();
        let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/"))
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.flush();
    }
}

/// Does something to the cache of `root`. A failure costs what was to be done, and no more.
fn guarded(root: &Path, change: impl FnOnce() -> Result<(), redb::Error>) {
    match catch_unwind(AssertUnwindSafe(change)) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(root = %root.display(), "the cache cannot be written to: {error}"),
        Err(_) => tracing::warn!(root = %root.display(), "the cache is damaged and cannot be written to"),
    }
}

fn write(database: &Database, rows: &Rows) -> Result<(), redb::Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let transaction = database.begin_write()?;
    {
        let (mut sheets, mut labels) = (transaction.open_table(SHEETS)?, transaction.open_table(LABELS)?);
        let free = labels.last()?.map_or(0, |(last, _)| last.value() + 1);
        for (number, rows) in (free..).zip(rows.chunk_by(|a, b| a.0 == b.0)) {
            let (reader, _) = rows[0];
            sheets.insert(number, &*sealed(rows.iter().map(|(_, row)| &**row)))?;
            labels.insert(number, (*reader.as_bytes(), rows.len() as u64))?;
        }
    }
    transaction.commit()?;
    Ok(())
}

fn create(path: &Path) -> Result<Database, redb::Error> {
    // A file that only looks like a database can bring it to panic.
    let made = catch_unwind(|| -> Result<Database, redb::Error> {
        let database = Database::builder().set_cache_size(PAGES).create(path)?;
        let has_tables = {
            let transaction = database.begin_read()?;
            transaction.open_table(SHEETS).is_ok() && transaction.open_table(LABELS).is_ok()
        };
        // Most have them, and need not wait for a disk.
        if has_tables {
            return Ok(database);
        }
        let transaction = database.begin_write()?;
        {
            transaction.open_table(SHEETS)?;
            transaction.open_table(LABELS)?;
        }
        transaction.commit()?;
        Ok(database)
    });
    made.unwrap_or_else(|_| Err(redb::Error::Corrupted("it cannot be opened".to_owned())))
}

fn is_in_use(error: &redb::Error) -> bool {
    matches!(error, redb::Error::DatabaseAlreadyOpen)
}

#[cfg(test)]
mod tests;
