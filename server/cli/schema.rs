//! `uradori schema`: what `uradori.toml` may say, for editors that check and complete it.

use std::io::Write;
use std::process::ExitCode;

use super::Failure;
use crate::config::SCHEMA;

pub(super) fn run(out: &mut dyn Write) -> Result<ExitCode, Failure> {
    out.write_all(SCHEMA.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
