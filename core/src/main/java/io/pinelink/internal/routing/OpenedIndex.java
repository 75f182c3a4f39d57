package io.pinelink.internal.routing;

import io.pinelink.routing.IndexFamily;
import java.util.Optional;

/** A facade that an index can be opened with, and the families that it serves. */
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
    return (family == IndexFamily.DOCUMENTS) == (this == DOCUMENTS);
  }

  /**
   * Checks that an index can be opened with this facade.
   *
   * @param family the family of the index; empty if it is not known, and then not checked
   * @throws IllegalArgumentException if another facade serves it; the message names that one
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
    OpenedIndex other = this == INDEX ? DOCUMENTS : INDEX;
    return family
        .filter(actual -> !serves(actual))
        .map(
            actual ->
                new IllegalArgumentException(
                    "index '"
                        + name
                        + "' is for "
                        + actual
                        + ", which "
                        + method
                        + "() does not serve: open it with "
                        + other.method
                        + "(\""
                        + name
                        + "\")"));
  }
}
