"""How long the choice of actions takes: thousands of proposed actions on tens of priorities, to proven optimality.

    python benchmarks/allocation.py --actions 2000 --priorities 60

A region is made up with a seed: half of its priorities regional, half European, clusters of fifty proposed actions,
each with one to three contributions on either side and a budget of 5,000 to 900,000 euros, targets of 1 to 3. Seconds
of processor are printed for several envelopes, shares of what all the actions would cost.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from random import Random

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline import loading
from alignment.plan import demands, frontier
from alignment.plan.allocation import Asked, Best, choose, equals
from alignment.plan.along_cursor import along_cursor
from alignment.plan.proposals import Situation, survey
from alignment.score.setting import prepare

SHARES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
PER_CLUSTER = 50
LEVELS = ("principal", "significant", "significant")


def nodes(prefix: str, number: int, rng: Random) -> str:
    """Priorities without children, weighted and with targets."""
    return "".join(
        f"  - {{id: {prefix}{n}, title: {prefix}{n}, weight: {rng.randint(1, 3)}, target: {rng.choice((1, 1, 2, 3))}}}\n"
        for n in range(number)
    )


def action(number: int, half: int, rng: Random) -> str:
    """One proposed action."""
    named = [f"srdeii:r{n}" for n in rng.sample(range(half), rng.choice((1, 1, 2, 3)))]
    named += [f"s3:e{n}" for n in rng.sample(range(half), rng.choice((1, 1, 2, 3)))]
    links = ", ".join(f"'{ref}': {rng.choice(LEVELS)}" for ref in named)
    amount = rng.randint(5_000, 900_000)
    return (
        f"  - {{id: a{number}, title: A, status: proposed, contributions: {{{links}}},\n"
        f"     budget: [{{source: region, amount: {amount}}}]}}\n"
    )


def write(folder: Path, actions: int, priorities: int, seed: int) -> None:
    """The data set of one made-up region."""
    rng, half = Random(seed), priorities // 2
    home = folder / "regions/r"
    (home / "clusters").mkdir(parents=True)
    (folder / "s3").mkdir()
    axes = nodes("r", half, rng).replace("  - ", "    - ")
    (home / "region.yaml").write_text(
        f"alignment: region/v1\nid: r\nname: R\nsrdeii:\n  title: T\n  axes:\n{axes}", "utf-8"
    )
    (folder / "s3/r.yaml").write_text(
        f"alignment: s3/v1\nregion: r\ntitle: S\npriorities:\n{nodes('e', half, rng)}", "utf-8"
    )
    for start in range(0, actions, PER_CLUSTER):
        name = f"c{start // PER_CLUSTER}"
        body = "".join(action(n, half, rng) for n in range(start, min(start + PER_CLUSTER, actions)))
        (home / f"clusters/{name}.yaml").write_text(
            f"alignment: roadmap/v1\nid: {name}\nname: {name}\ntype: cluster\nprovenance: illustrative\nactions:\n{body}",
            "utf-8",
        )


def situation_of(folder: Path) -> Situation:
    """The region of a folder, as the command reads it."""
    loaded = loading.load(DataFolder(folder, Bilingual("essai", "trial")))
    return survey(prepare(loaded.data, "r"))


def main() -> None:
    """Make up a region, choose for several envelopes, print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=2_000)
    parser.add_argument("--priorities", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--whole", action="store_true", help="all that the command works out, not the choice alone"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), given.actions, given.priorities, given.seed)
        situation = situation_of(Path(folder))
    total = sum(proposal.cost for proposal in situation.proposals)
    print(
        f"{len(situation.proposals)} actions, {len(situation.priorities)} priorities, {total / 100:,.0f} euros in all"
    )
    for share in SHARES:
        asked = Asked((demands.envelope(situation, int(total * share)),))
        started = time.process_time()
        found = choose(situation, asked)
        seconds = time.process_time() - started
        assert found is not None and found.proven
        print(
            f"envelope {total * share / 100:>14,.0f}: {len(found.funded.choice):>4} actions, "
            f"coverage {float(found.funded.value):.4%}, optimal in {seconds:.1f} s",
            flush=True,
        )
        if given.whole:
            surroundings(situation, asked, found)


def surroundings(situation: Situation, asked: Asked, found: Best) -> None:
    """Time what the command says beside the choice."""
    for name, work in (
        ("equals", lambda: equals(situation, asked, found)),
        ("next step", lambda: frontier.next_step(situation, asked, found.funded)),
        ("frontier", lambda: frontier.trace(situation, asked)),
        ("cursor", lambda: along_cursor(situation, asked)),
    ):
        started = time.process_time()
        work()
        print(f"  {name}: {time.process_time() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
