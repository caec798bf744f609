"""The currencies of ISO 4217 and how many decimals each has."""

from typing import Final

from leadflow.errors import InvalidValue, did_you_mean


_TWO_DECIMALS = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN "
    "BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP "
    "ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR "
    "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT "
    "MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
    "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
    "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD "
    "XCD XCG YER ZAR ZMW ZWG"
)
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DECIMALS = "CLF UYW"
# Withdrawn in the last years: deals and invoices of that time still name them.
_WITHDRAWN = "ANG BGN BYR CUC EEK GHC HRK LTL LVL MRO SLL STD TRL VEF ZMK ZWL"
_WITHDRAWN_DECIMALS = {"BYR": 0}


EXPONENTS: Final = {
    **dict.fromkeys(_TWO_DECIMALS.split(), 2),
    **dict.fromkeys(_NO_DECIMALS.split(), 0),
    **dict.fromkeys(_THREE_DECIMALS.split(), 3),
    **dict.fromkeys(_FOUR_DECIMALS.split(), 4),
    **dict.fromkeys(_WITHDRAWN.split(), 2),
    **_WITHDRAWN_DECIMALS,
}
"""Code to the number of decimals of the minor unit.

Metals, test codes and drawing rights (XAU, XTS, XDR …) have none and are left out.
"""


def currency(value: str) -> str:
    """Return an ISO 4217 code in capitals, or raise ``InvalidValue``.

    >>> currency("uah")
    'UAH'
    """
    if isinstance(value, str):
        if value in EXPONENTS:
            return value
        known = value.strip().upper()
        if known in EXPONENTS:
            return known
    raise _unknown(value)


def _unknown(value: object) -> InvalidValue:
    text = value.strip().upper() if isinstance(value, str) else ""
    # Only what looks like a code is repeated: anything else may be private.
    if not (text.isascii() and text.isalpha() and len(text) <= 4):  # noqa: PLR2004
        hint = "use an ISO 4217 code such as 'UAH'"
        return InvalidValue("currency", "must be a code of three letters", hint)
    hint = did_you_mean(text, EXPONENTS)
    return InvalidValue("currency", f"'{text}' is not a code of ISO 4217", hint)
