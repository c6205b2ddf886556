"""A small register with every kind of gap, for tests of what is asked about coverage.

A town with two villages and a shop. Its scheme asks each village for one first-responsible person for each of two
matters, and for two directly responsible ones for fire; on 14 March 2026:
v1 has a secretary (fire and flood) and one of two cadres (partial); v2's secretary left in February (vacant), and its
cadres' assignment ended with last year (lapsed). The shop's owner was never named (unassigned).
"""

TOWN = {
    "areas": """
        id,name,level,parent
        t,Reed Town,township,
        v1,Plum,village,t
        v2,Willow,village,t
    """,
    "units": "id,name,kind,area\nu1,Noodles,shop,v1",
    "organizations": "id,name,area\no,Committee,v1",
    "matters": "id,name\nfire,Fire\nflood,Flood",
    "posts": """
        id,name,organization
        p0,Mayor,
        p1,Secretary,o
        p2,Secretary of Willow,
        p3,Cadre,
        p4,Second cadre,
        p5,Spare,
    """,
    "people": "id,name\nx0,Zhao\nx1,Zhang\nx2,Li\nx3,Wang\nx5,Sun",
    "tenures": """
        post,person,kind,since,until
        p0,x0,substantive,2020-01-01,
        p1,x1,substantive,2020-01-01,
        p2,x2,substantive,2020-01-01,2026-02-01
        p3,x3,acting,2020-01-01,
        p5,x5,substantive,2020-01-01,
    """,
    "requirements": """
        id,scheme,tier,place_kinds,matter,minimum,maximum,citation
        r1,s,first,village,,1,1,Rule 1
        r2,s,direct,village,fire,2,,Rule 2
        r3,s,first,shop,fire,1,1,Rule 3
    """,
    "assignments": """
        id,post,place,tier,matter,ground,since,until
        a0,p0,t,first,,Letter 0,2020-01-01,
        a1,p1,v1,first,,Letter 1,2020-01-01,
        a2,p2,v2,first,,Letter 2,2020-01-01,
        a3,p3,v1,direct,fire,Letter 3,2020-01-01,
        a4,p3,v2,direct,fire,Letter 4,2020-01-01,2026-01-01
    """,
}
ON = "2026-03-14"
GAPS = {
    ("u1", "first", "r3", "unassigned", 0): ("fire",),
    ("v1", "direct", "r2", "partial", 1): ("fire",),
    ("v2", "first", "r1", "vacant", 0): ("fire", "flood"),
    ("v2", "direct", "r2", "lapsed", 0): ("fire",),
}
"""The gaps of that day: place, tier, requirement, kind and have, with the matters not covered."""
