"""What runs on GitHub can do no more than it must, and nobody else can change what it does."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))

UNTRUSTED = re.compile(
    r"\$\{\{[^}]*\b(github\.(event|head_ref|actor|ref_name|base_ref)|inputs|steps|needs|env)\b"
)
"""Values that others may write: in a shell line they would be run."""


def loaded(path: Path) -> dict[str, Any]:
    """Return a workflow; YAML's `on` is the truth value that older parsers make of it."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    workflow["on"] = workflow.pop(True, workflow.get("on"))
    return workflow


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def paths_of(workflow: dict[str, Any], action: str) -> list[list[str]]:
    """Return the paths that each use of a cache action names."""
    return [
        step["with"]["path"].split() for step in steps(workflow) if step.get("uses", "").startswith(action)
    ]


def test_there_are_workflows_for_tests_and_for_the_site() -> None:
    """One workflow tests, one publishes."""
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "pages.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    """Each action is named by a whole commit, with the version beside it: a moved tag changes nothing here."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r"\s*(- )?uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_version() -> None:
    """Every use of an action, in whichever workflow, is of the same commit."""
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for step in steps(loaded(path)):
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                pins.setdefault("/".join(action.split("/")[:2]), set()).add(commit)
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_jobs_have_the_least_rights(path: Path) -> None:
    """Nothing is granted to a whole workflow; a job may read the code, and only the deploying one may publish."""
    workflow = loaded(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        deploying = {"pages": "write", "id-token": "write"}
        assert job["permissions"] == (deploying if name == "deploy" else {"contents": "read"}), name
        if name == "deploy":
            assert job["environment"]["name"] == "github-pages"
            assert all("run" not in step for step in job["steps"]), "what may publish runs no shell"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_shell_line_holds_what_others_wrote(path: Path) -> None:
    """No `run` has an expression in it that somebody outside could fill."""
    for step in steps(loaded(path)):
        assert not UNTRUSTED.search(step.get("run", "")), step["run"]
        assert "${{" not in step.get("run", ""), step["run"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_credentials_stay_behind(path: Path) -> None:
    """A checkout keeps no token in the clone, where other people's code could read it."""
    for step in steps(loaded(path)):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_ends(path: Path) -> None:
    """Each job has a time limit."""
    assert all(job["timeout-minutes"] <= 120 for job in loaded(path)["jobs"].values())


def test_pull_requests_leave_nothing_behind() -> None:
    """Only the workflow that no pull request starts uses a cache, and dangerous triggers are not used at all."""
    for path in WORKFLOWS:
        workflow = loaded(path)
        assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
        if "pull_request" in workflow["on"]:
            assert not any("cache" in str(step) for step in steps(workflow))


def test_tests_run_on_every_supported_python() -> None:
    """CI tests each Python that the package says it runs on."""
    classifiers = re.findall(r"Python :: (3\.\d+)", (PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    matrix = loaded(PROJECT / ".github/workflows/ci.yml")["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == classifiers


def test_the_site_is_built_when_something_of_it_changes() -> None:
    """A push of articles, pages, templates, code, settings or locks builds the site; so does a person."""
    workflow = loaded(PROJECT / ".github/workflows/pages.yml")
    paths = workflow["on"]["push"]["paths"]
    assert workflow["on"]["push"]["branches"] == ["main"]
    assert "workflow_dispatch" in workflow["on"]
    for needed in (
        "seeds/**",
        "site_src/**",
        "templates/**",
        "generator/**",
        "mkdocs.yml",
        "requirements*.lock",
    ):
        assert needed in paths
    assert any("broadsheet build --strict" in step.get("run", "") for step in steps(workflow))


def test_the_cache_is_saved_as_it_is_restored() -> None:
    """What is saved for the next build is what that build restores."""
    workflow = loaded(PROJECT / ".github/workflows/pages.yml")
    restored = paths_of(workflow, "actions/cache/restore@")
    assert restored == paths_of(workflow, "actions/cache/save@") == [[".broadsheet", "site_src", "site"]]


def audited(folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what zizmor says of a folder's workflows, without asking anybody outside, at its strictest."""
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [zizmor, "--offline", "--no-config", "--no-progress", "--persona=auditor", folder]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_zizmor_finds_nothing() -> None:
    """The auditor of workflows has nothing to say, not even to its most pedantic reader, and nothing is excused."""
    for path in WORKFLOWS:
        assert "zizmor:" not in path.read_text(encoding="utf-8")
    found = audited(PROJECT / ".github")
    assert found.returncode == 0, found.stdout + found.stderr


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    """A value of others in a shell line, put into our own workflow, is found: the audit does look."""
    workflow = (PROJECT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    hostile = "- run: echo ${{ github.event.pull_request.title }}"
    (folder / "ci.yml").write_text(workflow.replace("- run: .ci/run", hostile), encoding="utf-8")
    found = audited(tmp_path)
    assert found.returncode != 0
    assert "template-injection" in found.stdout
