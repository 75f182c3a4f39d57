package io.pinelink.inference;

/**
 * What a text that is embedded is for. Open: another word is sent as it is.
 *
 * @param value the service's word
 */
public record InputType(String value) {
  /** A text to be found. */
  public static final InputType PASSAGE = new InputType("passage");

  /** A text to find others by. */
  public static final InputType QUERY = new InputType("query");

  @Override
  public String toString() {
    return value;
  }
}
