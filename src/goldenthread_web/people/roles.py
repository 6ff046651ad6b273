"""The roles of DESIGN section 2 and of decision 0011, as data."""

from django.db.models import TextChoices


class Role(TextChoices):
    ENGAGEMENT_OFFICER = "engagement officer", "Engagement officer"
    FACILITATOR = "facilitator", "Facilitator or scribe"
    MODERATOR = "moderator", "Moderator"
    SAFEGUARDING_LEAD = "safeguarding lead", "Safeguarding lead"
    ANALYST = "analyst", "Analyst"
    POLICY_OFFICER = "policy officer", "Policy officer"
    PARTNER_LEAD = "partner lead", "Partner lead"
    BOARD_MEMBER = "board member", "Board member"
    EQUALITY_OFFICER = "equality officer", "Equality officer"
    MONITORING_OFFICER = "monitoring officer", "Monitoring officer"
    INFORMATION_GOVERNANCE_OFFICER = (
        "information governance officer",
        "Information governance officer",
    )
    ADMINISTRATOR = "administrator", "Administrator"


EVERY_ROLE = tuple(Role)
