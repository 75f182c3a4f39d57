package io.pinelink.conformance;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The texts that a report must not contain: the API key, anything that looks like one, and the id
 * of the project in hosts.
 */
final class Secrets {
  /** In place of the id of a project, with the form and the length of one. */
  private static final String PROJECT = "xxxxxxx";

  private static final Pattern KEY = Pattern.compile("(pcsk|pckey)_[A-Za-z0-9_-]{8,}");
  private static final Pattern HOST = Pattern.compile("-[a-z0-9]{7}(?=\\.svc\\.)");

  private final String apiKey;

  Secrets(String apiKey) {
    this.apiKey = apiKey;
  }

  String mask(String text) {
    String masked = apiKey.isEmpty() ? text : text.replace(apiKey, "***");
    masked = KEY.matcher(masked).replaceAll("***");
    return HOST.matcher(masked).replaceAll("-" + PROJECT);
  }

  /** Masks a message over gRPC, whose length then stays the same, so that it can still be read. */
  byte[] mask(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    String masked = apiKey.isEmpty() ? text : text.replace(apiKey, "*".repeat(apiKey.length()));
    masked = KEY.matcher(masked).replaceAll(found -> "*".repeat(found.group().length()));
    masked = HOST.matcher(masked).replaceAll("-" + PROJECT);
    return masked.getBytes(StandardCharsets.ISO_8859_1);
  }
}
