from django.urls import path

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

THEMES = "office/engagements/<slug:slug>/themes/"
QUEUE = f"{THEMES}queue/"
SUGGESTED = f"{THEMES}suggested/<int:suggested_id>/"
THEME = f"{THEMES}theme/<int:theme_id>/"

urlpatterns = [
    path(THEMES, board.show_board, name="board"),
    path(f"{THEMES}find/", board.discover, name="discover"),
    path(f"{THEMES}copies/", board.show_copies, name="copies"),
    path(f"{THEMES}add/", shaping.add, name="add"),
    path(f"{THEMES}history/", history.show_history, name="history"),
    path(f"{THEMES}history/<int:change_id>/undo/", history.undo, name="undo"),
    path(f"{THEMES}versions/", versions.list_versions, name="versions"),
    path(f"{THEMES}versions/lock/", versions.lock, name="lock"),
    path(f"{THEMES}versions/<int:number>/", versions.show_version, name="version"),
    path(QUEUE, reading.show_queue, name="queue"),
    path(f"{QUEUE}download.csv", downloads.download_queue, name="queue-download"),
    path(f"{QUEUE}one/", placing.show_one, name="one"),
    path(f"{QUEUE}place/", placing.place_from_queue, name="queue-place"),
    path(SUGGESTED, reading.show_suggested, name="suggested"),
    path(f"{SUGGESTED}download.csv", downloads.download_suggested, name="suggested-download"),
    path(f"{SUGGESTED}accept/", suggested.accept, name="accept"),
    path(f"{SUGGESTED}set-aside/", suggested.set_aside, name="set-aside"),
    path(f"{SUGGESTED}take-up/", suggested.take_up, name="take-up"),
    path(THEME, reading.show_theme, name="theme"),
    path(f"{THEME}download.csv", downloads.download_theme, name="theme-download"),
    path(f"{THEME}edit/", shaping.edit, name="edit"),
    path(f"{THEME}merge/", shaping.merge, name="merge"),
    path(f"{THEME}nest/", shaping.nest, name="nest"),
    path(f"{THEME}end/", shaping.end, name="end"),
    path(f"{THEME}place/", placing.place_from_theme, name="theme-place"),
]
