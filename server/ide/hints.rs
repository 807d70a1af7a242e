//! What stands between the lines: whose words a sentence goes on with, who 同氏 is, when 14日 was.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::{DateTime, Time};

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
        let Interval::Between { start, end } = dated.interval else { continue };
        let interval = dated.interval.to_string();
        let label = brief(start, end);
        let tooltip = match dated.why() {
            Some(why) => format!("{interval}\n{}", why.in_lang(lang)),
            None => interval,
        };
        into.push(Hint { offset: dated.span.end, kind: HintKind::Date, label, tooltip });
    }
}

/// The time from `start` up to `end` in few letters: what both have in common is said once, as in `2026-02-14 18:00–24:00`.
fn brief(start: DateTime, end: DateTime) -> String {
    let midnight = |at: DateTime| at.time() == Time::midnight();
    let first = start.date();
    let last = if midnight(end) { end.date().yesterday().unwrap_or(end.date()) } else { end.date() };
    if midnight(start) && midnight(end) {
        return if first == last {
            first.to_string()
        } else if first.first_of_month() == last.first_of_month() {
            format!("{first}–{:02}", last.day())
        } else if first.year() == last.year() {
            format!("{first}–{}", last.strftime("%m-%d"))
        } else {
            format!("{first} – {last}")
        };
    }
    let (from, to) =
        (start.strftime("%H:%M"), if midnight(end) { "24:00".into() } else { end.strftime("%H:%M").to_string() });
    if first == last { format!("{first} {from}–{to}") } else { format!("{first} {from} – {last} {to}") }
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn a_time_is_told_in_few_letters() {
        for (start, end, expected) in [
            ("2026-02-14T00:00", "2026-02-15T00:00", "2026-02-14"),
            ("2026-02-15T06:00", "2026-02-15T09:00", "2026-02-15 06:00–09:00"),
            ("2026-12-31T18:00", "2027-01-01T00:00", "2026-12-31 18:00–24:00"),
            ("2026-02-13T18:00", "2026-02-14T05:00", "2026-02-13 18:00 – 2026-02-14 05:00"),
            ("2026-04-21T00:00", "2026-05-01T00:00", "2026-04-21–30"),
            ("2026-03-20T00:00", "2026-05-11T00:00", "2026-03-20–05-10"),
            ("2025-12-01T00:00", "2026-03-01T00:00", "2025-12-01 – 2026-02-28"),
        ] {
            let [start, end] = [start, end].map(|at| at.parse().unwrap());
            assert_eq!(brief(start, end), expected);
        }
    }
}
