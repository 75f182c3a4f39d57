package io.pinelink.selfcontained;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.NameResolverRegistry;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.grpc.GrpcTransport;
import io.pinelink.grpc.proto.PinelinkProto;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.rest.RestTransport;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests the jar before the modules on the class path, as in the tests of a program that also uses
 * the embedded server.
 */
class BesideTheModulesIT {
  private static final Path JAR = TestClassPath.JAR;

  @Test
  void theClientComesFromTheJarAndTheServersMessagesDoNot() throws Exception {
    assertThat(
            List.of(
                origin(Pinelink.class), origin(GrpcTransport.class), origin(RestTransport.class)))
        .containsOnly(JAR);
    assertThat(origin(PinelinkProto.class)).isNotEqualTo(JAR);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void clientAndServerCommunicate(Protocol protocol) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      client.controlPlane().createIndex(CreateIndexRequest.dense("docs", 2, Indexes.REGION));
      Index docs = client.index("docs");
      Vector written = Vector.of("a", new float[] {1, 2});

      docs.upsert(List.of(written));

      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).containsValue(written);
    }
  }

  /** The modules register a resolver of their own with gRPC, by the name of a class. */
  @Test
  void theGrpcOfTheProgramWorks() {
    assertThat(NameResolverRegistry.getDefaultRegistry().getDefaultScheme()).isEqualTo("dns");
  }

  private static Path origin(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
