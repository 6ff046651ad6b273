"""The Golden Thread site: a Django project with one room for each stage."""
