package io.pinelink.spi;

import io.pinelink.network.HttpVersion;
import io.pinelink.spi.dial.AddressResolver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client's transports. Settings that differ between routes, such as trusted
 * authorities, are part of each route.
 *
 * @param apiVersion the value of {@code X-Pinecone-Api-Version} on all calls, such as {@code
 *     2026-04}; null for the version of {@linkplain Operation#apiVersion(String, Object) each
 *     operation}
 * @param userAgent the value of {@code User-Agent}
 * @param connectTimeout the timeout of a connect to one address, until the connection is ready:
 *     TCP, the proxy's tunnel, TLS, and the start of HTTP/2
 * @param maxResponseBytes the largest response that is read, in bytes
 * @param maxConnections the maximum number of connections to one destination where calls share
 *     them, at least 1; only gRPC uses it
 * @param httpVersion the HTTP version of REST calls
 * @param resolver resolves the addresses to connect to
 */
public record TransportOptions(
    @Nullable String apiVersion,
    String userAgent,
    Duration connectTimeout,
    int maxResponseBytes,
    int maxConnections,
    HttpVersion httpVersion,
    AddressResolver resolver) {
  /** Checks that no part is null. */
  public TransportOptions {}
}
