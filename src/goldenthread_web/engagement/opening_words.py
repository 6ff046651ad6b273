"""What the check before opening asks for, in words, and where each question comes from.

Help for officers, not legal advice: the sources are named so that a lawyer can be asked.
"""

from dataclasses import dataclass

from goldenthread_web.engagement.models import OpeningCheck
from goldenthread_web.engagement.models.opening import INFLUENCE_TOLD


@dataclass(frozen=True, slots=True)
class Level:
    """One level of influence: as officers choose it, and as residents read it."""

    value: str
    name: str
    told: str


LEVELS = tuple(
    Level(value, str(label).partition(":")[0], INFLUENCE_TOLD[value])
    for value, label in OpeningCheck.Influence.choices
)
LEVEL_OF = {level.value: level for level in LEVELS}

LEVELS_SOURCE = (
    "The five levels follow the IAP2 Spectrum of Public Participation (International Association "
    "for Public Participation, iap2.org), whose last level is “empower”. S. R. Arnstein drew the "
    "first such ladder in 1969."
)
# Below the first, a consultation says why its time is enough; below the second, all the more.
LONG_WEEKS, SHORT_WEEKS = 12, 6
NOT_CHECKED = "Not checked against the source"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question of the check comes from: what it says, and name, date and address.

    `doubt` says what could not be read in the source itself.
    """

    name: str
    told: str
    where: str
    doubt: str = ""


# Read in November 2026.
SOURCES = (
    Source(
        "The Gunning principles",
        "Ask while things can still change, give enough reasons, give enough time, and weigh the "
        "answers with an open mind.",
        "R v Brent London Borough Council, ex parte Gunning (1985) 84 LGR 168; in full in R. "
        "Clayton, 16 March 2015, ukconstitutionallaw.org",
        f"{NOT_CHECKED}: read in lawyers' accounts, not in the report of 1985.",
    ),
    Source(
        "Moseley",
        "The Supreme Court took up these principles. To be fair, people may have to be told which "
        "options were turned down, and why.",
        "R (Moseley) v Haringey London Borough Council [2014] UKSC 56, 29 October 2014, "
        "caselaw.nationalarchives.gov.uk/uksc/2014/56",
        f"{NOT_CHECKED} beyond its first paragraphs: read in lawyers' accounts.",
    ),
    Source(
        "Consultation principles",
        "Time in proportion to what is asked and of whom. They name no number of weeks.",
        "Cabinet Office, Consultation Principles, 2018, "
        "gov.uk/government/publications/consultation-principles-guidance",
    ),
    Source(
        "Twelve weeks",
        "Consultations were normally to last at least twelve weeks. The first consultation "
        "principles took the place of this code in 2012; many still expect it.",
        "HM Government, Code of Practice on Consultation, July 2008, criterion 2, "
        "webarchive.nationalarchives.gov.uk (bis.gov.uk, consultation guidance)",
    ),
    Source(
        "Six weeks",
        "The least for comments on what a local plan is to hold, four weeks for what it is to be "
        "about. Your statement of community involvement may promise more.",
        "Town and Country Planning (Local Planning) (England) Regulations 2026, in force since 25 "
        "March 2026 in place of those of 2012 (S.I. 2012/767); Planning Advisory Service, "
        "local.gov.uk/pas",
        f"{NOT_CHECKED}: the weeks are as Woking Borough Council gives them (woking.gov.uk).",
    ),
    Source(
        "The equality duty",
        "Think about people with protected characteristics before deciding, and be able to show it.",
        "Equality Act 2010, section 149, in force since 5 April 2011, "
        "legislation.gov.uk/ukpga/2010/15/section/149",
    ),
    Source(
        "Data protection",
        "Tell people, and weigh risks first.",
        "UK GDPR, articles 13 and 35; Information Commissioner's Office, How do we do a DPIA?, "
        "ico.org.uk/for-organisations",
    ),
    Source(
        "Before elections",
        "Publicity is issued with care in the weeks before an election. Which days are blocked is "
        "for the monitoring officer (Local Government and Housing Act 1989, section 5).",
        "Code of Recommended Practice on Local Authority Publicity, in force since 31 March 2011, "
        "under the Local Government Act 1986, section 4, "
        "gov.uk/government/publications/recommended-code-of-practice-for-local-authority-publicity",
    ),
)
