"""One directory of everybody: leads, contacts and companies, each actor once."""

from leadflow.parties.card import PartyCard
from leadflow.parties.party import CLIENT, CONTACT, LEAD, ROLES, Party


__all__ = ["CLIENT", "CONTACT", "LEAD", "ROLES", "Party", "PartyCard"]
