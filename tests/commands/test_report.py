"""The class report: its figures, its page and its CSV, of a graded class and of made-up ones."""

import csv
import datetime
import io
import json
import os
import re
import shutil
import statistics as oracle
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from autograder.__main__ import main, parser
from autograder.commands.report import command
from autograder.commands.report.class_results import ClassResults, ExerciseResult, StudentReport
from autograder.commands.report.course_texts import Mistake, read_titles, title_of
from autograder.commands.report.csv_rows import as_csv, class_rows
from autograder.commands.report.distributions import score_distribution, seconds_distribution
from autograder.commands.report.item_analysis import FEWEST, discriminations
from autograder.commands.report.page import TEMPLATES, number, percent, render
from autograder.commands.report.pseudonyms import pseudonyms
from autograder.commands.report.statistics import figures
from autograder.course.course import Course, CourseError
from autograder.course.settings import Grading, load_config
from autograder.gradebook.errors import GradebookError
from tests.support import notebooks, toy_class

TRIPLE = "def double(x):\n    return 3 * x"
SECRET = "a sentence of this student's own"
QUIT = "import os\n\ndef negate(x):\n    os._exit(0)"
CODE = {
    "wilhelmine": {},
    "Zoë O'Brien, Jr": {"double": TRIPLE},
    "=cmd|' !A1": {"double": TRIPLE},
    "-minus &lt;": {"negate": QUIT},
    "<img src=x onerror=alert(1)>": {
        "double": f"def double(x):\n    raise ValueError({SECRET!r})",
        "negate": QUIT,
    },
    "heldback": {"negate": "def negate(x):\n    return 666"},
    "loopling": {"double": "def double(x):\n    while True:\n        pass"},
    "greedy": {"double": "import numpy as np\n\ndef double(x):\n    return np.ones(10**10)"},
    "quitter": {"negate": QUIT},
    "untouched": {
        "double": "def double(x):\n    raise NotImplementedError()",
        "negate": "def negate(x):\n    raise NotImplementedError()",
    },
    "unclosed": {"double": "def double(x):\n    return (2 *"},
    "twicehanded": {},
}
LATER = ("brokenfile", "newcomer")  # handed in after the class was graded
EVERYONE = (*CODE, *LATER)
BANK = '''"""The result is three times the input.

Belief: Twice is thrice.
Hint: Count on two fingers.
"""
def double(x):
    return 3 * x
'''


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A graded class of the toy course; afterwards one has handed in again, and two more came."""
    from autograder.grading.grader import close_graders

    root = toy_class.release(tmp_path_factory.mktemp("a course"))
    (root / "exercises/arithmetic/double/misconceptions").mkdir(parents=True)
    (root / "exercises/arithmetic/double/misconceptions/tripled.py").write_text(BANK)
    toy_class.submit(root, {name: notebooks.toy(**code) for name, code in CODE.items()})
    assert main(["grade", "arithmetic", "--jobs", "1", "--course", str(root)]) == 1  # one held back
    close_graders()
    toy_class.submit(root, {"newcomer": notebooks.toy(), "brokenfile": notebooks.toy(),
                            "twicehanded": notebooks.toy(TRIPLE)})  # fmt: skip
    toy_class.notebook_of(root, "brokenfile", "submitted").write_text("{oh no")
    return root


@pytest.fixture
def copy(root, tmp_path):
    """The class in a course that a test may change."""
    shutil.copytree(root, tmp_path / "copy", symlinks=True)
    return tmp_path / "copy"


def run(root, *arguments):
    options = parser(["report"]).parse_args(["report", "arithmetic", *map(str, arguments)])
    course = Course.find(root)
    assert command.run(options, course, load_config(course)) == 0


@pytest.fixture(scope="module")
def page(root, tmp_path_factory):
    place = tmp_path_factory.mktemp("pages") / "page.html"
    run(root, "--into", place)
    return place.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def nameless(root, tmp_path_factory):
    """The page and the CSV without names."""
    folder = tmp_path_factory.mktemp("nameless")
    run(root, "--anonymous", "--into", folder / "page.html", "--csv", folder / "table.csv")
    return [(folder / name).read_text(encoding="utf-8") for name in ("page.html", "table.csv")]


def words(page: str) -> str:
    """Return a page's text as it is read."""
    body = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
    return text.replace(" :", ":")


def section(page: str, name: str) -> str:
    return page.partition(f'<section id="{name}"')[2].partition("</section>")[0]


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


# --- the page


def test_the_page_needs_nothing_else_and_runs_nothing(page):
    for tag, attributes in Tags(page).found:
        assert tag not in ("script", "link", "img", "iframe", "object", "image", "use")
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert (attributes.get("href") or "#").startswith(("#", "data:text/csv"))
    assert "url(" not in page and "@import" not in page


def test_every_picture_has_words_for_who_does_not_see_it(page):
    pictures = [attributes for tag, attributes in Tags(page).found if tag == "svg"]
    assert len(pictures) > 10
    assert all(each.get("aria-label") or each.get("aria-hidden") == "true" for each in pictures)


def test_every_link_within_the_page_leads_somewhere(page):
    tags = Tags(page).found
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    links = {a["href"][1:] for tag, a in tags if tag == "a" and (a["href"] or "").startswith("#")}
    assert links and links <= ids


def test_what_a_student_names_a_folder_is_only_text(page):
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "-minus &amp;lt;" in page


def test_nothing_that_a_submission_says_is_quoted(root, page):
    marks = toy_class.notebook_of(root, "<img src=x onerror=alert(1)>").read_text()
    assert SECRET in marks  # the student's feedback does
    assert SECRET not in page


def test_it_says_how_many_are_graded_and_held_back(page):
    assert "Handed in 14 Graded 12 Held back 1 " in words(section(page, "scores"))
    assert "2 submissions are not graded" in words(section(page, "scores"))


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("brokenfile", "The notebook cannot be read (1)"),
        ("newcomer", "Handed in, not graded yet (1)"),
        ("twicehanded", "Handed in again since it was graded (1)"),
        ("heldback: negate", "Held back: a check could not be run (1)"),
        ("loopling: double", "Stopped at a time limit (1)"),
        ("greedy: double", "Stopped at the memory limit (1)"),
        ("quitter: negate", "The code ended its process (3)"),
        ("untouched", "Nothing that runs has been written (1)"),
    ],
)
def test_who_needs_a_look_stands_below_the_reason(page, student, reason):
    parts = {words(part.partition("</h3>")[0]): words(part.partition("</h3>")[2])
             for part in section(page, "look").split("<h3>")[1:]}  # fmt: skip
    assert len(parts) == 8
    told = parts[reason]
    assert student in told
    assert len(told) > len(student) + 30  # and what to do


def test_a_file_that_cannot_be_read_says_why(page):
    assert "is not a notebook: it does not hold valid JSON (line 1" in words(section(page, "look"))


def test_a_check_is_told_by_its_title_and_pass_rate(page):
    told = words(section(page, "checks"))
    # of twelve: two triple, one raises, hangs, needs too much; two are not written
    assert "Twice the input 42 %" in told
    assert "Twice the input 5 7 0 0 42 %" in told
    assert "The sign changes 7 4 0 1 58 %" in told


def test_a_mistake_comes_with_the_feedback_that_its_students_got(root, page):
    told = words(section(page, "mistakes"))
    assert "The result is three times the input. 2 of 12" in told
    assert "Next: The result is three times the input. Count on two fingers." in told
    notebook = json.loads(toy_class.notebook_of(root, "=cmd|' !A1").read_text())
    shown = notebook["metadata"]["autograder"]["next"]["double"]
    assert shown == "The result is three times the input. Count on two fingers."
    assert "Not written, or in a cell that does not run 2 of 12" in told


def test_the_pages_own_csv_has_a_row_for_each_check(page):
    (link,) = [a["href"] for _, a in Tags(page).found if (a.get("href") or "").startswith("data:")]
    from urllib.parse import unquote

    rows = list(csv.DictReader(io.StringIO(unquote(link.partition(",")[2]), newline="")))
    assert [row["check"] for row in rows] == ["value", "input_is_left_alone", "scalar", "value"]
    assert (rows[3]["pass"], rows[3]["error"], rows[3]["title"]) == ("7", "1", "The sign changes")


def test_the_slowest_are_named(page):
    assert "loopling" in words(section(page, "time")).partition("The slowest")[2]


# --- colours


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
def test_colours_are_told_from_what_lies_behind_them(theme):
    style = (TEMPLATES / "report.css.j2").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[theme]
    colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
    for ground in (colours["paper"], colours["card"]):
        for text in ("ink", "soft", "link", "flag"):
            assert contrast(colours[text], ground) >= 4.5, text
    for shape in ("pass", "fail", "skip", "error", "bar"):
        assert contrast(colours[shape], colours["paper"]) >= 3, shape


# --- without names


@pytest.mark.parametrize("name", EVERYONE)
def test_no_name_stands_in_an_anonymous_report(nameless, name):
    for text in nameless:
        assert name not in text
        assert name not in words(text)
        assert not [part for part in re.findall(r"[\w']{5,}", name) if part in words(text)]


def test_an_anonymous_report_holds_the_same_figures(page, nameless):
    assert words(section(nameless[0], "checks")) == words(section(page, "checks"))
    assert len({row["student"] for row in csv.DictReader(io.StringIO(nameless[1]))}) == 14


def test_pseudonyms_are_the_same_each_time_and_in_no_order_of_the_alphabet():
    names = [f"name {number:03}" for number in range(200)]
    found = pseudonyms(reversed(names), seed=1)
    assert found == pseudonyms(names, seed=1)
    assert len(set(found.values())) == 200
    places = [sorted(found.values()).index(found[name]) for name in names]
    assert abs(np.corrcoef(places, range(200))[0, 1]) < 0.2
    assert found != pseudonyms(names, seed=2)


def test_a_newcomer_moves_hardly_any_pseudonym():
    names = [f"name {number:03}" for number in range(200)]
    before, after = pseudonyms(names, 1), pseudonyms([*names, "newcomer"], 1)
    assert sum(before[name] != after[name] for name in names) <= 2


def test_numbers_that_can_be_worked_out_are_warned_of(copy, tmp_path, capsys):
    run(copy, "--anonymous", "--into", tmp_path / "page.html")
    assert "c.Grading.seed is 0" in capsys.readouterr().err
    config = copy / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.Grading.seed = 123456789\n")
    run(copy, "--anonymous", "--into", tmp_path / "page.html")
    assert capsys.readouterr().err == ""


# --- CSV


def test_the_csv_has_a_row_for_each_student_and_check(root, tmp_path):
    run(root, "--into", tmp_path / "page.html", "--csv", tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12 * 4 + 2
    names = {row["student"].removeprefix("'") for row in rows}
    assert names == set(EVERYONE)
    zoe = [row for row in rows if row["student"] == "Zoë O'Brien, Jr"]
    assert [row["outcome"] for row in zoe] == ["fail", "skip", "fail", "pass"]
    assert (zoe[0]["score"], zoe[0]["max_score"], zoe[0]["misconception"]) == ("0", "10", "tripled")
    (newcomer,) = [row for row in rows if row["student"] == "newcomer"]
    assert (newcomer["outcome"], newcomer["check"]) == ("not graded", "")


@pytest.mark.parametrize("name", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", " \t=1", "\n=1"])
def test_no_cell_of_a_csv_is_a_formula(name):
    (row,) = csv.reader(io.StringIO(as_csv([[name]])))
    assert row[0].startswith("'")


def test_numbers_stay_numbers_in_a_csv():
    assert as_csv([["-0.5", 3, "1e-3"]]) == "-0.5,3,1e-3\r\n"


# --- scores


def test_the_middle_of_the_scores_is_that_of_the_standard_library():
    scores = [0.0, 3.5, 7.25, 8.0, 8.0, 9.5, 10.0]
    found = score_distribution(scores, 10)
    assert [found.lower, found.median, found.upper] == pytest.approx(
        oracle.quantiles(scores, n=4, method="inclusive")
    )
    assert (found.mean, found.full) == (pytest.approx(oracle.mean(scores)), 1)


def test_a_score_on_an_edge_belongs_to_the_bar_that_begins_there():
    counts = [bar.count for bar in score_distribution([4.0, 3.99, 40.0, 41.0, -1.0], 40).bars]
    assert counts == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize("seconds", [[0.0], [0.05], [0.1, 14.6], [1.0, 1.0], [0.2, 0.5, 100.0]])
def test_every_run_time_is_in_a_bar(seconds):
    bars = seconds_distribution(seconds).bars
    assert sum(bar.count for bar in bars) == len(seconds)
    assert bars[0].start <= min(seconds) and max(seconds) < bars[-1].end


def test_of_nothing_there_is_a_dash():
    assert number(score_distribution([], 40).median) == "–"
    assert seconds_distribution([]).count == 0


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (1, "100 %"), (0.999, "99 %"), (0.001, "1 %"), (0.5, "50 %")]
)
def test_nearly_all_is_not_all(share, text):
    assert percent(share) == text


def made(works: Mapping[str, float | None], written: Mapping[str, float | None]) -> ClassResults:
    """A class of one exercise; ``works``: scores, ``written``: marks of the one written answer."""
    those = tuple(
        StudentReport(name, {"f": ExerciseResult(10, score, (), False, {"a": "pass"})},
             {"q": written[name]} if written else {}, 0.1, graded=True)
        for name, score in works.items()
    )  # fmt: skip
    return ClassResults("x", those, {"f": 10.0}, {"q": 5.0} if written else {}, {}, {}, True)


def test_marks_for_written_answers_count_once_all_are_there():
    scores = {"ada": 10.0, "bo": 6.0}
    whole = figures(made(scores, {"ada": 5.0, "bo": 2.0}))
    assert (whole.scores.whole, whole.scores.mean, whole.waiting) == (15, 11.5, 0)
    part = figures(made(scores, {"ada": 5.0, "bo": None}))
    assert (part.scores.whole, part.scores.mean, part.waiting) == (10, 8, 1)
    assert (part.written[0].marked, part.written[0].mean) == (1, 5)


def test_what_is_held_back_has_no_total_and_is_no_zero():
    found = figures(made({"ada": 10.0, "bo": None}, {}))
    assert (found.held, found.scores.count, found.scores.mean) == (1, 1, 10)
    assert (found.exercises[0].held, found.exercises[0].none) == (1, 0)


def test_of_two_mistakes_at_once_each_is_counted_and_both_stand_in_the_csv():
    named = {"ada": ("halved", "in_place"), "bo": ("in_place",), "cy": ()}
    works = tuple(
        StudentReport(
            name, {"f": ExerciseResult(10, 5.0, slugs, False, {"a": "fail"})}, {}, graded=True
        )
        for name, slugs in named.items()
    )
    mistakes = {("f", slug): Mistake(slug) for slug in ("halved", "in_place")}
    results = ClassResults("x", works, {"f": 10.0}, {}, {}, mistakes, True)
    (exercise,) = figures(results).exercises
    assert [(each.name, those) for each, those in exercise.mistakes] == [
        ("in_place", ("ada", "bo")), ("halved", ("ada",)),
    ]  # fmt: skip
    assert exercise.unnamed == ("cy",)
    column = [row[4] for row in class_rows(results)]
    assert column == ["misconception", "halved; in_place", "in_place", ""]


def test_all_scores_stand_with_the_lowest_first_and_those_without_last():
    found = figures(made({"ada": 10.0, "bo": None, "cy": 2.5, "di": 0.0}, {}))
    assert [(work.student, points) for work, points in found.everybody] == [
        ("di", 0), ("cy", 2.5), ("ada", 10), ("bo", None),
    ]  # fmt: skip


def rendered(works, **more):
    return render(figures(made(works, {})), datetime.datetime.now(datetime.UTC), **more)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([4.0], "The one submission with a score has 4 of 10 points."),
        ([4.0, 9.0, 6.0], "The 3 submissions with a score have from 4 to 9 points."),
        (
            [1.0, 2.0, 3.0, 4.0, 5.0],
            "Half of the 5 submissions with a score have 3 points or more.",
        ),
    ],
)
def test_a_class_of_any_size_is_told_in_words_that_fit(scores, said):
    page = rendered({f"s{n}": score for n, score in enumerate(scores)})
    assert said in words(section(page, "scores"))
    assert ("<figure" in section(page, "scores")) == (len(scores) >= 5)


def test_a_large_class_is_folded_a_small_one_is_not():
    for size in (40, 41):
        page = section(rendered({f"s{n}": 1.0 for n in range(size)}), "everybody")
        assert ("<details>" in page) == (size > 40)


def test_a_name_leads_to_the_feedback_page_that_is_there(copy):
    feedback = copy / "feedback" / "=cmd|' !A1" / "arithmetic"
    feedback.mkdir(parents=True)
    (feedback / "arithmetic.html").write_text("")
    run(copy)
    page = (copy / "reports/arithmetic.html").read_text(encoding="utf-8")
    links = {a["href"] for _, a in Tags(page).found if (a.get("href") or "").startswith("..")}
    assert links == {"../feedback/%3Dcmd%7C%27%20%21A1/arithmetic/arithmetic.html"}
    run(copy, "--anonymous")
    page = (copy / "reports/arithmetic-anonymous.html").read_text(encoding="utf-8")
    assert "../feedback" not in page


def test_behind_a_mistake_stand_those_who_made_it(page):
    told = words(section(page, "mistakes"))
    assert "The result is three times the input. 2 of 12 =cmd|' !A1 Zoë O'Brien, Jr Not" in told


def test_what_a_person_enters_takes_the_place_of_a_score(copy, tmp_path):
    from autograder.gradebook.open import open_gradebook

    course = Course.find(copy)
    with open_gradebook(load_config(course)) as book:
        for student, points in (("heldback", 4.0), ("wilhelmine", 1.0)):
            grade = book.find_grade("test_negate", "arithmetic", "arithmetic", student)
            grade.manual_score = points
        book.db.commit()
    run(copy, "--into", tmp_path / "page.html", "--csv", tmp_path / "table.csv")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Held back 0 " in words(section(page, "scores"))
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        scores = {row["student"]: row["score"] for row in csv.DictReader(file)
                  if row["exercise"] == "negate"}  # fmt: skip
    assert (scores["heldback"], scores["wilhelmine"]) == ("4", "1")


# --- what tells strong work from weak


def test_an_items_correlation_is_guilfords_formula():
    """Computed here the other way: from the uncorrected correlation with the whole total."""
    rng = np.random.default_rng(7)
    ability = rng.standard_normal(60)
    table = {f"i{k}": (ability + rng.standard_normal(60) > 0.3 * k).astype(float) for k in range(6)}
    total = sum(table.values())
    for name, found in discriminations(table).items():
        item, whole = table[name].std(), total.std()
        r = np.corrcoef(table[name], total)[0, 1]
        expected = (r * whole - item) / np.sqrt(item**2 + whole**2 - 2 * r * item * whole)
        assert found.value == pytest.approx(expected)
        assert found.low < found.value < found.high


def test_an_item_against_the_rest_is_flagged_and_said_so():
    strong = [1.0] * 10 + [0.0] * 10
    items = dict.fromkeys("abc", strong) | {"odd": strong[::-1], "even": [0.0, 1.0] * 10}
    found = discriminations(items)
    assert found["odd"].flagged and found["odd"].words.startswith("against the rest")
    assert found["even"].flagged
    assert not found["a"].flagged


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ({"a": [0, 1] * 4, "b": [0, 1] * 4}, "too few"),
        ({"a": [1] * FEWEST, "b": [0, 1] * (FEWEST // 2)}, "the same for all"),
        ({"b": [0, 1] * (FEWEST // 2), "a": [1] * FEWEST}, "the same for all"),
        ({"a": [0, 1] * FEWEST}, "nothing to compare with"),
        ({"a": [np.nan] * FEWEST, "b": [0, 1] * (FEWEST // 2)}, "too few"),
    ],
)
def test_where_a_correlation_would_say_nothing_there_is_none(items, why):
    found = next(iter(discriminations(items).values()))
    assert (found.value, found.words, found.flagged) == (None, why, False)


# --- titles


def test_titles_are_those_of_the_feedback(root):
    course = Course.find(root)
    assignment = Grading(config=load_config(course)).assignment(root, "arithmetic")
    shown = toy_class.notebook_of(root, "wilhelmine").read_text(encoding="utf-8")
    titles = read_titles(assignment)
    assert list(titles["double"]) == ["value", "input_is_left_alone", "scalar"]
    assert all(title in shown for those in titles.values() for title in those.values())


def test_a_check_that_the_suites_no_longer_have_goes_by_its_name():
    assert title_of("any_shape", {}) == "any shape"
    assert title_of("value[3]", {"value": "Twice the input"}) == "Twice the input [3]"


# --- odd classes


def test_the_page_stands_under_reports_and_a_second_one_takes_its_place(copy, capsys):
    run(copy)
    place = copy / "reports/arithmetic.html"
    assert capsys.readouterr().out == f"{place}\n"
    place.write_text("old")
    run(copy)
    assert place.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run(copy, "--anonymous")
    assert [each.name for each in sorted((copy / "reports").iterdir())] == [
        "arithmetic-anonymous.html", "arithmetic.html",
    ]  # fmt: skip


def test_nothing_handed_in_is_told(tmp_path):
    toy_class.release(tmp_path / "empty")
    with pytest.raises(CourseError, match=r"submitted/ holds nothing .* 'nbgrader collect"):
        run(tmp_path / "empty")


def test_a_class_of_which_nothing_is_graded_has_a_page(tmp_path):
    root = toy_class.release(tmp_path / "fresh")
    toy_class.submit(root, {"ana": notebooks.toy()})
    run(root)
    told = words((root / "reports/arithmetic.html").read_text(encoding="utf-8"))
    assert "Handed in 1 Graded 0" in told
    assert "Handed in, not graded yet (1)" in told
    assert "No submission has a score yet." in told


def test_without_a_gradebook_none_is_made(copy):
    (copy / "gradebook.db").unlink()
    run(copy)
    assert not (copy / "gradebook.db").exists()
    assert "There is no gradebook" in (copy / "reports/arithmetic.html").read_text(encoding="utf-8")


def test_a_damaged_gradebook_is_told(copy):
    (copy / "gradebook.db").write_bytes(b"no database" * 100)
    with pytest.raises(GradebookError, match="damaged"):
        run(copy)
    assert not (copy / "reports").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"exercises": [{"exercise": "double"}]},
        {"exercises": 7},
        {"seconds": "long"},
        {"receipt": {"isolation": "none such"}},
    ],
)
def test_a_result_that_cannot_be_read_concerns_one_student_alone(copy, change):
    place = toy_class.notebook_of(copy, "wilhelmine")
    place.chmod(0o644)
    notebook = json.loads(place.read_text())
    notebook["metadata"]["autograder"].update(change)
    place.write_text(json.dumps(notebook))
    run(copy)
    told = words((copy / "reports/arithmetic.html").read_text(encoding="utf-8"))
    assert "Graded 11" in told
    assert re.search(r"The autograded notebook holds no result .{,250} wilhelmine", told)


def test_less_isolation_than_configured_by_now_is_told(copy):
    for place in (copy / "autograded").glob("*/arithmetic/arithmetic.ipynb"):
        place.chmod(0o644)
        text = place.read_text()
        place.write_text(re.sub(r'"isolation": "\w+"', '"isolation": "process"', text))
    run(copy)
    told = words((copy / "reports/arithmetic.html").read_text(encoding="utf-8"))
    assert "Graded with less isolation than is now configured (12)" in told


def test_scores_that_the_gradebook_lacks_are_told(copy):
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(copy / "gradebook.db")) as book:
        book.execute("UPDATE grade SET auto_score = 0.5 WHERE auto_score = 10")
        book.commit()
    run(copy)
    told = words((copy / "reports/arithmetic.html").read_text(encoding="utf-8"))
    assert "The gradebook does not hold the scores of the last run" in told


def test_results_of_other_suites_are_told(copy):
    suite = copy / "exercises/arithmetic/negate/test_negate.py"
    suite.write_text(suite.read_text() + "\n# changed\n")
    run(copy)
    told = words((copy / "reports/arithmetic.html").read_text(encoding="utf-8"))
    assert "12 results were made with other hidden suites" in told


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(copy, tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path, tmp_path / "file" / "page.html"):
        with pytest.raises(CourseError, match=r"(is not a file|cannot be written).*: name another"):
            run(copy, "--into", place)
    assert not [*tmp_path.rglob(".*.part"), *tmp_path.parent.glob(".*.part")]


def test_page_and_csv_need_two_files(copy, tmp_path):
    place = Path(tmp_path / "one")
    with pytest.raises(CourseError, match="name two files"):
        run(copy, "--into", place, "--csv", place)
    assert not place.exists()


def test_folders_of_any_kind_and_name_are_told_on_one_line_each(copy):
    names = (b"\xff\xfenotext", b"two\nlines", "\u202eturned".encode())
    for name in names:
        (copy / "submitted" / os.fsdecode(name) / "arithmetic").mkdir(parents=True)
    (copy / "submitted/afile").mkdir()
    (copy / "submitted/afile/arithmetic").write_text("no folder")
    (copy / "submitted/leading").symlink_to("/etc")
    run(copy, "--csv", copy / "table.csv")
    told = words(section((copy / "reports/arithmetic.html").read_text(encoding="utf-8"), "look"))
    for name in ("notext", "two lines"):
        assert f"{name}: the name of its folder is not in UTF-8 or holds a control" in told
    for name in ("turned", "afile"):
        assert f"{name}: there is no file 'arithmetic.ipynb'" in told
    assert "root" not in told and "leading" not in told
    with (copy / "table.csv").open(encoding="utf-8", newline="") as file:
        names = {row["student"] for row in csv.DictReader(file)}
    assert {"notext", "two lines", "turned", "afile"} <= names


def test_an_assignment_that_does_not_exist_is_told(copy):
    from autograder.commands.report.write import write

    course = Course.find(copy)
    with pytest.raises(CourseError, match="there is no assignment 'nothing'"):
        write(course, load_config(course), "nothing")
