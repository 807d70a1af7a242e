//! On an attributed clause: who says it, by which words, how well they can be asked, and where they were named.

use std::sync::Arc;

use super::finding::at_line;
use super::{Lang, Line, Page, quoted};
use crate::archive::{Entry, Snapshot};
use crate::ide::wording;
use crate::statements::Statement;

pub(super) fn write(page: &mut Page, snapshot: &Snapshot, entry: &Arc<Entry>, statement: &Statement, lang: Lang) {
    let analysis = entry.analysis();
    match &statement.source {
        None => page.paragraph(&Line::new().own(wording::SPEAKER_UNKNOWN.of(lang))),
        Some(source) => {
            let mention = source.mention.and_then(|n| analysis.cast.mentions.get(n as usize));
            let actor = mention.and_then(|mention| analysis.cast.actors.get(mention.actor as usize));
            let name = actor.map(|actor| {
                let known = snapshot.actor(snapshot.canonical(&actor.id));
                known.map_or(actor.name.as_str(), |known| known.name)
            });
            let line = Line::new().strong(&source.text);
            let line = match name.filter(|name| !source.text.contains(name)) {
                Some(name) => {
                    line.own(" ").own(wording::OPEN.of(lang).trim_start()).text(name).own(wording::CLOSE.of(lang))
                }
                None => line,
            };
            page.paragraph(&line.own(" ").own(wording::STATEMENT.of(lang)));
            page.entry(&Line::new().own(wording::GRADE.of(lang)).own(wording::grade(source.grade).of(lang)));
        }
    }
    if let Some(cue) = statement.cue {
        page.entry(&quoted(Line::new().own(wording::CUE.of(lang)), cue.slice(entry.text()), lang));
    }
    let line = Line::new().own(wording::MODE.of(lang)).own(wording::mode(statement.mode).of(lang));
    page.entry(&if statement.denial { line.own(wording::COMMA.of(lang)).own(wording::DENIAL.of(lang)) } else { line });
    let origin = statement.carried_from.and_then(|n| analysis.statements.get(n as usize));
    if let Some(origin) = origin {
        let line = quoted(Line::new().own(wording::CARRIED.of(lang)), origin.span.slice(entry.text()), lang);
        page.entry(&at_line(line, entry, origin.span.start, lang));
    }
}
