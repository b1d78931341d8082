"""The classes of measure, for records, columns of ledgers and checks alike."""

from county_desk.fields import Term
from county_desk.text import N_


class MeasureClass(Term):
    """The classes of measure of the national monitoring system; the values are its words."""

    INDUSTRY = "产业帮扶", N_("Industry")
    EMPLOYMENT = "就业帮扶", N_("Employment")
    FINANCE = "金融帮扶", N_("Finance")
    POST = "公益岗位帮扶", N_("Public-welfare work")
    HOUSING = "住房安全保障", N_("Housing aid")
    WATER = "饮水安全保障", N_("Drinking-water aid")
    HEALTH = "健康帮扶", N_("Health aid")
    SCHOOLING = "义务教育保障", N_("Schooling aid")
    EDUCATION = "教育帮扶", N_("Education aid")
    SUPPORT = "综合保障", N_("Comprehensive support")
    SOCIAL = "社会帮扶", N_("Help of society")
    RELOCATION = "搬迁", N_("Relocation")
    CONDITIONS = "生产生活条件改善", N_("Conditions of production and life")
    INFRASTRUCTURE = "基础设施建设", N_("Infrastructure")
    OTHER = "其他帮扶", N_("Other help")
