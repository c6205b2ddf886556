"""The known kinds of unit and of post: data, in both languages.

Rules:
- Kinds are open lists, matched by equality. This table only lets one kind be written in two languages: the Chinese word
  is turned into the code at intake. What is not in it stays as typed.
- No kind bears a level's name, in either language. A Chinese word stands once in each list.
"""

from collections.abc import Iterable

from graph.model.words import Word

UNIT_KINDS = (
    Word("member_unit", "成员单位", "member unit", "belongs to the governance committee"),
    Word("key_unit", "重点单位", "key unit", "signs a target letter of its own"),
    Word("nine_small_venue", "九小场所", "nine-small venue", "beside its own kind"),
    Word("enterprise", "企业", "enterprise", ""),
    Word("school", "学校", "school", ""),
    Word("small_school", "小学校", "small school", "a nine-small venue"),
    Word("kindergarten", "幼儿园", "kindergarten", ""),
    Word("primary_school", "小学", "primary school", ""),
    Word("middle_school", "中学", "middle school", ""),
    Word("hospital", "医院", "hospital", ""),
    Word("clinic", "诊所", "clinic", "a nine-small venue: the small hospital"),
    Word("shop", "商店", "shop", "a nine-small venue"),
    Word("restaurant", "餐饮", "restaurant", "a nine-small venue"),
    Word("hotel", "旅馆", "hotel", "a nine-small venue"),
    Word("guesthouse", "招待所", "guesthouse", ""),
    Word("internet_cafe", "网吧", "internet café", "a nine-small venue"),
    Word("beauty_or_bath", "美容洗浴", "beauty or bath house", "a nine-small venue"),
    Word("entertainment", "歌舞娱乐", "entertainment", "a nine-small venue"),
    Word("workshop", "生产加工", "workshop", "a nine-small venue"),
    Word("office_building", "写字楼", "office building", ""),
    Word("market", "市场", "market", ""),
    Word("mall", "商场", "mall", ""),
    Word("bank", "银行", "bank", ""),
    Word("gas_station", "加油站", "gas station", ""),
    Word("warehouse", "仓库", "warehouse", ""),
    Word("construction_site", "建筑工地", "construction site", ""),
    Word("quarry", "采石场", "quarry", ""),
    Word("mine", "矿山", "mine", ""),
    Word("cinema", "影院", "cinema", ""),
)

POST_KINDS = (
    Word("party_secretary", "党委书记", "party secretary", "of a street or town"),
    Word("director", "主任", "director", "head of government of a street or town"),
    Word("leadership_team", "班子成员", "member of the leadership team", ""),
    Word("group_head", "组长", "head of a leading group", ""),
    Word("deputy_head", "副组长", "deputy head of a leading group", ""),
    Word("command_office", "指挥部办公室", "command office", ""),
    Word("department_deputy", "部门副职", "deputy of a department", ""),
    Word("duty_chief", "值班长", "chief on duty", ""),
    Word("zone_head", "管区书记", "head of a management zone", ""),
    Word("village_secretary", "村党支部书记", "village party secretary", ""),
    Word("village_director", "村委会主任", "village director", ""),
    Word("village_committee", "村两委成员", "member of the village committees", ""),
    Word("village_contact", "包村干部", "cadre assigned to a village", ""),
    Word("station_head", "工作站站长", "head of a community station", ""),
    Word("station_deputy", "工作站副站长", "deputy of a community station", ""),
    Word("sector_cadre", "片区干部", "cadre of a sector", ""),
    Word("grid_worker", "网格员", "grid worker", ""),
    Word("member_unit_head", "成员单位负责人", "head of a member unit", ""),
    Word("legal_person", "法定代表人", "legal person", "of a unit"),
    Word("school_safety", "校园安全员", "school safety officer", ""),
    Word("fire_supervisor", "消防监督员", "fire supervisor", ""),
)

_UNIT_KINDS = {word.code: word for word in UNIT_KINDS}


def spoken_kinds(kinds: Iterable[str], lang: str) -> list[str]:
    """Return kinds of unit as people say them; one that is not known stands for itself."""
    known = [(kind, _UNIT_KINDS.get(kind)) for kind in kinds]
    return [kind if word is None else word.chinese if lang == "zh" else word.english for kind, word in known]
