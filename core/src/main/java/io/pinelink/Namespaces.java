package io.pinelink;

/** The rule for the name of a namespace. */
final class Namespaces {
  private static final int MAX_LENGTH = 512;

  private Namespaces() {}

  static String check(String namespace) {
    if (namespace.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "namespace has " + namespace.length() + " characters, expected at most " + MAX_LENGTH);
    }
    for (int i = 0; i < namespace.length(); i++) {
      char c = namespace.charAt(i);
      if (c == 0 || c > 0x7F) {
        throw new IllegalArgumentException(
            "namespace '"
                + namespace
                + "' has the character U+"
                + String.format("%04X", (int) c)
                + " at position "
                + i
                + ", expected ASCII without NUL");
      }
    }
    return namespace;
  }
}
