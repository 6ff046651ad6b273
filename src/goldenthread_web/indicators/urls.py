from django.urls import path

from goldenthread_web.indicators import views

AREAS = "office/areas/"
ONE = f"{AREAS}<int:area_set_id>/"

app_name = "indicators"
urlpatterns = [
    path(AREAS, views.list_area_sets, name="area-sets"),
    path(f"{AREAS}bring-in/", views.bring_in_areas, name="bring-in-areas"),
    path(ONE, views.show_areas, name="areas"),
    path(f"{ONE}map.svg", views.show_map, name="areas-map"),
    path(f"{ONE}remove/", views.remove_areas, name="remove-areas"),
]
