//! What stands between the lines: whose words a sentence goes on with, who 同氏 is, when 14日 was.

use std::path::Path;
use std::sync::Arc;

use super::{Lang, escape, wording};
use crate::actors::Form;
use crate::archive::{Entry, Snapshot};
use crate::article::{Anchor, Interval, dates};
use crate::config::Hints;
use crate::text::Span;

/// What a hint tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HintKind {
    /// Whose words a sentence goes on with.
    Source,
    /// Who is meant by a title or a pronoun.
    Actor,
    /// When a time is.
    Date,
}

/// A few words shown behind a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte of the article.
    pub offset: u32,
    /// What it tells.
    pub kind: HintKind,
    /// The words, on one line; plain text.
    pub label: String,
    /// Why it is so; plain text.
    pub tooltip: String,
}

/// Characters of a name in a hint.
const NAME: usize = 24;

/// The hints inside `within` of the article at `path`, in order; only those that `wanted` has switched on.
pub fn hints(snapshot: &Snapshot, path: &Path, within: Span, wanted: Hints, lang: Lang) -> Vec<Hint> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let mut hints = Vec::new();
    if wanted.sources {
        sources(&entry, within, lang, &mut hints);
    }
    if wanted.actors {
        actors(snapshot, &entry, within, lang, &mut hints);
    }
    if wanted.dates {
        times(&entry, within, lang, &mut hints);
    }
    hints.sort_by_key(|hint| hint.offset);
    hints
}

fn short(text: &str) -> String {
    let mut line = String::new();
    escape::plain(text, &mut line);
    escape::excerpt(&line, NAME)
}

fn sources(entry: &Arc<Entry>, within: Span, lang: Lang, into: &mut Vec<Hint>) {
    let analysis = entry.analysis();
    let carried = analysis.statements.iter().filter(|statement| statement.is_carried());
    for statement in carried.filter(|statement| within.touches(statement.span.end)) {
        let Some(source) = &statement.source else { continue };
        let line = entry.lines().line_of(source.span.start);
        into.push(Hint {
            offset: statement.span.end,
            kind: HintKind::Source,
            label: format!("← {}", short(&source.text)),
            tooltip: wording::carried(&source.text, &wording::line(line, lang), lang),
        });
    }
}

fn actors(snapshot: &Snapshot, entry: &Arc<Entry>, within: Span, lang: Lang, into: &mut Vec<Hint>) {
    let cast = &entry.analysis().cast;
    let stand_ins = cast.mentions.iter().filter(|mention| mention.form != Form::Name);
    for mention in stand_ins.filter(|mention| within.touches(mention.span.end)) {
        let Some(actor) = cast.actors.get(mention.actor as usize) else { continue };
        // An actor that nobody names is known by the words that stand here.
        let is_named = actor.profile.is_some()
            || actor.mentions.iter().any(|n| cast.mentions.get(*n as usize).is_some_and(|one| one.form == Form::Name));
        let known = snapshot.actor(&actor.id);
        let name = known.as_ref().map_or(actor.name.as_str(), |known| known.name);
        if !is_named || name.is_empty() || name == mention.span.slice(entry.text()) {
            continue;
        }
        into.push(Hint {
            offset: mention.span.end,
            kind: HintKind::Actor,
            label: format!("＝{}", short(name)),
            tooltip: mention.why.sentence().in_lang(lang).to_owned(),
        });
    }
}

fn times(entry: &Arc<Entry>, within: Span, lang: Lang, into: &mut Vec<Hint>) {
    let counted = dates(&entry.analysis().article).into_iter().filter(|dated| dated.anchor != Anchor::Itself);
    for dated in counted.filter(|dated| within.touches(dated.span.end)) {
        let Interval::Between { .. } = dated.interval else { continue };
        let interval = dated.interval.to_string();
        // A single day need not be said twice.
        let label = match interval.split_once('/') {
            Some((start, end)) if start == end => start.to_owned(),
            _ => interval.clone(),
        };
        let tooltip = match dated.why() {
            Some(why) => format!("{interval}\n{}", why.in_lang(lang)),
            None => interval,
        };
        into.push(Hint { offset: dated.span.end, kind: HintKind::Date, label, tooltip });
    }
}
