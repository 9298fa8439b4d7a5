"""Import and export: files in and out, with a preview before anything is written."""

import streamlit as st

from pages._ui import exporter, importer, look, page

page.keys()
look.head(
    "Import and export",
    "Bring the files that you have; nothing is written before you have seen it.",
)
bring, take = st.tabs(["Import", "Export"], key="exchange-tab", on_change="rerun")
if bring.open:
    with bring:
        importer.show()
if take.open:
    with take:
        exporter.show(page.start())
