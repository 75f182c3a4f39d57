package io.pinelink.inference;

/**
 * What a model does. Open: a type that this client does not know is kept as the service names it.
 *
 * @param value the service's name
 */
public record ModelType(String value) {
  /** Texts to vectors. */
  public static final ModelType EMBED = new ModelType("embed");

  /** Documents in the order of their relevance. */
  public static final ModelType RERANK = new ModelType("rerank");

  @Override
  public String toString() {
    return value;
  }
}
