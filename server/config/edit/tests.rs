use super::{NewActor, add_actor, add_alias, deny, ignore_name};
use crate::config::{Config, Kind};

const FILE: &str = "\
# だれを知っているか

[severity] # 声の大きさ
judgement = \"off\"

[[actor]]
id = \"kestrel\" # 集団
name = \"ホロウ・ケストレル\"
type = \"organization\"
aliases = [
  \"Hollow Kestrel\", # 英語名
  { name = \"夜鷹\", relation = \"suspected\" },
]
";

fn kiryu() -> NewActor {
    NewActor {
        id: "kiryu-makoto".to_owned(),
        name: "霧生誠".to_owned(),
        kind: Kind::Person,
        aliases: vec!["霧生".to_owned()],
        not: Vec::new(),
    }
}

fn read(text: &str) -> Config {
    Config::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn a_new_actor_comes_last_and_nothing_else_changes() {
    let text = add_actor(FILE, &kiryu()).expect("the file is right");
    assert!(text.starts_with(FILE), "{text}");
    let actor = &read(&text).actors[1];
    assert_eq!((actor.id.as_str(), actor.name.as_str(), actor.kind), ("kiryu-makoto", "霧生誠", Kind::Person));
    assert_eq!(actor.aliases[0].name, "霧生");
    for before in ["", "# 空の表", "[severity]"] {
        assert_eq!(read(&add_actor(before, &kiryu()).expect("it can be added to")).actors.len(), 1, "{before}");
    }
}

#[test]
fn an_id_that_is_taken_gets_a_number() {
    let text = add_actor(&add_actor(FILE, &kiryu()).expect("it can"), &kiryu()).expect("it can");
    let ids: Vec<String> = read(&text).actors.into_iter().map(|actor| actor.id).collect();
    assert_eq!(ids, ["kestrel", "kiryu-makoto", "kiryu-makoto-2"]);
}

#[test]
fn an_alias_is_laid_out_as_those_before_it() {
    let text = add_alias(FILE, "kestrel", "HK-17").expect("the file is right").expect("it is new");
    assert!(text.contains("\"suspected\" },\n  \"HK-17\",\n]"), "{text}");
    assert!(text.contains("# 英語名") && text.contains("# 集団"), "{text}");
    assert_eq!(read(&text).actors[0].aliases.len(), 3);
    assert_eq!(add_alias(&text, "kestrel", "HK-17"), Ok(None));
    assert_eq!(add_alias(&text, "kestrel", "夜鷹"), Ok(None));
    assert_eq!(add_alias(&text, "nobody", "X"), Ok(None));
}

#[test]
fn what_an_actor_is_not_is_kept_with_it() {
    let text = deny(FILE, "kestrel", "夜鷹運輸").expect("the file is right").expect("it is new");
    let text = deny(&text, "kestrel", "夜鷹商事").expect("the file is right").expect("it is new");
    assert_eq!(read(&text).actors[0].not, ["夜鷹運輸", "夜鷹商事"]);
}

#[test]
fn what_is_no_name_is_listed() {
    let text = ignore_name(FILE, "夜鷹").expect("the file is right").expect("it is new");
    let text = ignore_name(&text, "ケストレル").expect("the file is right").expect("it is new");
    assert_eq!(read(&text).not_names, ["夜鷹", "ケストレル"]);
    assert_eq!(ignore_name(&text, "夜鷹"), Ok(None));
    assert!(text.starts_with(FILE), "{text}");
}

#[test]
fn a_file_that_is_wrong_is_left_alone() {
    assert!(add_actor("[[actor\n", &kiryu()).is_err());
    assert!(add_actor("actor = 1\n", &kiryu()).is_err());
    assert!(ignore_name("names = 1\n", "夜鷹").is_err());
}
