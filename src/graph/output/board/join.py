"""Parts of one printing, joined into one PDF while they come: memory holds one part, however many there are.

Rules:
- Pages stand in the order in which parts come; each has a bookmark with its title.
- Catalog, colour profile, document data and metadata are the first part's, with the whole's number of pages and id: a
  file of PDF/A parts is PDF/A.
- What two parts hold in the same bytes (colour profiles, equal codes) is written once. Each part keeps its own subset
  of the font.
- The same parts give the same bytes.
"""

import io
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from pypdf.generic import PdfObject

_COUNT = re.compile(rb"(?<=<xmpTPg:NPages>)\d+(?=</xmpTPg:NPages>)")
_NAMED_IN_METADATA = re.compile(rb"(?<=<xmpMM:(?:Instance|Document)ID>)[^<]*")


class Joined:
    """A PDF being written, a part at a time."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._offsets: dict[int, int] = {}
        self._numbers = 0
        self._same: dict[bytes, int] = {}
        self._digest = sha256()
        self._groups: list[tuple[int, int]] = []
        self._titles: list[tuple[str, int]] = []
        self._pages = self._number()
        self._first: dict[str, Any] = {}
        self._write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")

    def add(self, part: bytes, titles: Sequence[str]) -> None:
        """Add the pages of a part, whose titles are told in order."""
        from pypdf import PdfReader
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

        reader = PdfReader(io.BytesIO(part))
        copy = _Copy(self, reader)
        self._digest.update(sha256(part).digest())
        if not self._first:
            self._first = self._root(reader, copy)
        group, kids = self._number(), []
        for title, page in zip(titles, reader.pages, strict=True):
            held = DictionaryObject({key: copy.renumbered(raw) for key, raw in _raw(page) if key != "/Parent"})
            held[NameObject("/Parent")] = self.reference(group)
            kids.append(self._object(held))
            self._titles.append((title, kids[-1]))
        pages = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Pages"),
                NameObject("/Parent"): self.reference(self._pages),
                NameObject("/Count"): NumberObject(len(kids)),
                NameObject("/Kids"): ArrayObject(self.reference(kid) for kid in kids),
            }
        )
        self._groups.append((self._object(pages, group), len(kids)))

    def close(self) -> None:
        """Write what stands at the end of a file; nothing can be added afterwards. Needs one part at least."""
        from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject

        count = sum(pages for _, pages in self._groups)
        pages = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Pages"),
                NameObject("/Count"): NumberObject(count),
                NameObject("/Kids"): ArrayObject(self.reference(number) for number, _ in self._groups),
            }
        )
        self._object(pages, self._pages)
        id = self._digest.digest()[:16]
        catalog = DictionaryObject(self._first["catalog"])
        catalog[NameObject("/Pages")] = self.reference(self._pages)
        catalog[NameObject("/Metadata")] = self.reference(self._metadata(count, id.hex()))
        catalog[NameObject("/Outlines")] = self.reference(self._outline())
        root = self._object(catalog)
        trailer = DictionaryObject(
            {
                NameObject("/Size"): NumberObject(self._numbers + 1),
                NameObject("/Root"): self.reference(root),
                NameObject("/Info"): self.reference(self._first["info"]),
                NameObject("/ID"): ArrayObject([ByteStringObject(id), ByteStringObject(id)]),
            }
        )
        start = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % (self._numbers + 1))
        for number in range(1, self._numbers + 1):
            self._write(b"%010d 00000 n \n" % self._offsets[number])
        self._write(b"trailer\n" + _bytes(trailer) + b"\nstartxref\n%d\n%%%%EOF\n" % start)

    def shared(self, made: "PdfObject") -> int:
        """Write an object of a part, unless one of the same bytes was written; return its number."""
        data = _bytes(made)
        key = sha256(data).digest()
        if key not in self._same:
            self._same[key] = self._put(data)
        return self._same[key]

    def reference(self, number: int) -> Any:
        """Return a reference to an object of the whole."""
        from pypdf.generic import IndirectObject

        return IndirectObject(number, 0, None)

    def _root(self, reader: Any, copy: "_Copy") -> dict[str, Any]:
        """Return what the whole takes from its first part."""
        own = ("/Pages", "/Metadata", "/Outlines", "/PageLabels", "/StructTreeRoot")
        info = reader.trailer.raw_get("/Info")
        return {
            "catalog": {key: copy.renumbered(raw) for key, raw in _raw(reader.root_object) if key not in own},
            "info": copy.renumbered(info).idnum,
            "metadata": reader.root_object["/Metadata"].get_object().get_data(),
        }

    def _metadata(self, count: int, id: str) -> int:
        from pypdf.generic import NameObject, StreamObject

        text = _COUNT.sub(b"%d" % count, self._first["metadata"])
        stream = StreamObject()
        stream.set_data(_NAMED_IN_METADATA.sub(id.encode(), text))
        stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
        return self._object(stream)

    def _outline(self) -> int:
        """Write a bookmark for each page; return the number of their root."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

        root = self._number()
        first = self._numbers + 1
        last = first + len(self._titles) - 1
        for title, page in self._titles:
            number = self._number()
            one = DictionaryObject(
                {
                    NameObject("/Title"): TextStringObject(title),
                    NameObject("/Parent"): self.reference(root),
                    NameObject("/Dest"): ArrayObject([self.reference(page), NameObject("/Fit")]),
                }
            )
            if number > first:
                one[NameObject("/Prev")] = self.reference(number - 1)
            if number < last:
                one[NameObject("/Next")] = self.reference(number + 1)
            self._object(one, number)
        held = {
            NameObject("/Type"): NameObject("/Outlines"),
            NameObject("/First"): self.reference(first),
            NameObject("/Last"): self.reference(last),
            NameObject("/Count"): NumberObject(len(self._titles)),
        }
        return self._object(DictionaryObject(held), root)

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _object(self, made: "PdfObject", number: int | None = None) -> int:
        return self._put(_bytes(made), number)

    def _put(self, data: bytes, number: int | None = None) -> int:
        number = number or self._number()
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n" % number + data + b"\nendobj\n")
        return number

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)


class _Copy:
    """One part's objects under the numbers that they have in the whole."""

    def __init__(self, into: Joined, reader: Any) -> None:
        self._into, self._reader = into, reader
        self._numbers: dict[int, int] = {}

    def renumbered(self, raw: Any) -> Any:
        """Return a value with every reference in it leading into the whole, where what it leads to is written first."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

        if isinstance(raw, IndirectObject):
            if raw.idnum not in self._numbers:
                self._numbers[raw.idnum] = self._into.shared(self.renumbered(self._reader.get_object(raw)))
            return self._into.reference(self._numbers[raw.idnum])
        if isinstance(raw, DictionaryObject):
            for key, held in _raw(raw):
                raw[key] = self.renumbered(held)
        elif isinstance(raw, ArrayObject):
            raw[:] = [self.renumbered(held) for held in list.__iter__(raw)]
        return raw


def _raw(held: Any) -> list[tuple[Any, Any]]:
    """Return a dictionary's entries with its references as they stand."""
    return list(dict.items(held))


def _bytes(made: "PdfObject") -> bytes:
    out = io.BytesIO()
    made.write_to_stream(out)
    return out.getvalue()
