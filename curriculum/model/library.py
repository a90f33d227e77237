"""The library: every module that a workspace can plan with, by id, and its translations."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from curriculum.model.module import Module
from curriculum.model.translation import Translation


@dataclass(frozen=True)
class Library:
    """Modules by id. An id that is absent is an unknown module, never an error of the library."""

    modules: Mapping[str, Module] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, Translation]] = field(default_factory=dict)
    """By module id and language."""

    def get(self, module_id: str | None) -> Module | None:
        """Return the module of that id, or None."""
        return self.modules.get(module_id) if module_id is not None else None

    def title(self, module_id: str) -> str:
        """Return the title of a module, or its id where the library does not hold it."""
        module = self.get(module_id)
        return module.title if module else module_id

    def translation(self, module_id: str, language: str) -> Translation | None:
        """Return what clients see of a module in a language, or None where nobody has translated it."""
        return self.translations.get(module_id, {}).get(language)
