use std::fs::File;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::*;
use crate::archive::{Analyst, News, Recall, read_cards};

/// A folder with articles that were last changed long ago.
struct Folder {
    root: tempfile::TempDir,
    cache: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let folder = Self { root: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        for n in 0..12 {
            folder.write(
                &format!("{n}.txt"),
                &format!("鷹取静馬大統領は{n}日、会見した。関係者によると、合意は近い。\n"),
                1000,
            );
        }
        folder
    }

    fn write(&self, name: &str, text: &str, seconds: u64) {
        let path = self.root.path().join(name);
        std::fs::write(&path, text).unwrap();
        let changed = UNIX_EPOCH + Duration::from_secs(seconds);
        File::options().write(true).open(path).unwrap().set_modified(changed).unwrap();
    }

    fn files(&self) -> Vec<PathBuf> {
        let items = std::fs::read_dir(self.root.path()).unwrap().map(|item| item.unwrap().path());
        let mut files: Vec<PathBuf> = items.collect();
        files.sort();
        files
    }

    fn open(&self) -> Cache {
        Cache::open(self.cache.path(), self.root.path()).expect("nobody else has it open")
    }

    fn file(&self) -> PathBuf {
        std::fs::read_dir(self.cache.path()).unwrap().next().unwrap().unwrap().path()
    }

    /// Reads everything; gives how many articles had to be analysed, and where each names whom.
    fn read(&self, cache: &Cache, reader: Reader) -> (usize, Vec<String>) {
        let (analysed, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let kept = cache.restore(reader);
        let say = |card: &Card| format!("{} {:?}", card.path().display(), card.digest());
        let known: FxHashMap<_, _> =
            kept.iter().map(|kept| (Arc::clone(&kept.path), say(kept.card.as_ref().unwrap()))).collect();
        let wanted = |_: &str| {
            analysed.fetch_add(1, Ordering::Relaxed);
            true
        };
        let analyst = Analyst::new(Arc::default());
        let (recall, stop) = (Recall::new(kept), AtomicBool::new(false));
        read_cards(&self.files(), &analyst, &recall, Some((cache, reader)), wanted, &stop, |path, news| {
            found.lock().unwrap().push(match news.unwrap() {
                News::Same => known[path].clone(),
                News::Card(card) => say(&card),
                News::NoArticle => path.display().to_string(),
            });
        });
        cache.flush();
        let mut found = found.into_inner().unwrap();
        found.sort();
        (analysed.into_inner(), found)
    }
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let folder = Folder::new();
    let reader = Reader::new(Some(""));
    let (analysed, first) = folder.read(&folder.open(), reader);
    assert_eq!(analysed, 12);
    assert_eq!(folder.read(&folder.open(), reader), (0, first.clone()));
    // The same length at the same time: not even opened.
    folder.write(
        "3.txt",
        &"x".repeat(std::fs::metadata(folder.root.path().join("3.txt")).unwrap().len() as usize),
        1000,
    );
    assert_eq!(folder.read(&folder.open(), reader), (0, first));
}

#[test]
fn what_is_only_touched_or_renamed_is_not_analysed_again() {
    let folder = Folder::new();
    let reader = Reader::new(None);
    folder.read(&folder.open(), reader);
    let text = std::fs::read_to_string(folder.root.path().join("1.txt")).unwrap();
    folder.write("1.txt", &text, 2000);
    std::fs::rename(folder.root.path().join("2.txt"), folder.root.path().join("elsewhere.txt")).unwrap();
    assert_eq!(folder.read(&folder.open(), reader).0, 0);
    folder.write("1.txt", "笹倉玄報道官が来た。", 3000);
    let (analysed, found) = folder.read(&folder.open(), reader);
    assert_eq!(analysed, 1);
    assert!(found.iter().any(|card| card.contains("笹倉玄")));
}

#[test]
fn a_file_whose_time_cannot_be_trusted_is_looked_into() {
    let folder = Folder::new();
    let reader = Reader::new(None);
    // As one that changed a moment ago: what comes next may bear the same time.
    let soon = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + 3600;
    folder.write("1.txt", "鷹取静馬大統領が来た。", soon);
    let (_, first) = folder.read(&folder.open(), reader);
    folder.write("1.txt", "笹倉玄一大統領が来た。", soon);
    let (analysed, second) = folder.read(&folder.open(), reader);
    assert_eq!(analysed, 1);
    assert_ne!(first, second);
}

#[test]
fn another_configuration_reads_for_itself_and_then_clears_up() {
    let folder = Folder::new();
    let (one, other) = (Reader::new(None), Reader::new(Some("[names]")));
    folder.read(&folder.open(), one);
    assert_eq!(folder.read(&folder.open(), other).0, 12);
    assert_eq!(folder.read(&folder.open(), one).0, 0, "still there");
    folder.open().prune(other, &folder.files());
    assert_eq!(folder.read(&folder.open(), other).0, 0);
    assert_eq!(folder.open().restore(one).len(), 0);
    assert_eq!(folder.read(&folder.open(), one).0, 12);
}

#[test]
fn what_cannot_be_read_is_made_anew() {
    let folder = Folder::new();
    let reader = Reader::new(None);
    let (_, first) = folder.read(&folder.open(), reader);
    for bytes in [&b""[..], b"SQLite format 3\0", &vec![0xff; 70_000], b"redb\x1a\x0a\xa9\x0d\x0a and nothing more"] {
        std::fs::write(folder.file(), bytes).unwrap();
        assert_eq!(folder.read(&folder.open(), reader), (12, first.clone()));
        assert_eq!(folder.read(&folder.open(), reader).0, 0);
    }
}

#[test]
fn damage_never_shows_in_an_answer() {
    let folder = Folder::new();
    let reader = Reader::new(None);
    let (_, first) = folder.read(&folder.open(), reader);
    let sound = std::fs::read(folder.file()).unwrap();
    for n in 0..16 {
        let mut damaged = sound.clone();
        let (at, len) = (n * 19_997 % sound.len(), sound.len());
        for byte in &mut damaged[at..(at + 1 + n * 13).min(len)] {
            *byte ^= 0x5a;
        }
        damaged.truncate(len - (n % 3) * 1000);
        std::fs::write(folder.file(), damaged).unwrap();
        assert_eq!(folder.read(&folder.open(), reader).1, first, "damaged at {at}");
    }
}

#[test]
fn a_second_server_does_without() {
    let folder = Folder::new();
    let _first = folder.open();
    assert!(Cache::open(folder.cache.path(), folder.root.path()).is_none());
}

#[test]
fn a_place_that_cannot_be_written_to_is_no_cache() {
    let folder = Folder::new();
    assert!(Cache::open(&folder.root.path().join("1.txt"), folder.root.path()).is_none());
}

#[test]
fn two_files_that_changed_places_are_looked_into() {
    let folder = Folder::new();
    let reader = Reader::new(None);
    folder.write("a.txt", "鷹取静馬大統領が来た。", 1000);
    folder.write("b.txt", "笹倉玄一大統領が来た。", 1000);
    let (_, before) = folder.read(&folder.open(), reader);
    let path = |name: &str| folder.root.path().join(name);
    std::fs::rename(path("a.txt"), path("c")).unwrap();
    std::fs::rename(path("b.txt"), path("a.txt")).unwrap();
    std::fs::rename(path("c"), path("b.txt")).unwrap();
    let (analysed, after) = folder.read(&folder.open(), reader);
    // Where the system gives files no numbers, this is what it costs to trust their times.
    assert_eq!((analysed, before != after), (0, cfg!(unix)));
}

#[test]
fn what_is_no_article_is_remembered_as_such() {
    let folder = Folder::new();
    let (reader, cache) = (Reader::new(None), folder.open());
    let stop = AtomicBool::new(false);
    let look = |recall: &Recall, wanted: &(dyn Fn(&str) -> bool + Sync)| {
        let news = Mutex::new(Vec::new());
        let analyst = Analyst::new(Arc::default());
        read_cards(&folder.files(), &analyst, recall, Some((&cache, reader)), wanted, &stop, |_, one| {
            news.lock().unwrap().push(one.unwrap());
        });
        cache.flush();
        news.into_inner().unwrap()
    };
    let first = look(&Recall::default(), &|_| false);
    assert!(first.iter().all(|news| matches!(news, News::NoArticle)) && first.len() == 12);
    let second = look(&Recall::new(cache.restore(reader)), &|_| panic!("nobody should ask again"));
    assert!(second.iter().all(|news| matches!(news, News::Same)) && second.len() == 12);
}

#[test]
fn what_is_out_of_date_is_cleared_away_and_the_rest_stays() {
    let folder = Folder::new();
    let reader = Reader::new(None);
    folder.read(&folder.open(), reader);
    let size = |cache: &Cache| {
        let transaction = cache.database.begin_read().unwrap();
        let labels = transaction.open_table(LABELS).unwrap();
        labels.iter().unwrap().map(|label| label.unwrap().1.value().1).sum::<u64>()
    };
    // A day's work on one file.
    let path = folder.root.path().join("1.txt");
    let (cache, analyst) = (folder.open(), Analyst::new(Arc::default()));
    for n in 0..300_u64 {
        let text = format!("鷹取静馬大統領は{n}日に来た。");
        folder.write("1.txt", &text, 2000 + n);
        let entry = crate::archive::Entry::on_disk(path.clone().into(), crate::archive::read(&path).unwrap(), &analyst);
        let digest = Digest::of(&entry, Content::of(text.as_bytes()));
        cache.put(reader, &path, None, digest.content(), Some(&digest));
    }
    drop(cache);
    let (_, before) = folder.read(&folder.open(), reader);
    let cache = folder.open();
    assert!(size(&cache) > 300);
    cache.prune(reader, &folder.files());
    assert_eq!(size(&cache), 12);
    assert_eq!(folder.read(&cache, reader), (0, before));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(folder.read(&cache, reader).1.len(), 11);
}
