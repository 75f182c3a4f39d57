package io.pinelink.control;

import java.util.regex.Pattern;

/** The rule for names of indexes, collections and backups. */
final class ResourceName {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?");

  private ResourceName() {}

  static String check(String kind, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          kind
              + " name is '"
              + (name.contains("pcsk_") ? "…" : name)
              + "', expected 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends");
    }
    return name;
  }
}
