"""Judges `seeds.stix`, `seeds.ftm`, `seeds.csv` and `seeds.jsonl`: judge.py PATH-WITHOUT-ENDING."""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from followthemoney import model
from stix2validator import ValidationOptions, validate_file

# What tells where a row comes from, and on whose word.
PROVENANCE = ("sha256", "start", "end", "sentence", "speakers")


def judge_stix(path: Path) -> None:
    """The bundle is valid by the schemas; a copy with one id spoilt is not, or nothing was judged."""
    options = ValidationOptions(version="2.1")
    result = validate_file(str(path), options)
    errors = [str(error) for part in result.object_results for error in part.errors]
    assert result.is_valid and not errors, errors[:5]
    bundle = json.loads(path.read_text())
    kinds = Counter(each["type"] for each in bundle["objects"])
    assert {"identity", "location", "report", "note"} <= kinds.keys(), kinds
    bundle["objects"][0]["id"] = "nonsense"
    spoilt = path.with_name("spoilt.stix")
    spoilt.write_text(json.dumps(bundle))
    assert not validate_file(str(spoilt), options).is_valid, "the validator lets everything pass"
    print("STIX 2.1 valid:", dict(kinds))


def faults(row: dict) -> list[str]:
    """What the model has against an entity: schema, properties, values, references of the wrong kind."""
    proxy = model.get_proxy(row, cleaned=False)
    proxy.schema.validate(row)
    found = []
    for name, values in row["properties"].items():
        prop = proxy.schema.get(name)
        if prop is None:
            found.append(f"{proxy.schema.name} has no {name}")
            continue
        found.extend(f"{name}: {value}" for value in values if prop.type.clean(value, proxy=proxy) is None)
    return found


def judge_ftm(path: Path) -> None:
    """Every entity fits its schema, and whatever refers to another one finds it, of the kind that is asked for."""
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    assert len(schemata) == len(rows), "two entities share an id"
    for row in rows:
        assert not faults(row), (row["id"], faults(row))
        schema = schemata[row["id"]]
        for name, values in row["properties"].items():
            prop = schema.get(name)
            if prop.type.name == "entity":
                for value in values:
                    assert value in schemata, f"{name} of {row['id']} leads nowhere"
                    assert schemata[value].is_a(prop.range), f"{name} of {row['id']} is no {prop.range.name}"
    assert faults({"id": "x", "schema": "Person", "properties": {"nonsense": ["1"]}}), "the model lets everything pass"
    print("FollowTheMoney valid:", dict(Counter(row["schema"] for row in rows)))


def judge_rows(table: Path, lines: Path) -> None:
    """Both forms have the same rows, each with its place, sentence, speakers and the article's hash."""
    with table.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    objects = [json.loads(line) for line in lines.read_text().splitlines()]
    assert len(rows) == len(objects) > 100
    for row, one in zip(rows, objects, strict=True):
        for name in PROVENANCE:
            assert name in row and name in one, f"a row without {name}: {sorted(row)}"
        assert len(row["sha256"]) == 64 and int(row["start"]) <= int(row["end"]) and row["sentence"]
    print("rows:", len(rows))


def main() -> None:
    stem = Path(sys.argv[1])
    judge_stix(stem.with_suffix(".stix"))
    judge_ftm(stem.with_suffix(".ftm"))
    judge_rows(stem.with_suffix(".csv"), stem.with_suffix(".jsonl"))


main()
