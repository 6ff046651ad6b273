from django.urls import path

from goldenthread_web.engagement.views import importing

OWN = "office/engagements/<slug:slug>/imports/"
urlpatterns = [
    path(OWN, importing.list_imports, name="imports"),
    path(f"{OWN}new/", importing.upload, name="import-new"),
    path(f"{OWN}<int:import_id>/", importing.show_import, name="import"),
    path(f"{OWN}<int:import_id>/columns/", importing.map_columns, name="import-columns"),
    path(f"{OWN}<int:import_id>/layout/", importing.choose_layout, name="import-layout"),
    path(f"{OWN}<int:import_id>/choose-mapping/", importing.choose_mapping, name="import-choose"),
    path(f"{OWN}<int:import_id>/polis/", importing.describe_polis, name="import-polis"),
    path(f"{OWN}<int:import_id>/start/", importing.start_again, name="import-start"),
    path(f"{OWN}<int:import_id>/discard/", importing.discard, name="import-discard"),
    path(f"{OWN}<int:import_id>/mended/", importing.send_mended, name="import-mended"),
    path(f"{OWN}<int:import_id>/rejected.csv", importing.download_rejected, name="import-rejected"),
    path(f"{OWN}<int:import_id>/forget/", importing.forget_rejected, name="import-forget"),
]
