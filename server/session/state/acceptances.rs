//! The list of accepted findings beside the articles: read, written, reviewed.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::State;
use crate::archive::{self, Entry};
use crate::config::{self, ACCEPTED_NAME, Acceptance, ConfigError};
use crate::findings::{Finding, Ledger, fingerprint};
use crate::ide::{self, Moves};
use crate::session::acceptance::{Refusal, Reopening, Sentence, Wish, is_of_another_day, remarks, today};
use crate::session::folder::FolderId;
use crate::session::{Event, Notice, Refreshes, Report, problem};
use crate::text::{Position, Span};

/// For how long a renaming may be on its way once the editor has said that it makes it.
const SOON: Duration = Duration::from_secs(60);

/// Letters of a sentence that the list quotes.
const EXCERPT: usize = 60;

impl State {
    /// Reads the acceptances of a folder again.
    pub(super) fn load_acceptances(&mut self, id: FolderId) {
        let Some(folder) = self.folders.get_mut(&id) else { return };
        let Some(root) = folder.root.clone() else { return };
        let sidecar = &mut folder.sidecar;
        let (text, broken) = match archive::read(&root.join(ACCEPTED_NAME)) {
            Ok(decoded) => (Some(decoded.text), None),
            Err(error) if error.is_gone() => (None, None),
            Err(error) => (None, Some(problem::of_unreadable(&error.to_string()))),
        };
        sidecar.broken = broken;
        if sidecar.broken.is_none() && sidecar.text != text {
            match config::parse_acceptances(text.as_deref().unwrap_or_default()) {
                Ok(rows) => {
                    folder.archive.set_ledger(root, Ledger::new(rows, today()));
                    sidecar.text = text;
                    self.tell_again(id);
                }
                Err(error) => {
                    tracing::warn!("{error}");
                    let text = text.unwrap_or_default();
                    sidecar.broken = Some(problem::of_configuration(&error, &text, &self.editor));
                }
            }
        } else if folder.archive.now().ledger().is_none() {
            folder.archive.set_ledger(root, Ledger::new(Vec::new(), today()));
        }
        self.review_is_due(id);
    }

    /// Has the problems of the folder's open documents told again, though no text changed.
    fn tell_again(&mut self, id: FolderId) {
        let here: Vec<Arc<Path>> = self.documents.keys().filter(|path| self.home(path) == id).cloned().collect();
        for path in here {
            if let Some(open) = self.documents.get_mut(&path) {
                open.due = Some(Instant::now());
            }
        }
        // What is accepted has no colour, and is not counted.
        self.ask_again(Refreshes { tokens: true, lenses: true, ..Refreshes::default() });
    }

    pub(super) fn review_is_due(&mut self, id: FolderId) {
        self.folder_mut(id, |folder| folder.sidecar.is_due = true);
    }

    /// An article was read again: where the list speaks of it, the list is to be reviewed.
    pub(super) fn review_after(&mut self, id: FolderId, path: &Path) {
        let Some(folder) = self.folders.get_mut(&id).filter(|folder| folder.sidecar.text.is_some()) else { return };
        let now = folder.archive.now();
        let name = now.article_name(path);
        if name.zip(now.ledger()).is_some_and(|(name, ledger)| ledger.speaks_of(&name)) {
            folder.sidecar.is_due = true;
        }
    }

    /// Has the lists reviewed that are due, in the background: the articles that they name are read.
    pub(super) fn review(&mut self) {
        let due: Vec<FolderId> =
            self.folders.iter().filter(|(_, folder)| folder.sidecar.is_due).map(|(id, _)| *id).collect();
        for id in due {
            self.count += 1;
            let number = self.count;
            let Some(folder) = self.folders.get_mut(&id) else { continue };
            let sidecar = &mut folder.sidecar;
            sidecar.is_due = false;
            sidecar.reviews = number;
            let Some(root) = &folder.root else { continue };
            let path: Arc<Path> = root.join(ACCEPTED_NAME).into();
            let uri = self.documents.get(&path).map(|open| Arc::clone(&open.document.address.uri));
            let report = |problems| Report { path, uri, version: None, problems };
            let snapshot = folder.archive.snapshot();
            let at_once = match (&sidecar.broken, &sidecar.text) {
                (Some(problem), _) => vec![problem.clone()],
                // Until every article has been read, one that is missing may yet come.
                (None, Some(text)) if snapshot.is_complete() => {
                    let (text, editor, events) = (text.clone(), Arc::clone(&self.editor), self.events.clone());
                    let reviewed = Arc::clone(&sidecar.reviewed);
                    self.runtime.spawn_blocking(move || {
                        let mut before = reviewed.lock().unwrap_or_else(PoisonError::into_inner);
                        let report = report(remarks(&text, &snapshot, &mut before, &editor));
                        events.send(Event::Reviewed { number, report });
                    });
                    continue;
                }
                _ => Vec::new(),
            };
            self.reviewed(number, report(at_once));
        }
    }

    /// Tells what a review came to, unless that was told or a later one has begun.
    pub(super) fn reviewed(&mut self, number: u64, report: Report) {
        let mut all = self.folders.values_mut();
        let Some(folder) = all.find(|folder| folder.sidecar.reviews == number) else { return };
        if report.problems != folder.sidecar.told {
            folder.sidecar.told.clone_from(&report.problems);
            (self.tell)(Notice::Problems(report));
        }
    }

    /// Where the day has changed, has the acceptances of a folder read for the new one.
    pub(super) fn mind_the_day(&mut self, id: FolderId) {
        let Some(folder) = self.folders.get_mut(&id) else { return };
        let Some(root) = folder.root.clone() else { return };
        let now = folder.archive.now();
        if is_of_another_day(now.ledger()) {
            let rows = now.ledger().map(|ledger| ledger.rows().to_vec()).unwrap_or_default();
            folder.archive.set_ledger(root, Ledger::new(rows, today()));
            self.tell_again(id);
            self.review_is_due(id);
        }
    }

    /// Writes down that a finding is accepted, and acts on it at once.
    pub(super) fn accept(&mut self, wish: Wish) -> Result<Acceptance, Refusal> {
        let id = self.home(&wish.path);
        self.refresh(&wish.path);
        let folder = self.folders.get(&id).filter(|folder| folder.root.is_some()).ok_or(Refusal::NoFolder)?;
        let now = folder.archive.now();
        let entry = now.entry(&wish.path).ok_or(Refusal::NoFinding)?;
        let finding = self.finding(&entry, wish.range, &wish.code).ok_or(Refusal::NoFinding)?;
        let sentence = entry.analysis().sentence_of(finding);
        let by = wish.by.or_else(|| self.editor.accept_by.clone()).or_else(|| now.analyst().config.accept_by.clone());
        let new = Acceptance {
            article: now.article_name(&wish.path).ok_or(Refusal::NoFolder)?,
            code: wish.code,
            fingerprint: fingerprint(sentence),
            excerpt: excerpt(sentence),
            reason: wish.reason,
            by: by.or_else(|| whoami::username().ok()).unwrap_or_default(),
            on: today(),
            expires: wish.expires,
            span: Span::default(),
        };
        self.rewrite(id, |text| config::accept(text, &new).map(Some))?;
        Ok(new)
    }

    /// Takes an acceptance back, and acts on it at once.
    pub(super) fn reopen(&mut self, reopening: &Reopening) -> Result<(), Refusal> {
        let id = self.home(&reopening.path);
        self.refresh(&reopening.path);
        let folder = self.folders.get(&id).filter(|folder| folder.root.is_some()).ok_or(Refusal::NoFolder)?;
        let now = folder.archive.now();
        let article = now.article_name(&reopening.path).ok_or(Refusal::NoFolder)?;
        let print = match &reopening.sentence {
            Sentence::Fingerprint(print) => print.clone(),
            Sentence::At(range) => {
                let entry = now.entry(&reopening.path).ok_or(Refusal::NoFinding)?;
                let finding = self.finding(&entry, *range, &reopening.code).ok_or(Refusal::NoFinding)?;
                fingerprint(entry.analysis().sentence_of(finding))
            }
        };
        self.rewrite(id, |text| config::reopen(text, &article, &reopening.code, &print))
    }

    /// The editor is about to rename something, and the lists with it. It may also not do so: after a while that is forgotten.
    pub(super) fn announce(&mut self, moves: Arc<Moves>) {
        self.announced.retain(|(since, _)| since.elapsed() < SOON);
        self.announced.push((Instant::now(), moves));
    }

    /// Articles moved, from where to where: the lists of accepted findings go on to name them, unless the editor changes
    /// the lists itself.
    pub(super) fn follow(&mut self, moves: &[(PathBuf, PathBuf)]) {
        let is_announced = |(from, to): &(PathBuf, PathBuf)| {
            self.announced.iter().any(|(_, announced)| announced.target(from).as_ref() == Some(to))
        };
        let moves: Moves = moves.iter().filter(|one| !is_announced(one)).cloned().collect();
        let listed = self.folders.iter().filter(|(_, folder)| folder.sidecar.text.is_some());
        let listed: Vec<_> = listed.map(|(id, folder)| (*id, folder.archive.snapshot())).collect();
        for (id, snapshot) in listed.into_iter().filter(|_| !moves.is_empty()) {
            let followed = self.rewrite(id, |text| Ok(renamed(text, ide::moved(&snapshot, text, &moves)?)));
            if let Err(refusal) = followed
                && refusal != Refusal::NoAcceptance
            {
                let reason = refusal.message(self.editor.lang);
                tracing::warn!("the list of accepted findings does not follow a renaming: {reason}");
            }
        }
    }

    /// The finding of a code at a place.
    fn finding<'e>(&self, entry: &'e Entry, range: (Position, Position), code: &str) -> Option<&'e Finding> {
        let at = |position| entry.offset(position, self.editor.encoding);
        let wanted = Span::new(at(range.0), at(range.1));
        let here = entry.analysis().findings.iter().filter(|finding| finding.code.name() == code);
        here.filter(|finding| finding.span.overlaps(wanted) || finding.span.touches(wanted.start))
            .min_by_key(|finding| finding.span.start.abs_diff(wanted.start))
    }

    /// Changes the list of a folder on disk. What `change` gives is written; where it gives nothing, there was nothing.
    fn rewrite(
        &mut self,
        id: FolderId,
        change: impl FnOnce(&str) -> Result<Option<String>, ConfigError>,
    ) -> Result<(), Refusal> {
        let root = self.folders.get(&id).and_then(|folder| folder.root.clone()).ok_or(Refusal::NoFolder)?;
        let path: Arc<Path> = root.join(ACCEPTED_NAME).into();
        let before = match archive::read(&path) {
            Ok(decoded) => decoded.text,
            Err(error) if error.is_gone() => String::new(),
            Err(error) => return Err(Refusal::Disk(error.to_string())),
        };
        if self.documents.get(&path).is_some_and(|open| *open.text() != *before) {
            return Err(Refusal::Unsaved);
        }
        let after = change(&before).map_err(Refusal::Broken)?.ok_or(Refusal::NoAcceptance)?;
        archive::write(&path, &after).map_err(|error| Refusal::Disk(format!("{}: {error}", path.display())))?;
        self.load_acceptances(id);
        Ok(())
    }
}

/// A text with some places, in order, written anew; `None` where there are none.
fn renamed(text: &str, places: Vec<(Span, String)>) -> Option<String> {
    let mut after = text.to_owned();
    let is_any = !places.is_empty();
    for (span, name) in places.into_iter().rev() {
        after.replace_range(span.range(), &name);
    }
    is_any.then_some(after)
}

/// The beginning of a sentence.
fn excerpt(sentence: &str) -> String {
    match sentence.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &sentence[..end]),
        None => sentence.to_owned(),
    }
}
