package io.pinelink.spi.dial;

import io.pinelink.internal.failure.AddressesFailedException;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.network.RefusedCertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The failures of the addresses of a destination that were tried for one connection.
 *
 * <p>Not thread-safe.
 */
final class ConnectFailures {
  /** Enough to see a pattern; a name may have many more addresses. */
  private static final int MAX = 16;

  private final List<Failed> all = new ArrayList<>();
  private int dropped;

  private record Failed(ConnectTarget target, Throwable cause) {
    private String text() {
      return target + ": " + NetworkCauses.brief(cause);
    }
  }

  /** Adds the failure of an address. */
  void add(ConnectTarget target, Throwable cause) {
    if (all.size() < MAX || isRefusedCertificate(cause)) {
      all.add(new Failed(target, cause));
    } else {
      dropped++;
    }
  }

  /**
   * Returns the failure to report: from the first address whose certificate was refused, since an
   * address that does not answer must not hide that another one is not the service; otherwise from
   * the first address. If several addresses have failed, it is the cause of an exception that names
   * each with its problem.
   *
   * @throws IllegalStateException if there is none
   */
  Throwable mostSpecific() {
    if (all.isEmpty()) {
      throw new IllegalStateException("no address has failed");
    }
    Throwable chosen = refusedCertificate().orElse(all.get(0).cause());
    if (all.size() == 1) {
      return chosen;
    }
    AddressesFailedException several = new AddressesFailedException(text(), chosen);
    all.stream()
        .map(Failed::cause)
        .filter(other -> other != chosen)
        .forEach(several::addSuppressed);
    return several;
  }

  private String text() {
    String each = all.stream().map(Failed::text).collect(Collectors.joining("; "));
    return dropped == 0 ? each : each + "; and " + dropped + " more";
  }

  /** Returns the failure of the first address whose certificate was refused. */
  Optional<Throwable> refusedCertificate() {
    return all.stream()
        .map(Failed::cause)
        .filter(ConnectFailures::isRefusedCertificate)
        .findFirst();
  }

  private static boolean isRefusedCertificate(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .anyMatch(RefusedCertificateException.class::isInstance);
  }
}
