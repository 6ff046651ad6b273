from django.urls import URLPattern, URLResolver, include, path

from goldenthread_web.themes.views import (
    board,
    downloads,
    history,
    placing,
    reading,
    shaping,
    suggested,
    versions,
)

app_name = "themes"
of_one_theme: list[URLPattern | URLResolver] = [
    path("", reading.show_theme, name="theme"),
    path("download.csv", downloads.download_theme, name="theme-download"),
    path("edit/", shaping.edit, name="edit"),
    path("merge/", shaping.merge, name="merge"),
    path("nest/", shaping.nest, name="nest"),
    path("end/", shaping.end, name="end"),
    path("place/", placing.place_from_theme, name="theme-place"),
]
of_one_suggestion: list[URLPattern | URLResolver] = [
    path("", reading.show_suggested, name="suggested"),
    path("download.csv", downloads.download_suggested, name="suggested-download"),
    path("accept/", suggested.accept, name="accept"),
    path("set-aside/", suggested.set_aside, name="set-aside"),
    path("take-up/", suggested.take_up, name="take-up"),
]
of_the_queue: list[URLPattern | URLResolver] = [
    path("", reading.show_queue, name="queue"),
    path("download.csv", downloads.download_queue, name="queue-download"),
    path("one/", placing.show_one, name="one"),
    path("place/", placing.place_from_queue, name="queue-place"),
]
of_an_engagement: list[URLPattern | URLResolver] = [
    path("", board.show_board, name="board"),
    path("find/", board.discover, name="discover"),
    path("copies/", board.show_copies, name="copies"),
    path("add/", shaping.add, name="add"),
    path("queue/", include(of_the_queue)),
    path("suggested/<int:suggested_id>/", include(of_one_suggestion)),
    path("theme/<int:theme_id>/", include(of_one_theme)),
    path("history/", history.show_history, name="history"),
    path("history/<int:change_id>/undo/", history.undo, name="undo"),
    path("versions/", versions.list_versions, name="versions"),
    path("versions/lock/", versions.lock, name="lock"),
    path("versions/<int:number>/", versions.show_version, name="version"),
]
urlpatterns = [path("office/engagements/<slug:slug>/themes/", include(of_an_engagement))]
