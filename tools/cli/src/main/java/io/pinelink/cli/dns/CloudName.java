package io.pinelink.cli.dns;

import io.pinelink.routing.Cloud;
import java.util.Locale;

/** A cloud whose private endpoints are known. */
public enum CloudName {
  AWS,
  AZURE;

  /** Returns the cloud of this name. */
  public Cloud cloud() {
    return new Cloud(toString());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
