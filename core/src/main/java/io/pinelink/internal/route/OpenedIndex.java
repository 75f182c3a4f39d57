package io.pinelink.internal.route;

import io.pinelink.routing.IndexFamily;
import java.util.Optional;
import java.util.Set;

/** A facade that an index can be opened with, and the families that it serves. */
public enum OpenedIndex {
  /** The facade for vectors and records. */
  INDEX("index", Set.of(IndexFamily.VECTORS, IndexFamily.RECORDS)),
  /** The facade for documents. */
  DOCUMENTS("documents", Set.of(IndexFamily.DOCUMENTS));

  private final String method;
  private final Set<IndexFamily> families;

  OpenedIndex(String method, Set<IndexFamily> families) {
    this.method = method;
    this.families = families;
  }

  /**
   * Checks that an index can be opened with this facade.
   *
   * @param family the family of the index; empty if it is not known, and then not checked
   * @throws IllegalArgumentException if another facade serves it; the message names that one
   */
  public void check(String name, Optional<IndexFamily> family) {
    if (family.isEmpty() || families.contains(family.get())) {
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
