//! Pages that can be sent to somebody: one file, no script, nothing fetched from anywhere. Whatever comes from an article
//! is escaped by the templates.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::input::word;
use crate::findings::Lang;
use crate::ide::{self, Place};

/// The look of all pages.
const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:16px/1.7 system-ui,'Hiragino Sans','Noto Sans JP',sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:start;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #8886}
blockquote{margin:.2rem 0;padding:0 .8rem;border-inline-start:3px solid #8886}
small,.at{opacity:.75}
.weak{color:#b3261e}
.accepted{opacity:.55}
svg{width:100%;height:auto}
svg text{font-size:12px;fill:currentColor}
svg .beside{stroke:currentColor;stroke-opacity:.25}
svg .speaks{stroke:#2a6fdb;stroke-opacity:.7;fill:none}
svg .person{fill:#2a6fdb}
svg .organization{fill:#3c8d40}
svg .place{fill:#b8741a}
@media(prefers-color-scheme:dark){.weak{color:#ffb4ab}}
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
