"""Words of responsibility boards and of their printing, in English and Chinese: data."""

from graph.output.error_words import Words

BOARD: Words = {
    # on the board itself
    "board_title": ("Responsibility board", "责任公示牌"),
    "board_chain": ("Lies in", "所在区域"),
    "board_matters": ("Matters", "责任事项"),
    "board_call_first": ("Call first", "有事先找"),
    "board_person": ("Name", "姓名"),
    "board_post": ("Post", "岗位"),
    "board_answers": ("Answers for", "负责事项"),
    "board_phone": ("Duty phone", "值班电话"),
    "board_vacant": ("post vacant", "岗位空缺"),
    "board_gap": ("GAP", "责任空白"),
    "board_hole": (
        "{place}: {kind}, {have} of {need} named ({matters})",
        "{place}：{kind}，应有 {need} 人，现有 {have} 人（{matters}）",
    ),
    "board_no_phone": ("no phone", "未登记电话"),
    "board_nobody": ("nobody is named in this tier", "本层级没有登记责任人"),
    "board_tier_first": ("leads and answers for the whole", "负总责"),
    "board_tier_direct": ("answers in charge of the work", "分管负责"),
    "board_tier_specific": ("does the work on the spot", "具体落实"),
    "board_more_lines": ("and {count} more: scan the code", "另有 {count} 条，请扫码查看"),
    "board_more_holes": ("and {count} more gaps: scan the code", "另有 {count} 处责任空白，请扫码查看"),
    "board_broken": (
        "The chain breaks at {place}: the area above it is not in force",
        "责任链在 {place} 中断：其上级区域已不存续",
    ),
    "board_valid": ("As of {on}", "内容截至 {on}"),
    "board_first_end": ("Valid to", "内容已知有效至"),
    "board_until": ("{day} (last day), as far as known", "{day} 止（之后请更换）"),
    "board_id": ("Place", "地点编码"),
    "board_head": ("Register head", "台账版本"),
    "board_recorded": ("Recorded", "台账更新"),
    "board_scan": ("Scan for today", "扫码查看最新"),
    "board_scan_why": ("if this differs, the page counts", "如有不一致，以网页为准"),
    # what the command says
    "boards_written": ("Boards written to {path}: {count}.", "已将 {count} 块公示牌写入 {path}。"),
    "boards_left_out": (
        "Not everything had room on {count} of them; each says how much it left out ({some}). Larger paper shows more.",
        "其中 {count} 块版面不足，牌上已注明省去条数（{some}）；更大的纸张可容纳更多。",
    ),
    "boards_same_day": (
        "--changed-since compares with the end of {day}, and the boards are as of {on}: give an earlier day.",
        "--changed-since 与 {day} 当日终了时比较，而公示牌内容日期为 {on}：请给出更早的日期。",
    ),
    "boards_not_begun": (
        (
            "As known at the end of {day} the register held none of these places (its first record is of {first}): "
            "every board counts as changed."
        ),
        "{day} 当日终了时台账中尚无这些地点（台账首次登记于 {first}）：所有公示牌均视为有变化。",
    ),
    "boards_none_then": (
        "As known at the end of {day} none of these places was in force: every board counts as changed.",
        "按 {day} 当日终了时所知，这些地点均未存续：所有公示牌均视为有变化。",
    ),
    "boards_same": (
        "No board differs from what was known at the end of {day}; nothing was written.",
        "与 {day} 当日终了时所知相比，没有公示牌发生变化；未写入任何内容。",
    ),
    "boards_not_recorded": (
        "The files stay, but their printing is not recorded; the same command with --force prints and records them.",
        "文件已保留，但未登记其印制；加 --force 再次执行同一命令即可重新印制并登记。",
    ),
    "boards_recorded_before": (
        "These boards are recorded already as they are; nothing was recorded.",
        "这些公示牌的印制已登记且内容相同；未新增登记。",
    ),
    "boards_none": (
        "The area has no such place; nothing was written.",
        "该区域内没有符合条件的地点；未写入任何内容。",
    ),
    # what an audit says of a board that differs
    "differs": ("what differs:", "不一致之处"),
    "more_differences": ("further differences", "其余不一致条数"),
    "differs_changed": ("{what} {printed} → {now}", "{what} {printed} → {now}"),
    "differs_at": ("{where}: {changes}", "{where}：{changes}"),
    "differs_gone": ("{where}: printed, but no longer so: {what}", "{where}：牌上有，现已无：{what}"),
    "differs_new": ("{where}: not on the board: {what}", "{where}：牌上无，现有：{what}"),
    "differs_no_board": ("the place is not in force any more", "该地点已不存续"),
    "differs_unreadable": (
        "its digest; what was printed is not in this register",
        "内容摘要不符；本台账中无印制时的内容",
    ),
    "differs_name": ("name of the place", "地点名称"),
    "differs_level": ("level", "级别"),
    "differs_kinds": ("kind of place", "场所类别"),
    "differs_chain": ("lies in", "所在区域"),
    "differs_broken": ("the chain above the place breaks now", "该地点的上级责任链现已中断"),
    "differs_whole": ("the chain above the place is whole again", "该地点的上级责任链现已恢复"),
    "differs_matters": ("matters", "责任事项"),
    "differs_validity": (
        "last valid day on the board is over: {printed} → {now}",
        "牌上所示有效末日已过：{printed} → {now}",
    ),
    "differs_no_end": ("no end known", "无已知到期日"),
    "step_printing_boards": ("Printing", "生成文件"),
}
