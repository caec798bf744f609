"""Questions about the ledger, with their answers: what each condition finds.

The answers are written down, not computed: a store that agrees with them agrees
with the language, and so does the language itself.
"""

from attrs import frozen


@frozen
class Question:
    """A condition on an entity, and the names of the records it holds for."""

    entity: str
    condition: str
    answer: str

    def __str__(self) -> str:
        return f"{self.entity}: {self.condition}"


def _questions(entity: str, ledger: str) -> tuple[Question, ...]:
    lines = (line.partition(" -> ") for line in ledger.strip().splitlines())
    return tuple(
        Question(entity, condition.strip(), answer.strip())
        for condition, _, answer in lines
    )


_LEAD = r"""
True -> L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L12
False -> nothing
title == 'Forklift rental' -> L1
title != 'Forklift rental' -> L2 L3 L4 L5 L6 L7 L8 L9 L10 L12
title.contains('RENTAL') -> L1 L2 L10
title.contains('оренда') -> L3
title.contains('strasse') -> L4
title.contains('%') -> L5
title.contains('n_b') -> L5
title.contains('\\') -> L8
title.contains('[a-z]') -> L8
title.contains('') -> L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L12
title.contains('🙂') -> L9
title.startswith('FORK') -> L1 L2 L10
title.startswith('100') -> L5 L7
title.startswith('[') -> nothing
title.is_empty() -> L6
not title.is_empty() -> L1 L2 L3 L4 L5 L7 L8 L9 L10 L12
title > 'a' -> L2 L3 L8 L9 L10
title < 'F' -> L5 L6 L7
title.contains('\nOF') -> L12
first_name == "O'Neil" -> L6
first_name.startswith('о') -> L3
owner == 'ada' -> L1 L3 L7
owner in ('ada', 'bob') -> L1 L2 L3 L7
owner not in ('ada', 'bob') -> L4 L5 L6 L8 L9 L10 L12
owner in ('',) -> L4 L5 L6 L8 L9
owner == '' -> L4 L5 L6 L8 L9
source == 'web' -> L2 L4 L10
source.is_empty() -> L3 L7 L8 L9 L12
amount >= 120000 -> L1 L2 L8
amount >= money('120000 UAH') -> L1 L8
amount < money('120000 UAH') -> L3 L4
not amount >= money('120000 UAH') -> L3 L4
amount == money('120000 UAH') -> L1
amount != money('120000 UAH') -> L2 L3 L4 L5 L8
amount == 120000 -> L1 L2
amount < 0 -> L5
amount == 0 -> L3
amount.is_empty() -> L6 L7 L9 L10 L12
not amount.is_empty() -> L1 L2 L3 L4 L5 L8
amount.currency == 'UAH' -> L1 L3 L4 L8
amount.amount > 119999.9998 -> L1 L2 L4 L8
amount.between(money('0 UAH'), money('120000 UAH')) -> L1 L3 L4
amount in (money('120000 USD'), money('0 UAH')) -> L2 L3
amount not in (money('120000 USD'), money('0 UAH')) -> L1 L4 L5 L8
birth_date == date('2000-02-29') -> L7
birth_date < date('2000-01-01') -> L1
not birth_date < date('2000-01-01') -> L7
birth_date.is_empty() -> L2 L3 L4 L5 L6 L8 L9 L10 L12
created_at < datetime('2026-01-03T09:00:00+00:00') -> L1 L2
created_at <= datetime('2026-01-03T11:00:00+02:00') -> L1 L2 L3
created_at == date('2026-01-04') -> L4
created_at > date('2026-01-08') -> L9 L10 L12
closed_at.is_empty() -> L1 L2 L3 L4 L6 L7 L8 L9 L10 L12
stage.kind == 'lost' -> L5
stage in ('new', 'converted') -> L1 L2 L3 L4 L6 L7 L8 L9 L10 L12
tags.contains('b2b') -> L1 L6
tags.contains('B2B') -> nothing
tags.is_empty() -> L2 L3 L4 L5 L7 L8 L9 L10 L12
not tags.contains('b2b') -> L2 L3 L4 L5 L7 L8 L9 L10 L12
phones.contains('+38 (044) 123-45-67') -> L1 L12
phones.is_empty() -> L2 L3 L4 L5 L6 L7 L8 L9 L10
emails.contains('OLENA@kyivlog.example') -> L1 L9
utm.campaign == 'spring' -> L1
utm.campaign != 'spring' -> L7
utm.campaign.is_empty() -> L2 L3 L4 L5 L6 L8 L9 L10 L12
company == 'C1' -> L1
company != 'C1' -> L4 L8
company.is_empty() -> L2 L3 L5 L6 L7 L9 L10 L12
company.industry == 'delivery' -> L1
company.industry != 'delivery' -> L4 L8
company.industry.is_empty() -> L2 L3 L5 L6 L7 L8 L9 L10 L12
company.parent.name.contains('kyiv') -> L8
contact.company.name == 'Kyiv Logistics' -> L8
custom.budget == money('5000 UAH') -> L1
custom.budget != money('5000 UAH') -> L8
custom.budget > 100 -> L1 L8
custom.seats > 5 -> L7
custom.seats <= 5 -> L1 L10
custom.seats.is_empty() -> L2 L3 L4 L5 L6 L8 L9 L12
custom.rate == 1.5 -> L1 L7
custom.rate < 0 -> L8
custom.urgent == True -> L1
custom.urgent == False -> L7
custom.urgent != True -> L7
custom.visit_on >= date('2026-01-01') -> L1
custom.called_at > datetime('2026-01-15T09:00:00+00:00') -> L1
custom.remark.contains('ПЕРШ') -> L10
custom.size in ('small', 'large') -> L1 L7
custom.colours.contains('red') -> L1
custom.colours.is_empty() -> L2 L3 L4 L5 L6 L7 L8 L9 L10 L12
custom.partner == 'C2' -> L7
custom.partner.name.contains('пекарня') -> L7
custom.partner.name.is_empty() -> L1 L2 L3 L4 L5 L6 L8 L9 L10 L12
custom.guests.contains('P1') -> L7
custom.guests.contains('P2') -> nothing
custom.site.city == 'Kyiv' -> L7
custom.site.city == '' -> L8
custom.site.city != 'Kyiv' -> L8
custom.site.city.is_empty() -> L1 L2 L3 L4 L5 L6 L8 L9 L10 L12
custom.site.is_empty() -> L1 L2 L3 L4 L5 L6 L9 L10 L12
custom.contract.size > 2000 -> L7
custom.contract.name.startswith('CONT') -> L7
custom.contract.key.startswith('0A0a') -> L7
not custom.scans.is_empty() -> L8
custom.budgets.contains(money('5 UAH')) -> L8
custom.budgets.contains(5) -> L8
custom.channel in ('web', 'call') -> L8
custom.fast_number > 7 -> L8
not custom.fast_number > 7 -> L7
custom.fast_text in ('Kyiv', 'Lviv') -> L7
custom.fast_text != 'Lviv' -> L7
custom.fast_link.last_name.contains('шевч') -> L8
title.contains('rental') and (amount > 1 or source == 'web') -> L1 L2 L10
not (title.contains('rental') and amount > 1) -> L3 L4 L5 L6 L7 L8 L9 L12
not (amount > 1 or owner == 'ada') -> L5
"""

_DEAL = r"""
amount == 250000 -> D1 D2 D5
amount >= 2 and amount < money('11 UAH') -> D7 D8
title == '' -> D5
title.contains('РЕМОНТ') -> D3 D4
contact.last_name == 'Kovalenko' -> D1
contact.last_name.startswith('ШЕВ') -> D2
contact == 'P2' -> D2
contact.company == 'C2' -> D2
contact.is_empty() -> D3 D5 D6 D7 D8
contacts.is_empty() -> D3 D5 D6 D7 D8
company.industry in ('manufacturing', 'it') -> D3 D6 D7
lead.source == 'trade_show' -> D5
probability >= 10 -> D2 D3 D8
not probability >= 10 -> D6
probability.between(0, 50) -> D2 D3 D6
probability == 0 -> D6
is_return_customer == True -> D7
is_return_customer != True -> D1 D2 D3 D4 D5 D6 D8
expected_close <= date('2026-02-28') -> D5
expected_close > date('2026-02-28') -> D4
stage.kind in ('won', 'lost') and amount.is_empty() -> D4
closed_at >= date('2026-01-21') -> D4
closed_at == date('2026-01-20') -> D1 D6
"""

_CONTACT = r"""
last_name.contains('SS') -> P3
company.industry == 'manufacturing' -> P2
company.is_empty() -> P3
"""

_COMPANY = r"""
revenue > 5 -> C3
parent.industry == 'delivery' -> C3
name.contains('"львівська') -> C2
"""

QUESTIONS = (
    *_questions("lead", _LEAD),
    *_questions("deal", _DEAL),
    *_questions("contact", _CONTACT),
    *_questions("company", _COMPANY),
)
"""Every question, with its answer; ``nothing`` where no record matches."""
