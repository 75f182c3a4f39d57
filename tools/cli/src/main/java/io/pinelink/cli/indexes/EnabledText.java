package io.pinelink.cli.indexes;

import java.util.Locale;

/** A switch as the service writes it: {@code enabled} or {@code disabled}. */
public enum EnabledText {
  ENABLED,
  DISABLED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
