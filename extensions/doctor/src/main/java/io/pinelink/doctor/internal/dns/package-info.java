/**
 * Questions to chosen name servers, and what this machine's resolver is configured to do. Start at
 * {@link io.pinelink.doctor.internal.dns.DnsClient}.
 */
@NullMarked
package io.pinelink.doctor.internal.dns;

import org.jspecify.annotations.NullMarked;
