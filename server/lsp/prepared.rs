//! Answers that are written as JSON by whoever finds them.
//!
//! The library keeps every answer as a tree of values until it is sent: for some thousand places, megabytes of small objects
//! that are made, read once and freed. A long answer is therefore written at once, and waits here for its response.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::{Serialize, Serializer};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};

/// What a slip's number stands behind.
const SLIP: &str = "uradori/prepared/";

/// Answers that wait for their responses.
#[derive(Default)]
pub(super) struct Prepared {
    last: AtomicU64,
    waiting: Mutex<HashMap<u64, String>>,
}

/// An answer as JSON.
pub(super) struct Json(String);

impl Json {
    /// Writes an answer.
    ///
    /// # Errors
    /// Where it cannot be JSON: a map with keys that are no strings.
    pub(super) fn of(answer: &impl Serialize) -> serde_json::Result<Self> {
        serde_json::to_string(answer).map(Self)
    }
}

/// Stands for a prepared answer in a response, as a string that nothing else says while the answer waits.
pub(super) struct Slip(u64);

impl Serialize for Slip {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{SLIP}{}", self.0))
    }
}

impl Prepared {
    /// Puts an answer aside. The handler must return the slip with nothing awaited in between: a request that is cancelled
    /// would leave its answer here.
    ///
    /// # Errors
    /// Where the answer could not be written.
    pub(super) fn put(&self, answer: Option<serde_json::Result<Json>>) -> Result<Option<Slip>> {
        let Some(answer) = answer else { return Ok(None) };
        let Json(json) = answer.map_err(|error| {
            tracing::error!("an answer cannot be written: {error}");
            Error::internal_error()
        })?;
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(number, json);
        Ok(Some(Slip(number)))
    }

    /// The answer that `result` stands for; `None` for a result that stands for itself.
    pub(super) fn take(&self, result: &Value) -> Option<String> {
        let number = result.as_str()?.strip_prefix(SLIP)?.parse().ok()?;
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_good_for_one_answer_and_nothing_else_is_a_slip() {
        let prepared = Prepared::default();
        let slip = prepared.put(Some(Json::of(&["米"]))).unwrap().unwrap();
        let slip = serde_json::to_value(slip).unwrap();
        for other in [Value::Null, Value::from("uradori/prepared/99"), Value::from(vec![slip.clone()])] {
            assert_eq!(prepared.take(&other), None, "{other}");
        }
        assert_eq!(prepared.take(&slip).as_deref(), Some(r#"["米"]"#));
        assert_eq!(prepared.take(&slip), None);
        assert!(prepared.put(None).unwrap().is_none());
    }
}
