"""Words of answers for people, in English and Chinese: data."""

from graph.output.error_words import Words

TRACE: Words = {
    "trace": ("Responsibility trace", "责任追溯"),
    "place": ("place", "地点"),
    "matter": ("matter", "事项"),
    "all_matters": ("all matters", "所有事项"),
    "every_leaf": ("every matter", "全部事项"),
    "on": ("on", "日期"),
    "known_at": ("as known at", "知悉时点"),
    "chain": ("chain", "责任链"),
    "chain_broken_note": (
        "the chain is broken above {place}: what lies above it is not in force on that day",
        "责任链在 {place} 以上中断：其上级当日不存续",
    ),
    "nobody": (
        "NOBODY answers here for this matter on this day",
        "当日此处此事项无人负责",
    ),
    "missing_first": ("What is missing", "责任空白"),
    "nothing_missing": ("nothing is missing", "无空白"),
    "nothing_asked": (
        "no scheme asks for anything here on this day, so nothing can be missing",
        "当日没有责任制对此处提出要求，无从谈空白",
    ),
    "call_first": ("Whom to call first", "联系顺序"),
    "accountable": ("Everyone accountable", "责任人"),
    "tier": ("tier", "责任层级"),
    "post": ("post", "岗位"),
    "person": ("person", "人员"),
    "phone": ("duty phone", "值班电话"),
    "since": ("since", "起始"),
    "ground": ("ground", "依据"),
    "requirement": ("requirement", "责任要求"),
    "gap": ("gap", "空白类型"),
    "have_need": ("have/need", "现有/应有"),
    "vacant_post": ("(vacant)", "（空缺）"),
    "as_long_as_known": ("as long as known", "一直以来"),
    "only_for": ("only for {kinds}", "仅限 {kinds}"),
    "narrower_note": ("also ask about: {matters}", "还可细查：{matters}"),
    "head": ("head", "链首"),
}

SEARCH: Words = {
    "places": ("places", "地点"),
    "people": ("people", "人员"),
    "organizations": ("organizations", "组织"),
    "posts": ("posts", "岗位"),
    "matters": ("matters", "事项"),
    "id": ("id", "编码"),
    "name": ("name", "名称"),
    "what_and_where": ("what and where", "类型与上级"),
    "until": ("ends before", "失效"),
    "matched": ("found by", "匹配"),
    "by_id": ("id", "编码"),
    "by_name": ("name", "名称"),
    "by_prefix": ("beginning", "开头"),
    "by_part": ("part", "部分"),
    "by_pinyin": ("pinyin", "拼音"),
    "nothing_found": ("Nothing is called so.", "没有找到。"),
    "more_found": ("There are more: --after {next}", "还有更多：--after {next}"),
}

PERSON: Words = {
    "tenure": ("tenure", "任职"),
    "holds_now": ("holds it that day", "当日在任"),
    "yes": ("yes", "是"),
    "plots": ("plots", "责任田"),
    "load": ("places answered for: {count}", "负责地点数：{count}"),
}
