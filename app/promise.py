"""What everybody who is asked is promised, in plain words: the one text of pages, mails and reports.

It holds for all questionnaires together, so it names what is read of one person, too: comments
(:mod:`app.disclosure.comments`) and the core team's answers (:mod:`app.disclosure.core_team`). The start page
of a questionnaire says the same of that questionnaire alone, with its numbers.
"""

from __future__ import annotations

PROMISE = (
    "Results are about groups, so nobody is shown which answers are yours. Comments that you write "
    "may be read, without your name, by the practice manager and the people who lead and evaluate the "
    "programme. If answers are shown under your role, you are asked first."
)
