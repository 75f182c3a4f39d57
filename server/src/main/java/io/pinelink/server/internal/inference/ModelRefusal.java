package io.pinelink.server.internal.inference;

/** A hosted model does not take what it is given; each plane tells it in its own envelope. */
public final class ModelRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String text;

  ModelRefusal(String text) {
    super(text);
    this.text = text;
  }

  public String text() {
    return text;
  }
}
