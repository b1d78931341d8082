"""Every command that a shell, a form or a palette can offer, by name."""

from collections.abc import Mapping

from county_desk.intake.comparing import layouts
from county_desk.intake.taking_in import take_in
from county_desk.workflow import (
    accounts,
    announcement,
    consistency_settings,
    decision,
    disclosure,
    duplicates,
    filing,
    founding,
    guarded,
    objections,
    own,
    own_calendar,
    papers,
    policy_files,
    policy_texts,
    registry,
    restoring,
    returns,
    revealing,
    rights,
    signing_in,
    steps,
    take_back,
    village_filing,
)
from county_desk.workflow.command import Command

_ALL: tuple[type[Command], ...] = (
    filing.OpenCase,
    filing.FileHousehold,
    village_filing.FileVillage,
    *steps.RECORDS,
    disclosure.OpenDisclosure,
    objections.RecordObjection,
    objections.SettleObjection,
    objections.WithdrawObjection,
    disclosure.CloseDisclosure,
    disclosure.ReopenDisclosure,
    decision.Decide,
    announcement.Announce,
    take_back.TakeBackStep,
    take_back.ReturnCase,
    take_back.WithdrawCase,
    papers.VoidNotice,
    returns.FreezeReturn,
    take_in.UndoBatch,
    layouts.WithdrawAnswer,
    registry.AddMember,
    registry.WithdrawMember,
    registry.RecordYear,
    registry.SetContact,
    duplicates.SettleDuplicate,
    duplicates.ReopenDuplicate,
    own.SetParameter,
    own.WithdrawParameter,
    own_calendar.EnterHolidays,
    own_calendar.WithdrawHolidays,
    policy_files.WithdrawPolicyFile,
    consistency_settings.SetCheck,
    consistency_settings.WithdrawCheck,
    accounts.AddUser,
    accounts.ResetPassword,
    accounts.CloseAccount,
    accounts.SetPassword,
)

COMMANDS: Mapping[str, type[Command]] = {command.__name__: command for command in _ALL}

# what the history can hold: some acts have ways of their own, and some record what people tried
KNOWN: Mapping[str, type[Command]] = {
    **COMMANDS,
    founding.FoundRegister.__name__: founding.FoundRegister,
    guarded.CommitPasswords.__name__: guarded.CommitPasswords,
    policy_files.ImportPolicyFile.__name__: policy_files.ImportPolicyFile,
    policy_texts.KeepProcedureTexts.__name__: policy_texts.KeepProcedureTexts,
    restoring.RestoreRegister.__name__: restoring.RestoreRegister,
    take_in.TakeIn.__name__: take_in.TakeIn,
    layouts.SettleLayout.__name__: layouts.SettleLayout,
    signing_in.SignIn.__name__: signing_in.SignIn,
    signing_in.FailSignIn.__name__: signing_in.FailSignIn,
    rights.DenyAct.__name__: rights.DenyAct,
    revealing.RevealNumbers.__name__: revealing.RevealNumbers,
}
