"""The page of one agreement: every figure ever reported of it, and what they come to on a day."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Holding, Standing, stand_on
from nphd_tracker.due import Instalment, schedule_of
from nphd_tracker.follow_ups import Tracked
from nphd_tracker.reading import Measure
from nphd_tracker.web.serving.settings import polling_day
from nphd_tracker.web.shown import followed
from nphd_tracker.web.shown.figures import settle
from nphd_tracker.web.shown.selection import Selection


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement: its rates on every basis, its values, and every figure ever reported."""

    selection: Selection
    elections: list[str]
    holding: Holding
    rates: list[Standing]
    measures: list[Measure]
    evidence: list[store.Evidence]
    cited: dict[int, store.Evidence]
    counting: frozenset[int]
    documents: list[store.KeptDocument]
    follow_ups: list[Tracked]
    estimate: list[Instalment]
    """The regulation's schedule, where it stands in for the agreement's own."""

    @property
    def standing(self) -> Standing:
        return next(one for one in self.rates if one.basis is self.selection.basis)


def look_at(
    session: Session, agreement_id: int, asked: Selection, default_election: str, today: date
) -> AgreementView:
    """One agreement on the day asked; its own election counts, whatever the address says."""
    holding = store.load_holding(session, agreement_id)
    asked = replace(asked, election=holding.election)
    selection, elections = settle(session, asked, default_election, today)
    polling = polling_day(holding.election)
    rates = list(stand_on(holding, selection.day, Basis, polling).values())
    evidence = store.load_evidence(session, agreement_id)
    values = rates[0].values
    schedule, is_estimate = schedule_of(holding.terms, holding.agency, polling)
    return AgreementView(
        selection=selection.widened(),
        elections=elections,
        holding=holding,
        rates=rates,
        measures=[measure for measure in Measure if measure in values],
        evidence=evidence,
        cited={one.figure_id: one for one in evidence},
        counting=frozenset(figure.id for value in values.values() for figure in value.evidence),
        documents=store.list_attachments(session, agreement_id),
        follow_ups=followed.of_agreement(session, holding, selection, today),
        estimate=schedule if is_estimate else [],
    )
