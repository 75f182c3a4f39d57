package io.pinelink.spi.dial;

import io.pinelink.network.RefusedCertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the addresses of a destination that were tried in turn for one connection.
 *
 * <p>Thread-safe.
 */
public final class ConnectFailures {
  /** Enough to see a pattern; a name may have many more addresses. */
  private static final int MAX = 16;

  private final List<Throwable> failures = new ArrayList<>();
  private @Nullable Throwable reported;

  /** Creates an instance without failures. */
  public ConnectFailures() {}

  /** Adds the failure of an address. */
  public synchronized void add(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    if (failures.size() < MAX || isRefusedCertificate(failure)) {
      failures.add(failure);
    }
  }

  /** Returns whether a failure is one of those that were added, or shares a cause with one. */
  public synchronized boolean contains(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    return failures.stream()
        .flatMap(ConnectFailures::chain)
        .anyMatch(added -> chain(failure).anyMatch(t -> t == added));
  }

  /**
   * Returns the failure to report, with the others suppressed: from the first address whose
   * certificate was refused, since an address that does not answer must not hide that another one
   * is not the service; otherwise from the first address.
   *
   * @throws IllegalStateException if there is none
   */
  public synchronized Throwable mostSpecific() {
    Throwable known = reported;
    if (known != null) {
      return known;
    }
    Throwable chosen =
        refusedCertificate()
            .or(() -> failures.stream().findFirst())
            .orElseThrow(() -> new IllegalStateException("no address has failed"));
    failures.stream().filter(failure -> failure != chosen).forEach(chosen::addSuppressed);
    reported = chosen;
    return chosen;
  }

  /** Returns the failure of the first address whose certificate was refused. */
  public synchronized Optional<Throwable> refusedCertificate() {
    return failures.stream().filter(ConnectFailures::isRefusedCertificate).findFirst();
  }

  private static boolean isRefusedCertificate(Throwable failure) {
    return chain(failure).anyMatch(RefusedCertificateException.class::isInstance);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause);
  }
}
