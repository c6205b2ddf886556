"""Words of drawings, in English and Chinese: data."""

from graph.output.error_words import Words

DRAWING: Words = {
    "draw_trace": ("Who answers: {place}", "责任链图：{place}"),
    "draw_asked": ("Matter: {matter} · Day: {on}", "事项：{matter} · 日期：{on}"),
    "draw_counts": (
        "Accountable: {people} · Vacant posts: {vacant} · Gaps: {gaps}",
        "责任人 {people} 名 · 空缺岗位 {vacant} 个 · 责任空白 {gaps} 处",
    ),
    "draw_as_of": ("As known at {known_at} · head {head}", "知悉时点 {known_at} · 链首 {head}"),
    "draw_missing": ("Gaps: {gaps} ({places})", "责任空白 {gaps} 处：{places}"),
    "draw_holder": ("holder", "在任"),
    "draw_vacant": ("post without holder", "岗位空缺"),
    "draw_gap": ("gap: asked for, not filled", "责任空白：应有而无人"),
    "draw_here": ("the place asked about", "所问地点"),
    "draw_broken": ("chain broken here", "责任链在此中断"),
    "draw_call": ("☎ {phone} · call no. {number}", "☎ {phone} · 联系顺序 {number}"),
    "draw_holds_as": ("{name} ({kind})", "{name}（{kind}）"),
    "draw_phone": ("☎ {phone}", "☎ {phone}"),
    "draw_some_matters": ("{first} … {count} in all", "{first}……共 {count} 项"),
    "draw_ground": ("ground: {ground}", "依据：{ground}"),
    "draw_gap_is": ("Gap: {kind} ({have} of {need})", "空白：{kind}（{have}/{need}）"),
    "draw_written": ("Drawn: {path}", "已绘制：{path}"),
}
