package io.pinelink.internal.route;

import io.pinelink.routing.IndexFamily;
import java.util.Optional;

/** A facade that an index of some families can be opened with. */
public enum OpenedIndex {
  /** The facade for vectors and records. */
  INDEX("index"),
  /** The facade for documents. */
  DOCUMENTS("documents");

  private final String method;

  OpenedIndex(String method) {
    this.method = method;
  }

  private boolean serves(IndexFamily family) {
    return (this == DOCUMENTS) == (family == IndexFamily.DOCUMENTS);
  }

  /**
   * Checks that an index can be opened with this facade.
   *
   * @param family the family of the index; empty if it is not known, and then not checked
   * @throws IllegalArgumentException if another facade serves it; the message names that one
   */
  public void check(String name, Optional<IndexFamily> family) {
    if (family.isEmpty() || serves(family.get())) {
      return;
    }
    OpenedIndex other = this == INDEX ? DOCUMENTS : INDEX;
    throw new IllegalArgumentException(
        "index '"
            + name
            + "' is for "
            + family.get()
            + ", which "
            + method
            + "() does not serve: open it with "
            + other.method
            + "(\""
            + name
            + "\")");
  }
}
