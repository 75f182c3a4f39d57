package app.notes;

import io.pinelink.documents.FullText;

/** A document. */
public record Note(String id, @FullText String title) {}
