"""What the pages share: shell, start of a page, register grid, entry panel."""
