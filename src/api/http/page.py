"""/docs: the service's own description as one plain page, made from /openapi.json.

Rules:
- The page is whole in itself: no script, no picture, no font and no address of another host; it reads without a network
  but this service. It is part of zeren (Apache-2.0): nothing of others is in it.
- Every text is escaped; the policy that is sent along lets nothing but the page's own style act.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
code { font-family: ui-monospace, monospace; } h2 { border-top: 1px solid; padding-top: 1rem; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; }
"""


def add(app: FastAPI) -> None:
    """Add the page to an application; it is no part of the description that it shows."""

    async def docs(_request: Request) -> HTMLResponse:
        headers = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"}
        return HTMLResponse(page(app.openapi()), headers=headers)

    app.add_route("/docs", docs, include_in_schema=False)


def page(description: dict[str, Any]) -> str:
    """Return an OpenAPI description as HTML."""
    title = escape(description["info"]["title"])
    routes = "".join(
        part
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        for part in _route(f"{method.upper()} {path}", operation)
    )
    schemas = "".join(_schema(name, one) for name, one in description.get("components", {}).get("schemas", {}).items())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body><main>'
        f"<h1>{title} {escape(description['info']['version'])}</h1><p>{escape(description['info']['description'])} "
        f'For programs: <a href="/openapi.json">/openapi.json</a>.</p>{routes}<h2>Shapes</h2>{schemas}'
        "</main></body></html>"
    )


def _route(heading: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<h2><code>{escape(heading)}</code></h2><p>{escape(operation.get('summary', ''))}</p>"
    parameters = [
        (one["name"], one["in"] + (", needed" if one.get("required") else ""), one.get("description", ""))
        for one in operation.get("parameters", ())
    ]
    if parameters:
        yield _table(("parameter", "where", "means"), parameters)
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        yield _table(("body", "holds"), [(media, ""), *_properties(content["schema"])])
    answers = [
        (status, ", ".join(answer.get("content", {})), _shape(next(iter(answer.get("content", {}).values()), {})))
        for status, answer in operation["responses"].items()
    ]
    yield _table(("status", "media type", "shape"), answers)


def _schema(name: str, schema: dict[str, Any]) -> str:
    said = f'<h3 id="{escape(name)}"><code>{escape(name)}</code></h3><p>{escape(schema.get("description", ""))}</p>'
    return said + _table(("key", "holds"), _properties(schema))


def _properties(schema: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, _kind(one)) for name, one in schema.get("properties", {}).items()]


def _shape(content: dict[str, Any]) -> str:
    return _kind(content.get("schema", {}))


def _kind(schema: dict[str, Any]) -> str:
    """Return what a schema allows, in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"array of {_kind(schema.get('items', {})) or 'values'}"
    if "properties" in schema:
        return "object of " + ", ".join(schema["properties"])
    return str(schema.get("type", ""))


def _table(headings: tuple[str, ...], rows: list[Any]) -> str:
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
