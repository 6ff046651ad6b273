"""What an administrator fills in."""

from django import forms

from goldenthread_web.people.roles import Role


class PersonForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254)
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Give only the roles that this person needs.",
    )


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label="Roles", choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class AuditFilterForm(forms.Form):
    action = forms.CharField(label="Kind of event begins with", required=False, max_length=80)
    person = forms.CharField(label="Person or actor", required=False, max_length=120)
    subject = forms.CharField(
        label="About (kind, or kind and number)", required=False, max_length=80
    )
