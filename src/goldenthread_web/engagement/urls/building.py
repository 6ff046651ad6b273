from django.urls import path

from goldenthread_web.engagement.views import building, equality, library, preview, questions

OFFICE = "office/engagements/<slug:slug>/"
QUESTION = f"{OFFICE}questions/<int:question_id>/"
SECTION = f"{OFFICE}sections/<int:section_id>/"
LIBRARY = f"{OFFICE}questions/library/"
EQUALITY = f"{OFFICE}equality-questions/"

urlpatterns = [
    path(f"{OFFICE}questions/", questions.list_questions, name="questions"),
    path(f"{OFFICE}questions/add/", questions.add_question, name="add-question"),
    path(f"{OFFICE}questions/heard/", library.show_heard, name="heard"),
    path(LIBRARY, library.show_library, name="questions-library"),
    path(f"{LIBRARY}take-over/", library.take_over, name="take-over-questions"),
    path(f"{LIBRARY}<int:saved_id>/remove/", library.remove_saved, name="remove-saved-question"),
    path(QUESTION, questions.change_question, name="question"),
    path(f"{QUESTION}move/", questions.move_question, name="move-question"),
    path(f"{QUESTION}place/", questions.place_question, name="place-question"),
    path(f"{QUESTION}copy/", questions.copy_question, name="copy-question"),
    path(f"{QUESTION}retire/", questions.retire_question, name="retire-question"),
    path(f"{QUESTION}delete/", questions.delete_question, name="delete-question"),
    path(f"{QUESTION}save/", library.save_question, name="save-question"),
    path(f"{QUESTION}conditions/", building.question_conditions, name="question-conditions"),
    path(f"{OFFICE}sections/add/", building.add_section, name="add-section"),
    path(SECTION, building.change_section, name="section"),
    path(f"{SECTION}move/", building.move_section, name="move-section"),
    path(f"{SECTION}delete/", building.delete_section, name="delete-section"),
    path(f"{SECTION}conditions/", building.section_conditions, name="section-conditions"),
    path(
        f"{OFFICE}conditions/<int:condition_id>/remove/",
        building.remove_condition,
        name="remove-condition",
    ),
    path(f"{OFFICE}preview/", preview.show_preview, name="preview"),
    path(f"{OFFICE}preview/pages/<slug:name>/", preview.show_preview_page, name="preview-page"),
    path(EQUALITY, equality.change_equality_questions, name="equality-questions"),
    path(f"{EQUALITY}stop/", equality.stop_equality_questions, name="stop-equality-questions"),
    path(f"{EQUALITY}categories/add/", equality.add_local_category, name="add-local-category"),
    path(
        f"{EQUALITY}categories/<int:option_id>/remove/",
        equality.remove_local_category,
        name="remove-local-category",
    ),
    path(
        f"{EQUALITY}<int:question_id>/remove/",
        equality.remove_equality_question,
        name="remove-equality-question",
    ),
]
