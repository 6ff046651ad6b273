"""How often one person can answer, as an officer chooses it."""

from django import forms

from goldenthread_web.engagement.models import AnsweringRule, Engagement

RULE_WORDS = (
    (
        AnsweringRule.OPEN.value,
        (
            "As often as they like. Nobody is kept out. Somebody who wants to can answer many times; "
            "signs of it are shown to you."
        ),
    ),
    (
        AnsweringRule.BROWSER.value,
        (
            "Once from each browser. This stops answering twice without thinking, no more: another "
            "phone or a private window gets round it. It keeps out the next person at a shared or "
            "library computer, and leaves a cookie behind."
        ),
    ),
    (
        AnsweringRule.CODE.value,
        (
            "Once with each code that we gave out. This stops answering twice, and people whom you did "
            "not invite. A code that is passed on counts as whoever uses it."
        ),
    ),
    (
        AnsweringRule.SIGNED_IN.value,
        (
            "Once for each person who signs in here. This stops answering twice with one account. Only "
            "people whom an administrator added can sign in, so most residents cannot answer."
        ),
    ),
)


class AnsweringRuleForm(forms.ModelForm[Engagement]):
    answering_rule = forms.ChoiceField(
        label="How often can one person answer?",
        choices=RULE_WORDS,
        widget=forms.RadioSelect,
        help_text="The stricter the rule, the fewer people answer. No rule shows who said what.",
    )

    class Meta:
        model = Engagement
        fields = ("answering_rule",)
