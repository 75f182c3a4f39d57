package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The check of whether large packets pass, after a handshake. The handshake itself shows it for
 * packets from the server, if its certificates need more than one. For packets to the server, a
 * large request is compared with a small one.
 *
 * @param step the timeout of each request
 */
record PathMtuCheck(
    PathConnector connector, InstantSource clock, Duration step, DiagnosisBuilder diagnosis) {
  /** How to let large packets pass. */
  static final String REPAIR =
      "clamp the MSS where a tunnel begins, or lower the MTU of this machine's interface; at hops"
          + " that send it, let ICMP 'fragmentation needed' (IPv6: 'packet too big') pass, which an"
          + " endpoint of AWS does not send";

  /** More than one packet even of an interface with an MTU of 9,001, which is common in clouds. */
  private static final int LARGE = 12 * 1_024;

  /** Certificates of this size need more than one packet of an MTU of 1,500. */
  private static final int ONE_PACKET = 1_460;

  /** Checks a path, and returns the answer to the small request; null if there is none. */
  @Nullable ProbeAnswer check(Destination destination, Handshake shake) {
    ProbeAnswer small;
    try {
      long begin = System.nanoTime();
      HttpHead head = request(destination, shake, 0);
      small = new ProbeAnswer(head, clock.instant(), Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      diagnosis.skip(
          Check.PATH_MTU, "the server did not answer a request without a key: " + e.getMessage());
      return null;
    }
    try {
      if (passes(destination, shake)) {
        diagnosis.ok(Check.PATH_MTU, "a request of 12 KB arrived; " + fromServer(shake));
      } else {
        diagnosis.fail(
            Check.PATH_MTU,
            ("large packets to the server are lost: a request of 12 KB got no answer"
                    + " within %s, twice, a small one did in %s ms")
                .formatted(DurationText.of(step), small.took().toMillis()),
            REPAIR);
      }
    } catch (IOException e) {
      diagnosis.skip(Check.PATH_MTU, "not every request was answered: " + e.getMessage());
    }
    return small;
  }

  /**
   * Returns whether a large request is answered. One that is not can be a coincidence, so that a
   * small one must be answered and a large one fail again.
   *
   * @throws IOException if nothing can be concluded
   */
  private boolean passes(Destination destination, Handshake shake) throws IOException {
    try {
      request(destination, shake, LARGE);
      return true;
    } catch (NoAnswerException first) {
      request(destination, shake, 0);
      try {
        request(destination, shake, LARGE);
        return true;
      } catch (NoAnswerException second) {
        return false;
      }
    }
  }

  private HttpHead request(Destination destination, Handshake shake, int bytes) throws IOException {
    return connector.request(destination, shake.target(), bytes, Deadline.after(step));
  }

  private static String fromServer(Handshake shake) {
    int bytes = shake.chain().stream().mapToInt(PathMtuCheck::size).sum();
    return bytes > ONE_PACKET
        ? "so did the server's certificates, " + bytes + " bytes"
        : "the server's certificates need one packet only, so larger ones from it were not seen";
  }

  private static int size(X509Certificate certificate) {
    try {
      return certificate.getEncoded().length;
    } catch (CertificateEncodingException e) {
      return 0;
    }
  }
}
