package io.pinelink.internal.connect;

import io.pinelink.network.ServerCertificate;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A successful TLS handshake.
 *
 * @param address the address of the server
 * @param proxy the address of the proxy in between; null for none
 * @param connect how long TCP took, including the proxy's tunnel
 * @param handshake how long TLS took
 * @param certificate the server's certificate
 * @param tlsVersion the TLS version, such as {@code TLSv1.3}
 * @param applicationProtocol the protocol selected by ALPN; empty for none
 */
public record Handshake(
    InetSocketAddress address,
    @Nullable InetSocketAddress proxy,
    Duration connect,
    Duration handshake,
    ServerCertificate certificate,
    String tlsVersion,
    String applicationProtocol) {}
