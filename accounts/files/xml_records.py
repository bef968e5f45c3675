"""Chosen elements of an XML file, in the child process: whatever is not asked for never leaves it.

Namespaces are ignored. No document type, no entities, no network, no unusual size or depth.
"""

import io
from typing import Any

from lxml import etree

from .limits import Limits
from .problems import FileRefused, Problem, one_line, quoted

CODECS = {"utf-8": "utf-8", "utf-16": "utf-16", "cp1252": "windows-1252", "mac_roman": "macintosh"}
Found = dict[str, Any]


def read(data: bytes, spec: dict[str, Any], encoding: str | None, limits: Limits) -> dict[str, Any]:
    """The head's texts and, for every record, the texts and groups of `spec` (`isolation.read_records`)."""
    try:
        return _read(data, spec, encoding, limits)
    except etree.XMLSyntaxError as error:
        reason = one_line(str(error.msg))[:120]
        broken = f"the XML is broken here ({reason}): export the file afresh"
        raise FileRefused([Problem(error.position[0] or None, None, broken)]) from None


def _read(data: bytes, spec: dict[str, Any], encoding: str | None, limits: Limits) -> dict[str, Any]:
    head: Found = {}
    records: list[Found] = []
    events = _events(data, spec, encoding)
    for event, element in events:
        if event == "start":
            _refuse_definitions(element)
            continue
        path = _path(element)
        if path == spec["record"]:
            records.append(_record(element, spec))
            if len(records) > limits.rows:
                raise FileRefused(f"This file has more than {limits.rows:,} records. Send it in parts.")
            _forget(element)
        elif path in spec["head"]:
            head[path] = _text(element)
    _refuse_definitions(events.root)
    root = spec["record"].split("/")[0]
    if _name(events.root) != root:
        name = quoted(_name(events.root))
        raise FileRefused(f"This XML file begins with {name}, not “{root}”: {spec['otherwise']}")
    return {"head": head, "records": records}


def _events(data: bytes, spec: dict[str, Any], encoding: str | None) -> Any:
    """Only the elements asked for come up from the parser, which by itself refuses unusual depth and size."""
    paths = [spec["record"], spec["record"].split("/")[0], *spec["head"]]
    return etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        tag=[f"{{*}}{path.rpartition('/')[2]}" for path in paths],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding=CODECS[encoding] if encoding else None,
    )


def _refuse_definitions(element: Any) -> None:
    if element.getparent() is None and element.getroottree().docinfo.doctype:
        raise FileRefused(
            "This XML file brings definitions of its own (DOCTYPE, entities), which are refused."
        )


def _path(element: Any) -> str:
    names = [_name(element), *(_name(ancestor) for ancestor in element.iterancestors())]
    return "/".join(reversed(names))


def _record(element: Any, spec: dict[str, Any]) -> Found:
    """Texts by path (the first of each that occurs), and every occurrence of each group, as its own texts."""
    seen: dict[str, list[Any]] = {"": [element]}
    found: Found = {}
    for path in spec["texts"]:
        if elements := _at(path, seen):
            found[path] = _text(elements[0])
    for path in spec["groups"]:
        if elements := _at(path, seen):
            found[path] = [
                {_name(part): _text(part) for part in group if _is_element(part)} for group in elements
            ]
    return found


def _at(path: str, seen: dict[str, list[Any]]) -> list[Any]:
    """The elements at a path below the record. `seen` keeps the children of what was looked into."""
    above = path.rpartition("/")[0]
    inside = f"{above}/*"
    if inside not in seen:
        seen[inside] = []
        for parent in _at(above, seen) if above else seen[""]:
            for child in parent:
                if _is_element(child):
                    key = f"{above}/{_name(child)}" if above else _name(child)
                    seen.setdefault(key, []).append(child)
    return seen.get(path, [])


def _is_element(node: Any) -> bool:
    return isinstance(node.tag, str)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Any) -> str:
    return (element.text or "").strip()


def _forget(element: Any) -> None:
    """Free what has been read, so that the size of the file does not matter."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
