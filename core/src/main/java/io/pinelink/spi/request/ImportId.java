package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/** The rule for an import's id. */
final class ImportId {
  private static final int MAX_ID = 1_000;

  private ImportId() {}

  static void check(String id) {
    Check.range("length of import id", id.length(), 1, MAX_ID);
  }
}
