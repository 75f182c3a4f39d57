package io.pinelink.server.internal.http;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of the server with names of its own, such as the control plane. Several virtual hosts may
 * share an address.
 *
 * @param privateEndpoint the id of the private endpoint; empty for other listeners
 * @param names returns whether a host name, in lower case and without a port, belongs to it
 * @param tls its TLS contexts; null for plaintext only
 */
public record VirtualHost(
    ListenerRole listener,
    String privateEndpoint,
    Predicate<String> names,
    @Nullable ServerTlsContexts tls) {
  /** Returns a virtual host without TLS. */
  public static VirtualHost plaintext(ListenerRole listener, Predicate<String> names) {
    return new VirtualHost(listener, "", names, null);
  }
}
