"""Where every fact comes from: files with their provenance, and the sources that they cite."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.model.strategy import Source
from alignment.report import words
from alignment.report.document import Column, Paragraph, Row, Table
from alignment.report.regional.source import ReportSource, cluster_anchor
from alignment.report.regional.value import Section
from alignment.report.words import framework_name as short


def sources(source: ReportSource) -> Section:
    """The files used, then what they cite."""
    fr = source.fr
    lead = Paragraph(
        "Chaque fait vient d’un fichier de données, et chaque fichier cite ses sources. Les niveaux de contribution sont publiés par les "
        "clusters, lus par un analyste dans des textes publiés, ou illustratifs, comme l’indique la colonne de provenance."
        if fr
        else "Every fact comes from a data file, and every file cites its sources. Levels of contribution are published by the clusters, read "
        "by an analyst in published texts, or illustrative, as the column of provenance says.",
        "quiet",
    )
    return Section(
        "sources",
        "Sources et provenance" if fr else "Sources and provenance",
        (lead, _files(source), _cited(source)),
        source.basis(cursor=False),
    )


def _files(source: ReportSource) -> Table:
    fr, lang = source.fr, source.lang
    rows = []
    for each in source.score.frameworks:
        text = each.framework.text
        standing = words.TEXT_STATUS[text.text.status].to(lang)
        if text.text.completeness == "partial":
            standing += ", liste partielle" if fr else ", partial list"
        rows.append(Row((text.file, short(text.id), standing)))
    for cluster in source.score.setting.clusters:
        roadmap = cluster.placed.roadmap
        rows.append(
            Row(
                (cluster.placed.file, roadmap.name, words.PROVENANCE[roadmap.provenance].to(lang)),
                links={1: cluster_anchor(cluster)},
            )
        )
    return Table(
        "sources-files",
        "Fichiers et provenance" if fr else "Files and provenance",
        (
            Column("file", "Fichier" if fr else "File"),
            Column("subject", "Objet" if fr else "Subject"),
            Column("provenance", "Provenance"),
        ),
        tuple(rows),
    )


def _cited(source: ReportSource) -> Table:
    """Every source of the files used, in order of the files."""
    fr = source.fr
    rows = tuple(
        Row((subject, cited.title, cited.publisher, cited.date, cited.url))
        for subject, _, cited in cited_sources(source)
    )
    return Table(
        "sources-cited",
        "Sources citées" if fr else "Sources cited",
        _columns(source),
        rows,
        empty="Les fichiers ne citent aucune source." if fr else "The files cite no source.",
    )


def _columns(source: ReportSource) -> tuple[Column, ...]:
    fr = source.fr
    return (
        Column("subject", "Pour" if fr else "For"),
        Column("title", "Titre" if fr else "Title"),
        Column("publisher", "Éditeur" if fr else "Publisher"),
        Column("date", "Date"),
        Column("url", "Adresse" if fr else "Address", "url"),
    )


def sources_sheet(source: ReportSource) -> Table:
    """The same for spreadsheets, with the file and the id by which it is cited there."""
    fr = source.fr
    rows = tuple(
        Row((subject, cited.title, cited.publisher, cited.date, cited.url, cited.id, file))
        for subject, file, cited in cited_sources(source)
    )
    columns = (*_columns(source), Column("source_id", "source_id"), Column("file", "Fichier" if fr else "File"))
    return Table("sources", "Sources", columns, rows)


def cited_sources(source: ReportSource) -> Iterator[tuple[str, str, Source]]:
    """What for, in which file, and the source: the region's, the S3's, the European frameworks', the clusters'."""
    setting, data = source.score.setting, source.data
    region = setting.region
    file = data.region_files[region.id]
    yield from (("SRDEII", file, cited) for cited in region.sources)
    if region.id in data.strategies:
        file = data.strategy_files[region.id]
        yield from (("S3", file, cited) for cited in data.strategies[region.id].sources)
    for framework in data.frameworks.values():
        found = getattr(framework.text, "sources", ())
        yield from ((short(framework.id), framework.file, cited) for cited in found if isinstance(cited, Source))
    for cluster in setting.clusters:
        placed = cluster.placed
        yield from ((placed.roadmap.name, placed.file, cited) for cited in placed.roadmap.sources)
