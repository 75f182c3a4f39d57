package io.pinelink.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The build runs this module's tests on two runtimes; this shows that it really does. */
class ProtobufRuntimeTest {
  @Test
  void theRuntimeIsTheOneThatTheBuildMeant() throws Exception {
    Path jar = Path.of(Message.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    assertThat(jar.getFileName())
        .hasToString("protobuf-java-" + System.getProperty("pinelink.protobuf") + ".jar");
  }
}
