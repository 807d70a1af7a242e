//! The cards of a folder's articles on disk, so that the next start need not read the articles again.
//!
//! One file for each workspace folder, in the user's cache folder, kept by [`redb`]: a change is there whole or not at all,
//! at whatever moment the program ends. Cards are found by what a file holds and by who reads it ([`Reader`]), wherever the
//! file lies; beside them stands which file held what, so that a file whose size and time of change are the same as before
//! need not be opened. Nothing in here is worth saving: whatever cannot be read is thrown away and made again.

#![expect(clippy::result_large_err, reason = "the database's own errors, each logged a moment later")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use redb::{Database, ReadTransaction, ReadableTable, ReadableTableMetadata, TableDefinition};
use rustc_hash::FxHashSet;

use super::{Content, Digest};

/// By path from the folder: size, time of change in nanoseconds, and the hash of what the file held.
const FILES: TableDefinition<'_, &[u8], (u64, u64, [u8; 16])> = TableDefinition::new("files");

/// By content and reader: a checksum and the card; only the checksum for what is no article.
const CARDS: TableDefinition<'_, [u8; 16], &[u8]> = TableDefinition::new("cards");

/// Who wrote last, under [`READER`].
const ABOUT: TableDefinition<'_, &str, [u8; 16]> = TableDefinition::new("about");
const READER: &str = "reader";

/// Cards that are gathered before they are written: what a sudden end costs at most.
const BATCH: usize = 512;

/// A file that was changed less than this before it was read may change again within the same tick of its clock.
const TICK: Duration = Duration::from_secs(2);

/// Rows that may lie about unused before they are cleared away.
const SLACK: u64 = 256;

/// Memory that the database may use for pages, in bytes.
const PAGES: usize = 4 << 20;

/// Caches of folders that were not opened for so long are removed.
const UNUSED: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// How large all caches together may be, in bytes; the ones unused for longest go first.
const TOTAL: u64 = 2 << 30;

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

    fn key(self, content: Content) -> [u8; 16] {
        *Content::of(&[*content.as_bytes(), *self.0.as_bytes()].concat()).as_bytes()
    }
}

/// A file as the system tells of it without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    changed: u64,
}

impl Stamp {
    /// The stamp of the file at `path`; `None` where there is none that can be told apart from later ones.
    pub fn of(path: &Path) -> Option<Self> {
        let meta = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let changed = meta.modified().ok()?;
        let since = changed.duration_since(UNIX_EPOCH).ok()?;
        // In the future, or a moment ago: it may be written to without showing.
        if SystemTime::now().duration_since(changed).ok()? < TICK {
            return None;
        }
        Some(Self { size: meta.len(), changed: since.as_nanos() as u64 })
    }
}

/// What the cache says of a file.
#[derive(Debug)]
pub enum Kept {
    /// Its card.
    Card(Box<Digest>),
    /// That its text is no article.
    NoArticle,
}

/// The cache of one workspace folder. Several threads may use it at once.
pub struct Cache {
    database: Database,
    root: PathBuf,
    pending: Mutex<Vec<Row>>,
}

/// Something to be written.
struct Row {
    file: Vec<u8>,
    stamp: Option<Stamp>,
    content: Content,
    key: [u8; 16],
    /// `None` where the card is there already.
    card: Option<Vec<u8>>,
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
        Some(Self { database, root: root.to_owned(), pending: Mutex::default() })
    }

    /// The cache as it is now, to look articles up in for `reader`.
    pub fn read(&self, reader: Reader) -> Look<'_> {
        let look = || -> Result<_, redb::Error> {
            let transaction = self.database.begin_read()?;
            let about = transaction.open_table(ABOUT)?;
            if about.get(READER)?.is_some_and(|last| last.value() != *reader.0.as_bytes()) {
                tracing::info!(
                    "the cache was written by another version or under another configuration; it is rebuilt"
                );
            }
            let tables = Tables { files: transaction.open_table(FILES)?, cards: transaction.open_table(CARDS)? };
            Ok((transaction, tables))
        };
        let open = look().inspect_err(|error| tracing::debug!("nothing is in the cache: {error}")).ok();
        let (transaction, tables) = open.unzip();
        Look { cache: self, reader, tables, _transaction: transaction }
    }

    /// Writes down what is still to be written.
    pub fn flush(&self) {
        let pending = std::mem::take(&mut *self.pending.lock().unwrap_or_else(PoisonError::into_inner));
        if let Err(error) = self.write(&pending) {
            tracing::warn!("the cache cannot be written to: {error}");
        }
    }

    fn write(&self, rows: &[Row]) -> Result<(), redb::Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let transaction = self.database.begin_write()?;
        {
            let (mut files, mut cards) = (transaction.open_table(FILES)?, transaction.open_table(CARDS)?);
            for row in rows {
                // Without a stamp it will be opened the next time, and then its content tells.
                let stamp = row.stamp.unwrap_or(Stamp { size: u64::MAX, changed: 0 });
                files.insert(&*row.file, (stamp.size, stamp.changed, *row.content.as_bytes()))?;
                if let Some(card) = &row.card {
                    cards.insert(row.key, &**card)?;
                }
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// After a walk by `reader` that met `files` and no others: clears away what belongs to none of them, once there is
    /// enough of it.
    pub fn prune(&self, reader: Reader, files: &[PathBuf]) {
        self.flush();
        if let Err(error) = self.prune_unless_small(reader, files) {
            tracing::warn!("the cache cannot be cleared up: {error}");
        }
    }

    fn prune_unless_small(&self, reader: Reader, met: &[PathBuf]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        {
            let mut about = transaction.open_table(ABOUT)?;
            let last = about.get(READER)?.map(|last| last.value());
            let (mut files, mut cards) = (transaction.open_table(FILES)?, transaction.open_table(CARDS)?);
            let same = last == Some(*reader.0.as_bytes());
            if same && files.len()?.max(cards.len()?) <= met.len() as u64 + SLACK {
                return Ok(());
            }
            let met: FxHashSet<Vec<u8>> = met.iter().map(|path| self.name(path)).collect();
            files.retain(|file, _| met.contains(file))?;
            let mut keys: FxHashSet<[u8; 16]> = FxHashSet::default();
            for row in files.iter()? {
                let (_, _, content) = row?.1.value();
                keys.insert(reader.key(Content::from_bytes(content)));
            }
            cards.retain(|key, _| keys.contains(&key))?;
            about.insert(READER, reader.0.as_bytes())?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The name of a file in the cache: its path from the folder.
    fn name(&self, path: &Path) -> Vec<u8> {
        path.strip_prefix(&self.root).unwrap_or(path).as_os_str().as_encoded_bytes().to_vec()
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.flush();
    }
}

struct Tables {
    files: redb::ReadOnlyTable<&'static [u8], (u64, u64, [u8; 16])>,
    cards: redb::ReadOnlyTable<[u8; 16], &'static [u8]>,
}

/// The cache as it was at one moment.
pub struct Look<'c> {
    cache: &'c Cache,
    reader: Reader,
    tables: Option<Tables>,
    _transaction: Option<ReadTransaction>,
}

impl Look<'_> {
    /// What is kept of the file at `path` that has this stamp, without opening it.
    pub fn by_stamp(&self, path: &Path, stamp: Stamp) -> Option<Kept> {
        let row = self.tables.as_ref()?.files.get(&*self.cache.name(path)).ok()??;
        let (size, changed, content) = row.value();
        (Stamp { size, changed } == stamp).then_some(())?;
        self.kept(Content::from_bytes(content))
    }

    /// What is kept of a file that holds `content`. Where there is something, the next look finds it by the file's stamp.
    pub fn by_content(&self, path: &Path, stamp: Option<Stamp>, content: Content) -> Option<Kept> {
        let kept = self.kept(content)?;
        self.put_row(path, stamp, content, None);
        Some(kept)
    }

    fn kept(&self, content: Content) -> Option<Kept> {
        let row = self.tables.as_ref()?.cards.get(self.reader.key(content)).ok()??;
        let (checksum, card) = row.value().split_first_chunk()?;
        // A byte that the disk lost must not become a place that no text has.
        (*checksum == check(card)).then_some(())?;
        if card.is_empty() {
            return Some(Kept::NoArticle);
        }
        postcard::from_bytes(card).ok().map(|digest| Kept::Card(Box::new(digest)))
    }

    /// Keeps what was read of a file; `None` for what is no article. Written in a while.
    pub fn put(&self, path: &Path, stamp: Option<Stamp>, content: Content, digest: Option<&Digest>) {
        let card = digest.map(postcard::to_stdvec).transpose();
        // Anything that can be made can be written; should it ever not, it is read again the next time.
        let Ok(card) = card.map(Option::unwrap_or_default) else { return };
        let mut row = check(&card).to_vec();
        row.extend_from_slice(&card);
        self.put_row(path, stamp, content, Some(row));
    }

    fn put_row(&self, path: &Path, stamp: Option<Stamp>, content: Content, card: Option<Vec<u8>>) {
        let row = Row { file: self.cache.name(path), stamp, content, key: self.reader.key(content), card };
        let mut pending = self.cache.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.push(row);
        let full = pending.len() >= BATCH;
        drop(pending);
        if full {
            self.cache.flush();
        }
    }
}

fn check(card: &[u8]) -> [u8; 16] {
    *Content::of(card).as_bytes()
}

fn create(path: &Path) -> Result<Database, redb::Error> {
    // A file that only looks like a database can bring it to panic.
    let made = std::panic::catch_unwind(|| -> Result<Database, redb::Error> {
        let database = Database::builder().set_cache_size(PAGES).create(path)?;
        let transaction = database.begin_write()?;
        {
            transaction.open_table(FILES)?;
            transaction.open_table(CARDS)?;
            transaction.open_table(ABOUT)?;
        }
        transaction.commit()?;
        Ok(database)
    });
    made.unwrap_or_else(|_| Err(redb::Error::Corrupted("it cannot be opened".to_owned())))
}

fn is_in_use(error: &redb::Error) -> bool {
    matches!(error, redb::Error::DatabaseAlreadyOpen)
}

/// Removes the caches of other folders that nobody used for long, or that are too much together.
fn tidy(folder: &Path, own: &Path) {
    let items = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|item| item.path());
    let others = items.filter(|path| path.extension() == Some(OsStr::new(EXTENSION)) && path != own);
    let mut others: Vec<(SystemTime, u64, PathBuf)> = others
        .filter_map(|path| {
            let meta = std::fs::metadata(&path).ok()?;
            Some((meta.modified().ok()?, meta.len(), path))
        })
        .collect();
    others.sort();
    let now = SystemTime::now();
    let mut total: u64 = others.iter().map(|(_, size, _)| size).sum();
    for (used, size, path) in others {
        let is_old = now.duration_since(used).is_ok_and(|since| since > UNUSED);
        if is_old || total > TOTAL {
            total -= size;
            // One that is in use goes on being used until its server ends.
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests;
