"""The description of the API after OpenAPI 3.1, drawn from the declarations that make the answers, so that the two cannot part."""

from django.utils.translation import gettext_lazy as _

from compact_portal.documents.datasets import DAY, KEY, LIST, NUMBER, WEB, YES_NO, Column, Dataset
from compact_portal.open_data.registry import AGREEMENTS, DATASETS, LICENCE, VERSION

USUAL, MOST = 100, 1000  # rows on a page
TYPES = {
    NUMBER: {"type": "integer"},
    YES_NO: {"type": "boolean"},
    DAY: {"type": "string", "format": "date"},
    WEB: {"type": "string", "format": "uri"},
    KEY: {"type": "string", "format": "uuid"},
    LIST: {"type": "array", "items": {"type": "string"}},
}
PLAIN = {"type": "string"}
ADDRESS, OR_NONE = {"type": "string", "format": "uri"}, {"type": ["string", "null"], "format": "uri"}
AGREEMENT = {"name": "agreement", "in": "path", "required": True, "description": _("The agreement’s name in addresses."), "schema": PLAIN}
ROW = {"name": "id", "in": "path", "required": True, "description": _("The row’s identifier."), "schema": TYPES[KEY]}
PAGING = [
    {"name": "page", "in": "query", "description": _("Which page, from 1."), "schema": {"type": "integer", "minimum": 1, "default": 1}},
    {
        "name": "per_page",
        "in": "query",
        "description": _("How many rows a page holds."),
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    },
]


def described(server: str) -> dict:
    """`server` is the portal's address without a path."""
    tables = {}
    for key, one in DATASETS.items():
        tables[f"/api/v1/agreements/{{agreement}}/{key}/"] = paged(one, [AGREEMENT, *PAGING])
        tables[f"/api/v1/agreements/{{agreement}}/{key}/{{id}}/"] = single(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Open data of local agreements"),
            "version": VERSION,
            "description": _("Everything here can be read on the portal’s public pages too. Nothing can be changed, and no key is needed."),
            "license": {"name": _("Open Government Licence, version 3.0"), "url": LICENCE},
        },
        "servers": [{"url": server}],
        "paths": {
            "/api/v1/": answers(_("Where to begin"), "start", {"$ref": "#/components/schemas/start"}),
            "/api/v1/agreements/": paged(AGREEMENTS, PAGING),
            "/api/v1/agreements/{agreement}/": answers(_("One agreement"), "agreement", {"$ref": "#/components/schemas/agreement"}, [AGREEMENT]),
            **tables,
        },
        "components": {"schemas": schemas(), "responses": {"problem": PROBLEM_ANSWER}},
    }


def schemas() -> dict:
    rows = {one.key: row_of(one) for one in (AGREEMENTS, *DATASETS.values())}
    known = {"version": PLAIN, "licence": ADDRESS}
    one = rows["agreements"]["properties"]
    tables = whole(dict.fromkeys(DATASETS, ADDRESS))
    return {
        **rows,
        "start": whole({**known, "agreements": ADDRESS, "description": ADDRESS}),
        "agreement": whole({**known, **one, "tables": tables}),
        "problem": whole({"title": PLAIN, "status": {"type": "integer"}, "detail": PLAIN}),
    }


def whole(properties: dict, **more) -> dict:
    """An object that always holds all of these."""
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def row_of(dataset: Dataset) -> dict:
    return whole({column.name: schema_of(column) for column in dataset.columns}, description=dataset.about)


def schema_of(column: Column) -> dict:
    schema = TYPES.get(column.kind, PLAIN) | {"description": column.meaning}
    return schema if column.always else schema | {"type": [schema["type"], "null"]}


def paged(dataset: Dataset, parameters: list[dict]) -> dict:
    number, rows = {"type": "integer", "minimum": 0}, {"type": "array", "items": {"$ref": f"#/components/schemas/{dataset.key}"}}
    page = whole(
        {
            "version": PLAIN,
            "licence": ADDRESS,
            "agreement": {"type": ["string", "null"]},
            "table": {"const": dataset.key},
            **dict.fromkeys(("total", "page", "pages", "per_page"), number),
            "previous": OR_NONE,
            "next": OR_NONE,
            "rows": rows,
        }
    )
    return answers(dataset.title, dataset.key, page, parameters, about=dataset.about)


def single(dataset: Dataset) -> dict:
    """One row of it, at the row's own address."""
    row = {"$ref": f"#/components/schemas/{dataset.key}"}
    schema = whole({"version": PLAIN, "licence": ADDRESS, "agreement": PLAIN, "table": {"const": dataset.key}, "row": row})
    return answers(_("One row of: %(table)s") % {"table": dataset.title}, f"{dataset.key}-row", schema, [AGREEMENT, ROW], about=dataset.about)


def answers(title: str, key: str, schema: dict, parameters: list[dict] | None = None, *, about: str = "") -> dict:
    given = {"200": {"description": title, "headers": HEADERS, "content": {"application/json": {"schema": schema}}}}
    given |= {"304": {"description": _("It is as you have it.")}, "400": PROBLEM, "404": PROBLEM}
    return {"get": {"operationId": key, "summary": title, "description": about or title, "parameters": parameters or [], "responses": given}}


HEADERS = {
    "ETag": {"description": _("Send it back as If-None-Match to be told whether anything changed."), "schema": PLAIN},
    "Last-Modified": {"description": _("Since when this address has answered so."), "schema": PLAIN},
}
PROBLEM = {"$ref": "#/components/responses/problem"}
PROBLEM_ANSWER = {
    "description": _("What was wrong, in a sentence (RFC 9457)."),
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}},
}
