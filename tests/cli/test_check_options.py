"""The options of `alignment check`: profiles, selections, what is set aside, base revision, standard input, outputs."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

REGION = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  period: 2022/2028
  axes: [{id: numerique, title: Numérique}, {id: sante, title: Santé}]
"""
ROADMAP = """=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: coded
period: 2023/2026
actions:
  - {id: a, title: A, period: 2023/2030, contributions: {srdeii:sante: principal}}
  - {id: b, title: B, progress: 0.5, contributions: {srdeii:numerique: principal}}
"""
FILE = "regions/r/clusters/c.yaml"


@pytest.fixture
def folder(workspace):
    """A data set with two warnings, AL301 on line 8 and AL303 on line 9 of the roadmap."""
    return workspace(REGION + ROADMAP)


@pytest.fixture
def check(alignment, folder):
    """Check the data set, and return exit code, codes found and codes set aside."""

    def run(*options):
        result = alignment("check", "--data", folder, "--format", "json", *options)
        value = result.json
        found = [each["code"] for each in value["findings"]]
        return result.code, found, [each["code"] for each in value["suppressed"]]

    return run


def rewrite(folder, old, new):
    """Change the roadmap."""
    path = folder / FILE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_profiles_are_stricter_and_stricter(check):
    """The default is draft; publication holds AL303 an error; council asks for sources and budgets."""
    assert check() == (0, ["AL301", "AL303"], [])
    code, found, _ = check("--profile", "publication")
    assert code == 1
    assert set(found) == {"AL301", "AL303", "AL501"}
    assert {"AL310", "AL501"} <= set(check("--profile", "council")[1])


def test_fail_on(check):
    """Warnings fail only when asked to; nothing fails with never."""
    assert check("--fail-on", "warning")[0] == 1
    assert check("--profile", "publication", "--fail-on", "never")[0] == 0


def test_select_and_ignore_take_codes_and_prefixes(check):
    """Repeated or with commas; what is left out wins."""
    assert check("--select", "AL303")[1] == ["AL303"]
    assert check("--select", "AL1,al3", "--ignore", "AL301")[1] == ["AL303"]
    assert check("--ignore", "AL3")[1] == []


def test_what_stops_a_score_is_always_told(check, folder):
    """No selection hides an error of reading, structure or reference."""
    rewrite(folder, "srdeii:sante", "srdeii:santé-x")
    assert check("--select", "AL303") == (1, ["AL112"], [])
    rewrite(folder, "srdeii:santé-x", "srdeii:sant")
    assert check("--ignore", "AL2")[:2] == (1, ["AL301", "AL201", "AL303"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--select", "AL9"], "Aucune règle ne commence par « AL9 »"),
        (["--profile", "strict"], "profils : draft, publication, council"),
        (["--fail-on", "info"], "choix : error, warning, never"),
        (["--format", "xml"], "choix : text, json, github"),
        (["--out", "sarif"], "--out attend FORME=CHEMIN"),
        (["--out", "pdf=x"], "choix : text, json, github"),
        (["--date", "31/12/2026"], "n’est pas un jour comme 2026-03-31"),
        (["--base", "nulle-part"], "Révision inconnue"),
        (["--stdin-filename", "x.yaml"], "va avec « - »"),
        (["-", "r"], "ne va avec aucun autre chemin"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(options, words, alignment, folder):
    """Exit code 2, nothing on standard output."""
    result = alignment("check", "--data", folder, *options)
    assert (result.code, result.out) == (2, "")
    assert words in " ".join(result.err.split())


def test_a_comment_sets_aside_its_own_line_or_the_next(check, folder):
    """With its reason; other rules and other lines stay."""
    rewrite(
        folder, "principal}}\n  - {id: b", "principal}}  # alignment: ignore[AL301] prolongée en 2025\n  - {id: b"
    )
    assert check() == (0, ["AL303"], ["AL301"])
    rewrite(
        folder,
        "  - {id: b",
        "  # alignment: ignore[AL303, AL305] état au 1er mars\n  # (compte rendu)\n  - {id: b",
    )
    code, found, aside = check()
    assert (code, aside) == (0, ["AL301", "AL303"])
    assert found == ["AL060"]  # AL305 had nothing to set aside


def test_reasons_and_counts_are_shown(alignment, folder):
    """In the text: what, why, how many."""
    rewrite(folder, "2023/2030, c", "2023/2030, c")
    rewrite(folder, "  - {id: a", "  # alignment: ignore[AL301] prolongée en 2025\n  - {id: a")
    text = alignment("check", "--data", folder).text
    assert "Mis à l’écart, AL301 : prolongée en 2025" in text
    assert "1 avertissement. 1 constat mis à l’écart." in text


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# alignment: ignore[AL302] rien ici", ["AL060", "AL301", "AL303"]),
        ("# alignment: ignore[AL301]", ["AL061", "AL303"]),
        ("# alignment: ignore AL301", ["AL062", "AL301", "AL303"]),
        ("# alignment: ignore[] rien", ["AL062", "AL301", "AL303"]),
        ("# alignment: ignore[AL3O1] lettre O", ["AL062", "AL301", "AL303"]),
        ("# alignment: ignore[AL101] une erreur", ["AL062", "AL301", "AL303"]),
        ("# alignment: autre chose", ["AL301", "AL303"]),
    ],
)
def test_ignores_that_serve_nothing_are_findings(comment, codes, check, folder):
    """Unused, without a reason, malformed, unknown, impossible."""
    rewrite(folder, "  - {id: a", f"  {comment}\n  - {{id: a")
    assert sorted(check()[1]) == codes


def test_an_ignore_of_a_rule_that_did_not_run_is_not_unused(check, folder):
    """AL310 speaks in council only, AL320 with --base only, AL303 was left out."""
    comment = "# alignment: ignore[AL310, AL320, AL303] raisons diverses"
    rewrite(folder, "  - {id: a", f"  {comment}\n  - {{id: a")
    assert check("--ignore", "AL303")[1] == ["AL301"]
    assert "AL060" in check()[1]


def test_words_inside_a_text_are_no_comment(check, folder):
    """Quoted or in a block: a value is a value."""
    rewrite(
        folder,
        "  - {id: b",
        "  - id: d\n    title: '# alignment: ignore[AL301] x'\n    description: |\n      # alignment: ignore[AL301] x\n"
        "    contributions: {srdeii:sante: principal}\n  - {id: b",
    )
    assert check() == (0, ["AL301", "AL303"], [])


def test_the_configuration_sets_aside_with_a_reason(check, folder, monkeypatch, capfd):
    """A rule everywhere, or in the files of a pattern; unused entries are findings at their line."""
    monkeypatch.chdir(folder.parent)
    config = folder.parent / "alignment.toml"
    config.write_text('[ignore]\nAL301 = "programmation prolongée"\n', "utf-8")
    assert check() == (0, ["AL303"], ["AL301"])
    config.write_text('[ignore."regions/r/*"]\nAL303 = "états repris"\nAL301 = "x"\n', "utf-8")
    assert check() == (0, [], ["AL301", "AL303"])
    config.write_text('[ignore."regions/s/*"]\nAL303 = "autre région"\n', "utf-8")
    assert check()[1] == ["AL060", "AL301", "AL303"]
    project = folder.parent / "pyproject.toml"
    config.rename(project)
    project.write_text(
        '[tool.alignment]\nprofile = "publication"\n[tool.alignment.ignore]\nAL303 = "a"\n', "utf-8"
    )
    assert check()[2] == ["AL303"]
    assert "AL501" in check()[1]
    assert check("--profile", "draft")[1] == ["AL301"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('profil = "draft"', "Vouliez-vous dire « profile » ?"),
        ("ignore = []", "« ignore » attend une table"),
        ("[ignore]\nAL301 = ''", "attend une raison pour « AL301 »"),
        ("[ignore]\nAL3O1 = 'x'", "Règle inconnue « AL3O1 »"),
        ("[ignore]\nAL201 = 'x'", "ne peut pas être mise à l’écart"),
        ('profile = "strict"', "Profil inconnu"),
        ("ignore = {", "ne se lit pas"),
    ],
)
def test_a_malformed_configuration_is_wrong_usage(text, words, alignment, folder, monkeypatch):
    """Told in one sentence that names the file or the choice."""
    monkeypatch.chdir(folder.parent)
    (folder.parent / "alignment.toml").write_text(text, "utf-8")
    result = alignment("check", "--data", folder)
    assert result.code == 2
    assert words in " ".join(result.err.split())


def test_a_configuration_of_another_place_sets_nothing_aside(check, folder, tmp_path, monkeypatch):
    """It speaks of the data below it only."""
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / "alignment.toml").write_text('[ignore]\nAL301 = "x"\n', "utf-8")
    monkeypatch.chdir(elsewhere)
    assert check() == (0, ["AL301", "AL303"], [])


def git(folder, *arguments):
    """Run git as somebody."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(folder):
    """The same data set, committed."""
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "base")
    return folder


def test_base_tells_only_what_a_change_brought_in(check, alignment, committed):
    """Lines added above a known problem don't make it new; a new problem and a changed id are told."""
    assert check("--base", "HEAD") == (0, [], [])
    rewrite(committed, "actions:\n", "actions:\n  - {id: n, title: N, contributions: {srdeii:sante: principal}}\n")
    assert check("--base", "HEAD") == (0, [], [])
    rewrite(committed, "{id: b,", "{id: beta,")
    rewrite(committed, "{id: n, title: N,", "{id: n, title: N, progress: 1,")
    code, found, _ = check("--base", "HEAD", "--fail-on", "warning")
    assert (code, found) == (1, ["AL303", "AL320", "AL303"])
    text = alignment("check", "--data", committed, "--base", "HEAD").text
    assert "1 problème déjà présent dans la révision de base n’est pas montré." in text


def test_base_without_data_makes_everything_new(check, folder):
    """A change that adds the whole data set brings in all its problems."""
    git(folder.parent, "init", "-q")
    git(folder.parent, "commit", "-q", "--allow-empty", "-m", "vide")
    assert check("--base", "HEAD")[1] == ["AL301", "AL303"]


def test_the_day_can_be_chosen(check, folder, monkeypatch):
    """By option, else by SOURCE_DATE_EPOCH, else by the clock."""
    rewrite(folder, "{id: a, title: A, period: 2023/2030", "{id: a, title: A, status: running, period: 2023/2024")
    assert "AL316" in check("--date", "2025-01-01")[1]
    assert "AL316" not in check("--date", "2024-12-31")[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735603200")  # 2024-12-31
    assert "AL316" not in check()[1]
    assert "AL316" in check("--date", "2025-01-01")[1]


def test_a_year_ends_with_its_last_day_for_what_is_completed(check, folder):
    """An action completed in the year that its period ends in has not ended in the future."""
    rewrite(
        folder, "{id: a, title: A, period: 2023/2030", "{id: a, title: A, status: completed, period: 2023/2026"
    )
    assert "AL315" not in check("--date", "2026-01-01")[1]
    assert "AL315" in check("--date", "2025-12-31")[1]


@pytest.fixture
def standard_input(monkeypatch):
    """Give bytes to standard input."""

    def give(data: bytes):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def test_standard_input_stands_for_a_file(alignment, folder, standard_input):
    """Its problems alone are told, under its name, with the references of its data set."""
    text = (folder / FILE).read_text("utf-8").replace("srdeii:sante", "srdeii:snate")
    standard_input(text.encode())
    result = alignment("check", "-", "--stdin-filename", folder / FILE, "--format", "json")
    assert result.code == 1
    assert [each["code"] for each in result.json["findings"]] == ["AL301", "AL201", "AL303"]
    assert all(each["file"].endswith(FILE) for each in result.json["findings"])


def test_standard_input_alone(alignment, standard_input):
    """Without a name, or with one outside any data set, the format alone is checked."""
    standard_input(ROADMAP.partition("\n")[2].replace("name: C", "nom: C").encode())
    result = alignment("check", "-", "--format", "json")
    assert {each["code"] for each in result.json["findings"]} == {"AL101", "AL102"}
    assert result.json["findings"][0]["file"] == "entree-standard"
    standard_input(b"title: rien\n")
    assert [each["code"] for each in alignment("check", "-", "--format", "json").json["findings"]] == ["AL103"]


def test_several_outputs_in_one_run(alignment, folder, tmp_path):
    """Each form in its file, whole; the text on standard output as ever."""
    outs = [
        f"{form}={tmp_path / form}" for form in ("sarif", "junit", "json", "gitlab", "github", "markdown", "text")
    ]
    arguments = [part for out in outs for part in ("--out", out)]
    result = alignment("check", "--data", folder, *arguments)
    assert result.code == 0
    assert "AL301 avertissement" in result.out
    assert json.loads((tmp_path / "sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert json.loads((tmp_path / "json").read_text("utf-8"))["counts"]["warning"] == 2
    assert (tmp_path / "github").read_text("utf-8").count("::warning ") == 2
    assert (tmp_path / "text").read_text("utf-8").endswith(": 2\u00a0avertissements.\n")
    twice = ["--out", f"sarif={tmp_path / 'x'}", "--out", f"json={tmp_path / 'x'}"]
    assert alignment("check", "--data", folder, *twice).code == 2
    assert not (tmp_path / "x").exists()


def test_an_output_that_cannot_be_written_is_named(alignment, folder):
    """Exit code 2, with the path."""
    result = alignment("check", "--data", folder, "--out", "sarif=/dev/full")
    assert result.code == 2
    assert "/dev/full" in result.err


def test_machine_forms_leave_standard_output_to_the_machine(alignment, folder):
    """The count goes to standard error."""
    result = alignment("check", "--data", folder, "--format", "sarif")
    json.loads(result.out)
    assert "2\u00a0avertissements" in result.err


def test_github_actions_get_annotations_and_a_log_without_commands(alignment, folder, monkeypatch):
    """Nothing to ask for: the text, in which no command counts, then one annotation for each problem."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = alignment("check", "--data", folder).out.rstrip("\n").split("\n")
    word = lines[0].removeprefix("::stop-commands::")
    end = lines.index(f"::{word}::")
    assert len(word) == 32
    assert [line.split(" ")[0] for line in lines[end + 1 :]] == ["::warning", "::warning"]
    other = alignment("check", "--data", folder).out.split("\n")[0]
    assert other != lines[0]
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert "::" not in alignment("check", "--data", folder).out


def test_paths_are_shown_from_here(alignment, folder, monkeypatch):
    """As one would type them in the current folder."""
    monkeypatch.chdir(folder.parent)
    assert f"data/{FILE}:8:" in alignment("check").out
    assert f"data/{FILE}:8:" in alignment("check", ".").out
    monkeypatch.chdir(folder / "regions")
    assert f"{FILE}:8:" in alignment("check").out


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_reader_who_goes_away_is_no_failure(form, folder):
    """The pipe is closed before anything is written: exit code 0, not a word."""
    command = [sys.executable, "-m", "alignment", "check", "--data", str(folder), "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0
