package io.pinelink.server.internal.imports;

/** Why an import cannot go on; the message becomes the import's error. */
final class ImportFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String text;

  ImportFailure(String text) {
    super(text);
    this.text = text;
  }

  String text() {
    return text;
  }
}
