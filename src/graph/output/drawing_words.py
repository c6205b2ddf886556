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
    "draw_some": ("{first} … {count} in all", "{first}……共 {count} 项"),
    "draw_ground": ("ground: {ground}", "依据：{ground}"),
    "draw_gap_is": ("Gap: {kind} ({have} of {need})", "空白：{kind}（{have}/{need}）"),
    "draw_day": ("Day: {on}", "日期：{on}"),
    "draw_coverage": ("Coverage: {place}", "责任覆盖图：{place}"),
    "draw_bar": (
        "{here} filled here   {above} filled only from above   {missing} not filled",
        "{here} 本级落实   {above} 仅由上级兜底   {missing} 未落实",
    ),
    "draw_unfilled": (
        "Not filled: {missing} of {slots} slots ({kinds})",
        "未落实：{slots} 格中有 {missing} 格（{kinds}）",
    ),
    "draw_folded": (
        "{count} more areas folded here; not filled: {missing}",
        "另有 {count} 个区域合并于此；未落实 {missing} 格",
    ),
    "draw_orphans": (
        "{count} places of the register have a broken chain and lie in no area above",
        "台账中有 {count} 个地点责任链中断，不计入任何上级区域",
    ),
    "draw_areas": ("areas inside: {count}", "下级区域：{count}"),
    "draw_shares": ("own {own} · in all {whole}", "本级 {own} · 合计 {whole}"),
    "draw_slots": ("slots filled: {filled} of {slots}", "已落实 {filled} / {slots} 格"),
    "draw_has_gaps": ("has gaps", "有责任空白"),
    "draw_from_above": ("no gap, partly only from above", "无空白，部分仅由上级兜底"),
    "draw_filled_here": ("no gap, all filled here", "全部由本级落实"),
    "draw_unasked": ("nothing is asked for", "无要求"),
    "draw_folded_areas": ("folded areas", "合并的区域"),
    "draw_person": ("What {person} answers for", "个人责任图：{person}"),
    "draw_the_person": ("the person", "本人"),
    "draw_plot": ("answers here", "在此负责"),
    "draw_not_held": ("posts not held that day", "当日不在任的岗位"),
    "draw_load": (
        "Posts held: {posts} · Plots: {plots} · Places: {load}",
        "在任岗位 {posts} 个 · 责任田 {plots} 处 · 地点 {load} 个",
    ),
    "draw_holds_nothing": ("holds no post that day", "当日不任任何岗位"),
    "draw_no_plot": ("answers nowhere through this post", "此岗位未分工任何地点"),
    "draw_written": ("Drawn: {path}", "已绘制：{path}"),
}
