//! Pages that can be sent to somebody: one file, no script, nothing fetched from anywhere. Whatever comes from an article
//! is escaped by the templates.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::input::word;
use crate::archive::Card;
use crate::findings::Lang;
use crate::ide::{self, Place};

/// The look of all pages.
const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8886}
body{font:16px/1.7 system-ui,'Hiragino Sans','Noto Sans JP',sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
h1{margin:0}
h2{margin:2.5rem 0 .5rem;border-bottom:2px solid var(--line)}
h3{font-size:1rem;margin:1.6rem 0 .2rem}
h3 small{font-weight:normal}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:start;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
td.line{width:2.5rem;text-align:end;opacity:.6;font-variant-numeric:tabular-nums}
td.code{width:8.5rem;white-space:nowrap}
td.who{width:12rem}
ul.figures{list-style:none;padding:0;margin:.6rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1.6rem}
ul.figures strong{font-size:1.25em}
blockquote{margin:.2rem 0;padding:0 .8rem;border-inline-start:3px solid var(--line)}
small,.at,.legend{opacity:.8}
.weak{color:#b3261e}
.accepted{opacity:.55}
svg{width:100%;height:auto}
svg text{fill:currentColor;text-anchor:middle;paint-order:stroke;stroke:Canvas;stroke-width:4px;stroke-linejoin:round}
svg .beside,svg .speaks{fill:none;stroke:currentColor;stroke-opacity:.25}
svg .speaks{stroke:#2a6fdb;stroke-opacity:.6}
svg marker path{fill:#2a6fdb}
svg circle{stroke:Canvas;stroke-width:1.5}
.person{fill:#2a6fdb;color:#2a6fdb}
.organization{fill:#3c8d40;color:#3c8d40}
.place{fill:#b8741a;color:#b8741a}
@media(prefers-color-scheme:dark){.weak{color:#ffb4ab}}
@media print{body{max-width:none;margin:0}h3{break-after:avoid}tr{break-inside:avoid}}
";

/// A page. Its policy allows its own style and nothing else.
pub(super) fn page(title: &str, lang: Lang, body: &Markup) -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    let page = html! {
        (DOCTYPE)
        html lang=(word(lang, "ja", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (ide::shown(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    page.into_string()
}

/// Anybody's words on one line, without characters that are not seen.
pub(super) fn text(text: &str) -> String {
    ide::shown(text)
}

/// Where something stands: the day, the headline, the file and the line.
pub(super) fn place(place: &Place) -> Markup {
    let card = &place.article;
    html! {
        span.at {
            @if let Some(day) = card.day() { time { (day) } " " }
            (text(card.title().trim_start_matches(['#', '＃']))) " "
            small { (text(&card.path().display().to_string())) ":" (card.line_of(place.span.start) + 1) }
        }
    }
}

/// An article above what is said of it: the day, the headline and, where that is not the file's name, the file.
pub(super) fn heading(card: &Card) -> Markup {
    let headline = text(card.title().trim_start_matches(['#', '＃']));
    let file = card.path().file_stem().map(|stem| stem.to_string_lossy());
    html! {
        @if let Some(day) = card.day() { time { (day) } " " }
        (headline) " "
        @if file.is_none_or(|file| file != headline) || card.path().components().count() > 1 {
            small { (text(&card.path().display().to_string())) }
        }
    }
}
