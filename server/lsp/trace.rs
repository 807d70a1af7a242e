//! What the server does, told to a client that wants to know (`$/setTrace`, `$/logTrace`).

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::Client;
use tower_lsp::gen_lsp_types::{LogTraceNotification, LogTraceParams, SetTraceParams, TraceValue};
use tower_lsp::jsonrpc::Request;

/// Whether the client wants to know.
#[derive(Default)]
pub(super) struct Trace {
    wanted: AtomicBool,
    client: OnceLock<Client>,
}

impl Trace {
    /// Says whom to tell.
    pub(super) fn tell(&self, client: Client) {
        // There is one conversation, and so one client.
        let _ = self.client.set(client);
    }

    pub(super) fn set(&self, value: &TraceValue) {
        let wanted = matches!(value, TraceValue::Messages | TraceValue::Verbose);
        self.wanted.store(wanted, Ordering::Relaxed);
    }

    /// Tells of a message that came, if that is wanted, and takes note of `$/setTrace`: here, where messages pass one after
    /// the other, it holds for the very next one. Never waits.
    pub(super) fn received(&self, message: &Request) {
        let method = message.method();
        if method == "$/setTrace" {
            if let Some(Ok(params)) = message.params().cloned().map(serde_json::from_value::<SetTraceParams>) {
                self.set(&params.value);
            } else {
                tracing::error!(method, "the parameters cannot be read");
            }
        }
        // Of the messages about messages nothing is told.
        if !self.wanted.load(Ordering::Relaxed) || method.starts_with("$/") {
            return;
        }
        if let Some(client) = self.client.get().cloned() {
            let params = LogTraceParams { message: format!("received {method}"), verbose: None };
            tokio::spawn(async move { client.send_notification::<LogTraceNotification>(params).await });
        }
    }
}
