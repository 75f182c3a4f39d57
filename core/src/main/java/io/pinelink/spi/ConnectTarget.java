package io.pinelink.spi;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One way to a destination: what to connect to, and for whom.
 *
 * @param target an address of the destination; a name where the proxy is to resolve it
 * @param proxy the address of the proxy that connects to the target, to be connected to instead;
 *     null for none
 */
public record ConnectTarget(InetSocketAddress target, @Nullable InetSocketAddress proxy) {}
