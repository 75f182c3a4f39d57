package io.pinelink.server.internal.http;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The virtual hosts of one address. With TLS, the server name of the handshake selects one of them
 * for the connection; in plaintext, the host of each request does.
 *
 * @param all at least one virtual host; either all or none have TLS
 * @param plaintext whether plaintext is accepted
 */
public record VirtualHosts(List<VirtualHost> all, boolean plaintext) {
  /** Copies the list. */
  public VirtualHosts {
    all = List.copyOf(all);
  }

  /** Returns one virtual host without TLS, which serves every name. */
  public static VirtualHosts plaintext(ListenerRole listener) {
    return new VirtualHosts(List.of(VirtualHost.plaintext(listener, name -> true)), true);
  }

  /** Returns what a connection reaches once its handshake has selected a virtual host. */
  VirtualHosts only(VirtualHost chosen) {
    return new VirtualHosts(List.of(chosen), plaintext);
  }

  boolean hasTls() {
    return all.get(0).tls() != null;
  }

  /** Returns whether any of them serves data. */
  boolean serveData() {
    return all.stream().anyMatch(each -> each.listener() != ListenerRole.CONTROL);
  }

  /** Returns the first virtual host that has a name, or else the first one. */
  VirtualHost named(@Nullable String name) {
    Predicate<VirtualHost> matches = each -> name != null && each.names().test(name);
    return all.stream().filter(matches).findFirst().orElse(all.get(0));
  }
}
