package io.pinelink.server.internal.http;

import io.netty.handler.ssl.SslContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name, or several, that an address serves; others may share the address.
 *
 * @param privateEndpoint the id of the private endpoint that it is; empty if it is none
 * @param names those of its certificate: whole ones, or with {@code *} for the first label
 * @param tls null for plaintext
 */
public record VirtualHost(
    ListenerRole listener, String privateEndpoint, List<String> names, @Nullable SslContext tls) {
  public static VirtualHost plaintext(ListenerRole listener) {
    return new VirtualHost(listener, "", List.of(), null);
  }

  boolean hasName(String name) {
    int dot = name.indexOf('.');
    String wildcard = "*" + name.substring(Math.max(0, dot));
    return names.contains(name) || names.contains(wildcard);
  }
}
