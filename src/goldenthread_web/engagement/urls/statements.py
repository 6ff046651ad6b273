from django.urls import path

from goldenthread_web.engagement.views import statements

PUBLIC = "engagements/<slug:slug>/statements/"
OFFICE = "office/engagements/<slug:slug>/questions/<int:question_id>/statements/"
urlpatterns = [
    path(PUBLIC, statements.vote, name="vote"),
    path(f"{PUBLIC}code/", statements.take_code, name="vote-code"),
    path(OFFICE, statements.list_statements, name="statements"),
    path(
        f"{OFFICE}<str:reference>/withdraw/",
        statements.withdraw_statement,
        name="withdraw-statement",
    ),
]
