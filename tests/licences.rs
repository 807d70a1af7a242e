//! What is in the binary: every crate that is linked into it may be given away under our licences, and none of them
//! speaks to a network. The lists are those of `deny.toml`, so that `cargo deny check` says the same where it is installed.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, Package, PackageId};
use spdx::{Expression, LicenseReq, Licensee, ParseMode};

#[test]
fn every_linked_crate_may_be_given_away() {
    let rules = rules();
    let allowed: Vec<Licensee> = strings(&rules["licenses"]["allow"])
        .map(|name| Licensee::parse(name).unwrap_or_else(|error| panic!("deny.toml: {name}: {error}")))
        .collect();
    let may = |wanted: &LicenseReq| allowed.iter().any(|licensee| licensee.satisfies(wanted));

    let metadata = metadata();
    let wrong: Vec<String> = linked(&metadata)
        .filter(|package| {
            let stated = package.license.as_deref().map(|text| Expression::parse_mode(text, ParseMode::LAX));
            !stated.is_some_and(|parsed| parsed.is_ok_and(|licence| licence.evaluate(may)))
        })
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert!(wrong.is_empty(), "not under a licence that deny.toml allows:\n{}", wrong.join("\n"));
}

#[test]
fn no_linked_crate_speaks_to_a_network() {
    let rules = rules();
    let banned: BTreeSet<&str> = rules["bans"]["deny"]
        .as_array()
        .expect("deny.toml lists what is banned")
        .iter()
        .filter_map(|row| row["crate"].as_str())
        .collect();
    let metadata = metadata();
    let found: Vec<&str> =
        linked(&metadata).map(|package| package.name.as_str()).filter(|name| banned.contains(name)).collect();
    assert!(found.is_empty(), "banned by deny.toml: {found:?}");
}

fn rules() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn strings(list: &toml::Value) -> impl Iterator<Item = &str> {
    list.as_array().expect("a list in deny.toml").iter().map(|item| item.as_str().expect("a text in deny.toml"))
}

/// The graph of crates for every platform; where the registry cannot be asked for those of other platforms, for this one.
fn metadata() -> Metadata {
    let command = |options: &[&str]| {
        MetadataCommand::new()
            .manifest_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
            .features(CargoOpt::AllFeatures)
            .other_options(options.iter().map(ToString::to_string).collect::<Vec<_>>())
            .exec()
    };
    command(&["--locked"]).unwrap_or_else(|error| {
        println!("SKIPPED crates of other platforms: {error}");
        let host = format!("--filter-platform={}", std::env::consts::ARCH.to_owned() + "-unknown-linux-gnu");
        command(&["--locked", "--offline", &host]).expect("cargo knows this workspace")
    })
}

/// The crates that are linked into `uradori`: its own dependencies and theirs, without those of tests and build scripts.
fn linked(metadata: &Metadata) -> impl Iterator<Item = &Package> {
    let resolve = metadata.resolve.as_ref().expect("cargo resolved the workspace");
    let nodes: HashMap<&PackageId, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let root = metadata.packages.iter().find(|package| package.name == "uradori").expect("it is in its workspace");
    let mut seen: HashSet<&PackageId> = HashSet::from([&root.id]);
    let mut open = vec![&root.id];
    while let Some(id) = open.pop() {
        for dependency in &nodes[id].deps {
            let links = dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            if links && seen.insert(&dependency.pkg) {
                open.push(&dependency.pkg);
            }
        }
    }
    assert!(seen.len() > 50, "only {} crates: the graph was not read", seen.len());
    metadata.packages.iter().filter(move |package| seen.contains(&package.id))
}
