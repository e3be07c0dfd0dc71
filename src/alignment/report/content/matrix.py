"""`alignment matrix`: which cluster serves which priority, as a heat map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.model.strategy import Node
from alignment.report import words
from alignment.report.content.matrix_data import cells_sheet, matrix_v1, wide_sheet
from alignment.report.content.score import basis_note, cautions, scope
from alignment.report.document import Block, Cell, Column, Document, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.coverage import ClusterCoverage
from alignment.score.framework import WeightedFramework
from alignment.score.region import RegionScore


@dataclass(frozen=True)
class Line:
    """One row of the matrix: a framework (without node), a branch or a leaf, and the leaves that it holds.

    `region` is the coverage by all clusters together, a share.
    """

    framework: WeightedFramework
    node: Node | None
    parent: str | None
    depth: int
    leaves: tuple[str, ...]
    region: Fraction

    @property
    def ref(self) -> str:
        """`framework:node`, or the framework alone."""
        return f"{self.framework.id}:{self.node.id}" if self.node else self.framework.id

    @property
    def title(self) -> str:
        """What the row is called."""
        return self.node.title if self.node else short(self.framework.id)

    @property
    def is_leaf(self) -> bool:
        """Whether it is a scored priority rather than a mean of some."""
        return self.node is not None and self.framework.is_leaf(self.node.id)

    def coverage(self, covered: ClusterCoverage) -> Fraction:
        """The cluster's coverage of this row, 0 to 1. Method, section 2."""
        return self.framework.mean(covered.frameworks[self.framework.id].by_leaf, self.leaves)

    def examined(self, covered: ClusterCoverage) -> bool:
        """Whether the cluster examined all of this row and serves none of it."""
        return all(covered.cluster.declines(self.framework, leaf) for leaf in self.leaves)


def matrix_document(
    score: RegionScore,
    data_set: str,
    lang: Lang,
    alone: WeightedFramework | None = None,
    depth: int | None = None,
) -> Document:
    """The map: priorities down, clusters across by rank.

    `alone` keeps one framework; `depth` keeps the nodes down to that depth (axes are 1), as means over their leaves.
    """
    fr = lang == "fr"
    frameworks = [alone] if alone else [each.framework for each in score.frameworks if each.weight]
    lines = [line for framework in frameworks for line in _lines(score, framework, depth)]
    blocks: list[Block] = list(cautions(score, lang))
    if score.clusters:
        blocks += [Paragraph(_columns_legend(score, lang)), _table(score, lines, lang)]
    else:
        blocks.append(Paragraph("Aucun cluster\u00a0: rien à croiser." if fr else "No cluster: nothing to cross."))
    return Document(
        f"{score.setting.region.name} — " + ("clusters et priorités" if fr else "clusters and priorities"),
        (*scope(score, data_set, lang), *_filters(alone, depth, lang)),
        tuple(blocks),
        lang,
        matrix_v1(score, lines, basis_note(score, data_set, lang), alone, depth),
        (wide_sheet(score, lines), cells_sheet(score, lines)),
    )


def _lines(score: RegionScore, framework: WeightedFramework, depth: int | None) -> Iterator[Line]:
    coverage = {p.leaf.id: p.coverage for p in score.priorities if p.framework is framework}
    leaves = tuple(framework.weights)
    yield Line(framework, None, None, 0, leaves, framework.mean(coverage, leaves))
    for placed in framework.kept:
        if depth is None or placed.depth <= depth:
            leaves = framework.leaves_under([placed.node.id])
            region = framework.mean(coverage, leaves)
            yield Line(framework, placed.node, placed.parent, placed.depth, leaves, region)


def _filters(alone: WeightedFramework | None, depth: int | None, lang: Lang) -> list[str]:
    fr = lang == "fr"
    lines = []
    if alone is not None:
        name = short(alone.id)
        lines.append(f"Cadre\u00a0: {name} seul" if fr else f"Framework: {name} alone")
    if depth is not None:
        lines.append(
            f"Profondeur\u00a0: {depth} (les niveaux inférieurs sont réunis en moyenne pondérée)"
            if fr
            else f"Depth: {depth} (lower levels are merged in a weighted mean)"
        )
    return lines


def _columns_legend(score: RegionScore, lang: Lang) -> str:
    """The number of each cluster: its place in the order of the ranking."""
    named = f"{words.SPACE}· ".join(
        f"{number}{words.SPACE}{covered.cluster.placed.roadmap.name}"
        for number, covered in enumerate(score.clusters, start=1)
    )
    return (
        f"Colonnes, par ordre d’alignement\u00a0: {named}" if lang == "fr" else f"Columns, by alignment: {named}"
    )


def _table(score: RegionScore, lines: list[Line], lang: Lang) -> Table:
    fr = lang == "fr"
    columns = (
        Column("title", "Priorité" if fr else "Priority"),
        *(Column(covered.cluster.id, str(number), "heat") for number, covered in enumerate(score.clusters, 1)),
        Column("region", "Région" if fr else "Region", "share", decimals=0),
    )
    rows = []
    for line in lines:
        cells: tuple[Cell, ...] = (line.title, *(_cell(line, each) for each in score.clusters), line.region)
        rows.append(Row(cells, line.depth, strong=not line.is_leaf))
    return Table(
        "map",
        "",
        columns,
        tuple(rows),
        note=(
            "Chaque signe est la couverture de la priorité par le cluster\u00a0: 0 à 9, dizaines de % (4\u00a0: de 40 à moins de "
            "50\u00a0%)\u00a0; X, 100\u00a0%\u00a0; -, examinée sans être visée\u00a0; ·, rien. Un axe ou un cadre est la moyenne pondérée de ce "
            "qu’il contient. Région\u00a0: tous les clusters ensemble."
            if fr
            else "Each sign is the coverage of the priority by the cluster: 0 to 9, tens of % (4: from 40 to below 50%); "
            "X, 100%; -, examined and not targeted; ·, nothing. An axis or a framework is the weighted mean of what it "
            "holds. Region: all clusters together."
        ),
    )


def _cell(line: Line, covered: ClusterCoverage) -> Fraction | None:
    """The coverage; 0 where the cluster examined the row and doesn't serve it, None where it says nothing."""
    value = line.coverage(covered)
    return value if value or line.examined(covered) else None
