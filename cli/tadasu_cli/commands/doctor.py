"""tadasu doctor."""

from pathlib import Path

from tadasu.errors import NotFoundError, UnavailableError
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb


def run(call: Call) -> int:
    """How things are; exit code 8 if something is unfit."""
    from tadasu.office.inspection import doctor
    from tadasu_cli.counter import answer_many
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.render.inspections import doctor_page

    try:
        root = call.root
    except NotFoundError:
        root = Path.cwd()
    symptoms = doctor(root)
    answer_many(call, "doctor", "symptoms", symptoms, lambda view: doctor_page(view, symptoms))
    ill = any(symptom.state == "error" for symptom in symptoms)
    return EXIT_CODES[UnavailableError] if ill else 0


command = Verb("doctor", run, examples=["tadasu doctor"])
