package io.pinelink.server.internal.http;

import io.netty.handler.ssl.SslContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at an address, alone or with others.
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

  boolean isCalled(String name) {
    int dot = name.indexOf('.');
    String wildcard = "*" + name.substring(Math.max(0, dot));
    return names.contains(name) || names.contains(wildcard);
  }
}
