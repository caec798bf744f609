"""Legal forms of firms: they say nothing about which firm it is (D1)."""

_LATIN = (
    "llc ltd limited inc incorporated corp corporation co company llp lp plc pty pvt "
    "pte gmbh mbh ag kg kgaa ohg ug sa sas sasu sarl eurl srl spa sl slu sca bv nv cv "
    "vof ab aps asa as oy oyj ou oü uab sia sro doo dd ood eood kft zrt nyrt spzoo oo "
    "ltda lda sp liability tov tzov prat pat fop ooo oao zao pao"
)
_UKRAINIAN = (
    "тов тзов тдв пат прат ат зат ват пп фоп спд кп дп фг товариство обмеженою "
    "додатковою відповідальністю акціонерне публічне приватне підприємство"
)
_RUSSIAN = (
    "ооо оао зао пао нао ао чао ип чп тоо одо уп чуп гуп муп ано нко общество "
    "ограниченной ответственностью акционерное закрытое открытое публичное "
    "непубличное частное предприятие"
)
# The small words that long forms are made with.
_BETWEEN = "z з с"

LEGAL_FORMS = frozenset(f"{_LATIN} {_UKRAINIAN} {_RUSSIAN} {_BETWEEN}".split())
"""Words that are left out when names of firms are compared, short and spelled out."""
