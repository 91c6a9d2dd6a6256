"""Across pages: copies, stories, corroboration, disputes, and the tension between two actors.

    records -> reports      copies.py: one text, every article that carries it
    reports -> stories      clusters.py: the same happening
    stories -> corroborated corroboration.py: what several pages say alike, on how many independent words
    stories -> disputes     disputes.py: said on one page, denied on another
    stories -> red lines    red_lines.py: since when, repeated by whom, crossed or not as reported
    records -> tension      tension.py: a series from events, with its interval, changes and marks

All of them work on plain records, whatever store they come from, and give the same for any order of them.
"""
