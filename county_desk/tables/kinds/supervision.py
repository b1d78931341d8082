"""Inspections with their findings, reports of misconduct, appraisals, and evaluations of the county."""

from county_desk.models.county_exit import CountyRecord, EvaluationResult
from county_desk.models.household import Household
from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionFinding,
    InspectionRound,
)
from county_desk.models.misconduct import Appraisal, MisconductReport
from county_desk.models.place import Place
from county_desk.tables.kinds.record_kind import RecordKind

INSPECTION_ROUND = RecordKind(InspectionRound, (InspectionRound.title,))
INSPECTED_HOUSEHOLD = RecordKind(
    InspectedHousehold, (Household.head,), about=(InspectedHousehold.household_id,)
)
INSPECTION_FINDING = RecordKind(
    InspectionFinding,
    (Place.name, InspectionFinding.found_on),
    about=(InspectionFinding.household_id, InspectionFinding.village_id),
)
MISCONDUCT_REPORT = RecordKind(MisconductReport, (MisconductReport.id,))
APPRAISAL = RecordKind(Appraisal, (Place.name, Appraisal.name, Appraisal.year), about=(Appraisal.place_id,))
COUNTY_RECORD = RecordKind(CountyRecord, (Place.name,))
EVALUATION_RESULT = RecordKind(EvaluationResult, (EvaluationResult.year, EvaluationResult.round))
