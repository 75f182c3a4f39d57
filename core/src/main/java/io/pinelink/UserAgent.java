package io.pinelink;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the client calls itself. */
final class UserAgent {
  private UserAgent() {}

  static String of(String version, @Nullable String tag) {
    String name = "lang=java; pinelink=" + version;
    return tag == null ? name : name + "; source_tag=" + tag;
  }

  /** The form that the service's own clients give a source tag. */
  static String tag(String text) {
    String kept = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ :]", "");
    return kept.strip().replaceAll(" +", "_");
  }
}
