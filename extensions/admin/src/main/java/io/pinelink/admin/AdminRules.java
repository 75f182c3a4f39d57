package io.pinelink.admin;

import io.pinelink.internal.validation.Check;

/** The rules for ids and names of the admin API. */
final class AdminRules {
  private static final int MAX_NAME = 512;
  private static final int MAX_KEY_NAME = 80;

  private static final int MAX_EMAIL = 254;

  private AdminRules() {}

  static String name(String name) {
    return name(name, MAX_NAME);
  }

  static String keyName(String name) {
    return name(name, MAX_KEY_NAME);
  }

  /** Checks a name. The service counts code points, some of which are two {@code char}s. */
  private static String name(String name, int longest) {
    Check.range("length of name", name.codePointCount(0, name.length()), 1, longest);
    return Check.notBlank("name", name);
  }

  /** Checks the form of an email address, without repeating it in the message. */
  static String email(String email) {
    Check.range("length of email", email.length(), 1, MAX_EMAIL);
    int at = email.lastIndexOf('@');
    if (at < 1 || at == email.length() - 1 || email.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "email is not an address, expected a form such as name@example.com");
    }
    return email;
  }

  static int maxPods(int pods) {
    return Check.range("maxPods", pods, 0, Integer.MAX_VALUE);
  }
}
