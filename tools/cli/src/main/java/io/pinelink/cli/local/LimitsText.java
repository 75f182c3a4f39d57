package io.pinelink.cli.local;

import java.util.Locale;

/** The rates that a server enforces, as written on the command line. */
public enum LimitsText {
  NONE,
  SERVICE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
