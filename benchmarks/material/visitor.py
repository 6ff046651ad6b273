"""A browser in small: cookies, forms as a page draws them, and how long an answer took."""

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from secrets import token_hex
from urllib.parse import urlencode

Fields = dict[str, str]
KEPT_OPEN_SECONDS = 2


@dataclass(frozen=True)
class Answer:
    """What came back, in how many milliseconds."""

    status: int
    text: str
    location: str
    milliseconds: float


@dataclass
class Visitor:
    """Somebody at their own address, which the server believes of its one proxy."""

    port: int
    address: str = "10.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    line: http.client.HTTPConnection | None = None
    _asked_at: float = 0.0

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Fields) -> Answer:
        """Send a form with the token that protects it."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **fields})
        kind = "application/x-www-form-urlencoded"
        return self._ask("POST", path, body.encode(), {"Content-Type": kind})

    def send_file(self, path: str, name: str, content: bytes) -> Answer:
        mark = token_hex(12)
        token = self.cookies["csrftoken"]
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f'{token}\r\n--{mark}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        ).encode() + content
        body += f"\r\n--{mark}--\r\n".encode()
        return self._ask(
            "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"}
        )

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self.line is not None and time.monotonic() - self._asked_at > KEPT_OPEN_SECONDS:
            self.line.close()
            self.line = None
        self._asked_at = time.monotonic()
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**headers, "Cookie": cookies, "X-Forwarded-For": self.address}
        begun = time.perf_counter()
        self.line.request(method, path, body, sent)
        answer = self.line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        taken = (time.perf_counter() - begun) * 1000
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, text, answer.headers.get("Location", ""), taken)


class _FormReader(HTMLParser):
    """Collects what a browser would send of one form."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self._form_id = form_id
        self._is_in = False
        self._select = self._area = ""
        self.fields: Fields = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "form":
            self._is_in = known.get("id") == self._form_id
        elif self._is_in:
            self._take(tag, known)

    def _take(self, tag: str, known: dict[str, str | None]) -> None:
        name = known.get("name") or ""
        value = known.get("value", "on" if known.get("type") == "checkbox" else "") or ""
        if tag == "input" and name:
            if known.get("type") not in {"checkbox", "radio"} or "checked" in known:
                self.fields[name] = value
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif tag == "option" and ("selected" in known or self._select not in self.fields):
            self.fields[self._select] = value

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_in = False
        elif tag == "textarea":
            self._area = ""


def form_in(page: str, form_id: str) -> Fields:
    """Return the fields of the form with this id, as the page has filled them."""
    reader = _FormReader(form_id)
    reader.feed(page)
    return reader.fields
