"""The words of notes and hints, which stop nothing, in English and Chinese: data; those of faults: ``fault_table``."""

NOTE_WORDS: dict[str, tuple[str, str]] = {
    "rows_left_out": (
        "rows left out by where and unless: {count} of {rows}",
        "共 {rows} 行，其中 {count} 行因 where 和 unless 而略去",
    ),
    "namesakes": (
        "“{name}” becomes the new person {person}; elsewhere there are: {people}",
        "“{name}”将成为新增人员 {person}；其他地方已有：{people}",
    ),
    "since_kept": (
        "the register has “{person}” here since {stored}, the ledger since {since}; what is stored is kept",
        "台账系统中“{person}”自 {stored} 起任职，此表为 {since}；保留已存的日期",
    ),
    "hidden_sheet": ("this sheet is hidden and was not read", "此工作表已隐藏，未读取"),
    "encoding_taken": (
        "read as {encoding} (another: --encoding NAME); it begins “{first}” / “{second}”",
        "按 {encoding} 编码读取（如不对请用 --encoding 指定）；开头为“{first}” / “{second}”",
    ),
    "private_use": (
        "“{value}” holds characters for private use ({points}), which other systems may show otherwise or not at all",
        "“{value}”含有私用区字符（{points}），其他系统可能显示不同或无法显示",
    ),
    "outside_datum": (
        "this point lies outside China's box, where {datum} and WGS 84 are the same; it stays as it is",
        "此坐标在中国范围框之外，{datum} 与 WGS 84 在此相同；按原值保留",
    ),
    "unknown_kinds": (
        "not in the table of known kinds and kept as typed ({count}): {kinds}",
        "{count} 种类型不在已知类型表中，按原样保留：{kinds}",
    ),
    "kind_of_nothing": (
        "nothing stored or in the files is of the kind “{kind}”; if that is a slip, correct it",
        "台账和文件中都没有类型为“{kind}”的对象；如系笔误请更正",
    ),
    "wide_id": (
        "full-width digits or letters make the new id “{id}” another than “{narrow}”; type that if it is meant",
        "新编码“{id}”含全角数字或字母，与“{narrow}”是两个不同的编码；如指后者，请输入“{narrow}”",
    ),
    "root_now": (
        "this new row of “{id}” has no parent, other rows lie in “{parent}”: nothing above would answer for it",
        "“{id}”的新行没有上级，而其他行隶属“{parent}”：其上级将不再对其负责",
    ),
    "name_ends": (
        "this ends a name of “{id}”, not a tenure; if the person left, end the tenures",
        "这只终止“{id}”的姓名期间，不终止任职；如已离任，请终止其任职",
    ),
}
