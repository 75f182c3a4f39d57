package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.network.Certificates;
import io.pinelink.network.RefusedCertificateException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ConnectFailuresTest {
  private final ConnectFailures failures = new ConnectFailures();

  private static SSLHandshakeException refused() throws Exception {
    SSLHandshakeException refused = new SSLHandshakeException("bad certificate");
    refused.initCause(Certificates.refusal(Reason.WRONG_NAME));
    return refused;
  }

  @Test
  void theFailureOfTheFirstAddressIsReportedWithTheOthersSuppressed() {
    IOException first = new ConnectException("refused");
    IOException second = new ConnectException("timed out");
    failures.add(first);
    failures.add(second);

    assertThat(failures.mostSpecific()).isSameAs(first).hasSuppressedException(second);
    assertThat(failures.mostSpecific().getSuppressed()).hasSize(1);
    assertThat(failures.refusedCertificate()).isEmpty();
  }

  @Test
  void aRefusedCertificateIsReportedBeforeAnyOtherFailure() throws Exception {
    IOException first = new ConnectException("refused");
    SSLHandshakeException certificate = refused();
    IOException last = new ConnectException("timed out");
    failures.add(first);
    failures.add(certificate);
    failures.add(last);

    assertThat(failures.mostSpecific())
        .isSameAs(certificate)
        .hasSuppressedException(first)
        .hasSuppressedException(last);
    assertThat(failures.refusedCertificate()).containsSame(certificate);
  }

  @Test
  void aRefusedCertificateIsFoundBehindManyOtherFailures() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      failures.add(new ConnectException("refused"));
    }
    SSLHandshakeException certificate = refused();
    failures.add(certificate);

    assertThat(failures.mostSpecific()).isSameAs(certificate);
    assertThat(certificate.getSuppressed()).hasSizeLessThan(20);
  }

  @Test
  void aFailureIsFoundByItsCause() {
    IOException cause = new IOException("broken pipe");
    failures.add(new IOException("wrapped", cause));

    assertThat(failures.contains(cause)).isTrue();
    assertThat(failures.contains(new IOException("wrapped again", cause))).isTrue();
    assertThat(failures.contains(new IOException("broken pipe"))).isFalse();
  }
}
