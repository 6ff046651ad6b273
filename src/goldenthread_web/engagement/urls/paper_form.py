from django.urls import path

from goldenthread_web.engagement.views import paper_form

urlpatterns = [
    path("engagements/<slug:slug>/paper-form.pdf", paper_form.print_form, name="paper-form"),
    path(
        "office/engagements/<slug:slug>/paper-form.pdf",
        paper_form.print_own_form,
        name="own-paper-form",
    ),
]
