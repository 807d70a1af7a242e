//! Strings that many articles share, held once.

use std::fmt;
use std::sync::OnceLock;

use lasso::{Spur, ThreadedRodeo};
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A name, a title or an actor's id, as a number that is the same wherever the string is. Four bytes, and compared as
/// such; the strings themselves are held until the program ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(Spur);

type Pool = ThreadedRodeo<Spur, FxBuildHasher>;

fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(|| Pool::with_hasher(FxBuildHasher))
}

impl Symbol {
    /// The symbol of a string, which is held from now on.
    pub fn of(string: &str) -> Self {
        Self(pool().get_or_intern(string))
    }

    /// The symbol of a string where it has one already; a question should not make the pool grow.
    pub fn known(string: &str) -> Option<Self> {
        pool().get(string).map(Self)
    }

    /// The string.
    pub fn as_str(self) -> &'static str {
        pool().resolve(&self.0)
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl Serialize for Symbol {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Symbol {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&str>::deserialize(deserializer).map(Self::of)
    }
}
