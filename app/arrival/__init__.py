"""Where cards and mails lead: the page on which a card's code is typed, and the way out of all mail.

There is no account and no cookie: who has the code or the link may act. Nothing says whether a code or a link
ever existed. GET changes nothing, because mail scanners follow links.
"""

from app.accounts import csrf
from app.arrival import code, stop
from app.arrival.guard import blueprint

csrf.exempt(blueprint)  # the secret of the card or of the mail is what is asked for

__all__ = ["blueprint", "code", "stop"]
