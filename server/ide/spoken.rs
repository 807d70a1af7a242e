//! What a statement of an article at hand says, as a reader wants it quoted.

use crate::archive::Entry;
use crate::statements::Statement;

/// See [`Statement::words`].
pub(super) fn words<'s>(entry: &'s Entry, statement: &Statement) -> &'s str {
    statement.words(entry.text())
}
