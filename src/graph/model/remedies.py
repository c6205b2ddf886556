"""What to do about a finding: one sentence for each code, in English and Chinese."""

REMEDIES: dict[str, tuple[str, str]] = {
    "unassigned": (
        "Assign a post of this tier to the place for this matter.",
        "为该地点、该事项指定一个本层级的责任岗位。",
    ),
    "lapsed": (
        "Renew the assignment, or assign another post.",
        "续签原责任分工，或指定其他岗位。",
    ),
    "vacant": (
        "Appoint someone to the post, substantive or acting, or assign another post.",
        "任命该岗位人员（实职或代理），或指定其他岗位。",
    ),
    "partial": (
        "Assign further posts until the number asked for is reached.",
        "增派责任岗位，直至达到要求人数。",
    ),
    "expiring": (
        "Before the first day: renew what ends, or name who follows.",
        "在首日之前续签到期事项，或确定接任人员。",
    ),
    "overlap": (
        "Decide who answers, and end the other assignments.",
        "确定由谁负责，终止其余责任分工。",
    ),
    "tier_conflict": (
        "Let another person carry one of the tiers, so that somebody supervises.",
        "将其中一个层级改由他人承担，以保证有人监督。",
    ),
    "double_holder": (
        "End the tenure of whoever has left the post, or record it as acting or concurrent.",
        "终止已离任者的任职，或将其登记为代理、兼任。",
    ),
    "acting_too_long": (
        "Appoint a substantive holder, or confirm the acting one.",
        "任命实职人员，或对代理者予以明确。",
    ),
    "overload": (
        "Share this person's places with others.",
        "将其部分责任田分给他人。",
    ),
    "idle": (
        "Assign the post a place, or end it where it is needed no longer.",
        "为该岗位分配责任田；不再需要的岗位予以终止。",
    ),
    "orphan_place": (
        "Give the place a parent that is in force.",
        "为该地点指定存续的上级区域。",
    ),
    "dangling": (
        "End the fact too, or let it refer to what is in force.",
        "一并终止该事实，或改为引用存续的对象。",
    ),
    "board_outdated": (
        "Print the board anew and record it, or end its printing where it hangs no longer.",
        "重新印制公示牌并登记；已撤下的，终止其印制记录。",
    ),
    "acceptance_expired": (
        "Mend what was accepted, renew the acceptance, or delete its row.",
        "整改已接受的问题，续期接受，或删除该行。",
    ),
}


def remedy(code: str, lang: str) -> str:
    """Return the sentence for a code in a language."""
    english, chinese = REMEDIES[code]
    return chinese if lang == "zh" else english
