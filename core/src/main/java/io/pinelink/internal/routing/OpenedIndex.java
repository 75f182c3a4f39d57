package io.pinelink.internal.routing;

import io.pinelink.routing.IndexFamily;
import java.util.Optional;

/** A facade that an index can be opened with, and the families that it serves. */
public enum OpenedIndex {
  /** The facade for vectors, which also serves an index that embeds records. */
  INDEX("index", "a vector index"),
  /** The facade for records that the index embeds. */
  RECORDS("records", "a record index"),
  /** The facade for documents. */
  DOCUMENTS("documents", "a document index");

  private final String method;
  private final String kind;

  OpenedIndex(String method, String kind) {
    this.method = method;
    this.kind = kind;
  }

  /** Returns the facade that was made for a family; empty if this client does not know it. */
  private static Optional<OpenedIndex> of(IndexFamily family) {
    if (family.equals(IndexFamily.VECTORS)) {
      return Optional.of(INDEX);
    }
    if (family.equals(IndexFamily.RECORDS)) {
      return Optional.of(RECORDS);
    }
    return family.equals(IndexFamily.DOCUMENTS) ? Optional.of(DOCUMENTS) : Optional.empty();
  }

  private boolean serves(OpenedIndex other) {
    return other == this || (this == INDEX && other == RECORDS);
  }

  /**
   * Refuses an index that another facade serves, which the message names; one of an unknown family
   * is not checked.
   */
  public void check(String name, Optional<IndexFamily> family) {
    Optional<IllegalArgumentException> refusal = refusal(name, family);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /**
   * Returns why an index cannot be opened with this facade; empty if it can be, or its family is
   * not known.
   */
  public Optional<IllegalArgumentException> refusal(String name, Optional<IndexFamily> family) {
    return family
        .flatMap(OpenedIndex::of)
        .filter(actual -> !serves(actual))
        .map(actual -> new IllegalArgumentException(actual.advice(name)));
  }

  private String advice(String name) {
    return "index '" + name + "' is " + kind + ": open it with " + method + "(\"" + name + "\")";
  }
}
