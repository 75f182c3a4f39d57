package io.pinelink.routing;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of an index, from one source.
 *
 * @param host the host, in public or private form
 * @param privateHost the private host that the source lists with it; a blank one counts as none
 * @param source where the hosts come from
 */
public record IndexHosts(String host, Optional<String> privateHost, Route.Source source) {
  /** Drops a blank private host. */
  public IndexHosts {
    Objects.requireNonNull(host, "host is null");
    Objects.requireNonNull(source, "source is null");
    privateHost = privateHost.filter(name -> !name.isBlank());
  }

  /** Returns hosts for a host given by the user. */
  public static IndexHosts given(String host) {
    return new IndexHosts(host, Optional.empty(), Route.Source.EXPLICIT);
  }

  /**
   * Compares all components. The JVM would keep a class whose generated method was used after its
   * class loader is no longer used.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof IndexHosts that
            && host.equals(that.host)
            && privateHost.equals(that.privateHost)
            && source == that.source);
  }

  /** Hashes the host. The generated method of a record would slow down a program's start. */
  @Override
  public int hashCode() {
    return host.hashCode();
  }
}
