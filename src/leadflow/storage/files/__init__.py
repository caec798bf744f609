"""Files: where their bytes are kept, while records hold references to them."""

from leadflow.storage.files.folder import FolderFiles
from leadflow.storage.files.memory import MemoryFiles
from leadflow.storage.files.port import LARGEST, FileStore


__all__ = ["LARGEST", "FileStore", "FolderFiles", "MemoryFiles"]
