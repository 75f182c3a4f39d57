package io.pinelink.internal.doctor;

import java.security.Security;
import org.jspecify.annotations.Nullable;

/**
 * How long the JVM keeps what DNS answered, in its own words. The security properties decide; where
 * they are unset, two system properties of older JVMs still do.
 */
record JvmDnsCache(@Nullable String ttl, @Nullable String negativeTtl) {
  static JvmDnsCache ofThisJvm() {
    return new JvmDnsCache(
        effective("networkaddress.cache.ttl", "sun.net.inetaddr.ttl"),
        effective("networkaddress.cache.negative.ttl", "sun.net.inetaddr.negative.ttl"));
  }

  private static @Nullable String effective(String security, String system) {
    String value = Security.getProperty(security);
    return value == null ? System.getProperty(system) : value;
  }

  /** Whether an address that was found once is never looked up again. */
  boolean isForEver() {
    return ttl != null && ttl.startsWith("-");
  }

  /** In words for people. */
  @Override
  public String toString() {
    return "answers are kept "
        + (ttl == null ? "30 s, the default" : isForEver() ? "for ever" : ttl + " s")
        + ", failures "
        + (negativeTtl == null ? "10 s, the default" : negativeTtl + " s");
  }
}
