package io.pinelink.spi;

import io.pinelink.routing.TlsOptions;
import java.time.Duration;

/**
 * What a client asks of its transports.
 *
 * @param apiVersion the value of {@code X-Pinecone-Api-Version}, such as {@code 2026-04}
 * @param userAgent the value of {@code User-Agent}
 * @param tls whom to trust
 * @param connectTimeout how long a connect to one address may take
 * @param maxResponseBytes the largest response that is read, in bytes
 * @param httpVersion the version of HTTP that carries JSON
 */
public record TransportOptions(
    String apiVersion,
    String userAgent,
    TlsOptions tls,
    Duration connectTimeout,
    int maxResponseBytes,
    HttpVersion httpVersion) {}
