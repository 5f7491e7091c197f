"""Split what a stretch of a sentence says into single claims, each with the words that it shares with the others."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from claims.pipeline.split import lists
from claims.pipeline.split.apposition import apposition, bracket, fronted
from claims.pipeline.split.clause import SplitClause, in_doubt, of_region
from claims.pipeline.split.coordination import coordinated
from claims.pipeline.split.participle import participle, shared_object
from claims.pipeline.split.relative import predicate, relative
from claims.pipeline.split.subordinate import absolute, gerund, spliced, subordinate

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

Rule = Callable[[SplitClause], list[SplitClause] | None]
MAX_CLAUSES = 24  # a sentence with more of them is a list or an attack

# What is taken apart, in this order, with an example of each.
RULES: tuple[tuple[Rule, str], ...] = (
    (bracket, "The hall (it cost 7 million crowns) seats 400."),
    (relative, "Ferrum, which makes steel, sold its mine."),
    (predicate, "Wolff was a nurse who swam the bay."),
    (apposition, "Lina Sorel, a former nurse, won."),
    (fronted, "A former nurse, Reed won the seat."),
    (subordinate, "Although the town grew, rents fell."),
    (absolute, "The town lost the match with Wolf playing in goal."),
    (gerund, "The keeper returned to Lund after serving in the navy."),
    (spliced, "40 percent want a new pier, 59 percent oppose the plan."),
    (participle, "Founded in 1911, the museum owns 40 boats."),
    (lists.comparison, "The port handled 40 ships, twice as many as the port of Varn."),
    (lists.gapped, "The Reds won 40 seats, the Greens 31."),
    (lists.figures, "Prices rose by 3 percent in Lund and 5 percent in Varn."),
    (shared_object, "The town financed and the state built the new bridge."),
    (coordinated, "The town sold the hall and closed the pool."),
    (lists.respectively, "Lund and Varn finished second and fifth respectively."),
    (lists.each_of_two, "Both Lund and Varn lost 40 jobs."),
)


def clauses(head: "Token", words: "Sequence[Token]") -> list[SplitClause]:
    """Split a stretch of words whose verb is `head`; the first clause is what is left of it, the others follow.

    Nothing is taken out of a scope that changes what it says. A stretch that says one thing comes back as it is.
    """
    return of_clause(of_region(head, words))


def of_clause(whole: SplitClause) -> list[SplitClause]:
    """Split a clause further, in the same order."""
    open_ = [whole]
    done: list[SplitClause] = []
    while open_ and len(open_) + len(done) < MAX_CLAUSES:
        clause = open_.pop(0)
        found = next((made for rule, _ in RULES if (made := rule(clause)) is not None), None)
        if found is None or not all(c.words for c in found):
            done.append(clause)
        elif found[0].words == clause.words:  # kept whole beside its parts
            done.append(found[0])
            open_ = [*(in_doubt(made, clause) for made in found[1:]), *open_]
        else:
            open_ = [*(in_doubt(made, clause) for made in found), *open_]
    return [*done, *open_]
