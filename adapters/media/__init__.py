"""Photos and voice: made harmless, and kept sealed."""

from adapters.media.cleaning import clean
from adapters.media.folder import FolderMedia

__all__ = ["FolderMedia", "clean"]
