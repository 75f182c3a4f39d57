package io.pinelink.grpc.channel;

import static io.pinelink.grpc.Calls.on;
import static io.pinelink.grpc.Calls.options;
import static io.pinelink.grpc.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.grpc.Calls;
import io.pinelink.grpc.GrpcTransport;
import io.pinelink.grpc.RecordingService;
import io.pinelink.grpc.proto.DeleteResponse;
import io.pinelink.model.DeleteRequest;
import io.pinelink.network.TlsOptions;
import io.pinelink.spi.DataOperations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client certificate whose key is in a token. OpenSSL would need the key itself. */
class TokenKeyTest {
  private final Provider token = TokenStore.provider();

  @BeforeEach
  void install() {
    Security.addProvider(token);
  }

  @AfterEach
  void remove() {
    Security.removeProvider(token.getName());
  }

  @Test
  void aNonExportableKeySignsTheHandshake() throws Exception {
    X509Bundle authority =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=test authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle client =
        new CertificateBuilder().ecp256().subject("CN=client").buildIssuedBy(authority);
    RecordingService service = new RecordingService();
    service.answer = DeleteResponse.getDefaultInstance();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(requiringClientsOf(authority))
            .addService(service.definition())
            .build()
            .start();
    TlsOptions tls =
        TlsOptions.trustOnly(authority.getCertificate())
            .clientCertificate(
                TokenStore.of(client.getKeyPair().getPrivate(), client.getCertificatePath(), token),
                new char[0]);
    try (GrpcTransport transport = GrpcTransport.create(options())) {
      result(
          transport.call(
              DataOperations.DELETE,
              DeleteRequest.all(),
              on(Calls.dialled(tls, Calls.PRIVATE_HOST, server.getPort()))));

      assertThat(service.headers).hasSize(1);
    } finally {
      server.shutdownNow();
    }
  }

  private static SslContext requiringClientsOf(X509Bundle authority) throws Exception {
    X509Bundle certificate =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=data plane")
            .addSanDnsName(Calls.PRIVATE_HOST)
            .buildIssuedBy(authority);
    return GrpcSslContexts.configure(
            SslContextBuilder.forServer(
                certificate.getKeyPair().getPrivate(), certificate.getCertificatePath()))
        .trustManager(authority.getCertificate())
        .clientAuth(ClientAuth.REQUIRE)
        .build();
  }
}
