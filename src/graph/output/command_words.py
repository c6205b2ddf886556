"""What commands say of what they did, in English and Chinese: data."""

from graph.output.error_words import Words

IMPORT: Words = {
    "table": ("file", "文件"),
    "added": ("added", "新增"),
    "corrected": ("corrected", "更正"),
    "withdrawn": ("withdrawn", "撤回"),
    "unchanged": ("unchanged", "不变"),
    "absent": ("stored, not in file", "已存未列"),
    "not_in_folder": ("not given", "未提供"),
    "no_change": (
        "Nothing would change: the register holds all of this.",
        "无变化：台账已包含全部内容。",
    ),
    "hint": ("look twice: {text}", "请核对：{text}"),
    "hints_more": ("… and {count} more to look at twice", "……另有 {count} 处请核对"),
    "new_register": ("{path} is a new register", "{path} 为新建台账"),
    "step_reading": ("Reading the files", "读取文件"),
    "step_comparing": ("Comparing with the register", "与台账比对"),
    "step_judging": ("Judging", "核查规则"),
    "step_writing": ("Writing", "写入"),
    "dry_run": (
        "This is a preview, nothing was written. To write it: --commit --by WHO --why TEXT",
        "以上为预览，未写入。确认写入请加：--commit --by 何人 --why 原因",
    ),
    "written": (
        "Written as changeset {number}, head {head}.",
        "已写入第 {number} 个变更集，链首 {head}。",
    ),
    "nothing_written": ("Nothing to write.", "没有需要写入的内容。"),
    "ignored": ("ignored: {files}", "忽略：{files}"),
    "more_changes": (
        "… and more changes: {count} (all of them: --all)",
        "……另有 {count} 条变更（全部列出：--all）",
    ),
    "fault_count": (
        "Faults: {count}; nothing was written.",
        "共 {count} 处错误；未写入任何内容。",
    ),
    "fault_more": (
        "… and {count} more (all of them: --faults FILE)",
        "……另有 {count} 处（全部：--faults 文件）",
    ),
    "fault_following": (
        "Faults that only follow from these: {count}.",
        "另有 {count} 处错误由以上错误引起。",
    ),
    "note_more": ("… and more notes: {count}", "……另有 {count} 条提示"),
    "faults_written": ("All faults are in {path}.", "全部错误已写入 {path}。"),
    "no_faults": ("There are no faults, so {path} was not written.", "没有错误，因此未写入 {path}。"),
    "marked": ("The faults are marked in {path}.", "错误已在 {path} 中标出。"),
    "mark_impossible": (
        "No cell can be marked: the workbook is at fault as a whole.",
        "无法标记单元格：整个工作簿有误。",
    ),
}

OTHERS: Words = {
    "did_you_mean": ("; did you mean {some}?", "；是否指 {some}？"),
    "number": ("no.", "序号"),
    "time": ("recorded", "记录时间"),
    "by": ("by", "何人"),
    "why": ("why", "原因"),
    "source": ("source", "来源摘要"),
    "datum": ("datum", "坐标系"),
    "counts": ("changes", "变更"),
    "empty_log": ("The register is empty: no changeset yet.", "台账为空：尚无变更集。"),
    "verified": (
        "Sound: changesets {changesets}, changes {changes}, head {head}.",
        "校验通过：{changesets} 个变更集，{changes} 条变更，链首 {head}。",
    ),
    "begun": ("Begun: {path} (time zone {zone}).", "已建立：{path}（时区 {zone}）。"),
    "copied": (
        "Changesets copied to {path}: {count}; head {head}.",
        "已复制 {count} 个变更集到 {path}；链首 {head}。",
    ),
    "example_written": (
        "The example is in {path}: {count} files.",
        "示例已写入 {path}：{count} 个文件。",
    ),
    "exported": ("Exported to {path}; rows: {count}.", "已导出到 {path}：{count} 行。"),
    "template_written": (
        "The template is in {path}. Fill it in, then: zeren import {path} --register REGISTER",
        "模板已写入 {path}。填写后执行：zeren import {path} --register 台账",
    ),
    "demo_story": (
        "A fire in a small restaurant, reported on {day} at {time}: who answers?",
        "{day} {time}，一家小餐馆起火：谁负责？",
    ),
    "demo_end": (
        "The register of this demo is the file {path}. Ask it more:",
        "演示台账在文件 {path} 中。继续查询：",
    ),
    "serving": (
        "Serving {path} on http://{host}:{port} (API description: /docs, /openapi.json)",
        "正在提供 {path}：http://{host}:{port} （接口说明：/docs、/openapi.json）",
    ),
    "usage": ("see zeren --help", "见 zeren --help"),
}
"""Of log, verify, copy, init, example, export, template, demo and serve."""
