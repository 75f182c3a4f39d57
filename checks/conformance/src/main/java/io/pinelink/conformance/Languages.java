package io.pinelink.conformance;

import java.util.List;

/** The languages that texts are assumed to have. */
final class Languages {
  static final List<String> ALL =
      List.of(
          "ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru",
          "sv", "ta", "tr");

  private Languages() {}
}
