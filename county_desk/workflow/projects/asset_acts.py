"""Assets of projects: recorded once they are built, and each year with their income and its shares."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sqlalchemy import func, select

from county_desk.models.asset import Asset, AssetYear
from county_desk.models.household import Household
from county_desk.models.project import Payment, Project, ProjectStanding
from county_desk.models.user import Permission
from county_desk.tables.area import area_of
from county_desk.tables.history.act_words import OF_PROJECTS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.projects.money import amount_trouble, paid_in_all, project_trouble
from county_desk.workflow.record_acts import MakingAct

BUILT = (ProjectStanding.FINISHED, ProjectStanding.ACCEPTED)


class RecordAsset(MakingAct[Asset]):
    """Record the asset that a finished project built, and the keeper of it."""

    permission: ClassVar = Permission.FUND
    act: ClassVar = ActWords(N_("Record an asset"), N_("Recorded an asset"), "asset")
    synonyms: ClassVar = N_("fixed assets")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_PROJECTS
    makes: ClassVar = Asset
    summary: ClassVar = N_("Asset of {project.title} recorded: {title}")

    project: Annotated[int, asked(Asset.project_id)]
    asset: Annotated[str, asked(Asset.title)]
    value: Annotated[Decimal, asked(Asset.value)]
    built_on: Annotated[date, asked(Asset.built_on)]
    keeper: Annotated[str, asked(Asset.keeper)]
    document: Annotated[str, asked(Asset.document, seldom=True)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := project_trouble(work.session, self.project):
            return trouble
        project = work.session.get_one(Project, self.project)
        if project.standing not in BUILT:
            words = _("{title} is {standing}; assets are those of finished projects")
            return {"project": words.format(title=project.title, standing=_(project.standing.label))}
        if amount_trouble(self.value):
            return {"value": _("An amount is more than 0")}
        return {}

    def effect(self, work: Work) -> str:
        """Warn that the assets are worth more than the project paid, or that two have one name."""
        project = work.session.get_one(Project, self.project)
        wanted = select(Asset).where(Asset.project_id == project.id, Asset.withdrawn_on.is_(None))
        known = work.session.scalars(wanted).all()
        worth = sum((each.value for each in known), self.value)
        paid = paid_in_all(work.session, Payment.amount, Payment.project_id, project.id)
        said = []
        if worth > max(paid, project.budget):
            words = _("{title} cost {cost} yuan; its assets would be worth {worth} yuan.")
            cost = f"{max(paid, project.budget):,.2f}"
            said.append(words.format(title=project.title, cost=cost, worth=f"{worth:,.2f}"))
        if any(each.title == self.asset.strip() for each in known):
            said.append(_("{title} has an asset of this name already.").format(title=project.title))
        return "\n".join(said)

    def own(self, work: Work) -> Mapping[str, object]:
        return {"place_id": work.session.get_one(Project, self.project).place_id}


class RecordAssetIncome(MakingAct[AssetYear]):
    """Record the income of an asset in a year, and the shares of the village and of households."""

    permission: ClassVar = Permission.FUND
    act: ClassVar = ActWords(
        N_("Record the income of an asset"), N_("Recorded the income of an asset"), "asset", "asset_year"
    )
    synonyms: ClassVar = N_("dividend yield")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_PROJECTS
    makes: ClassVar = AssetYear
    summary: ClassVar = N_("{asset.title} earned {income:,.2f} yuan in {year}")

    asset: Annotated[int, asked(AssetYear.asset_id)]
    year: Annotated[int, asked(AssetYear.year)]
    income: Annotated[Decimal, asked(AssetYear.income)]
    village_share: Annotated[Decimal, asked(AssetYear.village_share)]
    household_share: Annotated[Decimal, asked(AssetYear.household_share)]
    households: Annotated[int, asked(AssetYear.households)]

    def problems(self, work: Work) -> Mapping[str, str]:
        asset = work.session.get_one(Asset, self.asset)
        if self.year < asset.built_on.year:
            return {"year": _("It was built on {day}").format(day=asset.built_on)}
        twice = select(AssetYear.id).where(
            AssetYear.asset_id == asset.id, AssetYear.year == self.year, AssetYear.withdrawn_on.is_(None)
        )
        if work.session.scalar(twice.limit(1)) is not None:
            return {"year": _("The income of {year} is on record already").format(year=self.year)}
        for name in ("income", "village_share", "household_share"):
            if getattr(self, name) < 0:
                return {name: _("An amount is not below 0")}
        if (shared := self.village_share + self.household_share) != self.income:
            words = _("The shares come to {shared} yuan, the income to {income} yuan")
            about = {"shared": f"{shared:,.2f}", "income": f"{self.income:,.2f}"}
            return {"household_share": words.format(**about)}
        if (self.household_share > 0) is not (self.households > 0):
            return {"households": _("Households with a share and their money go together")}
        return {}

    def effect(self, work: Work) -> str:
        """Warn that more households would have a share than the place of the asset has on record."""
        asset = work.session.get_one(Asset, self.asset)
        area = area_of(work.session, None if asset.place.parent_id is None else asset.place_id)
        wanted = select(func.count(Household.id)).where(Household.withdrawn_on.is_(None))
        known = work.session.scalar(
            wanted.where(Household.village_id.in_(area)) if area is not None else wanted
        )
        if self.households <= (known or 0):
            return ""
        words = _("{place} has {known} households on record, and {count} would have a share.")
        return words.format(place=asset.place.name, known=known, count=self.households)
