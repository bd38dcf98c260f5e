"""The page that describes the records and their schema say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from sayso.ledger.fields import CORRECTABLE
from sayso.model import records, statement
from sayso.model.finding import VERDICTS

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA: dict[str, Any] = json.loads((DOCS / "records.schema.json").read_text("utf-8"))
PAGE = (DOCS / "records.md").read_text("utf-8")
DEFS: dict[str, Any] = SCHEMA["$defs"]
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


def described() -> dict[str, list[str]]:
    """Return, for each heading of the page that names an object, the fields of its table."""
    parts = re.split(r"^### `(\w+)`$", PAGE, flags=re.MULTILINE)
    return {name: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_the_schema_is_one() -> None:
    """It follows the rules of JSON Schema 2020-12 and refers to nothing that is not there."""
    Draft202012Validator.check_schema(SCHEMA)
    assert set(re.findall(r"#/\$defs/(\w+)", json.dumps(SCHEMA))) == DEFS.keys()


@pytest.mark.parametrize("name", sorted(DEFS.keys() | described().keys()))
def test_page_and_schema_have_the_same_fields(name: str) -> None:
    """Every object has a heading, every field a line, in the same order, and the other way round."""
    assert described().get(name) == list(DEFS.get(name, {}).get("properties", {}))


def test_every_object_is_closed() -> None:
    """No field is allowed that is not named, and each is always there, but for the place in a PDF."""
    for name, definition in DEFS.items():
        assert definition["additionalProperties"] is False, name
        assert set(definition["properties"]) - set(definition["required"]) <= {"at"}, name


def test_every_kind_of_the_format_is_in_the_schema() -> None:
    """The kinds that the export sorts are those that the schema knows."""
    kinds = [reference["$ref"].rpartition("/")[2] for reference in SCHEMA["oneOf"]]
    assert kinds == ["ledger", *records.KINDS]


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        ("statement", "mode", statement.MODES),
        ("statement", "cue_kind", statement.CUE_KINDS),
        ("statement", "polarity", statement.POLARITIES),
        ("speaker", "type", statement.SPEAKER_TYPES),
        ("link", "type", statement.SPEAKER_TYPES),
        ("finding", "verdict", VERDICTS),
    ],
)
def test_code_and_schema_have_the_same_vocabularies(kind: str, field: str, values: tuple[str, ...]) -> None:
    """A word that code may write is one that the schema allows, and the other way round."""
    assert DEFS[kind]["properties"][field]["enum"] == list(values)


def test_what_can_be_corrected_is_in_the_schema() -> None:
    """Every correctable field leads to a field of the schema."""
    for kind, fields in CORRECTABLE.items():
        for field in fields:
            properties = DEFS[kind]["properties"]
            for part in field.split("."):
                assert part in properties, (kind, field)
                options = properties[part].get("anyOf", [properties[part]])
                name = options[0].get("$ref", "").rpartition("/")[2]
                properties = DEFS[name]["properties"] if name else {}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["kind"] for example in EXAMPLES])
def test_examples_on_the_page_are_valid(example: dict[str, Any]) -> None:
    """What the page shows is what an export would hold."""
    Draft202012Validator(SCHEMA).validate(example)


def test_examples_show_every_kind_that_exists() -> None:
    """Those before "Still to come" have one each, and no other kind has any."""
    assert [example["kind"] for example in EXAMPLES] == ["ledger", "document", "statement", "finding", "judgement"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["kind"] for example in EXAMPLES])
def test_the_schema_refuses_what_is_not_a_record(example: dict[str, Any]) -> None:
    """A field too many, a field too few, another kind."""
    validator = Draft202012Validator(SCHEMA)
    for broken in ({**example, "more": 1}, {**example, "kind": "rumour"}, {k: v for k, v in example.items() if k != "kind"}):
        with pytest.raises(ValidationError):
            validator.validate(broken)
