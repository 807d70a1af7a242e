//! The `uradori` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    uradori::cli::run(std::env::args_os())
}
