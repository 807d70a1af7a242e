//! The Python environment with CRFsuite, SudachiDict and scikit-learn, under `target/`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, ensure};

/// A command that runs `script` of this folder in the environment, which is made where it is missing.
pub fn script(script: &str) -> anyhow::Result<Command> {
    let home = crate::root().join("target/trainer-python");
    let python = home.join("bin/python");
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let wanted = std::fs::read_to_string(here.join("requirements.txt"))?;
    if std::fs::read_to_string(home.join("ready")).ok().as_ref() != Some(&wanted) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "-r"]).arg(here.join("requirements.txt")))?;
        std::fs::write(home.join("ready"), wanted)?;
    }
    let mut command = Command::new(python);
    command.arg(here.join(script));
    Ok(command)
}

/// Runs a command that must succeed.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed: {status}");
    Ok(())
}
