"""What grouping reads of a report and keeps of it: words, names, figures, a sketch for copies, its agency."""
