"""Import and export: files in and out, with a preview before anything is written."""

import streamlit as st

from core.exchange.outcome import headline
from pages._ui import exporter, importer, look, page

known = page.keys()
look.head("Import and export", headline(len(known)))
bring, take = st.tabs(["Import", "Export"], key="exchange-tab", on_change="rerun")
if bring.open:
    with bring:
        importer.show()
if take.open:
    with take:
        exporter.show(page.start())
