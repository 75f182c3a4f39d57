package io.pinelink.inference;

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

  @Override
  public String toString() {
    return value;
  }
}
