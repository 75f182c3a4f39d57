package io.pinelink.inference;

/**
 * What becomes of a text that is longer than the model reads. Open: another word is sent as it is.
 *
 * @param value the service's word
 */
public record Truncate(String value) {
  /** Its end is left out. */
  public static final Truncate END = new Truncate("END");

  /** Its beginning is left out; only some models do. */
  public static final Truncate START = new Truncate("START");

  /** The call is refused. */
  public static final Truncate NONE = new Truncate("NONE");

  @Override
  public String toString() {
    return value;
  }
}
