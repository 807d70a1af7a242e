//! The table of methods in ARCHITECTURE.md says what is served, and all of it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, Options};
use crate::workspace::Workspace;

/// Where a capability is announced, and the methods that it stands for.
const ANNOUNCED: [(&str, &[&str]); 37] = [
    ("/positionEncoding", &[]),
    ("/textDocumentSync/openClose", &["textDocument/didOpen", "textDocument/didClose"]),
    ("/textDocumentSync/change", &["textDocument/didChange"]),
    ("/hoverProvider", &["textDocument/hover"]),
    ("/definitionProvider", &["textDocument/definition"]),
    ("/declarationProvider", &["textDocument/declaration"]),
    ("/typeDefinitionProvider", &["textDocument/typeDefinition"]),
    ("/implementationProvider", &["textDocument/implementation"]),
    ("/referencesProvider", &["textDocument/references"]),
    ("/documentHighlightProvider", &["textDocument/documentHighlight"]),
    ("/documentSymbolProvider", &["textDocument/documentSymbol"]),
    ("/foldingRangeProvider", &["textDocument/foldingRange"]),
    ("/selectionRangeProvider", &["textDocument/selectionRange"]),
    ("/documentLinkProvider", &["textDocument/documentLink"]),
    ("/semanticTokensProvider/full", &["textDocument/semanticTokens/full"]),
    ("/semanticTokensProvider/full/delta", &["textDocument/semanticTokens/full/delta"]),
    ("/semanticTokensProvider/range", &["textDocument/semanticTokens/range"]),
    ("/completionProvider", &["textDocument/completion"]),
    ("/completionProvider/resolveProvider", &["completionItem/resolve"]),
    ("/inlayHintProvider", &["textDocument/inlayHint"]),
    ("/inlayHintProvider/resolveProvider", &["inlayHint/resolve"]),
    ("/codeLensProvider", &["textDocument/codeLens"]),
    ("/codeLensProvider/resolveProvider", &["codeLens/resolve"]),
    ("/codeActionProvider", &["textDocument/codeAction"]),
    ("/codeActionProvider/resolveProvider", &["codeAction/resolve"]),
    ("/renameProvider", &["textDocument/rename"]),
    ("/renameProvider/prepareProvider", &["textDocument/prepareRename"]),
    (
        "/callHierarchyProvider",
        &["textDocument/prepareCallHierarchy", "callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"],
    ),
    ("/diagnosticProvider", &["textDocument/diagnostic"]),
    ("/diagnosticProvider/workspaceDiagnostics", &["workspace/diagnostic"]),
    ("/workspaceSymbolProvider", &["workspace/symbol"]),
    ("/executeCommandProvider", &["workspace/executeCommand"]),
    ("/workspace/workspaceFolders/changeNotifications", &["workspace/didChangeWorkspaceFolders"]),
    ("/workspace/fileOperations/didCreate", &["workspace/didCreateFiles"]),
    ("/workspace/fileOperations/didRename", &["workspace/didRenameFiles"]),
    ("/workspace/fileOperations/didDelete", &["workspace/didDeleteFiles"]),
    ("/workspace/fileOperations/willRename", &["workspace/willRenameFiles"]),
];

/// What every server hears or may hear, and the one question of our own.
const UNANNOUNCED: [&str; 9] = [
    "initialize",
    "initialized",
    "shutdown",
    "exit",
    "$/cancelRequest",
    "$/setTrace",
    "workspace/didChangeConfiguration",
    "window/workDoneProgress/cancel",
    "uradori/text",
];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// The rows of the table: method and file.
fn table() -> Vec<(String, String)> {
    let page = read("ARCHITECTURE.md");
    let (_, rest) = page.split_once("| method | file | what |\n").expect("a table");
    let rows = rest.lines().skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let mut cells = row.split(" | ").map(|cell| cell.trim_matches(['|', ' ', '`']).to_owned());
        (cells.next().expect("a method"), cells.next().expect("a file"))
    })
    .collect()
}

/// Whether a capability is there: neither missing nor switched off.
fn is_there(capabilities: &Value, pointer: &str) -> bool {
    capabilities.pointer(pointer).is_some_and(|value| !value.is_null() && *value != false)
}

/// The innermost places in a value that say something.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| leaves(value, &format!("{at}/{key}"), found)),
        Value::Null | Value::Bool(false) => {}
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn what_the_table_says_is_announced_and_what_is_announced_it_says() {
    let workspace = Workspace::new(&[("uradori.toml", "")]);
    let options = Options::default().plus("textDocument/diagnostic", json!({})).in_folders([workspace.root_uri()]);
    let client = Client::start(options);
    let capabilities = &client.agreed["capabilities"];
    let mut served: BTreeSet<String> = UNANNOUNCED.into_iter().map(str::to_owned).collect();
    for (pointer, methods) in ANNOUNCED {
        assert!(is_there(capabilities, pointer), "{pointer} is not announced");
        served.extend(methods.iter().map(|method| (*method).to_owned()));
    }
    for registration in client.watched["registrations"].as_array().expect("what is asked for at run time") {
        served.insert(registration["method"].as_str().expect("a method").to_owned());
    }
    let listed: BTreeSet<String> = table().into_iter().map(|(method, _)| method).collect();
    assert_eq!(listed, served);
    // Nothing else is announced either.
    let mut said = Vec::new();
    leaves(capabilities, "", &mut said);
    for place in said {
        assert!(ANNOUNCED.iter().any(|(pointer, _)| place.starts_with(pointer)) || is_detail(&place), "{place}");
    }
}

/// What says more about a capability that is announced elsewhere.
fn is_detail(place: &str) -> bool {
    ["/semanticTokensProvider/legend", "/workspace/workspaceFolders/supported"].iter().any(|it| place.starts_with(it))
}

#[test]
fn each_method_is_in_the_file_that_the_table_names() {
    let mut registered: BTreeSet<String> = BTreeSet::new();
    for folder in ["requests", "notifications"] {
        let source = read(&format!("server/lsp/{folder}/mod.rs"));
        let quoted = source.split(".custom_method(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
        registered.extend(quoted.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    // Only in debug builds.
    assert!(registered.remove("uradori/fault"));
    let table = table();
    let in_folders = table.iter().filter(|(_, file)| file.contains('/'));
    let listed: BTreeSet<String> = in_folders.map(|(method, _)| method.clone()).collect();
    assert_eq!(listed, registered);
    for (method, file) in &table {
        let source = read(&format!("server/lsp/{file}"));
        let name = method.rsplit('/').next().expect("a name");
        assert!(source.contains(name) || *method == "$/cancelRequest", "{file} does not speak of {method}");
    }
}
