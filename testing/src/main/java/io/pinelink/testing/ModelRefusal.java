package io.pinelink.testing;

/** A hosted model does not take what it is given; each plane tells it in its own envelope. */
final class ModelRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String text;

  ModelRefusal(String text) {
    super(text);
    this.text = text;
  }

  String text() {
    return text;
  }
}
