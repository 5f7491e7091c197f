"""What a person can do, as data: one table of actions a noun, used by the desk and by the API.

Each package has its table in `actions.py`: `assignment.actions.ACTIONS["hold"]`. A view asks the table what it may
offer, reads the fields in its own way (a form, a request's body), and runs the action:

    action = ACTIONS["hold"]
    action.allows(user, work) and action.offered(work)      # is there a button?
    action.run({"because": "Counsel asks."}, claim=claim, by=user, at=now)

`run` passes on only the action's own `fields`, and leaves out those that the view did not send. It raises what the
workflow raises: ValidationError naming the field, Conflict, PermissionDenied; the workflow asks again who may and
whether the state allows it, so that nothing rests on `offered`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Stage, Work
from claims.workflow import stages

Words = str | Promise
State = TypeVar("State")
DONE = _("Done.")


def always(state: Any) -> bool:
    """Offer an action whatever the state."""
    return True


def at_stage(*allowed: Stage) -> Callable[[Work], bool]:
    """Offer an action while the claim is at one of these stages."""
    return lambda work: work.stage in allowed


@dataclass(frozen=True, kw_only=True)  # without slots, which a generic class cannot have when it is frozen
class Action(Generic[State]):
    """One thing that a person can do.

    `do` takes keywords only: what the action is about, `by`, `at` and the `fields`. `label` is the heading of its form,
    `button` what is pressed, `answer` what is said when it is done: words, or what makes them from `do`'s result.
    `offered` looks at the state of what it is about, most often a claim's Work.
    """

    name: str
    label: Words
    permission: str
    do: Callable[..., Any]
    button: Words = ""
    fields: tuple[str, ...] = ()
    offered: Callable[[State], bool] = always
    answer: Words | Callable[[Any], Words] = DONE

    def allows(self, user: User, work: Work) -> bool:
        """Return whether this person's role and desk let them do it to this claim."""
        return stages.may(user, work, self.permission)

    def run(self, data: Mapping[str, Any], *, by: User, at: datetime, **subject: Any) -> Any:
        """Do it, with those of the data that are its fields; return what the workflow returns."""
        own = {name: data[name] for name in self.fields if name in data}
        return self.do(**subject, **own, by=by, at=at)

    def message(self, result: Any) -> str:
        """Return what to say to the person when it is done."""
        return str(self.answer(result) if callable(self.answer) else self.answer)


Table = Mapping[str, Action[State]]


def table(*actions: Action[State]) -> Table[State]:
    """Return actions by their names."""
    return {action.name: action for action in actions}
