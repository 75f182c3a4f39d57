package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One or several names that a listening address serves. Several virtual hosts may share an address.
 *
 * @param privateEndpoint the id of the private endpoint; empty for other listeners
 * @param names the names of its certificate: complete names, or names with {@code *} as the first
 *     label
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
