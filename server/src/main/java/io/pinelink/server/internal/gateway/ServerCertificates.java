package io.pinelink.server.internal.gateway;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The certificates of one virtual host: one for its own names, and one for each other name that it
 * serves, created at the first handshake. Clients refuse a wildcard directly under {@code
 * localhost}. Thread-safe.
 */
final class ServerCertificates implements Function<String, SslContext> {
  /** Bounds the memory for names that clients invent. */
  private static final int MAX_OTHERS = 1_000;

  private final Function<List<String>, SslContext> contexts;
  private final SslContext own;
  private final Predicate<String> others;
  private final Map<String, SslContext> created = new ConcurrentHashMap<>();

  /**
   * @param contexts creates the TLS context of a server with the given names
   * @param names its own names
   * @param others returns whether a name needs a certificate of its own
   */
  ServerCertificates(
      Function<List<String>, SslContext> contexts, List<String> names, Predicate<String> others) {
    this.contexts = contexts;
    this.own = contexts.apply(names);
    this.others = others;
  }

  @Override
  public SslContext apply(String serverName) {
    if (!others.test(serverName)) {
      return own;
    }
    SslContext known = created.get(serverName);
    if (known != null || created.size() >= MAX_OTHERS) {
      return known == null ? own : known;
    }
    return created.computeIfAbsent(serverName, name -> contexts.apply(List.of(name)));
  }
}
