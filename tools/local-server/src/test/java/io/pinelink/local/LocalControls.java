package io.pinelink.local;

import io.pinelink.server.internal.product.ServerControls;

/** The parts of a local server, for tests of its packages. */
public final class LocalControls {
  private LocalControls() {}

  public static ServerControls of(LocalServer local) {
    return local.controls();
  }
}
