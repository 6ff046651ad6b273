import json
import logging
import sys

from goldenthread_web.page.logs import JsonFormatter


def record(message: str, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("goldenthread", logging.INFO, "file.py", 1, message, (), None)
    vars(made).update(extra)
    return made


def test_a_line_is_one_json_object_with_its_extras() -> None:
    line = json.loads(JsonFormatter().format(record("request", status=200)))
    assert line["message"] == "request"
    assert line["status"] == 200
    assert line["level"] == "info"


def test_a_traceback_keeps_frames_and_drops_what_the_error_said() -> None:
    made = record("failed")
    try:
        raise ValueError("the words of a resident")
    except ValueError:
        made.exc_info = sys.exc_info()
    line = JsonFormatter().format(made)
    assert "words of a resident" not in line
    assert json.loads(line)["error"] == "ValueError"
    assert "test_logs.py" in json.loads(line)["frames"][0]
