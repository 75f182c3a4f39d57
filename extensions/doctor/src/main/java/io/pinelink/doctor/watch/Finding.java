package io.pinelink.doctor.watch;

import java.util.Objects;
import java.util.Optional;

/**
 * One fact about a host, whose changes are reported.
 *
 * @param subject a check as the doctor's JSON names it, such as {@code dns} or {@code
 *     control-plane}; {@code route}, {@code addresses} or {@code certificate}; or {@code doctor},
 *     which fails if a check ended with an exception or error
 * @param value the status of a check, such as {@code failed}; {@code private}, {@code public} or
 *     {@code local} for the route; the classes of the addresses, such as {@code private}; {@code
 *     valid} or {@code expiring} for the certificate
 * @param problem whether the value is worse than usual: a failure, a warning, a public address, or
 *     a certificate that expires soon
 * @param seen the finding, in prose
 * @param hint what to do; empty if there is nothing to do
 */
public record Finding(
    String subject, String value, boolean problem, String seen, Optional<String> hint) {
  /** Checks that no part is null. */
  public Finding {
    Objects.requireNonNull(subject, "subject is null");
    Objects.requireNonNull(value, "value is null");
    Objects.requireNonNull(seen, "seen is null");
    Objects.requireNonNull(hint, "hint is null");
  }
}
