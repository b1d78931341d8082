"""The facts of households and people: the columns that hold them and their Chinese titles."""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "head": "户主姓名",
    "persons": "家庭人口数",
    "group_name": "村民小组",
    "kind": "户类型",
    "cause": "致贫原因",
    "other_causes": "其他致贫原因",
    "telephone": "联系电话",
    "account": "银行卡号",
    "identified": "识别时间",
    "claimed": "脱贫属性",
    "remark": "备注",
    "name": "姓名",
    "relation": "与户主关系",
    "sex": "性别",
    "id_number": "身份证号",
    "born_on": "出生日期",
    "ethnicity": "民族",
    "education": "文化程度",
    "schooling": "在校生状况",
    "health": "健康状况",
    "labour": "劳动技能",
    "work_months": "务工时间",
    "insured": "参加新农合",
    "wage": "工资性收入",
    "business": "生产经营性收入",
    "property": "财产性收入",
    "transfer": "转移性收入",
    "expense": "生产经营性支出",
    "net_income": "年纯收入",
    "income_per_head": "人均纯收入",
    "enough_food": "不愁吃",
    "enough_clothing": "不愁穿",
    "dropouts": "辍学人数",
    "all_insured": "全员参加医保",
    "housing_grade": "危房等级",
    "housing_area": "住房面积",
    "safe_water": "饮水安全",
    "electricity": "通生活用电",
    "broadcasting": "通广播电视",
    "road": "入户路类型",
    "fuel": "主要燃料类型",
    "arable_land": "耕地面积",
}

HOUSEHOLD = (
    *("head", "persons", "group_name", "kind", "cause", "other_causes"),
    *("telephone", "account", "identified", "claimed", "remark"),
)
MEMBER = ("name", "relation", "sex", "id_number", "born_on", "ethnicity")
MEMBER_YEAR = ("education", "schooling", "health", "labour", "work_months", "insured")
INCOME = ("wage", "business", "property", "transfer", "expense", "net_income", "income_per_head")
LIVING = (
    *("enough_food", "enough_clothing", "dropouts", "all_insured", "housing_grade", "housing_area"),
    *("safe_water", "electricity", "broadcasting", "road", "fuel", "arable_land"),
)
