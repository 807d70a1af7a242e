//! Second names that the article itself introduces: 国家安全保障会議（NSC）, FSB=連邦保安庁.

use super::{Draft, Roster, name_of};
use crate::actors::directory::Directory;
use crate::actors::mentions::apposition;
use crate::article::Article;
use crate::language::script::{self, Script};

/// Learns which names stand for one actor. The one that a list has, else the one in Japanese, is the actor's.
pub(super) fn learn(article: &Article, directory: &Directory, drafts: &[Draft], roster: &mut Roster<'_>) {
    let mut at = 0;
    while at < drafts.len() {
        let passage = drafts[at].passage;
        let end = drafts[at..].iter().position(|draft| draft.passage != passage).map_or(drafts.len(), |n| at + n);
        let chosen: Vec<_> = drafts[at..end].iter().map(|draft| draft.found).collect();
        for (a, b) in apposition::pairs(&article.passages[passage as usize].passage, &chosen) {
            let (first, second) = (name_of(article, &drafts[at + a]), name_of(article, &drafts[at + b]));
            let latin = |name: &str| name.chars().all(|c| script::of(c) != Script::Kanji && !script::is_japanese(c));
            if chosen[a].kind == super::Kind::Person || latin(first) == latin(second) {
                continue;
            }
            let kind = if latin(first) { chosen[b].kind } else { chosen[a].kind };
            let (short, long) = if latin(first) { (first, second) } else { (second, first) };
            let listed = |name: &str| {
                directory
                    .listed(name)
                    .iter()
                    .filter(|one| one.matching == crate::config::Match::Always)
                    .map(|one| one.profile)
                    .next()
            };
            let actor = match (listed(short), listed(long)) {
                (_, Some(profile)) | (Some(profile), None) => roster.of_profile(profile),
                (None, None) => roster.of_name(kind, long).0,
            };
            roster.introduce(short, actor, long);
            roster.introduce(long, actor, short);
        }
        at = end;
    }
}
