package io.pinelink.cli.local;

import java.util.Locale;

/** The regions in which indexes can be created, as written on the command line. */
public enum RegionsText {
  STRICT,
  LENIENT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
