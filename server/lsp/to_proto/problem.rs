//! Problems as diagnostics.

use tower_lsp::gen_lsp_types as proto;

use super::{range, uri};
use crate::session::{Level, Problem};

/// A problem of the `document`.
pub(in crate::lsp) fn diagnostic(problem: Problem, document: &proto::Uri) -> proto::Diagnostic {
    let related = problem.related.into_iter().map(|related| proto::DiagnosticRelatedInformation {
        location: proto::Location { uri: document.clone(), range: range(related.range) },
        message: related.message,
    });
    let related: Vec<_> = related.collect();
    proto::Diagnostic {
        range: range(problem.range),
        severity: Some(match problem.level {
            Level::Error => proto::DiagnosticSeverity::Error,
            Level::Warning => proto::DiagnosticSeverity::Warning,
            Level::Information => proto::DiagnosticSeverity::Information,
            Level::Hint => proto::DiagnosticSeverity::Hint,
        }),
        code_description: problem.page.map(|page| proto::CodeDescription { href: uri(&page, None) }),
        code: problem.code.map(proto::Code::from),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: problem.message.into(),
        related_information: (!related.is_empty()).then_some(related),
        ..proto::Diagnostic::default()
    }
}
