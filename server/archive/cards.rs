//! The cards of many files: from what is known of them where that still holds, else from the files themselves.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cache::{Kept, Stamp};
use super::files::read_with_content;
use super::{Analyst, Cache, Card, Content, Digest, Entry, ReadError, Reader};

/// What is known of files from an earlier reading by the same reader, to be looked up by where they lie and by what they
/// hold.
#[derive(Debug, Default)]
pub struct Recall {
    kept: Vec<Kept>,
    by_path: FxHashMap<Arc<Path>, usize>,
    by_content: OnceLock<FxHashMap<Content, usize>>,
}

/// What a look at a file came to.
#[derive(Debug)]
pub enum News {
    /// It is as it was: what is recalled of it holds.
    Same,
    /// This is its card now.
    Card(Card),
    /// Its text is no article.
    NoArticle,
}

impl Recall {
    /// What a cache kept.
    pub fn new(kept: Vec<Kept>) -> Self {
        let by_path = kept.iter().enumerate().map(|(n, kept)| (Arc::clone(&kept.path), n)).collect();
        Self { kept, by_path, by_content: OnceLock::new() }
    }

    /// What some cards say of their files.
    pub fn of_cards(cards: impl Iterator<Item = Arc<Card>>) -> Self {
        let kept = cards.map(|card| Kept {
            path: Arc::clone(card.path()),
            stamp: None,
            content: card.content(),
            card: Some(card),
        });
        Self::new(kept.collect())
    }

    /// Whether there was a file at `path`.
    pub fn knows(&self, path: &Path) -> bool {
        self.by_path.contains_key(path)
    }

    /// Whether the file at `path` still bears the stamp that it bore.
    fn is_same(&self, path: &Path, stamp: Option<Stamp>) -> bool {
        let known = self.by_path.get(path).and_then(|n| self.kept.get(*n));
        stamp.is_some() && known.is_some_and(|known| known.stamp == stamp)
    }

    fn by_content(&self, content: Content) -> Option<&Kept> {
        let map = self.by_content.get_or_init(|| {
            let known = self.kept.iter().enumerate().filter(|(_, kept)| kept.content != Content::default());
            known.map(|(n, kept)| (kept.content, n)).collect()
        });
        self.kept.get(*map.get(&content)?)
    }
}

/// Reads files in parallel, on the threads of the rayon pool that this is called in, and hands what came of each over as it
/// is done, in no particular order. A file whose text `wanted` refuses is no article. What `recall` knows of a file that did
/// not change, or only its name, is taken from there; what is new is put into `cache`. Stops early once `stop` is set.
pub fn read_cards(
    paths: &[PathBuf],
    analyst: &Analyst,
    recall: &Recall,
    cache: Option<(&Cache, Reader)>,
    wanted: impl Fn(&str) -> bool + Sync,
    stop: &AtomicBool,
    done: impl Fn(&Path, Result<News, ReadError>) + Sync,
) {
    paths.par_iter().for_each(|path| {
        if !stop.load(Ordering::Relaxed) {
            done(path, look(path, analyst, recall, cache, &wanted));
        }
    });
}

fn look(
    path: &Path,
    analyst: &Analyst,
    recall: &Recall,
    cache: Option<(&Cache, Reader)>,
    wanted: impl Fn(&str) -> bool,
) -> Result<News, ReadError> {
    // Looked at before it is read: a change in between shows the next time.
    let stamp = cache.and_then(|_| Stamp::of(path));
    if recall.is_same(path, stamp) {
        return Ok(News::Same);
    }
    let (decoded, content) = read_with_content(path)?;
    let digest: Option<Digest> = match recall.by_content(content) {
        Some(kept) => kept.card.as_ref().map(|card| card.digest().clone()),
        None => wanted(&decoded.text).then(|| Digest::of(&Entry::on_disk(path.into(), decoded, analyst), content)),
    };
    if let Some((cache, reader)) = cache {
        cache.put(reader, path, stamp, content, digest.as_ref());
    }
    Ok(digest.map_or(News::NoArticle, |digest| News::Card(Card::new(path.into(), digest))))
}
