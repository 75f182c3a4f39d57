package io.pinelink;

import java.util.regex.Pattern;

/** The rule for an API version. */
final class ApiVersion {
  private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}(\\.[a-z]+)?");

  private ApiVersion() {}

  static String check(String apiVersion) {
    if (!FORM.matcher(apiVersion).matches()) {
      throw new IllegalArgumentException(
          "apiVersion is '" + apiVersion + "', expected a form such as 2026-04");
    }
    return apiVersion;
  }
}
