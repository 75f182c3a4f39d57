/**
 * The DNS records of a private zone, in the formats of DNS servers and of infrastructure as code.
 * Start at {@link io.pinelink.cli.dns.DnsCommand}; a new format is a writer and a constant of
 * {@link io.pinelink.cli.dns.DnsFormat}.
 */
@NullMarked
package io.pinelink.cli.dns;

import org.jspecify.annotations.NullMarked;
