//! The beginning and the end of a conversation.

use std::sync::{Arc, OnceLock};

use tokio::sync::watch;
use tower_lsp::gen_lsp_types::{InitializeParams, InitializeResult, InitializedParams, ServerInfo};
use tower_lsp::jsonrpc::Result;
use tower_lsp::{Client, LanguageServer};

use super::capabilities;
use super::prepared::Prepared;
use super::sent_tokens::SentTokens;
use super::trace::Trace;
use crate::config::Lang;
use crate::session::{Event, Session};

/// What every handler has: the session, to send to; and the client, to be asked in a task of its own.
pub(super) struct Backend {
    pub(super) client: Client,
    pub(super) session: Session,
    /// Whether the client leaves: what is held back is answered then.
    pub(super) is_leaving: watch::Receiver<bool>,
    /// The semantic tokens that the client has.
    pub(super) sent_tokens: Arc<SentTokens>,
    /// Long answers, on their way.
    pub(super) prepared: Arc<Prepared>,
    /// Whether the client wants to be told what the server does.
    trace: Arc<Trace>,
    /// The language of what the client's user is told.
    lang: OnceLock<Lang>,
}

impl Backend {
    pub(super) fn new(
        client: Client,
        session: Session,
        trace: Arc<Trace>,
        is_leaving: watch::Receiver<bool>,
        prepared: Arc<Prepared>,
    ) -> Self {
        Self { client, session, is_leaving, sent_tokens: Arc::default(), prepared, trace, lang: OnceLock::new() }
    }

    /// The language of what the client's user is told.
    pub(super) fn lang(&self) -> Lang {
        self.lang.get().copied().unwrap_or_default()
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let editor = capabilities::editor(&params);
        let capabilities = capabilities::server(&editor);
        if let Some(trace) = &params.trace {
            self.trace.set(trace);
        }
        // The handshake happens once.
        let _ = self.lang.set(editor.lang);
        self.session.send(Event::Hello(Arc::new(editor)));
        let server_info =
            ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        Ok(InitializeResult { capabilities, server_info: Some(server_info) })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.session.send(Event::Ready);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}
