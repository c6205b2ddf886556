"""What errors say, in English and Chinese: data.

Rules:
- A message says what is wrong and, where it helps, what to do.
- docs/cli.md lists every code here, in the same three groups.
"""

Words = dict[str, tuple[str, str]]

ERRORS: Words = {
    "unknown_place": ("no place has the id {id}", "没有编码为 {id} 的地点"),
    "unknown_person": ("no person has the id {id}", "没有编码为 {id} 的人员"),
    "unknown_organization": ("no organization has the id {id}", "没有编码为 {id} 的组织"),
    "unknown_place_or_post": ("no place or post has the id {id}", "没有编码为 {id} 的地点或岗位"),
    "unknown_post": ("no post has the id {id}", "没有编码为 {id} 的岗位"),
    "unknown_matter": ("no matter has the id {id}", "没有编码为 {id} 的事项"),
    "unknown_drawing": (
        "there is no drawing of kind {kind}; there are {kinds}",
        "没有 {kind} 这种图；可为 {kinds}",
    ),
    "unknown_requirement": ("no requirement has the id {id}", "没有编码为 {id} 的责任要求"),
    "area_is_unit": (
        "{id} is a unit; name the area that it lies in",
        "{id} 是单位；请填写它所在的区域",
    ),
    "place_not_in_force": (
        "the place {id} is not in force on {on}; its periods: {periods}",
        "地点 {id} 在 {on} 不存续；其期间：{periods}",
    ),
    "matter_not_in_force": (
        "the matter {id} is not in force on {on}; its periods: {periods}",
        "事项 {id} 在 {on} 不存续；其期间：{periods}",
    ),
    "post_not_in_force": (
        "the post {id} is not in force on {on}; its periods: {periods}",
        "岗位 {id} 在 {on} 不存续；其期间：{periods}",
    ),
    "organization_not_in_force": (
        "the organization {id} is not in force on {on}; its periods: {periods}",
        "组织 {id} 在 {on} 不存续；其期间：{periods}",
    ),
    "ambiguous_name": (
        "several places are called {name}: {candidates}; ask with an id",
        "有多个地点名为 {name}：{candidates}；请用编码查询",
    ),
    "bad_value": ("{fields}", "{fields}"),
    "bad_import": (
        "the files have faults; nothing was written",
        "文件有误；未写入任何内容",
    ),
    "register_missing": (
        "no register named: give --register, or set ZEREN_REGISTER",
        "未指定台账：请用 --register 或 ZEREN_REGISTER",
    ),
    "by_missing": (
        "who writes, and why? Give --by and --why, or set ZEREN_BY and ZEREN_WHY",
        "请说明谁写入、为何写入：--by 与 --why，或 ZEREN_BY 与 ZEREN_WHY",
    ),
    "no_register": ("there is no register at {path}", "{path} 处没有台账"),
    "not_a_register": (
        "{path} is no register of zeren; it was left as it is",
        "{path} 不是责任台账；未作任何改动",
    ),
    "register_exists": ("{path} exists already", "{path} 已存在"),
    "database_not_empty": (
        "the database at {path} holds other data; a register needs one of its own",
        "{path} 的数据库中已有其他数据；台账需要单独的数据库",
    ),
    "newer_schema": (
        "{path} was written by a newer zeren (schema {schema}, this one knows {known}); update zeren",
        "{path} 由更新版本的 zeren 写成（结构 {schema}，本程序只认识 {known}）；请升级",
    ),
    "older_schema": (
        "{path} has schema {schema}, and this search needs schema {needed}: open it once where it can be written",
        "{path} 的结构为 {schema}，此项查找需要结构 {needed}：请在可写处打开一次以升级",
    ),
    "damaged": ("{path} is damaged: {reason}", "{path} 已损坏：{reason}"),
    "verify_failed": (
        "{path} does not verify: changeset {number}, {reason} (change {change})",
        "{path} 校验不通过：第 {number} 个变更集，{reason}（第 {change} 条变更）",
    ),
    "another_register": (
        "{path} is another register (its id differs)",
        "{path} 是另一个台账（标识不同）",
    ),
    "another_history": (
        "{path} holds changesets that the source does not; nothing was copied",
        "{path} 含有来源没有的变更集；未复制任何内容",
    ),
    "sqlite_affected": (
        "SQLite {version} can lose commits when several processes write (WAL-reset bug); use apsw 3.51.3 or later",
        "SQLite {version} 在多进程写入时可能丢失已提交的数据（WAL-reset 缺陷）；请使用 apsw 3.51.3 及以上",
    ),
    "cannot_read": ("{path} cannot be read: {reason}", "无法读取 {path}：{reason}"),
    "cannot_write": ("{path} cannot be written: {reason}", "无法写入 {path}：{reason}"),
    "no_such_folder": (
        "{path} cannot be written: there is no folder {folder}",
        "无法写入 {path}：没有文件夹 {folder}",
    ),
    "ending_unknown": (
        "{path} ends like a file that is not made here; possible are {endings}, or a folder (named so: end it in /)",
        "{path} 的后缀不是此处能生成的文件；可用 {endings}，或文件夹（若确为此名，请以 / 结尾）",
    ),
    "disk_full": ("the disk is full: {path}", "磁盘已满：{path}"),
    "output_exists": (
        "{path} exists already and is left as it is",
        "{path} 已存在，未改动",
    ),
    "public_url_missing": (
        "a board's code leads to the place's public address: set ZEREN_PUBLIC_URL, such as https://…/places/{place}",
        "公示牌上的二维码指向地点的公开网址：请设置 ZEREN_PUBLIC_URL，如 https://…/places/{place}",
    ),
    "public_url_too_long": (
        "{place}: its public address is too long for a code that can be scanned",
        "{place}：公开网址过长，无法生成可扫描的二维码",
    ),
    "one_board_a_file": (
        "{path} would hold {count} boards, and an SVG file holds one: name a folder, or take PDF",
        "SVG 文件只含一块公示牌，而 {path} 将含 {count} 块：请指定文件夹，或改用 PDF",
    ),
    "board_missing_glyph": (
        "the board of {place} ({id}) was not printed: no font has the character {character} ({code}) of {text}",
        "{place}（{id}）的公示牌未印制：{text} 中的 {character}（{code}）没有可用字形",
    ),
    "under_is_unit": (
        "{id} is a unit, nothing lies under it: give it as PLACE",
        "{id} 是单位，其下没有地点：请直接作为 PLACE 给出",
    ),
    "too_many_rows": (
        "{path} was not written: a sheet of a workbook holds at most {most} rows, and {table} has more; take a folder",
        "工作簿的一张表最多 {most} 行，{table} 超出：请导出为文件夹；未写入 {path}",
    ),
    "drawing_too_large": (
        "the drawing is too large for {format}; take --format {other}",
        "图太大，{format} 放不下；请用 --format {other}",
    ),
    "format_not_of_kind": (
        "{kind} is not drawn as {format}; it is given as {formats}",
        "{kind} 图没有 {format} 格式；可为 {formats}",
    ),
    "place_and_post": (
        "{id} is a place and a post; say which with --as place or --as post",
        "{id} 既是地点又是岗位；请用 --as place 或 --as post 指明",
    ),
    "setting_hung": (
        "setting the boards took longer than {seconds} s and was ended; nothing was written: try again",
        "公示牌排版超过 {seconds} 秒，已终止；未写入任何内容：请重试",
    ),
    "setting_died": (
        "the process that sets the boards ended by itself; nothing was written: try again",
        "公示牌排版进程意外结束；未写入任何内容：请重试",
    ),
    "drawing_hung": (
        "the drawing took longer than {seconds} s and was ended: try again; dot and mermaid need no drawing process",
        "绘图超过 {seconds} 秒，已终止：请重试；dot 与 mermaid 不需要绘图进程",
    ),
    "drawing_died": (
        "the drawing process ended by itself: try again; dot and mermaid need none",
        "绘图进程意外结束：请重试；dot 与 mermaid 不需要绘图进程",
    ),
    "drawing_failed": ("the drawing failed: {reason}", "绘图失败：{reason}"),
    "unknown_address": (
        "a register is a file's path, or an address bolt://… or neo4j://… (not {scheme}://)",
        "台账应为文件路径，或 bolt://… 、neo4j://… 地址（不支持 {scheme}://）",
    ),
    "credentials_in_address": (
        "an address holds no user or password: set ZEREN_NEO4J_USER and ZEREN_NEO4J_PASSWORD",
        "地址中不得含有用户名或密码：请设置 ZEREN_NEO4J_USER 与 ZEREN_NEO4J_PASSWORD",
    ),
    "bad_address": ("{path} is no address of a server", "{path} 不是有效的服务器地址"),
    "sign_in_refused": (
        "{path} refuses the sign-in; set ZEREN_NEO4J_USER and ZEREN_NEO4J_PASSWORD",
        "{path} 拒绝登录；请设置 ZEREN_NEO4J_USER 与 ZEREN_NEO4J_PASSWORD",
    ),
    "no_database": (
        "{path} has no such database; see ZEREN_NEO4J_DATABASE",
        "{path} 没有该数据库；见 ZEREN_NEO4J_DATABASE",
    ),
    "old_server": (
        "{path} runs {agent}; Neo4j 5.26 or later is needed",
        "{path} 运行的是 {agent}；需要 Neo4j 5.26 及以上",
    ),
    "server_refused": ("{path} refuses: {reason}", "{path} 拒绝执行：{reason}"),
    "store_away": ("{path} cannot be reached", "无法连接 {path}"),
    "store_failed": ("{path} failed: {reason}", "{path} 出错：{reason}"),
    "store_locked": (
        "{path} is being written by another; try again",
        "{path} 正被他人写入；请稍后再试",
    ),
    "store_closed": ("{path} is closed", "{path} 已关闭"),
    "stale_head": (
        "the register changed meanwhile; look at it again and repeat",
        "台账在此期间已有变更；请重新查看后再试",
    ),
    "address_refused": (
        "zeren serve binds 127.0.0.1 only until keys exist; {host} is refused",
        "在访问密钥功能完成前，zeren serve 只监听 127.0.0.1；拒绝 {host}",
    ),
    "port_taken": (
        "port {port} cannot be used: {reason}",
        "端口 {port} 不可用：{reason}",
    ),
}

FIELDS: Words = {
    "not_a_day_or_instant": (
        "neither a date (2026-03-14) nor an instant with an offset (2026-03-14T23:40:00+08:00)",
        "既不是日期（2026-03-14），也不是带时区的时刻（2026-03-14T23:40:00+08:00）",
    ),
    "not_a_day": ("not a date written as YYYY-MM-DD", "不是 YYYY-MM-DD 格式的日期"),
    "not_an_address": (
        "not a web address: http:// or https://, a host, and no blank",
        "不是有效的网址：应以 http:// 或 https:// 开头，含主机名且无空白",
    ),
    "only_under": ("only with --all-under", "只能与 --all-under 同用"),
    "not_with_record": (
        "not with --record: what is recorded stands on the head",
        "不能与 --record 同用：登记以台账最新版本为准",
    ),
    "not_with_level": ("units have no level: give a level or kinds", "单位没有层级：层级与单位类别只能二选一"),
    "not_with_places": ("either places or --all-under, not both", "地点与 --all-under 只能二选一"),
    "not_a_tier": ("not a tier: first, direct or specific", "不是责任层级：first、direct 或 specific"),
    "not_a_level": (
        "not a level: province, prefecture, county, township, management_zone, village, sector or grid_cell",
        "不是层级：province、prefecture、county、township、management_zone、village、sector 或 grid_cell",
    ),
    "not_a_range": (
        "not a range A..B of two dates, the second after the first",
        "不是日期范围 A..B（后者须晚于前者）",
    ),
    "not_a_page_size": ("not a number from 1 to 10,000", "不是 1 到 10,000 之间的整数"),
    "not_a_cursor": ("not the next page of this question", "不是此次查询的下一页"),
    "missing_for_workbook": ("is missing: a workbook is a file", "缺失：工作簿须写入文件"),
    "not_an_ending": (
        "ends as no format does: .json, .ndjson, .csv, .xlsx, .html or .txt; else say --format",
        "后缀不是任何格式：.json、.ndjson、.csv、.xlsx、.html 或 .txt；否则请用 --format 指定",
    ),
    "only_with_output": ("only together with --output", "只能与 --output 一起使用"),
    "only_with_faults": ("only together with --faults or --mark", "只能与 --faults 或 --mark 一起使用"),
    "not_an_audit": (
        (
            "no audit of this code: gap (or one of its kinds), expiring, overlap, tier_conflict, double_holder, "
            "acting_too_long, overload, idle, orphan_place, dangling, board_outdated or acceptance_expired"
        ),
        (
            "没有此类型的审计；可为 gap（或某类空白）、expiring、overlap、tier_conflict、double_holder、"
            "acting_too_long、overload、idle、orphan_place、dangling、board_outdated 或 acceptance_expired"
        ),
    ),
    "not_a_number": ("not a whole number from 1 to 36,500", "不是 1 到 36,500 之间的整数"),
    "not_a_format": ("not a format: json, csv or xlsx", "不是格式：json、csv 或 xlsx"),
    "only_with_json": ("only with JSON: in another form an answer is whole", "只用于 JSON：其他格式总是完整的答案"),
    "not_a_drawing": (
        "no drawing of this kind: trace, coverage, person, organization, timeline, matrix or handover",
        "没有此类图：trace、coverage、person、organization、timeline、matrix 或 handover",
    ),
    "not_a_drawing_format": (
        "not a format: svg, png, pdf, dot, mermaid, html, json, graphml, gexf, node-link, cytoscape or geojson",
        "不是格式：svg、png、pdf、dot、mermaid、html、json、graphml、gexf、node-link、cytoscape 或 geojson",
    ),
    "not_in_the_ending": (
        "the file's name ends in none of .svg .png .pdf .dot .mmd .html .json .graphml .gexf .geojson: give --format",
        "文件名后缀不是 .svg .png .pdf .dot .mmd .html .json .graphml .gexf .geojson 之一：请用 --format",
    ),
    "not_a_theme": ("not a theme: light or dark", "不是主题：light 或 dark"),
    "not_after_from": ("not a day after the other one", "不晚于前一日期"),
    "not_with_to": ("not together with to: both are the later day", "不能与 to 同时给出：两者都是后一日期"),
    "missing_place_or_post": ("give place or post", "请给出 place 或 post"),
    "not_with_place": ("not together with place", "不能与 place 同时给出"),
    "not_for_this_drawing": ("not for a drawing of this kind", "不适用于此类图"),
    "not_a_graph_format": (
        "not a format: graphml, gexf, node-link, cytoscape or geojson; give --format",
        "不是格式：graphml、gexf、node-link、cytoscape 或 geojson；请用 --format",
    ),
    "not_with_a_folder": ("not together with a folder or a workbook", "不能与文件夹或工作簿同时给出"),
    "only_with_graph": ("only together with --graph", "只能与 --graph 一起使用"),
    "not_a_limit": ("not a number from 1 to 1000", "不是 1 到 1000 之间的整数"),
    "not_a_page": ("not the next page of this search", "不是此次查找的下一页"),
    "not_a_time_zone": ("no time zone of this name", "没有此名称的时区"),
    "only_with_end_missing": (
        "only together with --end-missing",
        "只能与 --end-missing 一起使用",
    ),
    "no_such_encoding": (
        "no encoding of this name; such as gb18030 or utf-16",
        "没有此名称的编码；例如 gb18030 或 utf-16",
    ),
    "not_with_over": (
        "not with a range of days, unless persons are left out",
        "不能与日期范围合用（指定缺位人员时除外）",
    ),
    "not_with_map": ("not with --map", "不能与 --map 合用"),
    "no_such_datum": ("no such datum; wgs84, gcj02 or bd09", "没有此坐标系；可为 wgs84、gcj02 或 bd09"),
    "only_for_workbook": (
        "only for a workbook; a folder's faults go to --faults",
        "只用于工作簿；文件夹的错误请用 --faults",
    ),
    "is_the_source": ("is read by this import, and never written to", "是本次导入所读取的文件，不会被改写"),
    "only_for_csv": ("only for CSV files; a workbook says its own", "只用于 CSV 文件；工作簿自带编码"),
    "missing": ("is missing", "缺失"),
    "not_text": ("is no text", "不是文本"),
    "unknown_parameter": ("no such parameter", "没有此参数"),
    "not_json": ("is no JSON in UTF-8", "不是 UTF-8 的 JSON"),
    "not_an_object": ("is no JSON object", "不是 JSON 对象"),
    "not_a_list": ("is no JSON array", "不是 JSON 数组"),
    "too_many": ("has more than 1,000 questions", "超过 1,000 个问题"),
    "too_long": ("is longer than 4 MiB", "超过 4 MiB"),
    "given_twice": ("given more than once", "重复给出"),
}
"""What is wrong with the value of one option, parameter or setting."""

REASONS: Words = {
    "changeset_missing": ("a changeset is missing before it", "其前缺少变更集"),
    "chain_broken": ("it does not follow the one before", "与前一个不衔接"),
    "record_time_not_later": (
        "its record time is not later than the one before",
        "记录时间不晚于前一个",
    ),
    "changes_missing": (
        "its changes do not follow those before",
        "变更编号与前面不衔接",
    ),
    "counts_differ": ("facts are missing or too many", "事实缺失或多出"),
    "hash_differs": (
        "its facts or header are not what was hashed",
        "事实或题头与哈希不符",
    ),
    "fact_unreadable": ("a fact cannot be read", "有事实无法读取"),
    "record_time_differs": ("a fact bears another record time", "有事实的记录时间不符"),
    "superseding_differs": ("a mark of supersession differs", "取代标记不符"),
    "superseded_by_nothing": (
        "a fact is marked superseded by nothing",
        "有事实被标为已取代，却无取代者",
    ),
    "head_differs": ("the head is not its last changeset", "链首与最后一个变更集不符"),
}
"""Why a register does not verify."""
