package io.pinelink.server.internal.imports;

/** A failure that ends an import; its message becomes the error of the import. */
public final class ImportFailure extends Exception {
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
