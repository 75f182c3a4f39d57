/**
 * Questions to chosen name servers, and what this machine's resolver is configured to do. Start at
 * {@link io.pinelink.internal.dns.DnsClient}.
 */
@NullMarked
package io.pinelink.internal.dns;

import org.jspecify.annotations.NullMarked;
