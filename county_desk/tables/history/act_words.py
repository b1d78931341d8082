"""The words for each act of the history, its objects, and the answers of its request that are shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from county_desk.fields import Kind, Tally, Text
from county_desk.text import N_, _
from county_desk.ways import CopyWay, RevealWay


@dataclass(frozen=True)
class ActWords:
    """The words for one kind of act; `about` are the tables of its objects, the nearest first."""

    done: str
    about: tuple[str, ...] = ()


_CASES = ("case",)
_PEOPLE = ("member", "household", "member_year", "household_year")
_SILENT = ActWords(N_("Dealt with a confidential matter"))
ACT_WORDS: Mapping[str, ActWords] = {
    "AddMember": ActWords(N_("Added a member"), ("household",)),
    "AddPeople": ActWords(N_("Added people from a list"), ("user",)),
    "AddUser": ActWords(N_("Added a person"), ("user",)),
    "AllocateMoney": ActWords(N_("Divided money among households"), ("project", "payment")),
    "AnswerApplicant": ActWords(N_("Answered an applicant"), _CASES),
    "AnswerNeed": ActWords(N_("Named the need that a measure answers"), ("measure", "need")),
    "Announce": ActWords(N_("Announced the result"), _CASES),
    "AssignListed": ActWords(N_("Assigned the officials of the lists"), ("pairing", "official")),
    "AssignOfficial": ActWords(N_("Assigned a contact official"), ("household", "official", "pairing")),
    "AnswerRequest": ActWords(N_("Took a list as the answer of a department"), ("department_list",)),
    "AskDepartments": ActWords(N_("Asked departments"), ("department_request",)),
    "AssignReport": _SILENT,
    "ChangeHead": ActWords(N_("Changed the head of a household"), ("household",)),
    "ChangePost": ActWords(N_("Changed a post"), ("user",)),
    "CheckSheet": ActWords(N_("Entered a field sheet again"), ("inspected_household",)),
    "CloseAccount": ActWords(N_("Closed an account"), ("user",)),
    "CloseAccounts": ActWords(N_("Closed the accounts of a list"), ("user",)),
    "CloseDisclosure": ActWords(N_("Closed a disclosure"), ("disclosure",)),
    "CloseYear": ActWords(N_("Closed a year"), ("closed_year",)),
    "CommitPasswords": ActWords(N_("Sealed the passwords"), ("user",)),
    "ConcludeEvaluation": ActWords(N_("Concluded an evaluation"), ("evaluation_result",)),
    "ConfirmFigure": ActWords(N_("Confirmed a figure of policy"), ("policy_confirmation",)),
    "ConfirmFinding": ActWords(N_("Confirmed that a finding is mended"), ("inspection_finding",)),
    "ConfirmLate": ActWords(N_("Confirmed late entries"), _CASES),
    "ConfirmParameter": ActWords(N_("Confirmed a proposed figure"), ("own_parameter",)),
    "ConfirmPolicyFile": ActWords(N_("Confirmed a policy file")),
    "ConfirmOpening": ActWords(N_("Confirmed an opening balance"), ("batch",)),
    "CopyNotices": ActWords(N_("Printed or saved notices"), ("notice",)),
    "CorrectHousehold": ActWords(N_("Corrected a household"), ("household",)),
    "CorrectMember": ActWords(N_("Corrected a member"), ("member",)),
    "Decide": ActWords(N_("Decided and signed"), _CASES),
    "DecideHit": ActWords(N_("Decided on a hit"), ("hit_decision",)),
    "DeliverMeasure": ActWords(N_("Recorded the delivery of a measure"), ("measure",)),
    "DenyAct": ActWords(N_("Was refused an act")),
    "DismissClue": ActWords(N_("Dismissed a clue"), ("clue",)),
    "DismissSignal": ActWords(N_("Dismissed a signal"), ("signal",)),
    "DispatchClue": ActWords(N_("Dispatched a clue"), ("clue",)),
    "DrawRound": ActWords(N_("Drew an inspection round"), ("inspection_round",)),
    "EndNeed": ActWords(N_("Ended a need"), ("need",)),
    "EndHousehold": ActWords(N_("Recorded that a whole household is gone"), ("household",)),
    "EndPairing": ActWords(N_("Ended the pairing of an official"), ("household", "pairing")),
    "EndTeam": ActWords(N_("Ended the term of a team"), ("team",)),
    "EnterHolidays": ActWords(N_("Entered the holidays of a year"), ("own_year",)),
    "EnterSheet": ActWords(N_("Entered a field sheet"), ("inspected_household",)),
    "EnterWaiting": ActWords(N_("Entered waiting changes"), ("household",)),
    "ExtendDisclosure": ActWords(N_("Extended a disclosure"), ("disclosure",)),
    "FailSignIn": ActWords(N_("Gave a wrong password")),
    "FileHousehold": ActWords(N_("Entered a household’s application"), ("household",)),
    "FileVillage": ActWords(N_("Entered a village’s application"), _CASES),
    "FinishUndertaking": ActWords(N_("Recorded the result of a pledge or task"), ("undertaking",)),
    "FormTeam": ActWords(N_("Formed a resident team"), ("team",)),
    "FoundRegister": ActWords(N_("Founded the register"), ("register",)),
    "FreezeReturn": ActWords(N_("Froze a return"), ("return",)),
    "HandOverAll": ActWords(N_("Handed all households of an official over"), ("official", "pairing")),
    "HandOverHousehold": ActWords(
        N_("Handed a household over to another official"), ("household", "official", "pairing")
    ),
    "GiveToMany": ActWords(N_("Gave a measure to many households"), ("household", "measure")),
    "ImportPolicyFile": ActWords(N_("Imported a policy file")),
    "JoinMember": ActWords(N_("Recorded that a person joined a household"), ("household",)),
    "JoinTeam": ActWords(N_("Added a member to a team"), ("team_member", "team")),
    "KeepProcedureTexts": ActWords(N_("Kept the procedures of cases")),
    "LeaveMember": ActWords(N_("Recorded that a person left a household"), ("household",)),
    "LeaveTeam": ActWords(N_("Recorded that a member left a team"), ("team_member", "team")),
    "IssueFundingNotice": ActWords(N_("Issued a notice of funds and projects"), ("notice",)),
    "LookForSignals": ActWords(N_("Looked for signals"), ("signal",)),
    "MakeRecoveryCode": ActWords(N_("Made a recovery code"), ("user",)),
    "MendFinding": ActWords(N_("Recorded the mending of a finding"), ("inspection_finding",)),
    "MergeHouseholds": ActWords(N_("Merged two households"), ("household",)),
    "MoveHousehold": ActWords(N_("Moved a household within the county"), ("household",)),
    "NameDepartment": ActWords(N_("Named the department of a list"), ("department_list",)),
    "NameOffice": ActWords(N_("Named an office"), ("office_name",)),
    "OpenCase": ActWords(N_("Opened a case"), ("household", "case")),
    "OpenDisclosure": ActWords(N_("Opened a disclosure"), ("disclosure",)),
    "OpenMonitoring": ActWords(N_("Opened a case of monitoring"), ("household", "case")),
    "PasteRows": ActWords(N_("Took in pasted rows"), _PEOPLE),
    "PostHolders": ActWords(N_("Posted proposed holders of posts"), ("notice", "measure")),
    "ProposeProject": ActWords(N_("Proposed a project"), ("project",)),
    "RecordAsset": ActWords(N_("Recorded an asset"), ("asset",)),
    "RecordAssetIncome": ActWords(N_("Recorded the income of an asset"), ("asset", "asset_year")),
    "ReceiveReport": _SILENT,
    "RecordAppraisal": ActWords(N_("Recorded an appraisal"), ("appraisal",)),
    "RecordAssembly": ActWords(N_("Recorded a meeting"), _CASES),
    "RecordCauses": ActWords(N_("Recorded causes of poverty"), ("household",)),
    "RecordClue": ActWords(N_("Recorded a clue"), ("clue",)),
    "RecordComparison": ActWords(N_("Recorded a data comparison"), _CASES),
    "RecordConsent": ActWords(N_("Recorded the household’s consent"), _CASES),
    "RecordFinding": ActWords(N_("Recorded a finding"), ("inspection_finding",)),
    "OpenCountyExit": ActWords(N_("Applied for the exit of the county"), ("case",)),
    "RecordEvaluation": ActWords(N_("Recorded a result of an evaluation"), ("evaluation_result",)),
    "WithdrawEvaluation": ActWords(N_("Withdrew a result of an evaluation"), ("evaluation_result",)),
    "RecordFund": ActWords(N_("Recorded a fund"), ("fund",)),
    "RecordHolderObjection": ActWords(N_("Recorded objections to a proposed holder"), ("measure",)),
    "RecordHouseholdVisit": ActWords(N_("Recorded a visit to a household"), ("watch_visit",)),
    "RecordIncentive": ActWords(N_("Recorded an incentive"), ("appraisal",)),
    "RecordMeasure": ActWords(N_("Recorded a measure"), ("measure",)),
    "RecordMemberYear": ActWords(N_("Recorded facts of a person in a year"), ("member_year",)),
    "RecordMonitoringVisit": ActWords(N_("Recorded a visit to a monitored household"), ("watch_visit",)),
    "RecordNeed": ActWords(N_("Recorded a need"), ("need",)),
    "RecordObjection": ActWords(N_("Recorded an objection"), ("objection",)),
    "RecordPayment": ActWords(N_("Recorded a payment"), ("payment",)),
    "RecordProgress": ActWords(N_("Recorded the progress of a project"), ("project",)),
    "RecordPosting": ActWords(N_("Recorded a place of posting"), ("disclosure",)),
    "RecordReview": ActWords(N_("Recorded a review"), _CASES),
    "RecordRiskVisit": ActWords(N_("Recorded a visit on risks"), _CASES),
    "RecordTeamWeek": ActWords(N_("Recorded a week of a team member"), ("team_member", "team_week")),
    "RecordTraining": ActWords(N_("Recorded a training"), ("training",)),
    "RecordUndertaking": ActWords(N_("Recorded a pledge or a task"), ("undertaking",)),
    "RecordStage": ActWords(N_("Recorded a stage of a measure"), ("measure", "measure_stage")),
    "RecordVisit": ActWords(N_("Recorded a visit"), _CASES),
    "RecordYear": ActWords(N_("Recorded facts of a year"), ("household_year",)),
    "ReleaseFund": ActWords(N_("Released money to a project"), ("project", "fund_share")),
    "Reexamine": ActWords(N_("Opened a re-examination"), _CASES),
    "ReopenClue": ActWords(N_("Took up a dismissed clue"), ("clue",)),
    "ReopenDisclosure": ActWords(N_("Reopened a disclosure"), ("disclosure",)),
    "ReopenDuplicate": ActWords(N_("Took back a ruling on a duplicate"), ("duplicate_ruling",)),
    "ReopenHit": ActWords(N_("Took back a decision on a hit"), ("hit_decision",)),
    "ReopenReport": _SILENT,
    "ReopenSignal": ActWords(N_("Took up a dismissed signal"), ("signal",)),
    "ReopenYear": ActWords(N_("Reopened a year"), ("closed_year",)),
    "ResetPassword": ActWords(N_("Reset a password"), ("user",)),
    "RestoreRegister": ActWords(N_("Restored a backup")),
    "ReturnCase": ActWords(N_("Returned a case for changes"), _CASES),
    "ReturnFinding": ActWords(N_("Returned a finding"), ("inspection_finding",)),
    "RevealNumbers": ActWords(N_("Showed full numbers")),
    "SeparateAnswer": ActWords(N_("Took an answer apart from its request"), ("department_list",)),
    "SetCheck": ActWords(N_("Set a consistency check"), ("check_setting",)),
    "SetContact": ActWords(N_("Recorded the contact of a place"), ("place",)),
    "SetIntensity": ActWords(N_("Set how closely a household is watched"), ("monitored",)),
    "SetParameter": ActWords(N_("Entered a figure of policy"), ("own_parameter",)),
    "SetPassword": ActWords(N_("Set a password of their own"), ("user",)),
    "SetPlan": ActWords(N_("Set a plan"), ("village_plan",)),
    "SetRisks": ActWords(N_("Set the risks of a monitored household"), ("monitored",)),
    "SettleDuplicate": ActWords(N_("Ruled on a duplicate"), ("duplicate_ruling",)),
    "SettleLayout": ActWords(N_("Settled the columns of a form"), ("layout",)),
    "SettleObjection": ActWords(N_("Settled an objection"), ("objection",)),
    "SettleReport": _SILENT,
    "SignIn": ActWords(N_("Signed in")),
    "SplitHousehold": ActWords(N_("Split a household"), ("household",)),
    "SurveyVillage": ActWords(N_("Recorded a survey of a village"), ("village_year",)),
    "TakeBackChange": ActWords(N_("Took back a change of a household"), ("household",)),
    "TakeBackCorrection": ActWords(N_("Took back a correction"), _PEOPLE),
    "TakeBackFacts": ActWords(N_("Took back facts of a year"), _PEOPLE),
    "TakeBackHelp": ActWords(N_("Took back an entry of help"), ("household", "need", "measure")),
    "TakeBackHelpers": ActWords(N_("Took back an entry of those who help"), ("pairing", "official")),
    "StateBenefit": ActWords(N_("Stated what a project brings"), ("project",)),
    "TakeBackMending": ActWords(N_("Took back the mending of a finding"), ("inspection_finding",)),
    "TakeBackProject": ActWords(N_("Took back an entry of a project"), ("project", "fund", "payment")),
    "TakeBackRows": ActWords(N_("Took back pasted rows"), _PEOPLE),
    "TakeBackStep": ActWords(N_("Took back the last step"), _CASES),
    "TakeIn": ActWords(N_("Took in a file"), ("batch",)),
    "TakeUpSignal": ActWords(N_("Recorded a clue from a signal"), ("clue",)),
    "UndeliverMeasure": ActWords(N_("Took back the delivery of a measure"), ("measure",)),
    "UndoBatch": ActWords(N_("Undid a batch"), ("batch",)),
    "UnverifyClue": ActWords(N_("Took back the verification of a clue"), ("clue",)),
    "UseRecoveryCode": ActWords(N_("Used a recovery code"), ("user",)),
    "VerifyClue": ActWords(N_("Verified a clue"), ("clue",)),
    "VoidNotice": ActWords(N_("Declared a notice void"), ("notice",)),
    "WithdrawAnswer": ActWords(N_("Withdrew the answer about a column"), ("layout",)),
    "WithdrawAppraisal": ActWords(N_("Withdrew an appraisal"), ("appraisal",)),
    "WithdrawCase": ActWords(N_("Withdrew a case"), _CASES),
    "WithdrawCheck": ActWords(N_("Took back the setting of a check"), ("check_setting",)),
    "WithdrawChange": ActWords(N_("Withdrew a change of a household"), ("household",)),
    "WithdrawClue": ActWords(N_("Withdrew a clue"), ("clue",)),
    "WithdrawConfirmation": ActWords(N_("Withdrew a confirmation"), ("policy_confirmation",)),
    "WithdrawFinding": ActWords(N_("Withdrew a finding"), ("inspection_finding",)),
    "WithdrawHolidays": ActWords(N_("Withdrew the holidays of a year"), ("own_year",)),
    "WithdrawMeasure": ActWords(N_("Withdrew a measure"), ("measure",)),
    "WithdrawMember": ActWords(N_("Withdrew a member"), ("member",)),
    "WithdrawNeed": ActWords(N_("Withdrew a need"), ("need",)),
    "WithdrawObjection": ActWords(N_("Withdrew an objection"), ("objection",)),
    "WithdrawOfficeName": ActWords(N_("Withdrew the name of an office"), ("office_name",)),
    "WithdrawParameter": ActWords(N_("Withdrew a figure of policy"), ("own_parameter",)),
    "WithdrawPlan": ActWords(N_("Withdrew a plan"), ("village_plan",)),
    "WithdrawPolicyFile": ActWords(N_("Withdrew a policy file")),
    "WithdrawReport": _SILENT,
    "WithdrawRequest": ActWords(N_("Withdrew a request to a department"), ("department_request",)),
    "WithdrawStage": ActWords(N_("Withdrew the last stage of a measure"), ("measure", "measure_stage")),
    "WithdrawRound": ActWords(N_("Withdrew an inspection round"), ("inspection_round",)),
    "WithdrawVisit": ActWords(N_("Withdrew a visit to a household"), ("watch_visit",)),
    "WithdrawWaiting": ActWords(N_("Gave up a waiting change"), ("household",)),
}
# acts of which readers of the history learn neither the kind nor the object; the first stands for all of them
SILENT = tuple(name for name, words in ACT_WORDS.items() if words is _SILENT)


@dataclass(frozen=True)
class ActName(Kind):
    """An act by the name of its command, or a refused reading by the key of its list, shown in words."""

    width: int = 16

    def show(self, value: object) -> str:
        """The words for that act, or for one that this version does not know."""
        known = ACT_WORDS.get(str(value))
        return _(known.done) if known else (_ListName().show(value) or _("Another act")) if value else ""


@dataclass(frozen=True)
class _ListName(Kind):
    """A declared list by its key, or a return by its name, shown by its title."""

    def show(self, value: object) -> str:
        from county_desk.tables.lists import LISTS  # the history is one of the lists
        from county_desk.tables.returns import return_named

        if name := return_named(str(value)):
            return _(name.label)
        known = LISTS.get(str(value))
        return _(known.table.title) if known else ""


@dataclass(frozen=True)
class _WayName(Kind):
    """A way by which numbers or papers left the program."""

    def show(self, value: object) -> str:
        ways = [*RevealWay, *CopyWay]
        return next((_(way.label) for way in ways if way.value == value), "")


# what a request says that no record holds, by its key: its label, and its kind of value
REQUESTED: Mapping[str, tuple[str, Kind]] = {
    "act": (N_("Act"), ActName()),
    "list": (N_("List"), _ListName()),
    "rows": (N_("Rows"), Tally()),
    "way": (N_("Way"), _WayName()),
    "narrowed": (N_("Filter"), Text()),
    "purpose": (N_("Purpose"), Text()),
    "file": (N_("File"), Text()),
    "file_name": (N_("File"), Text()),
    "events": (N_("Acts of the backup"), Tally()),
    "evidence": (N_("Paper that proves it"), Text()),
    "reason": (N_("Reason"), Text()),
}
