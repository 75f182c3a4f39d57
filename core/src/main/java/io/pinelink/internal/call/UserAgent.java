package io.pinelink.internal.call;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the client calls itself. */
public final class UserAgent {
  private UserAgent() {}

  public static String of(String version, @Nullable String tag) {
    String name = "lang=java; pinelink=" + version;
    return tag == null ? name : name + "; source_tag=" + tag;
  }

  /** The form that the service's own clients give a source tag. */
  public static String tag(String text) {
    String kept = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ :]", "");
    return kept.strip().replaceAll(" +", "_");
  }
}
