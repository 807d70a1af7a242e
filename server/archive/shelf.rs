//! Articles that were read again because somebody asked, kept for a while.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

use super::files::read_with_content;
use super::{Analyst, Card, Content, Entry};

/// How many texts are kept, and how long each may be in bytes.
const TEXTS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(511);
const LONGEST: usize = 64 * 1024;

/// How many whole articles are kept.
const WHOLES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(7);

/// What was read last. Shared by all snapshots of one archive under one configuration.
pub(super) struct Shelf {
    texts: Last<str>,
    wholes: Last<Entry>,
}

/// By path, what the file held and what was made of it.
type Last<T> = Mutex<LruCache<Arc<Path>, (Content, Arc<T>)>>;

impl Default for Shelf {
    fn default() -> Self {
        Self { texts: Mutex::new(LruCache::new(TEXTS)), wholes: Mutex::new(LruCache::new(WHOLES)) }
    }
}

/// Whether files may be read for a question.
#[derive(Clone)]
pub(super) enum Reading {
    /// They may.
    Allowed,
    /// Not now: it is set once one would have to be.
    PutOff(Arc<AtomicBool>),
}

impl Reading {
    /// Whether it may be now; takes note where it may not.
    fn is_allowed(&self) -> bool {
        match self {
            Self::Allowed => true,
            Self::PutOff(is_missed) => {
                is_missed.store(true, Ordering::Relaxed);
                false
            }
        }
    }
}

impl Shelf {
    /// The text that `card` is of; `None` where the file holds another by now, or is gone, or may not be read.
    pub(super) fn text(&self, card: &Card, reading: &Reading) -> Option<Arc<str>> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((content, text)) = texts.get(card.path())
            && *content == card.content()
        {
            return Some(Arc::clone(text));
        }
        drop(texts);
        if !reading.is_allowed() {
            return None;
        }
        let (decoded, content) = read_with_content(card.path()).ok()?;
        if content != card.content() {
            return None;
        }
        let text: Arc<str> = decoded.text.into();
        if text.len() <= LONGEST {
            texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
            texts.put(Arc::clone(card.path()), (content, Arc::clone(&text)));
        }
        Some(text)
    }

    /// The article of `card` as it lies on disk now, read from end to end; `None` where it is gone or may not be read.
    pub(super) fn whole(&self, card: &Card, analyst: &Analyst, reading: &Reading) -> Option<Arc<Entry>> {
        if !reading.is_allowed() {
            return None;
        }
        let (decoded, content) = read_with_content(card.path()).ok()?;
        let mut wholes = self.wholes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, entry)) = wholes.get(card.path())
            && *known == content
        {
            return Some(Arc::clone(entry));
        }
        drop(wholes);
        let entry = Arc::new(Entry::on_disk(Arc::clone(card.path()), decoded, analyst));
        wholes = self.wholes.lock().unwrap_or_else(PoisonError::into_inner);
        wholes.put(Arc::clone(card.path()), (content, Arc::clone(&entry)));
        Some(entry)
    }
}
