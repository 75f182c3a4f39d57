package io.pinelink.server.internal.gateway;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.http.CertificateFlaw;
import io.pinelink.server.internal.http.ServerTlsContexts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one virtual host: one for its own names, and one for each other name that it
 * serves, each created at its first handshake. Clients refuse a wildcard directly under {@code
 * localhost}. Thread-safe.
 */
final class ServerCertificates implements ServerTlsContexts {
  /** Bounds the memory for names that clients invent. */
  private static final int MAX_OTHERS = 1_000;

  private final Supplier<CertificateSource> certificates;
  private final List<String> names;
  private final Supplier<SslContext> own;
  private final Predicate<String> others;
  private final Map<String, SslContext> created = new ConcurrentHashMap<>();

  /**
   * @param names its own names
   * @param others returns whether a name needs a certificate of its own
   */
  ServerCertificates(
      Supplier<CertificateSource> certificates, List<String> names, Predicate<String> others) {
    this.certificates = certificates;
    this.names = names;
    this.own = new Deferred<>(() -> certificates.get().valid(names));
    this.others = others;
  }

  @Override
  public SslContext named(String serverName) {
    return others.test(serverName)
        ? created(serverName, own.get(), () -> certificates.get().valid(List.of(serverName)))
        : own.get();
  }

  @Override
  public SslContext flawed(CertificateFlaw flaw, String serverName) {
    boolean other = others.test(serverName);
    return created(
        flaw + " " + (other ? serverName : ""),
        null,
        () -> certificates.get().flawed(flaw, other ? List.of(serverName) : names));
  }

  private SslContext created(
      String key, @Nullable SslContext otherwise, Supplier<SslContext> create) {
    SslContext known = created.get(key);
    if (known != null) {
      return known;
    }
    if (created.size() < MAX_OTHERS) {
      return created.computeIfAbsent(key, unused -> create.get());
    }
    return otherwise == null ? create.get() : otherwise;
  }
}
