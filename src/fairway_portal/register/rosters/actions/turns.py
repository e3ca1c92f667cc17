"""The stages of an edition: each action locks it and says which version it saw."""

from __future__ import annotations

from fairway.kernel.text import Text
from fairway_portal.register.rosters.errors import OutOfTurn
from fairway_portal.register.rosters.models import Vintage


def at_stage(vintage: Vintage, saw: int, *states: Vintage.State) -> Vintage:
    """The edition, locked until the transaction ends.

    Args:
        vintage: As the caller has it.
        saw: The version that the officer saw.
        states: One of which it must be in.

    Raises:
        OutOfTurn: It is in another state, or somebody went on with it meanwhile.
    """
    now = Vintage.objects.select_for_update().defer("contents").get(pk=vintage.pk)
    if now.version != saw or now.state not in states:
        raise OutOfTurn(
            Text("Somebody went on with “{list}” meanwhile, or it is at another stage.", list=str(now)),
            advice=Text("Open it again to see where it stands. Nothing was changed."),
            details={"state": now.state, "version": now.version},
        )
    return now
