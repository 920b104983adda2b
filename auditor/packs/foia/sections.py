"""Where the figures of an annual FOIA report stand in its XML: sections, their items, and the fields of an item.

A section holds one item for each component and one for the agency; associations say which is whose. The names are
those of the schema FoiaAnnualReport of the Department of Justice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Plain(Struct, frozen=True):
    """One figure at a path below the item; `member` is its column where the form has columns."""

    path: str
    code: str
    member: str | None = None


class Labelled(Struct, frozen=True):
    """Figures told apart by a label within: items at `path`, their label and quantity, the code of each label."""

    path: str
    label: str
    quantity: str
    codes: tuple[tuple[str, str], ...]
    member: str | None = None


class Listed(Struct, frozen=True):
    """A list of any length whose every figure is one more row of the same indicator."""

    path: str
    code: str


class Ranked(Struct, frozen=True):
    """The ten oldest items: figures in their order as `code_1` to `code_10`, their dates as rows of one indicator."""

    path: str
    days: str
    date: str
    code: str
    date_code: str


Field: TypeAlias = "Plain | Labelled | Listed | Ranked"


class Section(Struct, frozen=True):
    """One table of the report: its number, the element of the section, the element of an item, and its fields."""

    number: str
    element: str
    item: str
    fields: tuple[Field, ...]


RANKS = 10
_TRACKS = ("Simple", "Complex", "Expedited")
_INCREMENTS = (
    *(f"{first}-{first + 19}" for first in range(1, 200, 20)),
    "201-300",
    "301-400",
    "401+",
)
_REASONS = (
    ("NoRecords", "no_records"),
    ("Referred", "referred"),
    ("Withdrawn", "withdrawn"),
    ("FeeRelated", "fee_related"),
    ("NotDescribed", "not_described"),
    ("ImproperRequest", "improper"),
    ("NotAgency", "not_agency"),
    ("Duplicate", "duplicate"),
)
_OTHER = ("Other", "other")
_EXEMPTIONS = ("1", "2", "3", "4", "5", "6", "7(A)", "7(B)", "7(C)", "7(D)", "7(E)", "7(F)", "8", "9")


def _plain(prefix: str, *fields: tuple[str, str]) -> tuple[Plain, ...]:
    return tuple(Plain(path, f"{prefix}_{code}") for path, code in fields)


def _processing(prefix: str) -> tuple[Plain, ...]:
    return _plain(
        prefix,
        ("ProcessingStatisticsPendingAtStartQuantity", "pending_start"),
        ("ProcessingStatisticsReceivedQuantity", "received"),
        ("ProcessingStatisticsProcessedQuantity", "processed"),
        ("ProcessingStatisticsPendingAtEndQuantity", "pending_end"),
    )


def _reasons(prefix: str, reasons: tuple[tuple[str, str], ...]) -> Labelled:
    codes = tuple((label, f"{prefix}_{code}") for label, code in reasons)
    return Labelled("NonExemptionDenial", "NonExemptionDenialReasonCode", "NonExemptionDenialQuantity", codes)


def _exemptions(prefix: str) -> tuple[Labelled]:
    codes = tuple((f"Ex. {name}", f"{prefix}_{''.join(filter(str.isalnum, name)).lower()}") for name in _EXEMPTIONS)
    return (Labelled("AppliedExemption", "AppliedExemptionCode", "AppliedExemptionQuantity", codes),)


def _other_reasons(prefix: str) -> tuple[Field, ...]:
    return (
        Listed("OtherDenialReason/OtherDenialReasonQuantity", f"{prefix}_count"),
        Plain("ComponentOtherDenialReasonQuantity", f"{prefix}_total"),
    )


def _days(prefix: str, path: str = "", member: str | None = None) -> Iterator[Plain]:
    for name in ("Median", "Average", "Lowest", "Highest"):
        yield Plain(f"{path}ResponseTime{name}DaysValue", f"{prefix}_{name.lower()}", member)


def _by_track(prefix: str) -> tuple[Plain, ...]:
    return tuple(field for track in _TRACKS for field in _days(prefix, f"{track}ResponseTime/", track.lower()))


def _increments(track: str) -> tuple[Field, ...]:
    codes = tuple((label, f"days_{label.replace('-', '_to_').replace('401+', 'over_400')}") for label in _INCREMENTS)
    return (
        Labelled("TimeIncrement", "TimeIncrementCode", "TimeIncrementProcessedQuantity", codes, track),
        Plain("TimeIncrementTotalQuantity", "days_total", track),
    )


def _pending() -> Iterator[Plain]:
    for track in _TRACKS:
        path, member = f"{track}PendingRequestStatistics", track.lower()
        yield Plain(f"{path}/PendingRequestQuantity", "perfected_pending", member)
        yield Plain(f"{path}/PendingRequestMedianDaysValue", "perfected_median", member)
        yield Plain(f"{path}/PendingRequestAverageDaysValue", "perfected_average", member)


def _oldest(code: str) -> tuple[Ranked]:
    return (Ranked("OldItem", "OldItemPendingDaysQuantity", "OldItemReceiptDate", code, f"{code}_date"),)


def _adjudicated(prefix: str) -> tuple[Plain, ...]:
    return _plain(
        prefix,
        ("RequestGrantedQuantity", "granted"),
        ("RequestDeniedQuantity", "denied"),
        ("AdjudicationMedianDaysValue", "median"),
        ("AdjudicationAverageDaysValue", "average"),
    )


def _compared(prefix: str) -> tuple[Plain, ...]:
    return _plain(
        prefix,
        ("ItemsReceivedLastYearQuantity", "received_last_year"),
        ("ItemsReceivedCurrentYearQuantity", "received"),
        ("ItemsProcessedLastYearQuantity", "processed_last_year"),
        ("ItemsProcessedCurrentYearQuantity", "processed"),
    )


def _backlog_compared(prefix: str) -> tuple[Plain, ...]:
    return _plain(prefix, ("BacklogLastYearQuantity", "last_year"), ("BacklogCurrentYearQuantity", "this_year"))


_DISPOSED = _plain(
    "disposed",
    ("RequestDispositionFullGrantQuantity", "full_grant"),
    ("RequestDispositionPartialGrantQuantity", "partial"),
    ("RequestDispositionFullExemptionDenialQuantity", "full_denial"),
)
_DISPOSED_TOTAL = Plain("RequestDispositionTotalQuantity", "disposed_total")
_APPEALS_DISPOSED = _plain(
    "appeals_disposed",
    ("AppealDispositionAffirmedQuantity", "affirmed"),
    ("AppealDispositionPartialQuantity", "partial"),
    ("AppealDispositionReversedQuantity", "reversed"),
    ("AppealDispositionOtherQuantity", "other"),
    ("AppealDispositionTotalQuantity", "total"),
)
_WITHIN_TEN = Plain("AdjudicationWithinTenDaysQuantity", "expedite_within_ten")
_PERSONNEL = (
    Plain("FullTimeEmployeeQuantity", "staff_full_time"),
    Plain("EquivalentFullTimeEmployeeQuantity", "staff_equivalent"),
    Plain("TotalFullTimeStaffQuantity", "staff_total"),
    Plain("ProcessingCostAmount", "cost_processing"),
    Plain("LitigationCostAmount", "cost_litigation"),
    Plain("TotalCostAmount", "cost_total"),
)
_FEES = (Plain("FeesCollectedAmount", "fees_collected"), Plain("FeesCollectedCostPercent", "fees_percent"))
_POSTED = (Plain("PostedbyFOIAQuantity", "posted_by_foia"), Plain("PostedbyProgramQuantity", "posted_by_program"))
_BACKLOG = (
    Plain("BackloggedRequestQuantity", "backlog_requests"),
    Plain("BackloggedAppealQuantity", "backlog_appeals"),
)
_APPEAL_REASONS = (*_REASONS, ("InLitigation", "in_litigation"), ("ExpeditedDenial", "expedited_denial"), _OTHER)

SECTIONS: tuple[Section, ...] = (
    Section("V.A", "ProcessedRequestSection", "ProcessingStatistics", _processing("requests")),
    Section(
        "V.B.(1)",
        "RequestDispositionSection",
        "RequestDisposition",
        (*_DISPOSED, _reasons("disposed", (*_REASONS, _OTHER)), _DISPOSED_TOTAL),
    ),
    Section(
        "V.B.(2)", "RequestDenialOtherReasonSection", "ComponentOtherDenialReason", _other_reasons("other_reasons")
    ),
    Section(
        "V.B.(3)",
        "RequestDispositionAppliedExemptionsSection",
        "ComponentAppliedExemptions",
        _exemptions("exemption"),
    ),
    Section("VI.A", "ProcessedAppealSection", "ProcessingStatistics", _processing("appeals")),
    Section("VI.B", "AppealDispositionSection", "AppealDisposition", _APPEALS_DISPOSED),
    Section(
        "VI.C.(1)",
        "AppealDispositionAppliedExemptionsSection",
        "ComponentAppliedExemptions",
        _exemptions("appeal_exemption"),
    ),
    Section(
        "VI.C.(2)",
        "AppealNonExemptionDenialSection",
        "AppealNonExemptionDenial",
        (_reasons("appeal_denied", _APPEAL_REASONS),),
    ),
    Section(
        "VI.C.(3)",
        "AppealDenialOtherReasonSection",
        "ComponentOtherDenialReason",
        _other_reasons("appeal_other_reasons"),
    ),
    Section("VI.C.(4)", "AppealResponseTimeSection", "ResponseTime", tuple(_days("appeal_days"))),
    Section("VI.C.(5)", "OldestPendingAppealSection", "OldestPendingItems", _oldest("oldest_appeal")),
    Section("VII.A", "ProcessedResponseTimeSection", "ProcessedResponseTime", _by_track("processed")),
    Section("VII.B", "InformationGrantedResponseTimeSection", "ProcessedResponseTime", _by_track("granted")),
    *(
        Section(
            f"VII.C.({number})",
            f"{track}ResponseTimeIncrementsSection",
            "ComponentResponseTimeIncrements",
            _increments(track.lower()),
        )
        for number, track in enumerate(_TRACKS, start=1)
    ),
    Section("VII.D", "PendingPerfectedRequestsSection", "PendingPerfectedRequests", tuple(_pending())),
    Section("VII.E", "OldestPendingRequestSection", "OldestPendingItems", _oldest("oldest_request")),
    Section("VIII.A", "ExpeditedProcessingSection", "ExpeditedProcessing", (*_adjudicated("expedite"), _WITHIN_TEN)),
    Section("VIII.B", "FeeWaiverSection", "FeeWaiver", _adjudicated("waiver")),
    Section("IX", "PersonnelAndCostSection", "PersonnelAndCost", _PERSONNEL),
    Section("X", "FeesCollectedSection", "FeesCollected", _FEES),
    Section("XI.A", "SubsectionUsedSection", "SubsectionUsed", (Plain("TimesUsedQuantity", "subsection_c_used"),)),
    Section("XI.B", "SubsectionPostSection", "Subsection", _POSTED),
    Section("XII.A", "BacklogSection", "Backlog", _BACKLOG),
    Section("XII.B", "ProcessedConsultationSection", "ProcessingStatistics", _processing("consultations")),
    Section("XII.C", "OldestPendingConsultationSection", "OldestPendingItems", _oldest("oldest_consultation")),
    Section("XII.D.(1)", "ProcessedRequestComparisonSection", "ProcessingComparison", _compared("compared_requests")),
    Section(
        "XII.D.(2)",
        "BackloggedRequestComparisonSection",
        "BacklogComparison",
        _backlog_compared("compared_backlog_requests"),
    ),
    Section("XII.E.(1)", "ProcessedAppealComparisonSection", "ProcessingComparison", _compared("compared_appeals")),
    Section(
        "XII.E.(2)",
        "BackloggedAppealComparisonSection",
        "BacklogComparison",
        _backlog_compared("compared_backlog_appeals"),
    ),
)


def cells_of(field: Field) -> tuple[tuple[str, str | None], ...]:
    """The indicators, with their columns, that a field gives figures of."""
    match field:
        case Plain(_, code, member):
            return ((code, member),)
        case Listed(_, code):
            return ((code, None),)
        case Labelled():
            return tuple((code, field.member) for _, code in field.codes)
        case Ranked():
            return (*((f"{field.code}_{rank}", None) for rank in range(1, RANKS + 1)), (field.date_code, None))
