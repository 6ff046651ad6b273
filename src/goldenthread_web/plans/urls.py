from django.urls import path

from goldenthread_web.plans.views import bases, drafting, outcomes, publishing, reading

app_name = "plans"
ELEMENT = "office/plans/<slug:slug>/elements/<int:pk>/"
urlpatterns = [
    path("plan/", reading.show_current, name="current"),
    path("plans/<slug:slug>/", reading.show_newest, name="newest"),
    path("plan/<int:number>/", reading.show_edition, name="edition"),
    path("plan/<int:number>/plan.pdf", reading.download_pdf, name="pdf"),
    path("plan/<int:number>/plan.json", reading.download_open_data, name="open-data"),
    path("plan/<int:number>/<str:label>/why/", reading.show_why, name="why"),
    path("engagements/<slug:slug>/plan/", outcomes.show_what_came, name="came-of"),
    path("office/engagements/<slug:slug>/outcome/plan/", outcomes.link_lines, name="outcome-lines"),
    path(
        "office/engagements/<slug:slug>/outcome/plan/<int:pk>/end/",
        outcomes.unlink_line,
        name="outcome-line-end",
    ),
    path("office/plans/", drafting.list_plans, name="list"),
    path("office/plans/new/", drafting.make_plan, name="new"),
    path("office/plans/readability/", drafting.show_readability, name="readability"),
    path("office/plans/<slug:slug>/", drafting.show_draft, name="draft"),
    path("office/plans/<slug:slug>/edit/", drafting.change_plan, name="edit"),
    path("office/plans/<slug:slug>/gaps/", publishing.show_gaps, name="gaps"),
    path("office/plans/<slug:slug>/publish/", publishing.publish, name="publish"),
    path(
        "office/plans/<slug:slug>/elements/new/<slug:kind>/",
        drafting.add_element,
        name="add-element",
    ),
    path(ELEMENT, drafting.change_element, name="element"),
    path(f"{ELEMENT}move/", drafting.move_element, name="move-element"),
    path(f"{ELEMENT}end/", drafting.end_element, name="end-element"),
    path(f"{ELEMENT}basis/", bases.show_bases, name="bases"),
    path(f"{ELEMENT}basis/themes/", bases.rest_on_themes, name="rest-on-themes"),
    path(f"{ELEMENT}basis/quotes/", bases.find_quote, name="find-quote"),
    path(f"{ELEMENT}basis/quotes/<str:reference>/", bases.rest_on_quote, name="rest-on-quote"),
    path(f"{ELEMENT}basis/source/", bases.rest_on_source, name="rest-on-source"),
    path("office/plans/<slug:slug>/basis/<int:pk>/end/", bases.end_basis, name="end-basis"),
]
