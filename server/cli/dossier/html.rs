//! A dossier as a page.

use maud::{Markup, html};

use crate::cli::html::{self, place, text};
use crate::cli::input::word;
use crate::findings::Lang;
use crate::ide::{Dossier, Place, Utterance, kind_label};

pub(super) fn page(dossier: &Dossier, lang: Lang) -> String {
    let say = |ja, en| word(lang, ja, en);
    let body = html! {
        h1 { (text(&dossier.name)) }
        p { (kind_label(dossier.kind, lang)) " " (text(&dossier.reading)) " " code { (text(&dossier.id)) } }
        p { (text(&dossier.description)) }
        p { (dossier.mentions) (say("回・", " mentions in ")) (dossier.articles) (say("記事", " articles")) }
        @if !dossier.links.is_empty() {
            ul { @for link in dossier.links.iter().filter(|link| link.starts_with("https://")) {
                li { a href=(link) rel="noreferrer noopener" { (text(link)) } }
            } }
        }
        h2 { (say("呼び名", "Names")) }
        ul {
            @for (name, count) in &dossier.names { li { (text(name)) " " small { (count) } } }
            @for one in &dossier.contested { li.weak { (text(&one.name)) "？ " (text(one.origin.as_deref().unwrap_or_default())) } }
        }
        @if !dossier.roles.is_empty() {
            h2 { (say("肩書の移り変わり", "Roles over time")) }
            table { @for role in &dossier.roles { tr {
                th { (text(&role.title)) }
                td { @if let Some((first, last)) = role.days { (first) @if first != last { " – " (last) } } }
                td { (role.mentions) }
                td { (place(&role.place)) }
            } } }
        }
        (statements(say("発言", "Statements"), &dossier.said))
        (statements(say("この人・組織についての発言", "Statements about"), &dossier.told))
        @if !dossier.weak.is_empty() {
            h2 { (say("裏付けの弱い箇所", "Where the sources are weak")) }
            table { @for weak in &dossier.weak { tr.accepted[weak.claim.accepted.is_some()] {
                td { code { (weak.claim.finding.code.name()) } }
                td { (text(&weak.words)) br; small { (text(weak.claim.finding.message.in_lang(lang))) } }
                td { (place(&Place { article: weak.claim.article.clone(), span: weak.claim.finding.span })) }
            } } }
        }
        @if !dossier.company.is_empty() {
            h2 { (say("ともに登場", "Named beside")) }
            ul { @for one in &dossier.company { li { (text(&one.name)) " " small { (one.sentences) } } } }
        }
    };
    html::page(&dossier.name, lang, &body)
}

fn statements(head: &str, list: &[Utterance]) -> Markup {
    html! {
        @if !list.is_empty() {
            h2 { (head) }
            @for one in list {
                (place(&one.place))
                blockquote {
                    (text(one.speaker.as_ref().map_or(one.source.as_str(), |(_, name)| name))) ": " (text(&one.words))
                    @if one.repeated > 0 { " " small { "+" (one.repeated) } }
                    @for finding in &one.findings { " " code.weak { (finding.code.name()) } }
                }
            }
        }
    }
}
