"""Chosen elements of an XML file, in the child process: whatever is not asked for never leaves it.

Namespaces are ignored. No document type, no entities, no network, no unusual size or depth.
"""

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from .limits import Limits
from .problems import FileRefused, Problem, one_line, quoted

DEPTH = 64
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
    wanted = tuple(spec["record"].split("/"))
    path: list[str] = []
    for event, element in _events(data, encoding):
        if event == "start":
            path.append(_name(element))
            _check_start(path, element, spec)
            continue
        here = tuple(path)
        path.pop()
        if here == wanted:
            records.append(_record(element, spec))
            if len(records) > limits.rows:
                raise FileRefused(f"This file has more than {limits.rows:,} records. Send it in parts.")
        elif "/".join(here) in spec["head"]:
            head["/".join(here)] = _text(element)
        if len(here) <= len(wanted):
            _forget(element)
    return {"head": head, "records": records}


def _events(data: bytes, encoding: str | None) -> Iterator[tuple[str, Any]]:
    return iter(
        etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            encoding=CODECS[encoding] if encoding else None,
        )
    )


def _check_start(path: list[str], element: Any, spec: dict[str, Any]) -> None:
    if len(path) > DEPTH:
        raise FileRefused("This XML file is nested deeper than any school's data: it is not read.")
    if len(path) > 1:
        return
    if element.getroottree().docinfo.doctype:
        raise FileRefused(
            "This XML file brings definitions of its own (DOCTYPE, entities), which are refused."
        )
    root = spec["record"].split("/")[0]
    if path[0] != root:
        raise FileRefused(f"This XML file begins with {quoted(path[0])}, not “{root}”: {spec['otherwise']}")


def _record(element: Any, spec: dict[str, Any]) -> Found:
    """Texts by path (the first of each that occurs), and every occurrence of each group, as its own texts."""
    found: Found = {}
    for path in spec["texts"]:
        for match in _at(element, path.split("/")):
            found[path] = _text(match)
            break
    for path in spec["groups"]:
        groups = list(_at(element, path.split("/")))
        if groups:
            found[path] = [{_name(part): _text(part) for part in _elements(group)} for group in groups]
    return found


def _at(element: Any, path: list[str]) -> Iterator[Any]:
    for child in _elements(element):
        if _name(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from _at(child, path[1:])


def _elements(element: Any) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str))


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _text(element: Any) -> str:
    return (element.text or "").strip()


def _forget(element: Any) -> None:
    """Free what has been read, so that the size of the file does not matter."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
