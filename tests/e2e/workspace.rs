//! Folders of articles to work in, and places in texts. All names are made up.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use uradori::config::CODE_NAMES;
use uradori::text::{Lines, PositionEncoding};

/// The foreign minister in full, behind letters that take two UTF-16 units.
pub const REPORT: &str = "\
𠮷野総合通信 外相が会見

😀久慈冬子外相は14日の記者会見で「対話を続ける」と述べた。久慈外相は15日に帰国する。
";

/// The same minister, in another article.
pub const PORTRAIT: &str = "\
人物紹介

北嶺共和国の久慈冬子外相は外務省出身だ。𠮷田冬樹首相が起用した。
";

/// The full name that both articles give.
pub const NAME: &str = "久慈冬子";

/// A sentence that nobody vouches for.
pub const HEARSAY: &str = "首相は来月、隣国を訪れるといわれている。\n";

/// A configuration that has every finding reported at one level.
pub fn all_at(level: &str) -> String {
    let codes: Vec<String> = CODE_NAMES.iter().map(|code| format!("{code} = \"{level}\"\n")).collect();
    format!("[severity]\n{}", codes.concat())
}

/// A folder on disk, gone when this is dropped.
pub struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            workspace.write(name, text);
        }
        workspace
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// The address of a file, its name percent-encoded as editors do.
    pub fn uri(&self, name: &str) -> String {
        url::Url::from_file_path(self.path(name)).unwrap().into()
    }

    pub fn root_uri(&self) -> String {
        url::Url::from_file_path(self.root()).unwrap().into()
    }
}

/// The position of byte `offset`.
pub fn position(text: &str, offset: usize, encoding: PositionEncoding) -> Value {
    let at = Lines::of(text).position(text, offset as u32, encoding);
    json!({ "line": at.line, "character": at.character })
}

/// The range of the `n`th occurrence of `needle`, from zero.
pub fn range(text: &str, needle: &str, n: usize, encoding: PositionEncoding) -> Value {
    let (start, _) = text.match_indices(needle).nth(n).unwrap_or_else(|| panic!("no {needle} in {text}"));
    json!({ "start": position(text, start, encoding), "end": position(text, start + needle.len(), encoding) })
}

/// The parameters of a question about the `n`th occurrence of `needle`.
pub fn place(uri: &str, text: &str, needle: &str, n: usize, encoding: PositionEncoding) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": range(text, needle, n, encoding)["start"] })
}

/// The text under a range.
pub fn under(text: &str, range: &Value, encoding: PositionEncoding) -> String {
    let lines = Lines::of(text);
    let offset = |at: &Value| {
        let number = |name: &str| at[name].as_u64().expect("a number") as u32;
        lines.offset(text, uradori::text::Position::new(number("line"), number("character")), encoding) as usize
    };
    text[offset(&range["start"])..offset(&range["end"])].to_owned()
}
