//! All articles of the workspace: their analyses, and an index over them by actor.

mod analysis;

pub use analysis::{Analysis, Analyst};
