"""The words of every fault that files can have, in English and Chinese: data.

Notes and hints stand in ``note_table``, faults of a mapping and its ledgers in ``map_fault_table``.

Rules:
- A message says what is wrong and what would be right. ``{placeholders}`` are filled by ``graph.output.fault_words``.
- Every fault is documented in docs/import-format.md, with an example where a file of text can show it.
"""

FAULT_WORDS: dict[str, tuple[str, str]] = {
    # The folder and its files
    "folder_absent": ("there is no such folder", "没有这个文件夹"),
    "file_absent": ("there is no such file", "没有这个文件"),
    "not_a_folder": (
        "this is not a folder; give the folder that holds the CSV files, or an XLSX workbook",
        "这不是文件夹；请给出存放 CSV 文件的文件夹，或 XLSX 工作簿",
    ),
    "no_known_files": ("the folder holds none of the files {known}", "文件夹中没有以下任何文件：{known}"),
    "unknown_file": (
        "a CSV file of this name is not known; nearest: {nearest}",
        "没有这个名称的 CSV 文件；最接近的是：{nearest}",
    ),
    "not_a_file": ("this is {kind}; a plain CSV file must stand here", "这是{kind}；此处应为普通 CSV 文件"),
    "endless_link": (
        "this link leads in a circle; put the file itself here",
        "这是循环链接；请在此放置文件本身",
    ),
    "unreadable": ("cannot be read: {reason}", "无法读取：{reason}"),
    "empty_file": ("there is nothing in it; row 1 must name the columns", "内容为空；第 1 行应为列名"),
    "doubled_table": (
        "this stands for the same table as {other}; keep one of them",
        "此处与 {other} 是同一张表；请只保留一个",
    ),
    # A workbook and its sheets
    "encrypted_workbook": (
        "the workbook is protected by a password; remove the password and save it again",
        "工作簿有密码保护；请去除密码后重新保存",
    ),
    "old_workbook": (
        "this is a workbook of the old kind (.xls); save it as .xlsx",
        "这是旧格式工作簿（.xls）；请另存为 .xlsx",
    ),
    "text_as_workbook": (
        "this is {kind} under the name of a workbook; open it in a spreadsheet program and save it as .xlsx",
        "这是以工作簿命名的 {kind} 文件；请用表格软件打开并另存为 .xlsx",
    ),
    "not_a_workbook": (
        "this zip file holds no XLSX workbook; save the table as .xlsx",
        "此压缩文件不是 XLSX 工作簿；请将表格另存为 .xlsx",
    ),
    "damaged_workbook": (
        "this cannot be read whole; open it in a spreadsheet program and save it again as .xlsx",
        "内容不完整或已损坏；请用表格软件打开并重新另存为 .xlsx",
    ),
    "workbook_too_large": (
        "the workbook takes {size} when it is unpacked, or far more than its file; at most {most} is read",
        "工作簿解压后为 {size}，或远大于文件本身；最多读取 {most}",
    ),
    "sheet_too_large": (
        "the sheet reaches over more than {most} cells; delete what stands far out, or divide it",
        "工作表占用超过 {most} 个单元格；请删除远处的内容或拆分",
    ),
    "no_known_sheets": (
        "the workbook has none of the sheets {known}; a ledger of another shape is read with --map (docs/mapping.md)",
        "工作簿中没有以下任何工作表：{known}；其他形式的台账请用 --map 读取（docs/mapping.md）",
    ),
    "unknown_sheet": (
        "a sheet of this name is not known; nearest: {nearest}. Rename it, empty it or hide it",
        "没有这个名称的工作表；最接近的是：{nearest}。请改名、清空或隐藏",
    ),
    "merged_cells": (
        "the cells {range} are merged; unmerge them, and write the value in each row that it stands for",
        "单元格 {range} 已合并；请取消合并，并在每一行填写相应的值",
    ),
    "formula_without_value": (
        "a formula without a stored value stands here; open the workbook in a spreadsheet program and save it",
        "此处的公式没有保存结果；请用表格软件打开工作簿并保存",
    ),
    "error_value": ("an error stands here, such as #REF!; correct it", "此处是错误值，例如 #REF!；请更正"),
    "number_as_text": (
        "{value} is a number with a fraction where text or an id must stand; format the cell as text",
        "此处应为文本或编码，而 {value} 是带小数的数字；请将单元格设为文本格式",
    ),
    "number_rounded": (
        "{value} has more than 15 digits, which a spreadsheet rounds; format the cell as text and type it again",
        "{value} 超过 15 位数字，表格软件已将其舍入；请将单元格设为文本格式后重新输入",
    ),
    "date_as_text": (
        "{value} is a date or time where text or an id must stand; format the cell as text and type it again",
        "此处应为文本或编码，而 {value} 是日期或时间；请将单元格设为文本格式后重新输入",
    ),
    # The shape of a file
    "not_utf8": (
        "“{value}” holds bytes that are no text in any encoding known here; save the file as CSV in UTF-8",
        "“{value}”含有无法识别为文本的字节；请将文件另存为 UTF-8 编码的 CSV",
    ),
    "nul_byte": (
        "“{value}” holds a NUL byte, which no text has; save the file as CSV in UTF-8",
        "“{value}”含有 NUL 字节，文本中不应出现；请将文件另存为 UTF-8 编码的 CSV",
    ),
    "no_header": ("the first row is blank; it must name the columns", "首行是空行；首行应为列名"),
    "too_many_columns": (
        "the header has more than {most} cells; is this a CSV file separated by commas?",
        "表头超过 {most} 个单元格；这是以逗号分隔的 CSV 文件吗？",
    ),
    "empty_header_cell": (
        "this column has no name in row 1; name it, or remove the column",
        "第 1 行中此列没有列名；请填写列名或删除此列",
    ),
    "unknown_column": (
        "the column {column} is not known; nearest: {nearest}",
        "没有名为 {column} 的列；最接近的是：{nearest}",
    ),
    "doubled_column": (
        "the column stands twice, in {first} and in {again}; keep one of them",
        "此列出现两次（{first} 列和 {again} 列）；请只保留一列",
    ),
    "missing_column": ("this column is missing; every row needs it", "缺少此列；每一行都需要它"),
    "too_many_cells": (
        "the row has {cells} cells and the header {columns}; a cell that holds a comma must stand in quotes",
        "此行有 {cells} 个单元格，表头只有 {columns} 个；含逗号的单元格应加引号",
    ),
    "too_few_cells": (
        "the row has {cells} cells and the header {columns}; an empty cell still needs its comma",
        "此行只有 {cells} 个单元格，表头有 {columns} 个；空单元格也要保留逗号",
    ),
    "unbalanced_quote": (
        "a quoted cell begins here and is not closed properly; close the quote, and double a quote inside it",
        "此处开始的带引号单元格没有正确结束；请补上引号，单元格内的引号应写两遍",
    ),
    "stray_quote": (
        "text follows the closing quote of a cell; double a quote inside a quoted cell",
        "单元格的结束引号后还有文字；带引号单元格内的引号应写两遍",
    ),
    "cell_too_long": (
        "the cell has {length} characters; at most {limit} are allowed",
        "单元格有 {length} 个字符；最多允许 {limit} 个",
    ),
    # One cell
    "missing_value": ("the cell is empty; every row needs it", "单元格为空；每一行都必须填写"),
    "needed_value": (
        "the cell is empty; this value is needed and cannot be cleared",
        "单元格为空；此项必填，不能清空",
    ),
    "id_too_long": (
        "the id “{value}” has {length} characters; at most {limit} are allowed",
        "编码“{value}”有 {length} 个字符；最多允许 {limit} 个",
    ),
    "control_character": (
        "“{value}” holds a control character or line break, which may not stand here; remove it",
        "“{value}”含有此处不允许的控制字符或换行；请删除",
    ),
    "unknown_word": (
        "“{value}” is not one of the words allowed here; nearest: {nearest}",
        "“{value}”不是此处允许的词；最接近的是：{nearest}",
    ),
    "kind_is_level": (
        "“{value}” is the name of a level of areas and cannot be a kind of unit; use another word",
        "“{value}”是区域层级的名称，不能作为单位类别；请换一个词",
    ),
    "day_form": (
        "“{value}” is not a date written as YYYY-MM-DD, such as 2026-03-14",
        "“{value}”不是 YYYY-MM-DD 格式的日期，例如 2026-03-14",
    ),
    "no_such_day": (
        "“{value}” is not a day of the calendar; years run from 0001 to 9999",
        "日历中没有“{value}”这一天；年份为 0001 至 9999",
    ),
    "not_an_instant": (
        "“{value}” is not a date and time with an offset, such as 2026-03-14T01:00:00.000000Z",
        "“{value}”不是带时区的日期和时间，例如 2026-03-14T01:00:00.000000Z",
    ),
    "last_day_too_late": (
        "{value} is the calendar's last day; leave the cell empty for an open end",
        "{value} 是日历的最后一天；如无截止日期请留空",
    ),
    "wide_digits": (
        "“{value}” is written in full-width or other digits; use the plain digits 0-9",
        "“{value}”使用了全角或其他数字；请使用半角数字 0-9",
    ),
    "not_a_count": ("“{value}” is not a whole number, such as 2", "“{value}”不是整数，例如 2"),
    "below_zero": ("{value} is below zero; give 0 or more", "{value} 小于零；应为 0 或更大的整数"),
    "count_too_large": ("{value} is too large; at most {most} is allowed", "{value} 太大；最大为 {most}"),
    "not_degrees": (
        "“{value}” is not a number of degrees, such as 121.4737",
        "“{value}”不是以度表示的数，例如 121.4737",
    ),
    "degrees_out_of_range": (
        "{value} is out of range; it must lie between -{limit} and {limit} degrees",
        "{value} 超出范围；应在 -{limit} 至 {limit} 度之间",
    ),
    "not_yes": ("“{value}” may only be yes or empty", "“{value}”只能是 yes 或留空"),
    # The cells of one row together
    "half_coordinate": (
        "{filled} is given without {empty}; fill in both, or neither",
        "只填了 {filled} 而没有 {empty}；请两项都填或都不填",
    ),
    "maximum_below_minimum": (
        "the maximum {maximum} is below the minimum {minimum}; it must not be smaller",
        "最大值 {maximum} 小于最小值 {minimum}；不应更小",
    ),
    "until_and_last_day": (
        "until and last_day are both filled in; fill in one of them",
        "失效日期（until）与终止日期（last_day）同时填写；请只填其中一项",
    ),
    "until_not_after_since": (
        "the period begins on {since} and is over on {until}, its first day no longer in force; end it after it begins",
        "时段自 {since} 开始，到 {until}（失效首日）已不再有效；结束日期应晚于开始日期",
    ),
    "all_only_named": (
        "all is the built-in root of the matters; its row may only name it, so leave this cell empty",
        "all 是内置的根事项；该行只能给出名称，此单元格请留空",
    ),
    "inside_itself": (
        "“{id}” cannot stand inside or below itself; name another, or leave the cell empty",
        "“{id}”不能隶属于自身；请填写其他编码或留空",
    ),
    # Rows together, and with what is stored
    "wide_reference": (
        "“{id}” has full-width digits or letters and is not there; “{narrow}” is: type that",
        "没有“{id}”（含全角数字或字母），但有“{narrow}”；请输入“{narrow}”",
    ),
    "unknown_reference": (
        "“{id}” is not known among {table}; correct the id, or add a row for it",
        "{table} 中没有“{id}”；请更正编码，或为其添加一行",
    ),
    "overlapping_periods": (
        "this row of “{id}” shares days with row {other_row} ({since} to {until}); periods of one id must not overlap",
        "“{id}”的此行与第 {other_row} 行重叠（{since} 至 {until}）；同一编码的时段不得重叠",
    ),
    "same_row_twice": (
        "this row stands for the same fact of “{id}” as row {other_row}; keep one of them",
        "此行与第 {other_row} 行是“{id}”的同一条记录；请只保留一行",
    ),
    "id_of_other_kind": (
        "the id “{id}” is used in {table} already; areas, units and organizations need ids of their own",
        "编码“{id}”已用于 {table}；区域、单位和组织的编码不得相同",
    ),
    "cycle": (
        "“{id}” stands above itself: {path}; break the circle",
        "“{id}”成为自身的上级：{path}；请断开循环",
    ),
    "level_not_below": (
        "“{id}” is a {level} and lies in “{parent}”, a {parent_level}; a parent's level must stand higher",
        "“{id}”的层级是 {level}，上级“{parent}”的层级是 {parent_level}；上级的层级必须更高",
    ),
    "person_twice_in_post": (
        "“{person}” holds the post “{post}” twice at once, here and in row {other_row}; end one, or remove it",
        "“{person}”在岗位“{post}”上同时任职两次（此行和第 {other_row} 行）；请结束或删除其中一条",
    ),
    "unit_kinds_at_unit": (
        "“{place}” is a unit; unit_kinds may only limit an assignment at an area, so leave the cell empty",
        "“{place}”是单位；适用单位只能用于区域的责任分工，请留空",
    ),
    "new_without": (
        "the row is new and has no {column}; a new row needs it",
        "此行是新增的，但没有 {column}；新增行必须填写",
    ),
    "no_such_row": (
        "the register holds no row of “{id}” since {since}; correct was_since, or leave it empty",
        "台账中没有“{id}”自 {since} 起的记录；请更正或清空 was_since",
    ),
    "ambiguous_row": (
        "the register holds several rows of “{id}”; add a since column to say which one is meant",
        "台账中“{id}”有多条记录；请增加 since 列以指明是哪一条",
    ),
    "still_referred": (
        "“{id}” cannot be withdrawn while {table} refers to it; withdraw or change these rows too",
        "{table} 仍引用“{id}”，不能撤销；请一并撤销或修改这些行",
    ),
    "starts_after": (
        "“{id}” begins on {since}, after {date}, and cannot be ended on that day; withdraw it, or choose a later day",
        "“{id}”自 {since} 开始，晚于 {date}，不能在该日结束；请撤销或选择更晚的日期",
    ),
    "stored_overlap": (
        "this row overlaps the stored row of “{id}” since {since}; end that row too, or correct it",
        "此行与台账中“{id}”自 {since} 起的记录重叠；请一并结束或更正该记录",
    ),
    "stored_tenure": (
        "“{person}” holds the post “{post}” already by a stored tenure since {since}; end that one, or correct it",
        "台账中“{person}”自 {since} 起已任岗位“{post}”；请结束或更正该任职",
    ),
    "nothing_to_withdraw": (
        "the register never held such a row of “{id}”; correct the id or the since, or leave the row out",
        "台账中从未有过“{id}”的这一行；请更正编码或起始日期，或删除此行",
    ),
    "unit_in_unit": (
        "“{id}” is a unit; a unit lies in an area, never in a unit",
        "“{id}”是单位；单位应位于区域内，不能位于单位内",
    ),
}
