package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pinelink.Pinelink;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that plaintext to a port with TLS, and TLS to a port without, are diagnosed. */
class SchemeMismatchIT {
  private static TransportException failure(Protocol protocol, String host, TlsOptions trust) {
    try (Pinelink client =
        Pinelink.builder().apiKey("pcsk_embedded").protocols(protocol).tls(trust).build()) {
      return catchThrowableOfType(
          TransportException.class, () -> client.indexAt(host).describeIndexStats());
    }
  }

  private static void assertSpeaksTls(TransportException failure, String host) {
    assertThat(failure)
        .hasMessage(
            "describeIndexStats on "
                + host
                + " (local route): the port of "
                + host
                + " speaks TLS, and this route is plaintext: use https://"
                + host);
    assertThat(failure.networkCause()).isEqualTo(NetworkCause.TLS_PORT);
    assertThat(failure.isRetryable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void plaintextToAPortOfTheEmbeddedServerWithTlsIsDiagnosed(Protocol protocol) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      String host = "localhost:" + server.address(Listener.PUBLIC_DATA).getPort();

      assertSpeaksTls(failure(protocol, host, TlsOptions.systemTrust()), host);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void plaintextToAPortOfAnotherServerWithTlsIsDiagnosed(Protocol protocol) throws Exception {
    try (LoopbackPeer peer =
        LoopbackPeer.tls(
            NetworkFailuresIT.certificate("CN=a").setIsCertificateAuthority(true).buildSelfSigned(),
            "h2")) {
      String host = "localhost:" + peer.address().getPort();

      assertSpeaksTls(failure(protocol, host, TlsOptions.systemTrust()), host);
    }
  }

  @Test
  void plaintextToAControlPlaneWithTlsIsDiagnosed() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      String host = "localhost:" + server.address(Listener.CONTROL).getPort();
      try (Pinelink client =
          Pinelink.builder().apiKey("pcsk_embedded").controlPlane(host).build()) {
        TransportException failure =
            catchThrowableOfType(
                TransportException.class, () -> client.controlPlane().listIndexes());

        assertThat(failure).hasMessageEndingWith("this route is plaintext: use https://" + host);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void tlsToAPortWithoutItIsDiagnosed(Protocol protocol) {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().localMode().start()) {
      String host = "localhost:" + server.address(Listener.CONTROL).getPort();

      TransportException failure = failure(protocol, "https://" + host, TlsOptions.systemTrust());

      assertThat(failure)
          .hasMessage(
              "describeIndexStats on "
                  + host
                  + " (local route): the port of "
                  + host
                  + " does not speak TLS; for plaintext on loopback, use http://"
                  + host);
      assertThat(failure.networkCause()).isEqualTo(NetworkCause.PLAINTEXT_PORT);
      assertThat(failure.isUnsent()).isTrue();
      assertThat(failure.isRetryable()).isFalse();
    }
  }
}
