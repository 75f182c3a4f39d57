package io.pinelink.internal.validation;

import java.util.Locale;

/** The forms of the service's API keys, by which a key in the wrong place is recognized. */
public final class ApiKeyForm {
  private static final String[] PREFIXES = {"pcsk_", "pckey_"};

  private ApiKeyForm() {}

  /** Returns whether a text contains something that looks like an API key, in any case. */
  public static boolean isIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String prefix : PREFIXES) {
      if (lower.contains(prefix)) {
        return true;
      }
    }
    return false;
  }
}
