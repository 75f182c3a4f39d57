package io.pinelink.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSslContext;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A check that the build really runs this module's tests on two sets of libraries. */
class LibrariesTest {
  private static Path jar(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).getFileName();
  }

  @Test
  void theLibrariesHaveTheVersionsOfTheBuild() throws Exception {
    String grpc = System.getProperty("pinelink.grpc");

    assertThat(jar(Message.class))
        .hasToString("protobuf-java-" + System.getProperty("pinelink.protobuf") + ".jar");
    assertThat(jar(Status.class)).hasToString("grpc-api-" + grpc + ".jar");
    assertThat(jar(GrpcSslContexts.class)).hasToString("grpc-netty-shaded-" + grpc + ".jar");
  }

  @Test
  void nativeLibrariesAreUsedUnlessDisabled() throws Exception {
    boolean natives = Boolean.getBoolean("pinelink.natives");

    assertThat(GrpcSslContexts.forClient().build() instanceof OpenSslContext).isEqualTo(natives);
    assertThat(Epoll.isAvailable()).isEqualTo(natives && isLinux());
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }
}
