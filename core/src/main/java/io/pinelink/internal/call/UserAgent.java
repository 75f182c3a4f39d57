package io.pinelink.internal.call;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The value of the client's {@code User-Agent} header. */
public final class UserAgent {
  private UserAgent() {}

  public static String of(String version, @Nullable String tag) {
    String name = "lang=java; pinelink=" + version;
    return tag == null ? name : name + "; source_tag=" + tag;
  }

  /** Returns a source tag, normalized like in the service's own clients. */
  public static String tag(String text) {
    String kept = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ :]", "");
    return kept.strip().replaceAll(" +", "_");
  }
}
