"""Remarks on acts that two people sign."""

from tadasu.errors import Text
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes


def check_cosigning(bench: Bench, notes: Notes) -> None:
    """Note second signatures that nobody can give (T117, T143)."""
    for name, transition in bench.workflow.transitions.items():
        if not transition.cosign:
            continue
        at = bench.at_act(name).to("cosign")
        if transition.automatic or name in bench.caused:
            notes.add("T143", at, *_BY_ITSELF, key=True)
        claims = bench.claims(bench.states(name))
        for number, role in enumerate(transition.cosign):
            if claims.never([bench.role(claims, name, role)]):
                notes.add("T117", at.to(number), *_powerless(role))


def _powerless(role: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"Nobody can ever hold the role `{role}` where this is to be cosigned.",
            ja=f"これに署名する時点で、役割 `{role}` をもつ人はいません。",
        ),
        Text(
            en="Take the role out here, or change its guard.",
            ja="ここから役割を外すか、役割の条件を見直してください。",
        ),
    )


_BY_ITSELF = (
    Text(
        en="The process itself makes this, and has no hand to sign with: it is always refused.",
        ja="プロセス自身が行う遷移に二人目の署名はできないため、必ず拒否されます。",
    ),
    Text(
        en="Take `cosign` out, or let people do it: no `automatic`, no effect.",
        ja="`cosign` を外すか、`automatic` や effects ではなく人が行うようにしてください。",
    ),
)
