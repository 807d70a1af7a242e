//! The table of names, from SudachiDict.

use anyhow::{Context, ensure};
use uradori::actors::tagger::training;

use crate::python;

/// Rebuilds `names.bin`.
pub fn rebuild() -> anyhow::Result<()> {
    let mut command = python::script("names.py")?;
    let output = command.output().context("cannot run names.py")?;
    ensure!(output.status.success(), "names.py failed: {}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout)?;
    let rows = list.lines().filter_map(|row| {
        let (name, sorts) = row.split_once('\t')?;
        Some((name, sorts.parse().ok()?))
    });
    let table = training::pack_names(rows);
    std::fs::write(crate::models().join("names.bin"), &table)?;
    println!("names: {} bytes: {}", list.lines().count(), table.len());
    Ok(())
}
