//! The server as a client sees it: the real protocol over in-process pipes, and once the real program.
//!
//! Every test talks through a [`client::Client`], which shakes hands properly, says goodbye properly, and fails the test
//! when the server said something that nobody read.

mod client;
mod workspace;

mod acceptances;
mod cache;
mod code_actions;
mod commands;
mod completing;
mod diagnostics;
mod dossiers;
mod faults;
mod files;
mod folders;
mod handshake;
mod hierarchy;
mod methods;
mod navigation;
mod outside;
mod process;
mod progress;
mod pulled;
mod questions;
mod renaming;
mod replay;
mod synchronisation;
