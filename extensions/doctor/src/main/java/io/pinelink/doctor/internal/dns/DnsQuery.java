package io.pinelink.doctor.internal.dns;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A question for the addresses of a name.
 *
 * @param server the name server to ask, resolved
 * @param name the name, taken as absolute: no search domain is appended
 * @param patience how long to wait for the answer
 */
public record DnsQuery(InetSocketAddress server, String name, Duration patience) {}
