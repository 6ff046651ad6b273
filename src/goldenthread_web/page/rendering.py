"""Forms as the design system draws them."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

CSS_CLASSES = {
    "text": "govuk-input",
    "email": "govuk-input",
    "number": "govuk-input govuk-input--width-10",
    "url": "govuk-input",
    "search": "govuk-input",
    "password": "govuk-input",
    "date": "govuk-input govuk-input--width-10",
    "input": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "clearable_file_input": "govuk-file-upload",
}


class PageFormRenderer(TemplatesSetting):
    """Draws forms and fields with the templates of this room."""

    form_template_name = "page/form.html"
    field_template_name = "page/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        kind = template_name.rpartition("/")[2].removesuffix(".html")
        if (css_class := CSS_CLASSES.get(kind)) and "widget" in context:
            attributes = context["widget"]["attrs"]
            attributes["class"] = f"{css_class} {attributes.get('class', '')}".strip()
            if attributes.get("aria-invalid") == "true":
                attributes["class"] += f" {css_class.split()[0]}--error"
        return super().render(template_name, context, request)
