//! The pages about the finding codes as files, so that an editor can open them without a network.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive;
use crate::config::Lang;
use crate::findings::{Code, page};

/// The pages, written into a folder of the user's cache.
pub(super) struct Pages {
    folder: PathBuf,
}

impl Pages {
    /// Writes the pages below `cache` that do not lie there yet; `None` where they cannot be written.
    pub(super) fn new(cache: &Path) -> Option<Self> {
        let pages = Self { folder: cache.join("codes") };
        match pages.write() {
            Ok(()) => Some(pages),
            Err(error) => {
                tracing::warn!(folder = %pages.folder.display(), "the pages about the codes cannot be written: {error}");
                None
            }
        }
    }

    /// Where the page about a code lies.
    pub(super) fn path(&self, code: Code, lang: Lang) -> Arc<Path> {
        let lang = match lang {
            Lang::Ja => "ja",
            Lang::En => "en",
        };
        self.folder.join(format!("{code}.{lang}.md")).into()
    }

    fn write(&self) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        for code in Code::ALL {
            let (ja, en) = page(code);
            for (lang, text) in [(Lang::Ja, ja), (Lang::En, en)] {
                let path = self.path(code, lang);
                if archive::read(&path).is_ok_and(|known| known.text == text) {
                    continue;
                }
                archive::write(&path, text)?;
            }
        }
        Ok(())
    }
}
