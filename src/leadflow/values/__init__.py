"""Values: what the fields of records are made of.

They are frozen, hashable and picklable; they check and normalise what they are
given, and their reprs mask personal data.
Converters for entity fields (``money``, ``phones``, ``emails`` …) stay in their
modules, because several bear the module's name.
"""

from leadflow.values.address import Address
from leadflow.values.banks import BankAccount
from leadflow.values.checking import RequisitesCheck
from leadflow.values.consents import Consent
from leadflow.values.emails import Email
from leadflow.values.files import FileRef
from leadflow.values.links import Messenger, Website
from leadflow.values.money import Money
from leadflow.values.origin import Origin, Utm
from leadflow.values.parties import PartySnapshot
from leadflow.values.people import PersonName
from leadflow.values.periods import Period
from leadflow.values.phones import Phone
from leadflow.values.recurrence import Recurrence
from leadflow.values.requisites import Requisites


__all__ = [
    "Address",
    "BankAccount",
    "Consent",
    "Email",
    "FileRef",
    "Messenger",
    "Money",
    "Origin",
    "PartySnapshot",
    "Period",
    "PersonName",
    "Phone",
    "Recurrence",
    "Requisites",
    "RequisitesCheck",
    "Utm",
    "Website",
]
