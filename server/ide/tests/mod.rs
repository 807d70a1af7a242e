//! What an editor's user sees, question by question. Every case is a little workspace in one string; see [`fixture`].
//! Everybody named in them is fictional.

mod actions;
mod calls;
mod closed;
mod completion;
mod definition;
mod dossier;
mod fixture;
mod folding;
mod hints;
mod hover;
mod lenses;
mod links;
mod outline;
mod references;
mod rename;
mod selection;
mod similar;
mod statements;
mod symbols;
mod tokens;
