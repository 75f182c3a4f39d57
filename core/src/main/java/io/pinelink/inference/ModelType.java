package io.pinelink.inference;

import java.util.Objects;

/**
 * The task of a model. Open: a type that this client does not know keeps the service's name.
 *
 * @param value the service's name
 */
public record ModelType(String value) {
  /** Embeds texts as vectors. */
  public static final ModelType EMBED = new ModelType("embed");

  /** Sorts documents by their relevance to a query. */
  public static final ModelType RERANK = new ModelType("rerank");

  /** Checks that no part is null. */
  public ModelType {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
