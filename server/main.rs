//! The `uradori` command.

use std::process::ExitCode;

/// Reading makes and drops many small values: with this allocator a keystroke costs a tenth less than with the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    #[cfg(unix)]
    give_memory_back_at_once();
    uradori::cli::run(std::env::args_os())
}

/// Has a server's allocator give memory back as soon as it is free. By itself it gathers for a second what is free, and then
/// one request pays for giving all of that back: some milliseconds, seen in the slowest of a hundred.
///
/// It reads its settings before `main` does anything, so they can only be given to a new program, which is this one again in
/// the same process. Where that fails, or the user has set something else, all stays as it is.
#[cfg(unix)]
fn give_memory_back_at_once() {
    use std::os::unix::process::CommandExt;

    /// In milliseconds (mimalloc's own variable).
    const DELAY: &str = "MIMALLOC_PURGE_DELAY";

    let serves = std::env::args_os().nth(1).is_some_and(|command| command == "lsp");
    if serves
        && std::env::var_os(DELAY).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        // Comes back only where it fails.
        let _: std::io::Error =
            std::process::Command::new(program).args(std::env::args_os().skip(1)).env(DELAY, "0").exec();
    }
}
