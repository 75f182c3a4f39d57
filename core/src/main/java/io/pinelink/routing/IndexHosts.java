package io.pinelink.routing;

import java.util.Optional;

/**
 * The hosts of an index, as one source names them.
 *
 * @param host the host, in public or private form
 * @param privateHost the private host that the source lists with it; a blank one counts as none
 * @param source where the hosts come from
 */
public record IndexHosts(String host, Optional<String> privateHost, Route.Source source) {
  /** Drops a blank private host. */
  public IndexHosts {
    privateHost = privateHost.filter(name -> !name.isBlank());
  }

  /** Returns the hosts for a host that the user named. */
  public static IndexHosts given(String host) {
    return new IndexHosts(host, Optional.empty(), Route.Source.EXPLICIT);
  }
}
