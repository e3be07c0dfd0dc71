"""`alignment report` as it is run: files, streams, exit codes, batches, dates, what is skipped."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.report.report_data import plain_words, write_data

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small data set with a second region of its own, named `autre`."""
    folder = write_data(tmp_path / "data", plain_words)
    region = (folder / "regions/essai/region.yaml").read_text("utf-8")
    (folder / "regions/autre").mkdir()
    (folder / "regions/autre/region.yaml").write_text(region.replace("id: essai", "id: autre"), "utf-8")
    strategy = (folder / "s3/essai.yaml").read_text("utf-8")
    (folder / "s3/autre.yaml").write_text(strategy.replace("region: essai", "region: autre"), "utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_files_are_named_on_standard_output(data, tmp_path, alignment):
    out = tmp_path / "sortie"
    result = alignment("report", "essai", "--format", "html,json", "--out", out, "--data", data)
    assert result.code == 0
    assert result.out.splitlines() == [str(out / "essai.html"), str(out / "essai.json")]
    assert result.err == ""
    assert sorted(digests(out)) == ["essai.html", "essai.json"]


def test_a_batch_has_an_index_that_leads_to_each_report(data, tmp_path, alignment):
    result = alignment("report", "--all", "--out", tmp_path / "out", "--data", data)
    assert result.code == 0
    assert sorted(digests(tmp_path / "out")) == ["autre.html", "essai.html", "index.html"]
    index = (tmp_path / "out/index.html").read_text("utf-8")
    assert 'href="./autre.html"' in index
    assert 'href="./essai.html"' in index
    assert result.err.strip() == "Rapports\u00a0: 3\u00a0écrits."


def test_a_region_that_cannot_be_scored_is_named_with_the_reason(data, tmp_path, alignment):
    region = data / "regions/autre/region.yaml"
    region.write_text("alignment: region/v1\nid: autre\nname: Autre Région\nsrdeii: {axes: []}\n", "utf-8")
    result = alignment("report", "--all", "--out", tmp_path / "out", "--data", data)
    assert result.code == 0
    assert "Autre Région\u00a0: aucun axe du SRDEII n’est connu" in result.err
    assert "1\u00a0région sans score" in result.err
    index = (tmp_path / "out/index.html").read_text("utf-8")
    assert "Autre Région" in index
    assert "aucun axe du SRDEII n’est connu" in index
    assert alignment("report", "autre", "--out", tmp_path / "alone", "--data", data).code == 3
    assert not (tmp_path / "alone").exists()


def test_a_faulty_region_does_not_stop_the_others(data, tmp_path, alignment):
    (data / "regions/autre/region.yaml").write_text("alignment: region/v1\nid: autre\nname: [", "utf-8")
    result = alignment("report", "--all", "--out", tmp_path / "out", "--data", data)
    assert result.code == 1
    assert "alignment check autre" in result.err
    assert sorted(digests(tmp_path / "out")) == ["essai.html", "index.html"]
    alone = alignment("report", "autre", "--out", tmp_path / "out", "--data", data)
    assert alone.code == 1
    assert "regions/autre/region.yaml:3:" in alone.err


def test_a_fault_of_the_tool_in_one_region_does_not_stop_the_others(data, tmp_path, alignment, monkeypatch):
    from alignment.pipeline import publication

    real = publication.regional_report

    def fragile(source):
        if source.score.setting.region.id == "autre":
            raise ZeroDivisionError
        return real(source)

    monkeypatch.setattr(publication, "regional_report", fragile)
    result = alignment("report", "--all", "--out", tmp_path / "out", "--data", data)
    assert result.code == 2
    assert "défaillance interne (ZeroDivisionError)" in result.err
    assert sorted(digests(tmp_path / "out")) == ["essai.html", "index.html"]


def test_a_scenario_that_a_region_lacks_is_that_region_s_matter(data, tmp_path, alignment):
    region = data / "regions/autre/region.yaml"
    region.write_text(region.read_text("utf-8").replace("id: programme, title", "id: autrement, title"), "utf-8")
    result = alignment("report", "--all", "--scenario", "programme", "--out", tmp_path / "out", "--data", data)
    assert result.code == 2
    assert "Scénario inconnu" in result.err
    assert sorted(digests(tmp_path / "out")) == ["essai.html", "index.html"]


def test_the_same_input_gives_the_same_bytes_whatever_the_machine(data, tmp_path):
    """Hash seed, time zone, locale, folder, clock and an earlier run change nothing (R-39)."""
    runs = []
    for number, changes in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C"})
    ):
        out, here = tmp_path / f"out{number}", tmp_path / f"here{number}"
        here.mkdir()
        arguments = [
            "report",
            "--all",
            "--lang",
            "fr",
            "--format",
            "html,pdf,xlsx,md,csv,json",
            "--out",
            str(out),
            "--data",
            str(data),
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **changes}
        subprocess.run(
            [sys.executable, "-m", "alignment", *arguments],
            cwd=here,
            env=environment,
            check=True,
            capture_output=True,
        )
        runs.append(digests(out))
    assert runs[0] == runs[1]
    assert len(runs[0]) > 20


def test_killed_in_the_middle_it_leaves_whole_files_alone(data, tmp_path, alignment):
    out = tmp_path / "out"
    assert alignment("report", "--all", "--format", "html,json", "--out", out, "--data", data).code == 0
    before = digests(out)
    roadmap = data / "regions/essai/clusters/alpha.yaml"
    roadmap.write_text(roadmap.read_text("utf-8").replace("Texte alpha", "Texte oméga"), "utf-8")
    script = """
import os, signal, sys
from alignment.kernel import atomic
left = [3]
real = os.fsync
def fsync(descriptor):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    real(descriptor)
atomic.os.fsync = fsync
from alignment.cli.main import run
run(sys.argv[1:])
"""
    arguments = ["report", "--all", "--format", "html,json", "--out", str(out), "--data", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    killed = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=environment, check=False, capture_output=True
    )
    assert killed.returncode == -9
    after = {name: digest for name, digest in digests(out).items() if not name.endswith(".tmp")}
    assert after.keys() == before.keys()
    # fsync brings a file to the disk, then its folder: the first file is new, the second was never renamed.
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"essai.html"}
    assert "Texte oméga" in (out / "essai.html").read_text("utf-8")
    assert alignment("report", "--all", "--format", "html,json", "--out", out, "--data", data).code == 0
    assert not [name for name in digests(out) if name.endswith(".tmp")]
    assert "oméga" in (out / "essai.json").read_text("utf-8")


def test_incremental_skips_what_is_up_to_date(data, tmp_path, alignment):
    out = tmp_path / "out"
    arguments = ("report", "--all", "--format", "html,md", "--out", out, "--data", data, "--incremental")
    assert "3\u00a0écrits" in alignment(*arguments).err
    assert "2\u00a0déjà à jour" in alignment(*arguments).err
    # A report that someone changed, one whose data changed, and other options are made again.
    (out / "autre.md").write_text("changé", "utf-8")
    assert "1\u00a0déjà à jour" in alignment(*arguments).err
    assert "changé" not in (out / "autre.md").read_text("utf-8")
    roadmap = data / "regions/essai/clusters/beta.yaml"
    roadmap.write_text(roadmap.read_text("utf-8").replace("2023/2024", "2023/2025"), "utf-8")
    result = alignment(*arguments)
    assert "1\u00a0déjà à jour" in result.err
    assert "2023-2025" in (out / "essai.html").read_text("utf-8")
    assert "déjà à jour" not in alignment(*arguments, "--cursor", "0.9").err
    ledger = json.loads((out / ".alignment-reports.json").read_text("utf-8"))
    assert sorted(ledger) == ["autre", "essai"]
    (out / ".alignment-reports.json").write_text("[", "utf-8")
    assert "déjà à jour" not in alignment(*arguments, "--cursor", "0.9").err


def test_the_date_is_the_one_given_and_never_the_clock_s(data, tmp_path, alignment, monkeypatch):
    def cover(*arguments: str) -> str:
        out = tmp_path / "-".join(["out", *arguments])
        assert alignment("report", "essai", "--out", out, "--data", data, *arguments).code == 0
        return (out / "essai.html").read_text("utf-8")

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "<dt>Date</dt>" not in cover()
    assert "<dt>Date</dt><dd>1er\u00a0mars\u00a02026" in "".join(cover("--date", "2026-03-01").split("\n"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")  # 9 September 2001, 01:46:40 UTC
    assert "9\u00a0septembre\u00a02001" in cover("--lang", "fr")
    assert "1er\u00a0mars\u00a02026" in cover("--date", "2026-03-01", "--lang", "fr")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("report",), "Nommez une ou plusieurs régions, ou demandez --all."),
        (("report", "essai", "--all"), "Nommez une ou plusieurs régions, ou demandez --all."),
        (("report", "essai", "--format", "html,odt"), "« odt » n’est pas proposé"),
        (("report", "essai", "--date", "2026-13-01"), "« 2026-13-01 » n’est pas une date"),
        (("report", "inconnue"), "Région inconnue « inconnue »"),
        (("report", "essai", "--cursor", "2"), "n’est pas un nombre entre 0 et 1"),
    ],
)
def test_wrong_usage_is_one_sentence_and_writes_nothing(arguments, sentence, data, tmp_path, alignment):
    result = alignment(*arguments, "--out", tmp_path / "out", "--data", data)
    assert result.code == 2
    assert sentence in " ".join(result.err.split())
    assert len(result.err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_to_is_named(data, tmp_path, alignment):
    (tmp_path / "fichier").write_text("", "utf-8")
    result = alignment("report", "essai", "--out", tmp_path / "fichier", "--data", data)
    assert result.code == 2
    assert "fichier" in result.err
    assert "Traceback" not in result.err
