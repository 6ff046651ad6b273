"""Who an engagement is for where that asks for more care: children, and what is sensitive."""

from django import forms

from goldenthread_web.engagement.models import Engagement


class CareForm(forms.ModelForm[Engagement]):
    class Meta:
        model = Engagement
        fields = ("is_for_under_18", "is_sensitive")
        labels = {
            "is_for_under_18": "It is for children and young people under 18",
            "is_sensitive": "It is sensitive: being seen reading it could harm somebody",
        }
        help_texts = {
            "is_for_under_18": "We then ask for no name, no contact and no neighbourhood, and for an "
            "age band only. Two people release each answer. Each page has the numbers of 999 and "
            "Childline. Sexual orientation and gender identity are not asked under 16.",
            "is_sensitive": "Each page can then be left quickly, does not name its subject in the "
            "title, and is not kept by the browser.",
        }
