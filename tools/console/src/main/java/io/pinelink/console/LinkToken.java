package io.pinelink.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret in the link, which every call of the page repeats. */
final class LinkToken {
  private static final int BYTES = 32;

  private final String text;

  private LinkToken(String text) {
    this.text = text;
  }

  /** Creates a token of 256 random bits. */
  static LinkToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Returns the token as the link contains it. */
  String text() {
    return text;
  }

  /** Compares a token in a time that does not depend on where it differs. */
  boolean matches(String other) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns no part of the token. */
  @Override
  public String toString() {
    return "LinkToken";
  }
}
