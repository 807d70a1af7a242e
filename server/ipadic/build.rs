//! Unpacks the dictionary's source, builds it with Lindera's own builder and writes, beside it, the table of
//! grammatical classes: one `u16` a word (little endian, word order) and the names it counts through.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::Dictionary;
use lindera_dictionary::dictionary::metadata::Metadata;

/// Fields of IPADIC that make up a grammatical class: four of part of speech, conjugation type, conjugation form.
const CLASS_FIELDS: usize = 6;

fn main() -> Result<(), Box<dyn Error>> {
    let home = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let work = PathBuf::from(env::var("OUT_DIR")?);
    for name in ["build.rs", "ipadic.tar.xz", "metadata.json"] {
        println!("cargo::rerun-if-changed={name}");
    }
    let source = work.join("source");
    let built = work.join("ipadic");
    unpack(&home.join("ipadic.tar.xz"), &source)?;
    let metadata = Metadata::load(&fs::read(home.join("metadata.json"))?)?;
    DictionaryBuilder::new(metadata).build_dictionary(&source_root(&source)?, &built)?;
    fs::remove_dir_all(&source)?;
    write_classes(&Dictionary::load_from_path(&built)?, &work)?;
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", work.display());
    Ok(())
}

fn unpack(archive: &Path, into: &Path) -> Result<(), Box<dyn Error>> {
    let packed = fs::File::open(archive)?;
    let plain = lzma_rust2::XzReader::new(std::io::BufReader::new(packed), false);
    tar::Archive::new(plain).unpack(into)?;
    Ok(())
}

/// The folder that holds `matrix.def`: the archive's top level, or its single folder.
fn source_root(unpacked: &Path) -> Result<PathBuf, Box<dyn Error>> {
    if unpacked.join("matrix.def").exists() {
        return Ok(unpacked.to_path_buf());
    }
    for entry in fs::read_dir(unpacked)? {
        let path = entry?.path();
        if path.join("matrix.def").exists() {
            return Ok(path);
        }
    }
    Err(format!("no matrix.def in {}", unpacked.display()).into())
}

fn write_classes(dictionary: &Dictionary, work: &Path) -> Result<(), Box<dyn Error>> {
    let mut numbers: HashMap<String, u16> = HashMap::new();
    let mut names = String::new();
    let mut table = Vec::new();
    let words = dictionary.prefix_dictionary.word_count();
    for word in 0..words {
        let class = dictionary.word_details_iter(word).take(CLASS_FIELDS).collect::<Vec<_>>().join(",");
        let next = u16::try_from(numbers.len())?;
        let number = *numbers.entry(class).or_insert_with_key(|class| {
            let _ = writeln!(names, "{class}");
            next
        });
        table.extend_from_slice(&number.to_le_bytes());
    }
    fs::write(work.join("classes.bin"), table)?;
    fs::write(work.join("classes.txt"), names)?;
    Ok(())
}
