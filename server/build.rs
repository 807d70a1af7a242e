//! Gives the program a number that changes whenever what it reads out of an article may: `URADORI_BUILD`, a hash of its
//! sources, of the tables and models among them, and of the versions of everything it is built with.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let mut files = vec![PathBuf::from("Cargo.toml"), PathBuf::from("Cargo.lock")];
    gather(Path::new("server"), &mut files);
    files.sort();
    // Its keys are always the same.
    let mut hasher = DefaultHasher::new();
    for file in files {
        // In a published package the lock file may be missing.
        if let Ok(bytes) = std::fs::read(&file) {
            (file.to_string_lossy().replace('\\', "/"), bytes).hash(&mut hasher);
        }
    }
    println!("cargo::rustc-env=URADORI_BUILD={:016x}", hasher.finish());
    println!("cargo::rerun-if-changed=server");
    println!("cargo::rerun-if-changed=Cargo.toml");
    println!("cargo::rerun-if-changed=Cargo.lock");
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = item.path();
        let is_other = ["trainer", "tests"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !is_other {
            gather(&path, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}
