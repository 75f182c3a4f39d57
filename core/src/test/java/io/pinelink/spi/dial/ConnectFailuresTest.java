package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.network.Certificates;
import io.pinelink.network.RefusedCertificateException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ConnectFailuresTest {
  private final ConnectFailures failures = new ConnectFailures();
  private int added;

  private void add(Throwable failure) {
    added++;
    failures.add(
        new ConnectTarget(
            new InetSocketAddress("10.0." + added / 250 + "." + added % 250, 443), null),
        failure);
  }

  private static SSLHandshakeException refused() throws Exception {
    SSLHandshakeException refused = new SSLHandshakeException("bad certificate");
    refused.initCause(Certificates.refusal(Reason.WRONG_NAME));
    return refused;
  }

  @Test
  void theFailureOfTheOnlyAddressIsReported() {
    IOException only = new ConnectException("refused");
    add(only);

    assertThat(failures.mostSpecific()).isSameAs(only);
  }

  @Test
  void theFailureOfTheFirstAddressIsReportedWithTheOthersSuppressed() {
    IOException first = new ConnectException("refused");
    IOException second = new ConnectException("timed out");
    add(first);
    add(second);

    assertThat(failures.mostSpecific())
        .hasMessage("10.0.0.1:443: refused; 10.0.0.2:443: timed out or no route")
        .hasCause(first)
        .hasSuppressedException(second);
    assertThat(failures.mostSpecific().getSuppressed()).hasSize(1);
    assertThat(failures.refusedCertificate()).isEmpty();
  }

  @Test
  void aRefusedCertificateIsReportedBeforeAnyOtherFailure() throws Exception {
    IOException first = new ConnectException("refused");
    SSLHandshakeException certificate = refused();
    IOException last = new ConnectException("timed out");
    add(first);
    add(certificate);
    add(last);

    assertThat(failures.mostSpecific())
        .hasCause(certificate)
        .hasSuppressedException(first)
        .hasSuppressedException(last);
    assertThat(failures.refusedCertificate()).containsSame(certificate);
  }

  @Test
  void aRefusedCertificateIsFoundBehindManyOtherFailures() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      add(new ConnectException("refused"));
    }
    SSLHandshakeException certificate = refused();
    add(certificate);

    assertThat(failures.mostSpecific()).hasCause(certificate).hasMessageEndingWith("984 more");
    assertThat(failures.mostSpecific().getSuppressed()).hasSizeLessThan(20);
  }
}
