"""What the command prints: the rule's class beside the published one, and nothing that is withheld."""

from __future__ import annotations

import pytest

from app.demonstration import harbour, links_worker, summary
from app.demonstration.summary import ResultLine
from app.queries import demonstration as queries
from app.queries.demonstration import OpenInvitation, Replies

SLUGS = (links_worker.SLUG, harbour.SLUG)


def lines(slug: str) -> list[ResultLine]:
    """Return the printed results of a programme."""
    return summary.result_lines(queries.programmes([slug])[slug])


def invitations() -> list[OpenInvitation]:
    """Return the invitations that a visitor may use."""
    return list(queries.open_invitations(queries.programmes(SLUGS)[harbour.SLUG]))


@pytest.mark.usefixtures("demonstration")
def test_each_practice_stands_with_its_replies_published_class_and_class_by_the_rule() -> None:
    printed = summary.results_table(lines(links_worker.SLUG)).splitlines()
    assert printed[0].split("  ")[0] == "wave"
    cells = {tuple(part.strip() for part in line.split("  ") if part.strip()) for line in printed[1:]}
    assert ("P2", "Cobalt", "5 of 6", "partially integrated", "partially integrated") in cells
    assert ("P2", "Magenta", "6 of 7", "fully integrated", "fully integrated") in cells
    assert ("P4", "Cyan", "1 of 3", "fully integrated", "not enough answers") in cells
    assert len(cells) == 14


@pytest.mark.usefixtures("demonstration")
def test_the_made_up_programme_has_no_published_class() -> None:
    printed = summary.results_table(lines(harbour.SLUG))
    assert "published" not in printed
    assert "cannot tell" in printed
    assert len(printed.splitlines()) == 1 + 12 * 3


@pytest.mark.usefixtures("demonstration")
def test_it_says_which_practices_have_the_published_class_and_that_this_is_no_validation() -> None:
    said = summary.agreement(lines(links_worker.SLUG)).splitlines()
    assert said[0] == "P2: 38 of 44 replied; 7 of 7 judged practices have the published class"
    assert said[1].startswith("P4: 19 of 30 replied; 3 of 3 judged practices have the published class; ")
    assert said[1].endswith("not enough answers: Amber, Crimson, Cyan, Olive")
    assert "never a validation" in " ".join(said[2:])


def test_a_practice_with_another_class_is_not_counted_as_agreeing() -> None:
    wrong = [ResultLine("P2", "Magenta", Replies(7, 6), "partially_integrated")]
    assert "0 of 1 judged practices" in summary.agreement(wrong)


def test_the_evidence_matrix_stands_beside_the_published_class() -> None:
    table, _, reasons = summary.evidence_table().partition("\n\n")
    printed = {line.split()[0]: line for line in table.splitlines()[1:]}
    assert set(printed) == {*links_worker.PRACTICES}
    for name in ("Cobalt", "Olive", "Amber"):
        assert printed[name].count("partially integrated") == 2
        assert name not in reasons
    for name in ("Magenta", "Ochre", "Cyan", "Crimson"):
        assert printed[name].endswith("cannot tell")
        assert f"\n{name}: the cells say nothing of" in reasons


@pytest.mark.usefixtures("demonstration")
def test_links_to_try_open_a_questionnaire() -> None:
    app_links = [line.splitlines()[0] for line in summary.try_it_lines(invitations(), "k" * 40, "http://x")]
    assert len(set(app_links)) == 11
    assert all(link.startswith("http://x/q/") for link in app_links)


@pytest.mark.usefixtures("demonstration")
def test_a_link_that_was_used_says_so() -> None:
    used = [
        OpenInvitation(each.id, each.generation, each.instrument_id, each.role, each.practice, answered=True)
        for each in invitations()[:1]
    ]
    assert summary.try_it_lines(used, "k" * 40, "http://x")[0].endswith("(answered)")
