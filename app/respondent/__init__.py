"""Pages of the people who answer.

There is no account, no session and no cookie. Whoever holds the link may answer: the token in the address of
every page is the right to it. No CSRF token is asked for: a foreign page that does not know the link has
nothing to send a form to, and one that knows it needs nobody's browser.
The token stands in no page: links and redirects are relative, and no referrer is sent.

GET changes nothing, because mail scanners follow links; what a person does is a POST.
"""

from app.respondent import accessibility, check, leaving, page, receipt, start
from app.respondent.guard import blueprint

__all__ = ["accessibility", "blueprint", "check", "leaving", "page", "receipt", "start"]
