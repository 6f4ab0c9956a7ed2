"""The report on a class: one page that tells how an assignment went."""
