package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/**
 * The time for which the JVM caches DNS answers, as configured. The security properties take
 * precedence; if they are unset, two system properties of older JVMs apply.
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

  void report(DiagnosisBuilder diagnosis) {
    if (isForever()) {
      diagnosis.warn(
          Check.DNS_CACHE,
          toString(),
          "a new address of the endpoint is never seen; set the security property"
              + " networkaddress.cache.ttl to 30 or less");
    } else {
      diagnosis.ok(Check.DNS_CACHE, toString());
    }
  }

  /** Returns whether resolved addresses are cached forever. */
  boolean isForever() {
    return ttl != null && ttl.startsWith("-");
  }

  /** Returns the settings in words. */
  @Override
  public String toString() {
    return "answers are cached %s, failures %s"
        .formatted(
            (ttl == null ? "30 s, the default" : isForever() ? "forever" : ttl + " s"),
            (negativeTtl == null ? "10 s, the default" : negativeTtl + " s"));
  }
}
