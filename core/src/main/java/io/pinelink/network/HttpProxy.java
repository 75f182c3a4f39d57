package io.pinelink.network;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy of a route. Connections are tunnelled with {@code CONNECT}: TLS ends at the route's
 * host, and the proxy sees only host names and encrypted bytes.
 *
 * <p>Immutable and thread-safe.
 */
public final class HttpProxy {
  private final String host;
  private final int port;
  private final @Nullable Credentials credentials;

  /**
   * The credentials for the proxy.
   *
   * @param password the password; never printed
   */
  public record Credentials(String user, String password) {
    /** Checks that no part is null. */
    public Credentials {
      Objects.requireNonNull(user, "user is null");
      Objects.requireNonNull(password, "password is null");
    }

    /** Returns the user, without the password. */
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

  /** Returns the proxy's name or address; it is resolved at each connect. */
  public String host() {
    return host;
  }

  /** Returns the proxy's port. */
  public int port() {
    return port;
  }

  /** Returns the credentials; empty if the proxy requires none. */
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

  /** Returns host and port, without the credentials. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
