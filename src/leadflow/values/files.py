"""Stored files: what a record keeps of one, while a file store keeps the bytes."""

from collections.abc import Iterable

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.several import items_of, united
from leadflow.values.teaching import teach_names
from leadflow.values.text import mask, one_line


UNKNOWN_TYPE = "application/octet-stream"
"""The media type of bytes that nobody described."""

_KEY = expression(r"[0-9a-f]{64}")
_MEDIA_TYPE = expression(
    r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][\w!#$&^.+-]{0,126}"
)
_LONGEST_NAME = 255
_LARGEST = 2**63 - 1
_HINT = "keep it with crm.files.put(…), which gives the reference"


def _key(value: str) -> str:
    text = one_line(value, "file").lower()
    if not _KEY().fullmatch(text):
        raise InvalidValue("file", "has no key of 64 hexadecimal digits", _HINT)
    return text


def file_name(value: str) -> str:
    r"""Return the last part of a file's name, without what may not stand there.

    Folders are left away, so that no name can lead out of the place where
    somebody saves it.

    >>> file_name("C:\\scans\\contract.pdf"), file_name("../../etc/passwd")
    ('contract.pdf', 'passwd')
    """
    text = one_line(value, "file name").replace("\\", "/").rpartition("/")[2].strip()
    name = "".join(sign for sign in text if sign.isprintable())
    if not name.strip(". "):
        raise InvalidValue("file", "has no name", "write it like 'contract.pdf'")
    if len(name.encode()) > _LONGEST_NAME:
        raise InvalidValue("file", f"has a name of more than {_LONGEST_NAME} bytes")
    return name


def _size(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        reason = f"cannot have a size of type {type(value).__name__}"
        raise InvalidValue("file", reason, "give the number of bytes")
    if not 0 <= value <= _LARGEST:
        raise InvalidValue("file", "has a size that no file can have")
    return value


def media_type(value: str) -> str:
    """Return a media type such as ``image/jpeg``, without its parameters.

    >>> media_type("Text/Plain; charset=utf-8")
    'text/plain'
    """
    text = one_line(value, "media type").partition(";")[0].strip().lower()
    if not text:
        return UNKNOWN_TYPE
    if not text.isascii() or not _MEDIA_TYPE().fullmatch(text):
        hint = "write it like 'image/jpeg'"
        raise InvalidValue("media type", "cannot be read", hint)
    return text


# Of the machine's own table a result would depend on the machine.
_TYPES = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "md": "text/markdown",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "vcf": "text/vcard",
    "wav": "audio/wav",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}


def type_of_name(name: str) -> str:
    """Return the media type that the ending of a name tells.

    >>> type_of_name("Contract.PDF"), type_of_name("notes")
    ('application/pdf', 'application/octet-stream')
    """
    return _TYPES.get(name.rpartition(".")[2].strip().lower(), UNKNOWN_TYPE)


@teach_names
@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class FileRef:
    """A file that a file store keeps, as records refer to it.

    The key is the SHA-256 of the content: equal bytes have one key, and a key
    never comes to mean other bytes. ``crm.files.put`` gives references.

    >>> ref = FileRef("0" * 64, "scans/contract.pdf", 20480, "application/pdf")
    >>> str(ref), ref.is_image
    ('contract.pdf', False)
    """

    key: str = field(converter=_key)
    name: str = field(converter=file_name, repr=mask)
    """What people call it; never a path."""
    size: int = field(converter=_size)
    """In bytes."""
    media_type: str = field(default=UNKNOWN_TYPE, converter=media_type)
    """What the bytes are, as far as whoever gave them said."""

    @property
    def is_image(self) -> bool:
        """Tell whether it is called an image; nobody has looked at the bytes."""
        return self.media_type.startswith("image/")

    @property
    def text(self) -> str:
        """Return all of it in one line, which ``parse`` reads.

        >>> FileRef("0" * 64, "a.txt", 5, "text/plain").text[:40]
        'a.txt; text/plain; 5; sha256:00000000000'
        """
        return f"{self.name}; {self.media_type}; {self.size}; sha256:{self.key}"

    @classmethod
    def parse(cls, text: str) -> "FileRef":
        """Return the reference that a text such as that of ``text`` names.

        >>> FileRef.parse("a; b.txt; text/plain; 5; sha256:" + "0" * 64).name
        'a; b.txt'
        """
        parts = one_line(text, "file").rsplit("; ", 3)
        if len(parts) != 4 or not parts[3].startswith("sha256:"):  # noqa: PLR2004
            raise InvalidValue("file", "is not described by this text", _HINT)
        name, kind, size, key = parts
        if not (size.isascii() and size.isdecimal() and len(size) < 20):  # noqa: PLR2004
            raise InvalidValue("file", "has a size that is no number of bytes", _HINT)
        return cls(key.removeprefix("sha256:"), name, int(size), kind)

    def __str__(self) -> str:
        """Return the file's name."""
        return self.name


def file(value: FileRef | str | None) -> FileRef | None:
    """Return the file of a field; text is that of ``FileRef.text``.

    >>> file("a.txt; text/plain; 5; sha256:" + "0" * 64).size
    5
    """
    return _file(value)


def _file(value: object) -> FileRef | None:
    if value is None or isinstance(value, FileRef):
        return value
    if not isinstance(value, str):
        reason = f"cannot be of type {type(value).__name__}"
        raise InvalidValue("file", reason, _HINT)
    return FileRef.parse(value) if value.strip() else None


def files(
    value: "FileRef | str | Iterable[FileRef | str] | None",
) -> tuple[FileRef, ...]:
    """Return the files of a field, each once; one text may hold several lines.

    >>> ref = FileRef("0" * 64, "a.txt", 5)
    >>> len(files([ref, ref.text]))
    1
    """
    if isinstance(value, FileRef):
        return (value,)
    given = items_of(value, "file", str.splitlines)
    kept = (each for item in given if (each := _file(item)) is not None)
    return united(kept, lambda ref: (ref.key, ref.name))
