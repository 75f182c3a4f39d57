package io.pinelink.internal.validation;

import java.util.Set;

/** The rules for the names of namespace aliases. */
public final class AliasRules {
  /** The characters that have a meaning in a URL or a header. */
  private static final String RESERVED = " /?#%&=\\;+";

  private static final Set<String> RESERVED_NAMES = Set.of("__default__", ".", "..");

  private AliasRules() {}

  /** Checks the name of an alias. */
  public static String name(String name) {
    Check.id("alias name", name);
    if (RESERVED_NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "alias name is '" + name + "', expected another one than __default__, . and ..");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || RESERVED.indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            ("alias name has the character U+%s at position %s, expected printable ASCII"
                    + " without space and / ? # %% & = \\ ; +")
                .formatted(String.format("%04X", (int) c), i));
      }
    }
    return name;
  }

  /** Checks the namespace that an alias points to: 1 to 512 ASCII characters without NUL. */
  public static String target(String namespace) {
    return Check.id("targetNamespace", namespace);
  }

  /** Checks the prefix of a listing: at most 512 ASCII characters without NUL. */
  public static String prefix(String prefix) {
    return prefix.isEmpty() ? prefix : Check.id("prefix", prefix);
  }
}
