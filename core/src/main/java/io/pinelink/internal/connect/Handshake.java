package io.pinelink.internal.connect;

import io.pinelink.network.ServerCertificate;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake that succeeded.
 *
 * @param address what was connected to
 * @param proxy the address of the proxy that led there; null if none did
 * @param connect how long TCP took, with the proxy's part
 * @param handshake how long TLS took
 * @param certificate the server's
 * @param tlsVersion such as {@code TLSv1.3}
 * @param applicationProtocol what ALPN agreed on; empty if nothing
 */
public record Handshake(
    InetSocketAddress address,
    @Nullable InetSocketAddress proxy,
    Duration connect,
    Duration handshake,
    ServerCertificate certificate,
    String tlsVersion,
    String applicationProtocol) {}
