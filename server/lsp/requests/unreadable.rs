//! What stands for a message that could not be read: see [`framing`](crate::lsp::framing).

use tower_lsp::jsonrpc::{Error, Result};

use crate::lsp::backend::Backend;

/// Its one parameter says whether it was JSON at all.
pub(super) async fn unreadable(_: &Backend, (is_json,): (bool,)) -> Result<()> {
    Err(if is_json { Error::invalid_request() } else { Error::parse_error() })
}
