"""The files of the site as they lie there: valid, light, linked, nothing in them of a source's own making."""
