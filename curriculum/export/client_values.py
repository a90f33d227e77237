"""What a template of a client's page is given: only what a client may read, whatever the template does with it.

A clinic can replace the template of a handout. What a facilitator reads is not among these values, and so cannot be
printed by mistake: no step, note, caution or leader can be reached from any of them.
"""

from dataclasses import dataclass

from curriculum.model.clinic import Clinic
from curriculum.model.module import Modality, Module, Status


@dataclass(frozen=True)
class ClientModule:
    """What a client's page says of the module that it belongs to."""

    title: str
    modality: Modality
    status: Status
    version: int
    author: str
    license: str

    @classmethod
    def of(cls, module: Module) -> "ClientModule":
        """Return what may be said of a module."""
        return cls(module.title, module.modality, module.status, module.version, module.author, module.license)


@dataclass(frozen=True)
class ClientClinic:
    """What a client's page says of the clinic."""

    name: str
    address: str | None
    phone: str | None
    crisis: tuple[str, ...]

    @classmethod
    def of(cls, clinic: Clinic) -> "ClientClinic":
        """Return what may be said of a clinic: nothing of its people and rooms."""
        return cls(clinic.name, clinic.address, clinic.phone, clinic.crisis)
