package io.pinelink.routing;

import org.jspecify.annotations.Nullable;

/**
 * The hosts of an index, as somebody named them.
 *
 * @param host in public or private form
 * @param privateHost the private host that is listed with it; null if none is
 * @param source who named them
 */
public record IndexHosts(String host, @Nullable String privateHost, Route.Source source) {
  /** Takes a blank private host for none. */
  public IndexHosts {
    privateHost = privateHost == null || privateHost.isBlank() ? null : privateHost;
  }

  /** A host that the user named. */
  public static IndexHosts given(String host) {
    return new IndexHosts(host, null, Route.Source.EXPLICIT);
  }
}
