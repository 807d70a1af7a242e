//! What others worked out about a passage.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Values that depend on a passage alone, kept with it: a passage that a keystroke leaves as it was is taken over into the
/// next version of its article, and they with it. At most one of each type, which stands beside it: a keystroke asks every
/// passage of its article for several.
#[derive(Default)]
pub(super) struct Notes(Mutex<Vec<Note>>);

type Note = (TypeId, Arc<dyn Any + Send + Sync>);

impl Notes {
    /// The note of this type.
    pub(super) fn find<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, note) = notes.iter().find(|(kind, _)| *kind == TypeId::of::<T>())?;
        Arc::clone(note).downcast().ok()
    }

    /// The note of this type, made where there is none, or none that `holds`.
    pub(super) fn take<T: Any + Send + Sync>(&self, holds: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(note) = self.find().filter(|note| holds(note)) {
            return note;
        }
        // Not under the lock: to make one note may take another.
        let made = Arc::new(make());
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.retain(|(kind, _)| *kind != TypeId::of::<T>());
        notes.push((TypeId::of::<T>(), Arc::clone(&made) as _));
        made
    }
}

/// Two passages are the same whatever was worked out about them so far.
impl PartialEq for Notes {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Notes {}

impl fmt::Debug for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Notes")
    }
}
