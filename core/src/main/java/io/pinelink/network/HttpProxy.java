package io.pinelink.network;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy that a route goes through, by {@code CONNECT}: TLS is still with the route's host,
 * and the proxy sees names and bytes alone.
 *
 * <p>Immutable and thread-safe.
 */
public final class HttpProxy {
  private final String host;
  private final int port;
  private final @Nullable Credentials credentials;

  /**
   * Who asks the proxy.
   *
   * @param password never shown
   */
  public record Credentials(String user, String password) {
    /** Never the password. */
    @Override
    public String toString() {
      return user + ":***";
    }
  }

  HttpProxy(String host, int port, @Nullable Credentials credentials) {
    this.host = host;
    this.port = port;
    this.credentials = credentials;
  }

  /** The proxy's name or address; resolved at each connect. */
  public String host() {
    return host;
  }

  /** The proxy's port. */
  public int port() {
    return port;
  }

  /** Who asks; empty if the proxy asks for nobody. */
  public Optional<Credentials> credentials() {
    return Optional.ofNullable(credentials);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpProxy that
        && that.host.equals(host)
        && that.port == port
        && Objects.equals(that.credentials, credentials);
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, port);
  }

  /** Host and port; never the credentials. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
