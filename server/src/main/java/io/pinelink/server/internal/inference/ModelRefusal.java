package io.pinelink.server.internal.inference;

/** A refusal of the input of a hosted model; each plane reports it in its own error format. */
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
