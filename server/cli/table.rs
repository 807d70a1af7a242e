//! Columns aligned on a terminal.

use std::io::{self, Write};

use crate::text::width;

/// Prints rows with every column but the last padded to its widest cell; the columns numbered in `right` are set to the
/// right.
pub(super) fn print(out: &mut dyn Write, rows: &[Vec<String>], right: &[usize]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest: Vec<usize> = (0..columns)
        .map(|n| rows.iter().filter_map(|row| row.get(n)).map(|cell| width::columns(cell)).max().unwrap_or_default())
        .collect();
    for row in rows {
        let mut line = String::new();
        for (n, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widest[n].saturating_sub(width::columns(cell)));
            let (left, after) = if right.contains(&n) { (pad.as_str(), "") } else { ("", pad.as_str()) };
            line.push_str(left);
            line.push_str(&width::printable(cell));
            line.push_str(after);
            line.push_str("  ");
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
