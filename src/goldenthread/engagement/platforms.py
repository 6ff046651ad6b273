"""The survey tools whose exports are recognised, each by the headers that it always writes.

Where the headers are known from:

- Microsoft Forms, Google Forms, SurveyMonkey, Qualtrics: exports and programs
  that read them in public repositories, and for Qualtrics its row of ImportIds.
- SmartSurvey: exports of a Scottish timber survey, as programs read them
  (UserID, UserNo, Name, Email, IP Address, Unique ID, Started, Ended).
- EngagementHQ: the importer of its survey exports in the source of Go Vocal,
  with a title in row 1 and the header in rows 3 and 4.
- Go Vocal: the test of its sheet of inputs in its source.
- Decidim: the serialiser of survey answers in its source; a column for each
  question, “1. …”.
- Consult of i.AI: the program that builds its template, sheets and all.

- Citizen Space: the responses that its Data API hands out, by the examples that Delib
  publishes for it (id, completed, deleted, and answers named “Name (component)”; its own
  components begin with __userinfo, those of ready questions with opsuite or quickconsult).
  What the headers of its CSV and Excel exports are is published nowhere.
- Commonplace: the comments that each of its sites publishes at /comments.json, as
  four programs of councils' neighbours in public repositories read them (Trafford,
  Bury, Leeds, Lewisham): id, date, feeling (0, 25, 50, 75 or 100), agree, consent,
  shortUrl. The workbook that its customers download was seen nowhere.

Polis has a module of its own. Of a tool that is not here an officer says once what
its own columns are, and keeps that under the tool's name: `learned_columns`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.engagement.meanings import plain_value
from goldenthread.engagement.own_headers import is_own_export
from goldenthread.records.importing import Use
from goldenthread.records.tables import HeaderStyle, TableLayout

_NUMBERING = re.compile(r"^(?:q(?:uestion)? ?)?\d{1,3}[a-z]? ?[.):] ?(?=\D)")
_IDS = frozenset([HeaderStyle.IDS_BELOW, HeaderStyle.WORDING_AND_IDS_BELOW])


@dataclass(frozen=True, slots=True)
class Platform:
    """A survey tool, and what its own columns are for.

    `headers` are patterns of which each must fit a header, unless the rows of
    the header or the sheets tell enough; `uses` are patterns of headers with
    their use, in the order in which they are tried.
    """

    name: str
    headers: tuple[str, ...]
    uses: tuple[tuple[str, Use], ...]
    # What stands behind the words of a question in a header, and is no part of them.
    code: str = ""

    def use_of(self, header: str) -> Use | None:
        """Return what a column of this platform is for; None if it is one of the survey's own."""
        plain = plain_header_name(header)
        return next((use for pattern, use in self.uses if re.fullmatch(pattern, plain)), None)

    def words_of(self, header: str) -> str:
        """Return a header without the code that the tool puts behind the words."""
        return re.sub(self.code, "", header) if self.code else header


MICROSOFT_FORMS = Platform(
    "Microsoft Forms",
    ("id", "start time", "completion time", "email", "name"),
    (
        ("id", Use.RESPONSE_ID),
        ("completion time", Use.DATE),
        ("language", Use.LANGUAGE),
        (r"start time|email|name|last modified time|total points|quiz feedback", Use.IGNORED),
        (r"(points|feedback) - .+|grade posted time", Use.IGNORED),
    ),
)
GOOGLE_FORMS = Platform(
    "Google Forms",
    (),
    (("timestamp", Use.DATE), (r"email address|username|score", Use.IGNORED)),
)
SURVEY_MONKEY = Platform(
    "SurveyMonkey",
    (r"respondent ?id", r"collector ?id"),
    (
        (r"respondent ?id", Use.RESPONSE_ID),
        (r"end ?date|date ?modified", Use.DATE),
        (r"collector ?id|start ?date|date ?created|ip ?address|email ?address", Use.IGNORED),
        (r"first ?name|last ?name|custom ?data.*", Use.IGNORED),
    ),
)
QUALTRICS = Platform(
    "Qualtrics",
    (r"start ?date", r"end ?date", r"response ?id|v1", r"(recorded ?date|progress|ip ?address|v6)"),
    (
        (r"response ?id", Use.RESPONSE_ID),
        (r"recorded ?date", Use.DATE),
        (r"user ?language", Use.LANGUAGE),
        (r"start ?date|end ?date|response ?type|status|ip ?address|progress|finished", Use.IGNORED),
        (r"duration \(in seconds\)|recipient ?(last ?name|first ?name|email)", Use.IGNORED),
        (r"external ?(data ?)?reference|location ?(latitude|longitude)", Use.IGNORED),
        (
            r"distribution ?channel|.*(- )?(first click|last click|page submit|click count)",
            Use.IGNORED,
        ),
        (r".+ - display order", Use.IGNORED),
    ),
)
SMART_SURVEY = Platform(
    "SmartSurvey",
    (r"user ?id", r"user ?no"),
    (
        (r"user ?id", Use.RESPONSE_ID),
        ("ended", Use.DATE),
        (r"language", Use.LANGUAGE),
        (
            r"user ?no|name|email|ip ?address|unique ?id|started|tracking ?link|progress",
            Use.IGNORED,
        ),
    ),
)
ENGAGEMENT_HQ = Platform(
    "EngagementHQ",
    (r"date of contribution|contribution date", r"contributor summary.*|login( \(screen name\))?"),
    (
        (r"(contribution|response|submission) ?id", Use.RESPONSE_ID),
        (r"date of contribution|contribution date", Use.DATE),
        (r"login.*|contributor summary.*|user ?type|email( address)?|screen name", Use.IGNORED),
    ),
)
GO_VOCAL = Platform(
    "Go Vocal",
    ("id", "submitted at", "project"),
    (
        ("id", Use.RESPONSE_ID),
        ("submitted at", Use.DATE),
        (r"author (name|email|id)|published at|comments|likes|dislikes|url|project", Use.IGNORED),
        (r"status|assignee( email)?|attachments|latitude|longitude|baskets|votes", Use.IGNORED),
        (r"participants|picks|proposed budget|manual votes|offline votes", Use.IGNORED),
    ),
)
DECIDIM = Platform(
    "Decidim",
    (r"id", r"ip hash", r"user status"),
    (
        ("id", Use.RESPONSE_ID),
        (r"(answered|responded|created|submitted)( (on|at))?", Use.DATE),
        (r"ip hash|user status", Use.IGNORED),
    ),
)
CITIZEN_SPACE = Platform(
    "Citizen Space",
    (r".+ \((__userinfo_\w+|(opsuite|quickconsult)\..+)\)",),
    (
        (r"(response )?id", Use.RESPONSE_ID),
        (r"completed|deleted|.+ \(__userinfo_\w+\)", Use.IGNORED),
    ),
    code=r" \([^\s()]*[._-][^\s()]*\)$",
)
COMMONPLACE = Platform(
    "Commonplace (published comments)",
    (
        r"(properties\.)?feeling",
        r"(properties\.)?agree((\.| / )number)?",
        r"(properties\.)?short ?url",
    ),
    (
        (r"(properties\.)?id", Use.RESPONSE_ID),
        (r"(properties\.)?language", Use.LANGUAGE),
        # Of others who agreed nothing is known but how many, and that is no response.
        (r"(properties\.)?(agree((\.| / ).+)?|consent|origin|short ?url|type)", Use.IGNORED),
        (r"geometry((\.| / ).+)?", Use.IGNORED),
    ),
)
CONSULT = Platform("Consult (i.AI)", (), (("response id", Use.RESPONSE_ID),))
# Its headers say themselves what they are: `goldenthread.engagement.own_headers`.
GOLDEN_THREAD = Platform("Golden Thread", (), ())
_BY_HEADERS = (
    MICROSOFT_FORMS, SURVEY_MONKEY, SMART_SURVEY, ENGAGEMENT_HQ, DECIDIM, QUALTRICS, GO_VOCAL,
    COMMONPLACE, CITIZEN_SPACE,
)  # fmt: skip
_CONSULT_SHEETS = {"responses", "open questions", "hybrid questions"}


def recognise_platform(
    headers: Sequence[str], *, layout: TableLayout | None = None, sheets: Sequence[str] = ()
) -> Platform | None:
    """Return the tool that wrote a table with these headers; None if no tool can be told.

    >>> recognise_platform(["ID", "Start time", "Completion time", "Email", "Name"]).name
    'Microsoft Forms'
    """
    if is_own_export(headers):
        return GOLDEN_THREAD
    if {sheet.strip().casefold() for sheet in sheets} >= _CONSULT_SHEETS:
        return CONSULT
    if layout is not None and layout.header_style in _IDS:
        return QUALTRICS
    plain = [plain_header_name(header) for header in headers]
    for platform in _BY_HEADERS:
        if all(any(re.fullmatch(one, header) for header in plain) for one in platform.headers):
            return platform
    # Only this one header is sure, so its place and its capital have to fit as well.
    return GOOGLE_FORMS if headers and headers[0] == "Timestamp" and len(headers) > 1 else None


def plain_header_name(header: str) -> str:
    """Return a header as it is compared: lower case, without its number and marks at its end.

    >>> plain_header_name("Q3. Your age?")
    'your age'
    """
    return _NUMBERING.sub("", plain_value(header)).rstrip("?:* ")
