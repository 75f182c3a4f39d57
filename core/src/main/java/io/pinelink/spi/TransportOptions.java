package io.pinelink.spi;

import java.time.Duration;

/**
 * What a client asks of its transports. What differs between routes, such as whom to trust, comes
 * with each route.
 *
 * @param apiVersion the value of {@code X-Pinecone-Api-Version}, such as {@code 2026-04}
 * @param userAgent the value of {@code User-Agent}
 * @param connectTimeout how long a connect to one address may take
 * @param maxResponseBytes the largest response that is read, in bytes
 * @param maxConnections the most connections to one destination where calls share them, at least 1;
 *     gRPC alone goes by it
 * @param httpVersion the version of HTTP that carries JSON
 * @param resolver where to connect
 */
public record TransportOptions(
    String apiVersion,
    String userAgent,
    Duration connectTimeout,
    int maxResponseBytes,
    int maxConnections,
    HttpVersion httpVersion,
    AddressResolver resolver) {}
