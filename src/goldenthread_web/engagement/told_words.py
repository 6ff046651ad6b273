"""What stands in variables on residents' pages, noted here for the translators.

The pages take these words from the database's choices and from tables of
sentences, and translate them by `|translated`. A test compares both.
"""

from django.utils.translation import gettext_noop

CHANNELS = (
    gettext_noop("Online survey"),
    gettext_noop("Paper"),
    gettext_noop("Workshop"),
    gettext_noop("Community meeting"),
    gettext_noop("Youth club"),
    gettext_noop("Stall"),
    gettext_noop("Letter"),
    gettext_noop("E-mail"),
    gettext_noop("Telephone"),
    gettext_noop("Import or other"),
)
INFLUENCE = (
    gettext_noop("We tell you what is planned. Your answer will not change it."),
    gettext_noop("We listen to you first. Then others decide."),
    gettext_noop("We work with you all the way, so that what matters to you shapes the choices."),
    gettext_noop("You and we work out the choices together, and look for one that we share."),
    gettext_noop("You decide. We do what you choose."),
)
STATES = (
    gettext_noop("All"),
    gettext_noop("Open now"),
    gettext_noop("Opening soon"),
    gettext_noop("Closed: we are reading"),
    gettext_noop("Decided"),
)
KINDS_OF_DOCUMENTS = (
    gettext_noop("PDF"),
    gettext_noop("picture (PNG)"),
    gettext_noop("picture (JPEG)"),
    gettext_noop("Word"),
    gettext_noop("OpenDocument"),
    gettext_noop("file"),
)
VOTES = (gettext_noop("Agree"), gettext_noop("Pass"), gettext_noop("Disagree"))
