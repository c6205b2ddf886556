"""The words of ``--help`` in Chinese, beside the English ones that stand with the options.

Rules:
- A test walks every command and option: each help text has its Chinese here, and nothing here is unused.
"""

HELP_WORDS: dict[str, str] = {
    "zeren (责任): who answers for a place, a matter, a day.": "zeren（责任）：某地、某事、某日由谁负责。",
    "Trace an incident: who answers for PLACE (an id, or a name that only one place has).": (
        "责任追溯：地点（编码，或唯一的名称）由谁负责。"
    ),
    "Import a FOLDER of CSV files or one XLSX workbook: print every fault, or the difference to what is stored.": (
        "导入 CSV 文件夹或一个 XLSX 工作簿：列出全部错误，或与台账的差异。"
    ),
    "The mapping file that says what the tables of SOURCE mean (docs/mapping.md).": (
        "说明所给表格含义的映射文件（见 docs/mapping.md）。"
    ),
    "Write an empty workbook to fill in and import, in the language of --lang.": (
        "写出一个供填写和导入的空白工作簿，语言由 --lang 决定。"
    ),
    "The encoding of the CSV files; else it is recognised.": "CSV 文件的编码；不填则自动识别。",
    "The datum of the coordinates: wgs84, gcj02 or bd09; kept as WGS 84.": (
        "坐标的坐标系：wgs84、gcj02 或 bd09；存为 WGS 84。"
    ),
    "Write a copy of the workbook with its faults marked.": "写出标明错误的工作簿副本。",
    "Let --faults and --mark replace a file that exists.": "允许 --faults 与 --mark 替换已有文件。",
    "Find by id, name, part of a name, former name, pinyin or initials.": (
        "按编码、名称、名称的一部分、曾用名、拼音或首字母查找。"
    ),
    "Show one person: posts, what is answered for through them, and at how many places.": (
        "查看一名人员：岗位、由此负责的责任田、负责的地点数。"
    ),
    "Only places.": "只查地点。",
    "Only organizations.": "只查组织。",
    "Only people.": "只查人员。",
    "Only posts.": "只查岗位。",
    "Only matters.": "只查事项。",
    "So many at a time, up to 1000; 50 without it.": "每次列出的条数，至多 1000；不填为 50。",
    "The page that an answer named as its next.": "答案中 next 所指的下一页。",
    "The day whose names and places are shown; without it, today.": "显示哪一日的名称与上级；不填为今天。",
    "The answer as JSON, a line for each kind of thing sought.": "以 JSON 输出答案，每类一行。",
    "Write the register in the import format: a folder of CSV files, or one workbook.": (
        "按导入格式写出台账：CSV 文件夹，或一个工作簿。"
    ),
    "Only what is in force that day; without it, all that is known.": "只含当日存续者；不填为已知的全部。",
    "List the changesets: number, head, time, who, why, source digest, counts.": (
        "列出变更集：序号、链首、时间、何人、原因、来源摘要、条数。"
    ),
    "Replay the changesets; name the first that is wrong (exit 2).": "重放全部变更集；指出第一个有误者（退出码 2）。",
    "Replay the changesets of R1 into --register, with its id, times and salts.": (
        "将原台账的变更集连同标识、时间和盐值重放到 --register。"
    ),
    "Write the bundled example into FOLDER, as files to import.": "将内置示例写入文件夹，供导入使用。",
    "Create zeren-demo.db from the bundled example, trace an incident in it, and show its coverage.": (
        "用内置示例建立 zeren-demo.db，追溯一起事件，并显示责任覆盖。"
    ),
    "Show the coverage of AREA and of the areas inside it, worst first; without AREA, of the whole register.": (
        "显示区域及其下各区域的责任覆盖率，由低到高；不填则为全台账。"
    ),
    "List every gap in AREA; without AREA, in the whole register.": ("列出区域内的全部责任空白；不填则为全台账。"),
    "Show the gaps that would open in AREA without some persons, and those open either way.": (
        "显示若干人员缺位后区域新增的空白，以及本来就有的空白。"
    ),
    "Rank the persons without whom filled slots in AREA would be unfilled.": (
        "列出区域内的关键人员：缺了他们，已落实的责任格将成为空白。"
    ),
    "Audit AREA; without AREA, the whole register: gaps, and what will not last or should not be.": (
        "审计区域（不填为全台账）：责任空白，以及难以持续或不当的情形。"
    ),
    'Report on AREA: exactly-one, "one person one plot": nothing missing, nothing shared, no one idle.': (
        "区域的专题报告：exactly-one（一人一责任田）：不缺位、不共担、不闲置。"
    ),
    "Draw the answer about SUBJECT: KIND is trace, coverage, person, organization, timeline, matrix or handover.": (
        "将关于对象的答案绘成图：图类为 trace、coverage、person、organization、timeline、matrix 或 handover。"
    ),
    "Of a handover: the day before it.": "用于交接：交接前的日期。",
    "Of a handover: the day after it; without it, --on.": "用于交接：交接后的日期；不填为 --on。",
    "Of a timeline: from A, before B.": "用于时间线：自 A 起、B 之前。",
    "Of a timeline: SUBJECT is a place or a post, where both have this id.": (
        "用于时间线：对象是地点还是岗位（两者编码相同时）。"
    ),
    "Write the drawing to this file; - is standard output.": "将图写入此文件；- 为标准输出。",
    "The drawing's format; without it, as the file's name ends.": "图的格式；不填则按文件名后缀。",
    "Write a graph of one day into this file instead.": "改为将某一日的图数据写入此文件。",
    "The graph's format; without it, as the file's name ends.": "图数据的格式；不填则按文件名后缀。",
    "Of a graph: only what concerns this area.": "图数据只含与该区域有关者。",
    "Light (for print) or dark.": "浅色（供打印）或深色。",
    "Print the responsibility boards of each PLACE (an id, or a name that only one place has), or of a whole area.": (
        "印制责任公示牌：每个地点（编码，或唯一的名称）一块，或整个区域。"
    ),
    "Every place in this area, and the area itself.": "该区域内的全部地点，含区域本身。",
    "With --all-under: only areas of this level.": "与 --all-under 同用：只印该层级的区域。",
    "With --all-under: only units of this kind; repeatable.": "与 --all-under 同用：只印该类别的单位；可重复给出。",
    "A file, as it ends; else a folder, a file for each place.": "按后缀为一个文件；否则为文件夹，每个地点一个文件。",
    "Without it, as --output ends; else PDF.": "不填则按 --output 的后缀，否则为 PDF。",
    "Once the files are complete, write which boards were printed.": "文件全部完成后，登记哪些公示牌已印制。",
    "60x90 is in centimetres.": "60x90 以厘米计。",
    "Only boards that differ from what was known at this day's end.": "只印与该日终了时所知不同的公示牌。",
    "Only this matter and those below it, by its id.": "只看该事项及其下级事项（编码）。",
    "Only this tier: first, direct or specific.": "只看该责任层级：first、direct 或 specific。",
    "Only what this requirement asks for.": "只看该责任要求。",
    "As if this person held no post; repeatable.": "假定该人员不任任何岗位；可重复给出。",
    "How the answer is given; without it, as --output ends.": "答案的格式；不填则按 --output 的后缀。",
    "Short for --format json.": "即 --format json。",
    "Write the answer to this file.": "将答案写入此文件。",
    "Replace a file that exists.": "替换已存在的文件。",
    "End with 1 where something stands at or above this; every gap is an error.": (
        "若有达到此严重程度者，以 1 结束；每个责任空白都是 error。"
    ),
    "Every area of this level inside, not those directly below.": "列出其内该层级的全部区域，而非直接下级。",
    "Also what opened and closed since this day.": "另列自该日以来新增与消除的空白。",
    "Every gap on any day from A, before B, with its days.": "自 A 起、B 之前任一日的全部空白及其起止日。",
    "Findings that are known and borne with, until a day.": "已知并暂予接受的发现，至某日为止。",
    "Only this audit; repeatable.": "只做此类审计；可重复给出。",
    "Serve GET /api/v1/trace and the other routes (see docs/http.md).": (
        "提供 GET /api/v1/trace 等接口（见 docs/http.md）。"
    ),
    "Begin an empty register, in a new file or in an empty Neo4j database.": (
        "在新文件或空的 Neo4j 数据库中建立空台账。"
    ),
    "The register: a file, or bolt://… or neo4j://… (ZEREN_REGISTER).": "台账：文件，或 bolt://…、neo4j://…（ZEREN_REGISTER）。",
    "127.0.0.1 only, until keys exist.": "在访问密钥功能完成前，只能是 127.0.0.1。",
    "The port; 0 takes a free one.": "端口；0 表示任取空闲端口。",
    "As known then: a date or an instant; without it, now.": "按当时所知：日期或时刻；不填为现在。",
    "End stored rows that the files present do not hold, on this day.": "对所给文件中没有的已存行，自该日起终止。",
    "List every change, not only the first ones.": "列出全部变更，而不只是前若干条。",
    "Show the version.": "显示版本。",
    "Show this message and exit.": "显示本帮助。",
    "The answer as JSON.": "以 JSON 输出答案。",
    "The day asked about, or an instant with an offset; without it, today.": "查询的日期，或带时区的时刻；不填为今天。",
    "The matter's id; without it, every matter.": "事项编码；不填为全部事项。",
    "The register to copy.": "要复制的台账。",
    "The register's time zone, fixed for good.": "台账时区，一经确定不再改变。",
    "Who writes (ZEREN_BY).": "何人写入（ZEREN_BY）。",
    "Why (ZEREN_WHY).": "为何写入（ZEREN_WHY）。",
    "With --end-missing: only rows inside this area.": "与 --end-missing 合用：只处理该区域内的行。",
    "Words in Chinese or English.": "使用中文或英文。",
    "Write every fault to this CSV file.": "将全部错误写入此 CSV 文件。",
    "Write the difference; without it, only show it.": "写入差异；不加则只预览。",
}


USAGE_WORDS: dict[str, str] = {
    "Usage:": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "Options": "选项",
    "Commands": "命令",
    "[required]": "[必填]",
    "[default: ": "[默认：",
    "option": "选项",
    "argument": "参数",
    "no option": "没有选项 {name}",
    "near": "；是否指 {names}？",
    "no command": "没有命令 {name}",
    "Missing command.": "缺少命令",
    "value missing": "选项 {name} 需要一个值",
    "no value": "选项 {name} 不带值",
    "missing": "缺少{kind} {name}",
    "bad value": "{name} 的值无效：{reason}",
    "whole number": "应为允许范围内的整数",
    "extra": "多余的参数：{names}",
}
"""What the parser of commands says, in Chinese; in English it says it itself."""


METAVARS: dict[str, str] = {
    "INTEGER RANGE": "整数",
    "FOLDER": "文件夹",
    "FILE": "文件",
    "DATE": "日期",
    "PLACE": "地点",
    "AREA": "区域",
    "PERSON": "人员",
    "KIND": "图类",
    "SUBJECT": "对象",
    "TIER": "层级",
    "TEXT": "文本",
    "NAME": "名称",
    "CODE": "代码",
    "PAGE": "页",
    "WHO": "何人",
    "ID": "编码",
    "R1": "原台账",
    "R": "台账",
    "T": "时刻",
    "M": "事项",
    "L": "层级",
    "N": "数量",
    "F": "格式",
    "K": "类别",
}
"""What stands for a value in a command's words, in Chinese; the range A..B is as it is typed."""


def in_chinese(text: str | None) -> str | None:
    """Return a help text in Chinese, or as it is where there is none."""
    return None if text is None else HELP_WORDS.get(text, text)
