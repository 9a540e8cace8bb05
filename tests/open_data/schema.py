"""As much of JSON Schema as the API's description uses. A word that it does not know is an error, so that nothing passes unchecked."""

import re

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
FORMATS = {"date": r"\d{4}-\d\d-\d\d", "uri": r"https?://\S+", "uuid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"}
KNOWN = {"type", "properties", "required", "items", "$ref", "const", "format", "minimum", "maximum", "default", "description"}


def wrong(schema: dict, value, document: dict, at: str = "answer") -> list[str]:
    """What of `value` is not as `schema` says; empty when all is."""
    assert schema.keys() <= KNOWN, f"{at}: {schema.keys() - KNOWN}"
    if "$ref" in schema:
        found = document
        for word in schema["$ref"].removeprefix("#/").split("/"):
            found = found[word]
        return wrong(found, value, document, at)
    if "const" in schema:
        return [] if value == schema["const"] else [f"{at} is {value!r}"]
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(type(value) is TYPES[name] for name in types):
        return [f"{at} is {value!r}, not {types}"]
    problems = []
    if isinstance(value, dict):
        problems += [f"{at} lacks {name}" for name in schema["required"] if name not in value]
        problems += [f"{at} has {name}, which is not described" for name in value.keys() - schema["properties"].keys()]
        for name, inner in schema["properties"].items():
            problems += wrong(inner, value[name], document, f"{at}.{name}") if name in value else []
    if isinstance(value, list):
        problems += [problem for place, one in enumerate(value) for problem in wrong(schema["items"], one, document, f"{at}[{place}]")]
    if isinstance(value, str) and "format" in schema and not re.fullmatch(FORMATS[schema["format"]], value):
        problems.append(f"{at} is {value!r}, which is no {schema['format']}")
    if isinstance(value, int) and value < schema.get("minimum", value):
        problems.append(f"{at} is {value}")
    return problems
