//! `uradori.similar`: where else is this claimed?
//!
//! Argument: `{"uri", "range", "show"?}`: the article, and where the claim stands; with `"show": true` the client's user is
//! asked which of the sentences to see. Answer: `{"similar": [{"uri", "range", "title", "text", "shared", "source",
//! "score"}], "complete"}`: sentences of other articles, those that somebody vouches for first, then the most alike; `shared` are the
//! actors that both name, `source` is who says so there (`null` where nobody does who can be asked), `score` is from 0 to a
//! little over 1; `complete` is false while articles are still being read.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{Location, MessageActionItem, MessageType, Range, Uri};
use tower_lsp::jsonrpc::Result;

use super::{Command, read, show};
use crate::config::Lang;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::requests::failed;
use crate::lsp::{from_proto, to_proto};
use crate::session::Scope;

pub(in crate::lsp) const NAME: &str = "uradori.similar";

pub(super) const COMMAND: Command = Command { name: NAME, run: |backend, argument| Box::pin(run(backend, argument)) };

/// How many sentences the user is asked about, and how much of each.
const CHOICES: usize = 5;
const WORDS: usize = 40;

#[derive(Deserialize)]
struct Params {
    uri: Uri,
    range: Range,
    #[serde(default)]
    show: bool,
}

/// A sentence to choose.
struct Choice {
    title: String,
    location: Location,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Params = read(argument)?;
    let path = from_proto::path(&params.uri);
    let asked = backend.session.ask(Scope::Article(path.clone()), move |view| {
        let editor = &view.editor;
        let mut choices = Vec::new();
        let mut rows: Vec<Value> = Vec::new();
        for snapshot in &view.snapshots {
            let Some(entry) = snapshot.entry(&path) else { continue };
            let offset = entry.offset(from_proto::position(params.range.start), editor.encoding);
            for one in ide::similar(snapshot, &path, offset) {
                let Some(card) = snapshot.card(&one.path) else { continue };
                let location = to_proto::location(card, one.span, editor.encoding);
                let file = one.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let words: String = one.text.chars().take(WORDS).collect();
                let title = format!("{file}:{} {words}", location.range.start.line + 1);
                rows.push(json!({
                    "uri": location.uri,
                    "range": location.range,
                    "title": card.title(),
                    "text": one.text,
                    "shared": one.shared,
                    "source": one.source,
                    "score": one.score,
                }));
                choices.push(Choice { title, location });
            }
        }
        (rows, choices, view.is_complete(), editor.shows_documents, editor.lang)
    });
    let (rows, choices, complete, can_show, lang) = asked.await.map_err(failed)?;
    if params.show {
        choose(backend, choices, can_show, lang);
    }
    Ok(json!({ "similar": rows, "complete": complete }))
}

/// Asks the client's user which of the sentences to see.
fn choose(backend: &Backend, mut choices: Vec<Choice>, can_show: bool, lang: Lang) {
    let client = backend.client.clone();
    choices.truncate(CHOICES);
    tokio::spawn(async move {
        let say = |ja: &'static str, en: &'static str| match lang {
            Lang::Ja => ja,
            Lang::En => en,
        };
        if choices.is_empty() {
            let none = say("同じ主張は、ほかの記事に見つかりません", "No other article makes the same claim");
            client.show_message(MessageType::Info, none).await;
            return;
        }
        let items = choices.iter().map(|choice| MessageActionItem {
            title: choice.title.clone(),
            properties: std::collections::HashMap::default(),
        });
        let question =
            say("似た主張のある記事。どれを開きますか", "Similar claims in other articles: which one to open?");
        match client.show_message_request(MessageType::Info, question, Some(items.collect())).await {
            Ok(Some(picked)) => {
                if let Some(choice) = choices.into_iter().find(|choice| choice.title == picked.title) {
                    show::tell(&client, choice.location, can_show).await;
                }
            }
            Ok(None) => {}
            Err(error) => tracing::warn!("the client asks nothing: {error}"),
        }
    });
}
