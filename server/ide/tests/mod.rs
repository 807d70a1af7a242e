//! What an editor's user sees, question by question. Every case is a little workspace in one string; see [`fixture`].
//! Everybody named in them is fictional.

mod actions;
mod closed;
mod definition;
mod fixture;
mod hover;
mod outline;
mod references;
mod similar;
mod statements;
mod symbols;
