"""The words of every fault that a mapping and the ledgers it reads can have, in English and Chinese: data.

Rules are those of ``fault_table``, which has the faults of files in the import format.
"""

MAP_FAULT_WORDS: dict[str, tuple[str, str]] = {
    # A mapping
    "map_absent": ("there is no such mapping file", "没有这个映射文件"),
    "map_not_a_file": (
        "this is no plain file; give a mapping file in TOML",
        "这不是普通文件；请给出 TOML 格式的映射文件",
    ),
    "map_too_large": ("the mapping file is larger than {most}", "映射文件超过 {most}"),
    "not_toml": ("this is no TOML in UTF-8: {reason}", "这不是 UTF-8 的 TOML 文件：{reason}"),
    "map_unknown_key": (
        "the key {key} is not known here; nearest: {nearest}",
        "此处没有名为 {key} 的键；最接近的是：{nearest}",
    ),
    "map_missing_key": ("the key {key} is missing; it is needed here", "缺少键 {key}；此处必须填写"),
    "map_wrong_type": ("the value is of another kind; expected: {expected}", "值的类型不对；应为：{expected}"),
    "map_key_twice": (
        "the column {key} is filled twice, under its English and its Chinese name; keep one",
        "列 {key} 以英文名和中文名填写了两次；请只保留一个",
    ),
    "map_bad_pattern": (
        "“{value}” is no pattern here; a column is written {{label}}, a brace itself twice",
        "“{value}”不是此处可用的模板；列写作 {{列名}}，花括号本身写两遍",
    ),
    "map_bad_form": (
        "“{value}” is no form of dates; write YYYY, then M or MM, then D or DD, with marks between, such as YYYY.M.D",
        "“{value}”不是日期格式；请依次写 YYYY、M 或 MM、D 或 DD，中间用符号分隔，例如 YYYY.M.D",
    ),
    "map_bad_file": (
        "“{value}” leads out of the folder; name a file within it",
        "“{value}”超出了该文件夹；请填写其中的文件",
    ),
    "map_bad_encoding": (
        "there is no encoding named “{value}”; such as gb18030 or utf-16",
        "没有名为“{value}”的编码；例如 gb18030 或 utf-16",
    ),
    "map_makes_nothing": (
        "this source makes nothing; give it a table such as [[source.areas]], or [[source.roles]]",
        "此来源不产生任何内容；请为其填写表（如 [[source.areas]]）或 [[source.roles]]",
    ),
    "map_columns_differ": (
        "rules for {table} must fill the same columns; only in some of them: {columns}",
        "{table} 的各条规则必须填写相同的列；只在部分规则中出现：{columns}",
    ),
    "map_tenures_twice": (
        "the tenures come from roles; they cannot come from a rule too",
        "任职由 roles 产生；不能同时由规则产生",
    ),
    "map_settled_twice": (
        "“{value}” is settled twice for the same organization and post; keep one",
        "“{value}”在同一组织和岗位下指定了两次；请只保留一个",
    ),
    "map_name_in_id": (
        "the column {value} holds names, which can be erased by law; an id cannot, so take another column or {{@n}}",
        "{value} 列是姓名，依法可以删除，而编码不能；请改用其他列或 {{@n}}",
    ),
    "map_no_column": (
        "{source} has no column {label}; nearest: {nearest}",
        "{source} 中没有 {label} 列；最接近的是：{nearest}",
    ),
    "map_no_rows": (
        "no row of {source} fits this, so nothing would be read; correct the text",
        "{source} 中没有符合此条件的行，因此不会读取任何内容；请更正",
    ),
    "map_no_workbook": (
        "{value} is no workbook and has no sheets; leave the key out",
        "{value} 不是工作簿，没有工作表；请删除此键",
    ),
    "source_absent": (
        "there is no file “{value}”; there is: {there}",
        "没有文件“{value}”；现有：{there}",
    ),
    "sheet_absent": (
        "the workbook has no sheet “{value}”; it has: {there}",
        "工作簿中没有工作表“{value}”；现有：{there}",
    ),
    "sheet_needed": (
        "the workbook has several sheets; name one of {there}",
        "工作簿有多张工作表；请指明其中之一：{there}",
    ),
    # A ledger that a mapping reads
    "map_no_header": (
        "the header should stand in row {rows}, and nothing is there; correct the key header",
        "表头应在第 {rows} 行，但该处没有内容；请更正 header 键",
    ),
    "column_not_mapped": (
        "the mapping says nothing of the column {column}; use it, or list it under ignore",
        "映射文件没有提到 {column} 列；请使用该列，或列入 ignore",
    ),
    "day_in_no_form": (
        "“{value}” is a date in none of the forms that the mapping lists: {forms}",
        "“{value}”不符合映射文件列出的任何日期格式：{forms}",
    ),
    "word_not_listed": (
        "“{value}” is not listed in the mapping's words {table}; nearest: {nearest}",
        "映射文件的 words {table} 中没有“{value}”；最接近的是：{nearest}",
    ),
    "odd_name": (
        "“{value}” is no single name; list its separators, marks or words for nobody in the mapping, or correct it",
        "“{value}”不是单个姓名；请在映射文件中列出分隔符、标记或表示空缺的词，或更正",
    ),
    "unknown_name": (
        "nobody in “{organization}” is named “{name}” (elsewhere: {people}); settle it in the mapping's people",
        "“{organization}”中没有名为“{name}”的人员（其他地方：{people}）；请在映射文件的 people 中指定",
    ),
    "doubtful_name": (
        "several people in “{organization}” are named “{name}”: {people}; settle the name in the mapping's people",
        "“{organization}”中有多人名为“{name}”：{people}；请在映射文件的 people 中指定",
    ),
    "new_id_blank": (
        "“{name}” would be a new person, but the pattern of ids is absent or blank here",
        "“{name}”将作为新增人员，但此处编码模板缺失或为空",
    ),
    "new_id_taken": (
        "the id “{value}” of a new person is in use; put {{@n}} into the pattern",
        "新增人员的编码“{value}”已被使用；请在模板中加入 {{@n}}",
    ),
    "as_of_differs": (
        "the post “{post}” is named as of {day} here and as of {other} in another row; one day must hold for it",
        "岗位“{post}”此行的日期为 {day}，另一行为 {other}；同一岗位应为同一日",
    ),
    "holder_twice": (
        "“{person}” stands for this post already in row {other_row}, with another kind or since; keep one",
        "“{person}”在第 {other_row} 行已任此岗位，但类型或起始日期不同；请只保留一个",
    ),
    "since_after_as_of": (
        "the tenure would begin on {since}, after {day}, the day that the ledger stands for",
        "任职自 {since} 开始，晚于台账所指的日期 {day}",
    ),
    "tenure_has_ended": (
        (
            "the register has “{person}” here only until {until}; "
            "the ledger names them on {day} with the same since: correct the name or the date"
        ),
        "台账系统中“{person}”在此的任职已于 {until} 结束；此表在 {day} 仍以相同的起始日期列出：请更正姓名或日期",
    ),
    "since_differs": (
        "the register has “{person}” here since {stored}, the ledger says {since}; set since_differs",
        "台账系统中“{person}”自 {stored} 起任职，此表为 {since}；请设置 since_differs",
    ),
}
